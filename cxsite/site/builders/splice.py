"""Assembles a page: our values in the gaps of the theme's frame, and its entries of the search index."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from cxsite.escaping import html
from cxsite.site.builders.frame_template import FrameTemplate, UnexpectedThemeError, forms
from cxsite.site.builders.output_files import page_url
from cxsite.site.builders.page_content import read_content
from cxsite.site.docs_tree import check_section
from cxsite.site.finish.search import finish_entries, search_format
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.rendering.page import Page
    from cxsite.site.builders.page_content import PageContent, SearchedText
    from cxsite.site.builders.theme import SiteTheme

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ATTRIBUTES: Final = {
    SiteEngine.MKDOCS: re.compile(r'\s?data-search-\w+="[^"]+"'),
    SiteEngine.ZENSICAL: re.compile(r'\sdata-search-\w+(?:="[^"]*")?(?=[^<>]*>)'),
}
"""The attributes for search that the engine removes from pages: MkDocs's plugin leaves those without a value."""
_ANY_ATTRIBUTE: Final = {
    SiteEngine.MKDOCS: re.compile(r'data-search-\w+="[^"]+"'),
    SiteEngine.ZENSICAL: re.compile("data-search-"),
}
"""Finds out quickly whether there is any: `re` searches for a text faster than for white space before a text."""


@dataclass(frozen=True, slots=True)
class SplicedPage:
    """A page of the site: its HTML, the values in its frame, its content, and its entries in the search index."""

    html: str
    values: Mapping[str, str]
    content: PageContent
    entries: str


def splice_page(
    page: Page, shell: FrameTemplate, theme: SiteTheme, switch: Mapping[str, str], *, language: str
) -> SplicedPage:
    """Fill a page into its finished frame.

    `switch` has the addresses of the page in other languages; `language` is that of the search interface.

    Raises:
        CxsiteError: a section's body is not one `<div>` without blank lines.
        UnexpectedThemeError: the page contains something that no probe contained.
    """
    levels = [section.level for section in page.sections]
    if levels[:1] != [1] or 1 in levels[1:] or not theme.headings.levels.keys() >= set(levels):
        raise UnexpectedThemeError("the page {path} has headings of other levels", path=page.path)
    for section in page.sections:
        check_section(section, page)
    url = page_url(page.path, directories=theme.directories)
    values = {
        "body": _strip_search_marks(theme.headings.body(page), theme.engine),
        "toc": theme.toc.html(page) if "toc" in shell.names else "",
        "first": f"#{page.sections[0].id}",
        "url": url,
        "source": f"{page.path}.md",
        **{f"switch:{language}": str(escape(address)) for language, address in switch.items()},
        **forms("title", _fold(page.title)),
        **forms("description", _fold(page.description)),
    }
    content = read_content(page)
    entries = _make_entries(page, content.texts, url, theme.engine, language)
    return SplicedPage(shell.fill(values), values, content, entries)


def _strip_search_marks(body: str, engine: SiteEngine) -> str:
    """Return the body without attributes for search, as the engine leaves it in the page."""
    return _ATTRIBUTES[engine].sub("", body) if _ANY_ATTRIBUTE[engine].search(body) else body


def _make_entries(page: Page, texts: Sequence[SearchedText], url: str, engine: SiteEngine, language: str) -> str:
    """Return the finished entries of a page for the engine's search, as JSON objects separated by commas.

    `language` is that of the search interface.
    """
    title = _fold(page.title)
    entries: list[dict[str, Any]] = [
        {
            "location": f"{url}#{one.anchor}" if one.anchor else url,
            "title": one.title or ("" if one.anchor else title),
            "text": one.text,
        }
        for one in texts
    ]
    if engine is SiteEngine.ZENSICAL:
        levels = {section.id: section.level for section in page.sections}
        places = [levels.get(one.anchor, 1) for one in texts]
        more = {"path": [title], "tags": []}
        entries = [{**one, "level": level, **more} for one, level in zip(entries, places, strict=True)]
    return _ENCODE(finish_entries(entries, search_format(engine), language))[1:-1]


def _fold(text: str) -> str:
    """Return a text as it is written in front matter."""
    return str(html.encode_line(" ".join(text.split())))
