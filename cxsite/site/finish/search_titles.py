"""Titles and ranks of search results: what was found and where, with the things themselves first.

The title of a page is `Lan – Chân dung`, of a touchpoint `Thử đồ – Điểm chạm, Mua váy tại cửa hàng`.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.i18n.catalogue import Translator

BETWEEN: Final = " – "
_PAGES: Final = {
    "personas": "persona", "journeys": "journey", "comparisons": "comparison", "touchpoints": "channel",
    "plays": "play", "research": "research", "measurement": "metric", "teams": "team",
}  # fmt: skip
_THINGS: Final = {"touchpoint": "touchpoint", "library": "touchpoint", "action": "action", "goal": "goal"}
"""The prefixes of anchors of sections that show a thing."""
OF_A_THING: Final = 2.5
"""The theme ranks a page two and a half times as high as a section; this compensates for it."""
_OF_AN_INDEX: Final = 1.2
_FURTHER: Final = "index_"
"""The prefix of further pages of an index; ids contain no `_`."""
_OF_A_COMPARISON: Final = 0.7
"""A comparison has the name of its journey, and the journey should come first."""


@dataclass(frozen=True, slots=True)
class SearchTitle:
    """An entry's full title, its title without the kind of thing, and its rank (0: not set)."""

    title: str
    plain: str
    rank: float


def make_title(entry: Mapping[str, Any], pages: Mapping[str, str], words: Translator) -> SearchTitle:
    """Make the title of an entry. It is idempotent. `pages` has the titles of pages by location."""
    page, _, anchor = entry["location"].partition("#")
    of_page = _kind_of_page(page)
    kind = _THINGS.get(anchor.partition("-")[0], "") if anchor else of_page
    there = pages.get(page, "").removesuffix(_describe_kind(of_page, words)) if anchor else ""
    wording = _describe_kind(kind, words, there)
    own = entry["title"].removesuffix(wording)
    plain = BETWEEN.join(filter(None, (own, there)))
    return SearchTitle(own + wording, plain, _rank(kind or _index(entry["location"]), own))


def is_further(location: str) -> bool:
    """Return whether a page is a further page of a list. Ids contain no `_`, so it is not the page of a thing."""
    return "_" in posixpath.basename(location.rstrip("/"))


def is_thing(anchor: str) -> bool:
    """Return whether a section shows a thing."""
    return anchor.partition("-")[0] in _THINGS


def _describe_kind(kind: str, words: Translator, there: str = "") -> str:
    """Return the text that follows a thing's own title."""
    wording = ", ".join(filter(None, (words(f"search.{kind}") if kind else "", there)))
    return f"{BETWEEN}{wording}" if wording else ""


@lru_cache(maxsize=1 << 4)  # cached: called for each section of a page
def _kind_of_page(location: str) -> str:
    """Return the kind of thing that a page shows; "" for an index, and for pages that show several or none."""
    folder, _, name = location.partition("/")
    return "" if _index(location) or name.startswith(_FURTHER) else _PAGES.get(folder, "")


def _index(location: str) -> str:
    """Return `index` for the page that lists all things of a kind, else ""."""
    folder, _, name = location.partition("/")
    return "index" if folder in _PAGES and posixpath.splitext(name)[0] in {"", "index"} else ""


def _rank(kind: str, own: str) -> float:
    """Return the rank of an entry, 0 if it is not set.

    A match in a short title counts up to twice as much as one in a long title.
    """
    if kind in _THINGS.values():
        base = OF_A_THING
    else:
        base = {"": 0.0, "index": _OF_AN_INDEX, "comparison": _OF_A_COMPARISON}.get(kind, 1.0)
    return round(base * (1 + 1 / max(1, len(own.split()))), 2)
