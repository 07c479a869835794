"""Finishes Material's search index: descriptive titles, ranks, and words without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.site.finish.search_folding import FIELD, TITLE, add_folded_fields, fold_fields
from cxsite.site.finish.search_titles import is_further, is_thing, make_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def finish_index(index: Mapping[str, Any], site_language: str = "") -> dict[str, Any]:
    """Finish the whole index of a site in a language. It is idempotent."""
    config = index["config"]
    docs = finish_entries(index["docs"], in_sector_words(language_of(config), site_language))
    return {**index, "config": add_folded_fields(config), "docs": docs}


def language_of(config: Mapping[str, Any]) -> str:
    """Return the language of the search interface from the index's settings; English if it is none of ours."""
    asked = tuple(config.get("lang") or ())[:1]
    return next((one for one in LANGUAGES if one in asked), "en")


def in_sector_words(language: str, site_language: str) -> str:
    """Return the language of the search interface with the sector's words, if the site is in the same language."""
    return site_language if language == site_language else language


def finish_entries(entries: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """Finish the entries of whole pages; `language` is the language of the words for kinds of things.

    These words are not folded: `ban` should find pages about selling (`bán`), not every page of a kind.
    """
    words = Translator(language)
    pages = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    return [_finish_entry(entry, pages, words) for entry in map(drop_repeated, entries) if entry]


def drop_repeated(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Remove texts of further pages of lists, which repeat other pages; their titles and things stay."""
    page, _, anchor = entry["location"].partition("#")
    if not is_further(page) or is_thing(anchor):
        return entry
    return {} if anchor else {**entry, "text": ""}


def _finish_entry(entry: Mapping[str, Any], pages: Mapping[str, str], words: Translator) -> dict[str, Any]:
    reported = make_title(entry, pages, words)
    found = {key: value for key, value in entry.items() if key not in {FIELD, TITLE}}
    rank = {"boost": reported.rank} if reported.rank else {}
    return {
        **found,
        "title": reported.title,
        **rank,
        **fold_fields(reported.plain, entry["text"], *entry.get("tags", ())),
    }
