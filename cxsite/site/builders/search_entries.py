"""Makes a page's entries of the search index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cxsite.escaping import html
from cxsite.site.finish.search_index import finish_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.rendering.page import Page
    from cxsite.site.builders.page_content import SearchedText

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def make_entries(page: Page, texts: Iterable[SearchedText], url: str, language: str) -> str:
    """Return the entries of a page with folded accents, as JSON objects separated by commas.

    `language` is the language of the search interface.
    """
    title = str(html.encode_line(" ".join(page.title.split())))
    entries = [
        {
            "location": f"{url}#{one.anchor}" if one.anchor else url,
            "title": one.title or ("" if one.anchor else title),
            "text": one.text,
        }
        for one in texts
    ]
    return _ENCODE(finish_entries(entries, language))[1:-1]
