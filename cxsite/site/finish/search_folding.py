"""Adds folded words to the search index, so that `khach hang` finds `khách hàng` without a script of ours."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
