"""The theme's part of a site as templates with gaps for our part: everything that the engine is needed for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.escaping import html
from cxsite.site.builders.frame_template import forms
from cxsite.site.docs_tree import heading_words
from cxsite.site.finish.theme_html import NOT_FOUND_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.rendering.page import Page, Section
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.frame_template import FrameTemplate
    from cxsite.site.settings import SiteEngine


@dataclass(frozen=True, slots=True)
class HeadingTemplates:
    """Templates of headings, by level."""

    levels: Mapping[int, FrameTemplate]

    def body(self, page: Page) -> str:
        """Return the page's HTML as Markdown renders it."""
        both = ((self._heading(section), section.html) for section in page.sections)
        return "".join(f"{head}\n{inner}\n\n" if inner else f"{head}\n" for head, inner in both).rstrip("\n")

    def _heading(self, section: Section) -> str:
        words = html.mark_language(section.heading, heading_words(section))
        return self.levels[section.level].fill({"id": section.id, "heading": words})


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
        return self.between.join([self._item(head, inner) for head, inner in _nest_sections(page.sections)])

    def _item(self, head: Section, inner: Sequence[Section]) -> str:
        words = heading_words(head)
        name = str(html.mark_language(head.heading, words)) if self.is_marked else words
        values = {"href": f"#{head.id}", **forms("name", name)}
        if not inner:
            return self.leaf.fill(values)
        below = self.between_inner.join(self._item(one, ()) for one in inner)
        return self.node.fill({**values, "inner": below})


def _nest_sections(sections: Sequence[Section]) -> list[tuple[Section, list[Section]]]:
    """Return the sections below the page's heading, each with its subsections."""
    found: list[tuple[Section, list[Section]]] = []
    for section in sections[1:]:
        if found and section.level > found[-1][0].level:
            found[-1][1].append(section)
        else:
            found.append((section, []))
    return found


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

    `key` is a hash of all that it depends on, except the kinds that it has frames for. `search` are the settings of
    the search index as JSON, and `language` is that of the search interface.
    """

    key: str
    engine: SiteEngine
    files: Path
    directories: bool
    headings: HeadingTemplates
    toc: TableOfContents
    shells: Mapping[FrameKind, FrameTemplate]
    search: str
    language: str
    sitemap: Sitemap
    hand: Mapping[str, ThemedHandPage]

    @property
    def not_found(self) -> str:
        """The theme's 404 page; empty if it has none."""
        file = self.files / NOT_FOUND_PAGE
        return file.read_bytes().decode("utf-8") if file.is_file() else ""

    def added(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that the theme adds to every site."""
        for path in self.files.rglob("*"):
            if path.is_file():
                yield path.relative_to(self.files).as_posix(), path
