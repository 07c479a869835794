"""Builds probes with Zensical, and reads from its HTML what MkDocs would give to a plugin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.rendering.page import Page, Section
from cxsite.site.builders import zensical_build
from cxsite.site.builders.frame_template import MARK, UnexpectedThemeError
from cxsite.site.builders.mkdocs_build import MkDocsOptions
from cxsite.site.builders.theme import INNER, LEAF, NODE, ProbeOutput, find_output_file, name_of
from cxsite.site.docs_tree import render_page_markdown
from cxsite.site.engines.zensical import CONTENTS, SKIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cxsite.site.builders.theme import ThemeQuestion

_ITEM: Final = re.compile(r"<li\b|</li>")
_STUB: Final = "# stub"


def build_with_zensical(docs: Path, site: Path, pages: Sequence[Page], asked: ThemeQuestion) -> ProbeOutput:
    """Build the probes in `docs` into `site`, and return what Zensical made of them.

    Raises:
        CxsiteError: Zensical is not installed, warned or failed.
        UnexpectedThemeError: its output is not as expected.
    """
    contents = _contents_page()
    stubs = list(_write_stubs(docs, asked.linked))
    (docs / f"{contents.path}.md").write_text(render_page_markdown(contents), encoding="utf-8")
    zensical_build.build_with_zensical(docs, site, MkDocsOptions(config=asked.config, as_of=asked.as_of))
    listed = find_output_file(site, contents.path, directories=asked.directories)
    leaf, node = map(_as_written, _find_items(listed.read_text(encoding="utf-8"), count=2))
    written = {}
    for page in pages:
        file = find_output_file(site, page.path, directories=asked.directories)
        written[page.path] = file.read_bytes().decode()
    for path in (contents.path, *(stub.removesuffix(".md") for stub in stubs if stub.endswith(".md"))):
        find_output_file(site, path, directories=asked.directories).unlink()
    for stub in stubs:
        (site / stub).unlink(missing_ok=True)
    return ProbeOutput(
        pages=written,
        bodies={path: _find_body(text) for path, text in written.items()},
        leaf=leaf,
        node=node,
        is_marked=True,
    )


def _write_stubs(docs: Path, linked: Sequence[str]) -> Iterator[str]:
    """Write files that hand-written pages link to, because Zensical only knows files that exist; yield their paths."""
    for path in linked:
        file = docs / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_STUB, encoding="utf-8")
            yield path


def _contents_page() -> Page:
    """Return a page whose table of contents has the items of a section without subsections, and of one with two."""

    def section(level: int, sentinel: str) -> Section:
        return Section(level=level, heading=f"{sentinel}& {sentinel}x", id=f"{sentinel}id", html="")

    sections = (section(1, f"{MARK}h"), section(2, LEAF), section(2, NODE), *(section(3, one) for one in INNER))
    return Page(path=f"{MARK}contents", title="x", sections=sections)


def _find_body(page: str) -> str:
    """Return the content of a page's article."""
    _, found, rest = page.partition(SKIP)
    body, end, _ = rest.partition("</article>")
    if not found or not end:
        raise UnexpectedThemeError("the theme has no article of a known kind")
    return body.strip()


def _find_items(page: str, *, count: int) -> list[str]:
    """Return the items of a page's table of contents, of which there must be `count`."""
    start = page.rfind(CONTENTS)  # the first one is in the menu for phones
    items: list[str] = []
    depth, begin = 0, 0
    for tag in _ITEM.finditer(page, max(start, 0)):
        if tag[0] == "</li>":
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                items.append(page[begin : tag.end()])
        else:
            begin = begin if depth else tag.start()
            depth += 1
    if start < 0 or len(items) != count:
        raise UnexpectedThemeError("the theme has no table of contents of a known kind")
    return items


def _as_written(item: str) -> str:
    """Return an item with the headings as MkDocs would be given them: with the space as a reference."""
    for sentinel in (LEAF, NODE, *INNER):
        item = item.replace(f"{sentinel}&#38; {sentinel}x", name_of(sentinel))
    return item
