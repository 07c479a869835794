"""Writes a page's body and table of contents exactly as Python-Markdown and the theme do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.escaping import html
from cxsite.site.builders.frame_template import FrameTemplate, forms
from cxsite.site.docs_tree import heading_words
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.rendering.page import Page, Section

_ATTRIBUTES = {
    SiteEngine.MKDOCS: re.compile(r'\s?data-search-\w+="[^"]+"'),
    SiteEngine.ZENSICAL: re.compile(r'\sdata-search-\w+(?:="[^"]*")?(?=[^<>]*>)'),
}
"""The attributes for search that the engine removes from pages: MkDocs's plugin leaves those without a value."""
_ANY_ATTRIBUTE = {
    SiteEngine.MKDOCS: re.compile(r'data-search-\w+="[^"]+"'),
    SiteEngine.ZENSICAL: re.compile("data-search-"),
}
"""Finds out quickly whether there is any: `re` searches for a text faster than for white space before a text."""


SAMPLE_ID: Final = "cx-sample"
"""The id of the heading in a sample of HTML, which is read once instead of each heading."""


@dataclass(frozen=True, slots=True)
class HeadingTemplates:
    """Templates of headings, by level."""

    levels: Mapping[int, FrameTemplate]

    def body(self, page: Page) -> str:
        """Return the page's HTML as Markdown renders it."""
        return self.below(self.alone(page), page)

    def below(self, heads: Sequence[str], page: Page) -> str:
        """Return the page's HTML with the given headings."""
        both = zip(heads, page.sections, strict=True)
        return "".join(f"{head}\n{one.html}\n\n" if one.html else f"{head}\n" for head, one in both).rstrip("\n")

    def alone(self, page: Page) -> list[str]:
        """Return the headings of the page's sections."""
        return [self._heading(section) for section in page.sections]

    def samples(self, page: Page) -> dict[int, str]:
        """Return a sample of the headings of each level that the page has."""
        values = {"id": SAMPLE_ID, "heading": ""}
        return {level: self.levels[level].fill(values) for level in {section.level for section in page.sections}}

    def _heading(self, section: Section) -> str:
        words = html.mark_language(section.heading, heading_words(section))
        return self.levels[section.level].fill({"id": section.id, "heading": words})


def strip_search_marks(body: str, engine: SiteEngine) -> str:
    """Return the body without attributes for search, as the engine leaves it in the page."""
    return _ATTRIBUTES[engine].sub("", body) if _ANY_ATTRIBUTE[engine].search(body) else body


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Template of the list of a page's headings. With `is_marked`, texts in another language keep their mark."""

    leaf: FrameTemplate
    node: FrameTemplate
    between: str
    between_inner: str
    is_marked: bool = False

    def html(self, page: Page) -> str:
        """Return the list's items without the surrounding elements; empty for a page with one section."""
        return self.between.join(self.items(page))

    def samples(self) -> tuple[str, ...]:
        """Return samples of an item, without and with inner items."""
        values = {"href": f"#{SAMPLE_ID}", "inner": "", **forms("name", "")}
        return self.leaf.fill(values), self.node.fill(values)

    def items(self, page: Page) -> list[str]:
        """Return the items of the outermost list."""
        return [self._item(head, inner) for head, inner in nest_sections(page.sections)]

    def _item(self, head: Section, inner: Sequence[Section]) -> str:
        words = heading_words(head)
        name = str(html.mark_language(head.heading, words)) if self.is_marked else words
        values = {"href": f"#{head.id}", **forms("name", name)}
        if not inner:
            return self.leaf.fill(values)
        below = self.between_inner.join(self._item(one, ()) for one in inner)
        return self.node.fill({**values, "inner": below})


def nest_sections(sections: Sequence[Section]) -> list[tuple[Section, list[Section]]]:
    """Return the sections below the page's heading, each with its subsections."""
    found: list[tuple[Section, list[Section]]] = []
    for section in sections[1:]:
        if found and section.level > found[-1][0].level:
            found[-1][1].append(section)
        else:
            found.append((section, []))
    return found
