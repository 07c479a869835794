"""Finishes Zensical's search index: descriptive titles, and ranks.

Its worker adds words without accents (`engines/zensical-search.js`); it shows the title of a section's page itself.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from cxsite.i18n.catalogue import Translator
from cxsite.site.finish.search_index import drop_repeated, in_sector_words, language_of
from cxsite.site.finish.search_titles import OF_A_THING, make_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def finish_index(index: Mapping[str, Any], site_language: str = "") -> dict[str, Any]:
    """Finish the whole index of a site in a language. It is idempotent."""
    language = in_sector_words(language_of(index["config"]), site_language)
    return {**index, "items": finish_entries(index["items"], language)}


def finish_entries(entries: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """Finish the entries of whole pages; `language` is the language of the words for kinds of things."""
    words = Translator(language)
    titles = {
        entry["location"]: make_title(entry, {}, words).plain for entry in entries if "#" not in entry["location"]
    }
    return [_finish_entry(entry, titles, words) for entry in map(drop_repeated, entries) if entry]


def _finish_entry(entry: Mapping[str, Any], titles: Mapping[str, str], words: Translator) -> dict[str, Any]:
    """Return a finished entry; the path above a section is the title of its page, also if menus call it otherwise."""
    found = make_title(entry, {}, words)
    page, anchor, _ = entry["location"].partition("#")
    path = [str(escape(html.unescape(titles[page])))] if anchor and titles.get(page) else []
    rank = round(found.rank / OF_A_THING, 2) if anchor else found.rank  # Zensical ranks pages and sections alike
    return {**entry, "title": found.title, "path": path, "rank": rank}
