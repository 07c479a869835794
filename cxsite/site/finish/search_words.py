"""Titles, ranks and folded words of search entries.

A title says what was found and where: of a page `Lan – Chân dung`, of a touchpoint
`Thử đồ – Điểm chạm, Mua váy tại cửa hàng`; the things themselves come first. With folded words, `khach hang` finds
`khách hàng` without a script of ours.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
FIELD = "folded"
TITLE = "folded_title"
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 1 << 16
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese, which are written without spaces between words.

Our scripts split queries at the same letters.
"""


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


def add_folded_fields(config: Mapping[str, Any]) -> dict[str, Any]:
    """Add the fields with folded words to the index's settings."""
    fields = config["fields"]
    title = fields.get("title", {}).get("boost", 1000.0)
    return {**config, "fields": {**fields, FIELD: {"boost": 1.0}, TITLE: {"boost": title}}}


def fold_fields(title: str, *texts: str) -> dict[str, str]:
    """Return the non-empty fields with the folded words of an entry's title and texts."""
    of_title = fold_words(title)
    # With the title's words in its own field only, they would rank higher than exact words.
    fields = {FIELD: dict.fromkeys((*of_title, *fold_words(" ".join(texts)))), TITLE: of_title}
    return {field: " ".join(words) for field, words in fields.items() if words}


def fold_words(text: str) -> tuple[str, ...]:
    """Return the folded form of each word of an HTML text that folding changes, in order, without duplicates.

    In languages without spaces, each character counts as a word.
    """
    parts: Iterable[str] = (_TAG.sub(" ", text) if "<" in text else text).split()
    if "&" not in text:
        parts = filterfalse(str.isascii, parts)
    return tuple(dict.fromkeys(chain.from_iterable(map(_FOLDED.__getitem__, parts))))


class _FoldedWords(dict[str, tuple[str, ...]]):
    """Folds each distinct word once: a playbook has few, which repeat on many pages."""

    def __missing__(self, part: str) -> tuple[str, ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[part] = _fold_words(part)
        return found


_FOLDED: Final = _FoldedWords()


def _fold_words(part: str) -> tuple[str, ...]:
    """Return the folded words in the text between two spaces."""
    text = unescape(part).casefold()
    words = _WORD.findall(text)
    folded = (folded for word in words if not word.isascii() and (folded := fold(word)) != word)
    return (*folded, *_characters(text)) if _UNSPACED.search(text) else tuple(folded)


def _characters(text: str) -> Iterator[str]:
    """Yield the characters of words without spaces, each with its combining marks, and the text between them."""
    found: list[str] = []
    is_open = False  # a sequence of other letters
    for sign in text:
        if _UNSPACED.match(sign):
            if found and not is_open and unicodedata.category(sign).startswith("M"):
                found[-1] += sign
            else:
                found.append(sign)
            is_open = False
        elif sign.isalnum():
            found = [*found[:-1], found[-1] + sign] if is_open else [*found, sign]
            is_open = True
        else:
            is_open = False
    yield from found
