"""Makes a page's entries of the search index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping import html
from cxsite.site.finish.search_format import search_format
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.rendering.page import Page
    from cxsite.site.builders.page_content import SearchedText

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def make_entries(page: Page, texts: Sequence[SearchedText], url: str, engine: SiteEngine, language: str) -> str:
    """Return the finished entries of a page for the engine's search, as JSON objects separated by commas.

    `language` is that of the search interface.
    """
    title = str(html.encode_line(" ".join(page.title.split())))
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
    return _ENCODE(search_format(engine).finish_entries(entries, language))[1:-1]
