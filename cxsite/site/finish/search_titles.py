"""Search results that say what was found and where, the things themselves before what else tells of them.

A page is called `Lan – Chân dung`, a touchpoint `Thử đồ – Điểm chạm, Mua váy tại cửa hàng`.
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
    "plays": "play", "measurement": "metric", "teams": "team",
}  # fmt: skip
_THINGS: Final = {"touchpoint": "touchpoint", "library": "touchpoint", "action": "action", "goal": "goal"}
"""What anchors begin with, where a section shows a thing of its own."""
_OF_A_THING: Final = 2.5
"""The theme counts a page two and a half times as much as a section; for these sections, this makes up for it."""
_OF_AN_INDEX: Final = 1.2
_FURTHER: Final = "index_"
"""What further pages of an index are called; ids have no such sign."""
_OF_A_COMPARISON: Final = 0.7
"""A comparison is called after its journey, which is to come first."""


@dataclass(frozen=True, slots=True)
class SearchTitle:
    """What an entry is called: in full, without the kind of thing that it is, and how much it counts (0: not said)."""

    title: str
    plain: str
    rank: float


def make_title(entry: Mapping[str, Any], pages: Mapping[str, str], words: Translator) -> SearchTitle:
    """The title of an entry, twice the same; `pages` has the titles of pages by their locations."""
    page, _, anchor = entry["location"].partition("#")
    of_page = _kind_of_page(page)
    kind = _THINGS.get(anchor.partition("-")[0], "") if anchor else of_page
    there = pages.get(page, "").removesuffix(_describe_kind(of_page, words)) if anchor else ""
    wording = _describe_kind(kind, words, there)
    own = entry["title"].removesuffix(wording)
    plain = BETWEEN.join(filter(None, (own, there)))
    return SearchTitle(own + wording, plain, _rank(kind or _index(entry["location"]), own))


def is_further(location: str) -> bool:
    """Whether a page only goes on with a list, or lays it out: ids have no `_`, so that no thing's page is meant."""
    return "_" in posixpath.basename(location.rstrip("/"))


def is_thing(anchor: str) -> bool:
    """Whether a section shows a thing of its own."""
    return anchor.partition("-")[0] in _THINGS


def _describe_kind(kind: str, words: Translator, there: str = "") -> str:
    """What follows a thing's own title."""
    wording = ", ".join(filter(None, (words(f"search.{kind}") if kind else "", there)))
    return f"{BETWEEN}{wording}" if wording else ""


@lru_cache(maxsize=1 << 4)  # asked for each section of a page
def _kind_of_page(location: str) -> str:
    """What the page of a thing shows; "" for an index, and for pages that show several or none."""
    folder, _, name = location.partition("/")
    return "" if _index(location) or name.startswith(_FURTHER) else _PAGES.get(folder, "")


def _index(location: str) -> str:
    """`index` for the page that leads to all things of a kind, else ""."""
    folder, _, name = location.partition("/")
    return "index" if folder in _PAGES and posixpath.splitext(name)[0] in {"", "index"} else ""


def _rank(kind: str, own: str) -> float:
    """How much an entry counts, 0 where nothing is said of it.

    A short title that is found says more than a long one, up to twice as much.
    """
    if kind in _THINGS.values():
        base = _OF_A_THING
    else:
        base = {"": 0.0, "index": _OF_AN_INDEX, "comparison": _OF_A_COMPARISON}.get(kind, 1.0)
    return round(base * (1 + 1 / max(1, len(own.split()))), 2)
