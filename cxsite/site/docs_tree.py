"""Writes pages as a tree of plain Markdown files and assets, which stock MkDocs can build."""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from markupsafe import Markup

from cxsite.escaping import front_matter, html, url
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cxsite.rendering.page import Page, Section


class Readable(Protocol):
    """A file, or an object that computes its bytes on demand."""

    def read_bytes(self) -> bytes:
        """Return all bytes."""


Content: TypeAlias = "bytes | Readable"
Tree: TypeAlias = "Mapping[str, Content]"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAsset:
    """A file that is copied to the site: `path` is its POSIX address, `content` its bytes or their source."""

    path: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """A page's old address. `old` and `new` are page paths without suffix; the texts are plain.

    `title` is the title of the page at `new`, `notice` the sentence that tells readers that it moved.
    """

    old: str
    new: str
    title: str
    notice: str
    language: str


def make_docs_tree(pages: Iterable[Page], assets: Iterable[SiteAsset] = (), moved: Iterable[MovedPage] = ()) -> Tree:
    """Return the files of a docs tree by POSIX path, sorted.

    Raises:
        CxsiteError: two files have one address, or an address cannot be a file.
    """
    pages, files = tuple(pages), list[tuple[str, Content]]()
    files += [(f"{page.path}.md", render_page_markdown(page).encode()) for page in pages]
    files += [(file.path, file.content) for page in pages for file in page.files]
    files += [(f"{one.old}.html", render_moved_page(one).encode()) for one in moved]
    files += [(asset.path, asset.content) for asset in assets]
    check_paths([path for path, _ in files])
    return dict(sorted(files))


def check_paths(paths: Collection[str]) -> None:
    """Refuse paths that cannot all be files of one docs tree.

    Raises:
        CxsiteError: two files have one address, or an address cannot be a file.
    """
    _refuse_unfit(paths)
    _refuse_clashes(paths)


def render_page_markdown(page: Page) -> str:
    """Render a page as Markdown: front matter, then each section's heading with its id and its HTML."""
    if page.markdown is not None:
        return f"{_front_matter(page)}{page.markdown.strip()}\n"
    return _front_matter(page) + "\n".join(_section(section, page) for section in page.sections)


def render_moved_page(moved: MovedPage) -> str:
    """Render a small page that redirects to the new address; a script keeps the fragment.

    It is HTML and not Markdown because every builder copies such a file unchanged, and leaves it out
    of the menu, the search index and the sitemap.
    """
    start = posixpath.dirname(moved.old) or "."
    new = html.encode(url.encode_path(posixpath.relpath(f"{moved.new}.html", start)))
    script = html.encode(posixpath.relpath("assets/js/moved.js", start))
    title = html.encode(moved.title)
    return (
        f'<!doctype html>\n<html lang="{html.encode(moved.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<title>{title}</title>\n<meta name="robots" content="noindex">\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={new}"></noscript>\n'
        f'<script src="{script}" defer></script>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n'
        f'<p>{html.encode(moved.notice)} <a id="new" href="{new}">{title}</a></p>\n</main>\n</body>\n</html>\n'
    )


def _front_matter(page: Page) -> str:
    lines = ["---", f"title: {front_matter.encode(page.title)}"]
    if page.description:
        lines.append(f"description: {front_matter.encode(page.description)}")
    if page.hide:
        lines.append(f"hide: [{', '.join(page.hide)}]")
    return "\n".join([*lines, "---", "", ""])


def check_section(section: Section, page: Page) -> None:
    """Refuse a body that Markdown would change.

    Raises:
        CxsiteError: it is not one `<div>` without blank lines.
    """
    if "\n\n" in section.html or (section.html and not section.html.startswith("<div")):
        raise CxsiteError(
            "The section “{section}” of the page {page} is not a single <div> without blank lines.",
            "Correct the template of this kind of page.",
            section=section.id,
            page=page.path,
        )


def heading_words(section: Section) -> Markup:
    """Return a heading's text as HTML with folded white space."""
    # Without a text after the #, Markdown would show the id as the text.
    return html.encode_line(" ".join(section.heading.split())) or Markup("&#160;")


def _section(section: Section, page: Page) -> str:
    check_section(section, page)
    heading = html.mark_language(section.heading, heading_words(section))
    body = f"\n{section.html}\n" if section.html else ""
    return f"{'#' * section.level} {heading} {{ #{section.id} }}\n{body}"


def _refuse_unfit(paths: Iterable[str]) -> None:
    for path in paths:
        parts = path.split("/")
        if any(part in {"", ".", ".."} or part.startswith(".") or "\\" in part or ":" in part for part in parts):
            raise CxsiteError(
                "The address {path} cannot be a file of the site.",
                "Give the page or picture a simple relative name.",
                path=repr(path),
            )


def _refuse_clashes(paths: Iterable[str]) -> None:
    """Refuse paths that would overwrite each other, also on file systems that fold case or Unicode forms."""
    seen: dict[str, str] = {}
    for path in paths:
        key = _key(path)
        if key in seen:
            raise CxsiteError(
                "Two files of the site have the same address: {other} and {path}.",
                "Rename one of them.",
                other=seen[key],
                path=path,
            )
        seen[key] = path
    for key, path in seen.items():
        parent = posixpath.dirname(key)
        while parent:
            if parent in seen:
                raise CxsiteError(
                    "{file} is a file, but {path} needs it to be a folder.",
                    "Rename one of them.",
                    file=seen[parent],
                    path=path,
                )
            parent = posixpath.dirname(parent)


def _key(path: str) -> str:
    built = f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path
    return unicodedata.normalize("NFC", built).casefold()
