"""Finishes the search index of each engine: descriptive titles, ranks, and in Material's words without accents.

Zensical's worker adds words without accents itself (`engines/zensical-search.js`), and shows the title of a section's
page. A large index of Material is divided into two files: titles for the theme, everything for a script of ours.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from markupsafe import escape

from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.site.engines import material, zensical
from cxsite.site.finish import search_words
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    SearchEntry: TypeAlias = Mapping[str, Any]

FULL_INDEX: Final = "search/full_index.json"
_SCRIPT: Final = "assets/js/search.js"
_LARGE: Final = 1_000_000
"""In bytes. For each million, an old laptop needs two to four seconds before the theme's search answers."""
_COMPARISONS: Final = "comparisons/"
_KEY: Final = "full"
"""The key in the settings of the first file that names the second file."""
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class SearchFormat(NamedTuple):
    """The `file` of an engine's index, and the key of its list of `entries`.

    `is_divisible` tells whether the theme cannot search a large index itself.
    """

    file: str
    entries: str
    is_divisible: bool


_MATERIAL: Final = SearchFormat(material.SEARCH_INDEX, "docs", is_divisible=True)
_ZENSICAL: Final = SearchFormat(zensical.SEARCH_INDEX, "items", is_divisible=False)


def search_format(engine: SiteEngine) -> SearchFormat:
    """Return the format of the engine's search index."""
    return _ZENSICAL if engine is SiteEngine.ZENSICAL else _MATERIAL


def finish_search(site: Path, language: str) -> None:
    """Finish the search index of the site in a language. It is idempotent."""
    for form in (_MATERIAL, _ZENSICAL):
        file, page = site / form.file, site / "404.html"
        index = json.loads(file.read_bytes()) if file.is_file() else {"config": {_KEY: ""}}
        if _KEY in index["config"]:
            continue
        index = finish_index(index, form, language)
        whole = _ENCODE(index).encode()
        if form.is_divisible and is_divided(len(whole), page.read_text("utf-8") if page.is_file() else ""):
            (site / FULL_INDEX).write_bytes(whole)
            whole = _ENCODE({**index, **make_titles_index(index["config"], index["docs"])}).encode()
        file.write_bytes(whole)


def finish_index(index: Mapping[str, Any], form: SearchFormat = _MATERIAL, site_language: str = "") -> dict[str, Any]:
    """Finish the whole index of a site in a language. It is idempotent."""
    config = index["config"]
    entries = finish_entries(index[form.entries], form, in_sector_words(language_of(config), site_language))
    return {
        **index,
        "config": search_words.add_folded_fields(config) if form is _MATERIAL else config,
        form.entries: entries,
    }


def language_of(config: Mapping[str, Any]) -> str:
    """Return the language of the search interface from the index's settings; English if it is none of ours."""
    asked = tuple(config.get("lang") or ())[:1]
    return next((one for one in LANGUAGES if one in asked), "en")


def in_sector_words(language: str, site_language: str) -> str:
    """Return the language of the search interface with the sector's words, if the site is in the same language."""
    return site_language if language == site_language else language


def finish_entries(entries: Sequence[SearchEntry], form: SearchFormat, language: str) -> list[dict[str, Any]]:
    """Finish the entries of whole pages; `language` is the language of the words for kinds of things."""
    words, finish = Translator(language), _finish_item if form is _ZENSICAL else _finish_doc
    pages = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    return [finish(entry, pages, words) for entry in map(_drop_repeated, entries) if entry]


def _drop_repeated(entry: SearchEntry) -> SearchEntry:
    """Remove texts of further pages of lists, which repeat other pages; their titles and things stay."""
    page, _, anchor = entry["location"].partition("#")
    if not search_words.is_further(page) or search_words.is_thing(anchor):
        return entry
    return {} if anchor else {**entry, "text": ""}


def _finish_doc(entry: SearchEntry, pages: Mapping[str, str], words: Translator) -> dict[str, Any]:
    """Return a finished entry of Material.

    Words for kinds of things are not folded: `ban` should find pages about selling (`bán`), not every page of a kind.
    """
    found = search_words.make_title(entry, pages, words)
    rank = {"boost": found.rank} if found.rank else {}
    return {
        **entry,
        "title": found.title,
        **rank,
        **search_words.fold_fields(found.plain, entry["text"], *entry.get("tags", ())),
    }


def _finish_item(entry: SearchEntry, pages: Mapping[str, str], words: Translator) -> dict[str, Any]:
    """Return a finished entry of Zensical; the path above a section is the title of its page, not that of its menu."""
    found = search_words.make_title(entry, {}, words)
    page, anchor, _ = entry["location"].partition("#")
    above = search_words.make_title({"location": page, "title": pages.get(page, "")}, {}, words).plain if anchor else ""
    path = [str(escape(html.unescape(above)))] if above else []
    rank = (
        round(found.rank / search_words.OF_A_THING, 2) if anchor else found.rank
    )  # Zensical ranks pages and sections alike
    return {**entry, "title": found.title, "path": path, "rank": rank}


def is_divided(size: int, page: str) -> bool:
    """Return whether an index of this size becomes two files; not if the site's `page` lacks our script."""
    return size > _LARGE and _SCRIPT in page


def make_titles_index(config: Mapping[str, Any], entries: Iterable[SearchEntry]) -> dict[str, Any]:
    """Return the first of two files: titles of pages. Sections, further pages of lists and comparisons are left out.

    A comparison has the name of its journey, which leads to it; its title is a seventh of this index.
    """
    pages = (one for one in entries if "#" not in one["location"] and not _is_reached_from_other(one["location"]))
    docs = [{**{key: value for key, value in one.items() if key != search_words.FIELD}, "text": ""} for one in pages]
    return {"config": {**config, _KEY: FULL_INDEX}, "docs": docs}


def _is_reached_from_other(location: str) -> bool:
    return search_words.is_further(location) or location.startswith(_COMPARISONS)


def fix_worker(site: Path) -> None:
    """Separate letters and numbers in the theme's search worker. Idempotent; another library is not changed.

    lunr 2.3.9 identifies the nodes of its word tree by concatenated letters and node numbers. Digits in words make
    that ambiguous: `8` + `12` equals `81` + `2`. Two different nodes then become one, the index gets words that no
    page has, and a query that matches one of them fails.
    """
    for worker in sorted(site.rglob(material.SEARCH_WORKERS)):
        text = worker.read_bytes().decode()
        if material.WORKER_BUG in text:
            worker.write_bytes(text.replace(material.WORKER_BUG, material.WORKER_FIX).encode())
