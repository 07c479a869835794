"""The theme's part of a site as templates with gaps for our part: everything that MkDocs is needed for."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cxsite.escaping import html
from cxsite.site.builders.frame_template import (
    MARK,
    FrameTemplate,
    UnexpectedThemeError,
    cut_at_sentinels,
    sentinel_forms,
)
from cxsite.site.builders.output_paths import output_path, page_url
from cxsite.site.builders.table_of_contents import HeadingTemplates, TableOfContents, strip_search_marks
from cxsite.site.docs_tree import heading_words
from cxsite.site.finish import not_found
from cxsite.site.finish.search_index import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cxsite.rendering.page import Page
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.settings import SiteEngine, SiteSettings

_SITEMAP_ITEM = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeQuestion:
    """What to learn of the theme: the frames of these kinds, and the hand-written pages.

    `known` are the other files of the docs tree, to which hand-written pages may link.
    """

    kinds: frozenset[FrameKind]
    settings: SiteSettings
    config: Path
    as_of: date
    hand: Sequence[Page] = ()
    known: Sequence[str] = ()

    @property
    def linked(self) -> tuple[str, ...]:
        """The known files that hand-written pages may link to, because a page contains their name."""
        text = unquote("\n".join(page.markdown or "" for page in self.hand))
        return tuple(path for path in self.known if posixpath.basename(path) in text)

    @property
    def directories(self) -> bool:
        """Whether each page has its own folder (`use_directory_urls`)."""
        return bool(self.settings.values.get("use_directory_urls", True))


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Template of the sitemap; without an `item`, it lists no pages."""

    start: str
    item: FrameTemplate | None
    end: str

    def text(self, urls: Sequence[str]) -> str:
        """Return the sitemap of the pages with these addresses."""
        items = "" if self.item is None else "".join(self.item.fill({"url": url}) for url in urls)
        return f"{self.start}{items}{self.end}"


@dataclass(frozen=True, slots=True)
class ThemedHandPage:
    """A hand-written page, built by the engine: its HTML, and its search entries with folded accents."""

    html: str
    entries: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteTheme:
    """Everything that the engine and the theme add to a site. `files` has the theme's assets.

    `key` is a hash of all that it depends on, except the kinds that it has frames for.
    """

    key: str
    engine: SiteEngine
    files: Path
    directories: bool
    headings: HeadingTemplates
    toc: TableOfContents
    shells: Mapping[FrameKind, FrameTemplate]
    search: str
    sitemap: Sitemap
    hand: Mapping[str, ThemedHandPage]

    @property
    def language(self) -> str:
        """The language of the search interface."""
        return _language(self.search)

    @property
    def not_found(self) -> str:
        """The theme's 404 page; empty if it has none."""
        file = self.files / not_found.NAME
        return file.read_bytes().decode("utf-8") if file.is_file() else ""

    def added(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that the theme adds to every site."""
        for path in self.files.rglob("*"):
            if path.is_file():
                yield path.relative_to(self.files).as_posix(), path


@lru_cache(maxsize=8)
def _language(search: str) -> str:
    return language_of(json.loads(search))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeOutput:
    """The output of the engine for the probes: HTML files and bodies by page path, and two table-of-contents items.

    `leaf` and `node` are the theme's items for sections; `is_marked` tells whether items show a heading's HTML.
    """

    pages: Mapping[str, str]
    bodies: Mapping[str, str]
    leaf: str
    node: str
    is_marked: bool = False


LEAF = f"{MARK}l"
INNER = (f"{MARK}m", f"{MARK}n")
NODE = f"{MARK}o"


def name_of(sentinel: str) -> str:
    """Return the heading of a sample section, as HTML."""
    return f"{sentinel}&#38;&#32;{sentinel}x"


def learn_toc(written: ProbeOutput, page: Page) -> TableOfContents:
    """Learn the template of tables of contents from single items and a page with three."""
    leaf = cut_at_sentinels(written.leaf, _item_sentinels(LEAF))
    inner = [leaf.fill(_item_values(sentinel)) for sentinel in INNER]
    head, _, rest = written.node.partition(inner[0])
    between_inner, found, tail = rest.partition(inner[1])
    if not found or not head:
        raise UnexpectedThemeError("the theme nests its tables of contents differently")
    node = cut_at_sentinels(f"{head}\0{MARK}inner\0{tail}", {f"\0{MARK}inner\0": "inner", **_item_sentinels(NODE)})
    toc = TableOfContents(leaf, node, "", between_inner, is_marked=written.is_marked)
    return replace(toc, between=_text_between(written.pages[page.path], toc, page))


def _item_sentinels(sentinel: str) -> dict[str, str]:
    return {**sentinel_forms("name", name_of(sentinel)), f"#{sentinel}id": "href"}


def _item_values(sentinel: str) -> dict[str, str]:
    forms = sentinel_forms("name", name_of(sentinel))
    return {**{name: text for text, name in forms.items()}, "name": name_of(sentinel), "href": f"#{sentinel}id"}


def _text_between(text: str, toc: TableOfContents, page: Page) -> str:
    """Return the text between two items of the outermost list."""
    one, other = (item for item in toc.items(page)[:2])
    _, found, rest = text.partition(one)
    between, again, _ = rest.partition(other)
    if not found or not again or between.strip():
        raise UnexpectedThemeError("the theme writes its tables of contents differently")
    return between


def learn_headings(body: str, page: Page) -> HeadingTemplates:
    """Learn the templates of headings from the body of a page with all levels."""
    levels: dict[int, FrameTemplate] = {}
    for section, found in zip(page.sections, _HEADING.finditer(body), strict=True):
        levels[section.level] = cut_at_sentinels(found[0], {str(heading_words(section)): "heading", section.id: "id"})
    return HeadingTemplates(levels)


def learn_shell(kind: FrameKind, pages: Sequence[Page], written: ProbeOutput, parts: SiteTheme) -> FrameTemplate:
    """Learn the frame of a kind; all probes must give the same one."""
    shells = {_shell(kind, page, written, parts) for page in pages}
    if len(shells) != 1:
        raise UnexpectedThemeError("the theme's part of a page depends on the page's text")
    return shells.pop()


def _shell(kind: FrameKind, page: Page, written: ProbeOutput, parts: SiteTheme) -> FrameTemplate:
    body = parts.headings.body(page)
    if body != written.bodies[page.path]:
        raise UnexpectedThemeError("Markdown changes our HTML")
    text = written.pages[page.path]
    body = strip_search_marks(body, parts.engine)
    if text.count(body) != 1:
        raise UnexpectedThemeError("the theme changes a page's body")
    return cut_at_sentinels(text, dict(_sentinels(kind, page, body, parts)))


def _sentinels(kind: FrameKind, page: Page, body: str, parts: SiteTheme) -> Iterator[tuple[str, str]]:
    yield body, "body"
    if kind.listed:
        yield parts.toc.html(page), "toc"
    yield f"#{page.sections[0].id}", "first"
    if not kind.own:
        yield from sentinel_forms("title", str(html.encode_line(page.title))).items()
        if page.description:
            yield from sentinel_forms("description", str(html.encode_line(page.description))).items()
        yield page_url(page.path, directories=parts.directories), "url"
        yield f"{page.path}.md", "source"


def learn_sitemap(text: str, probe: str, *, directories: bool) -> Sitemap:
    """Learn the template of the sitemap from one that lists the page `probe`."""
    url = page_url(probe, directories=directories)
    items = _SITEMAP_ITEM.findall(text)
    if not items:
        return Sitemap(text, None, "")
    start, end = text[: text.index(items[0])], text[text.rindex(items[-1]) + len(items[-1]) :]
    item = next((cut_at_sentinels(one, {url: "url"}) for one in items if url in one), None)
    if item is None or f"{start}{''.join(items)}{end}" != text:
        raise UnexpectedThemeError("the theme writes the sitemap differently")
    return Sitemap(start, item, end)


def learn_search(config: Mapping[str, Any]) -> str:
    """Return the head of the search index: its settings, as JSON."""
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))


def find_output_file(folder: Path, path: str, *, directories: bool) -> Path:
    """Return the file of a page below a site's folder."""
    return folder / posixpath.normpath(output_path(path, directories=directories))
