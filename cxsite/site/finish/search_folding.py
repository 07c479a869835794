"""Search that finds `khách hàng` for `khach hang`, without a script of ours."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, Any

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIELD = "folded"
TITLE = "folded_title"
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+")


def with_folded_fields(config: Mapping[str, Any]) -> dict[str, Any]:
    """The index's settings, told of the fields with folded words."""
    fields = config["fields"]
    title = fields.get("title", {}).get("boost", 1000.0)
    return {**config, "fields": {**fields, FIELD: {"boost": 1.0}, TITLE: {"boost": title}}}


def folds(title: str, *texts: str) -> dict[str, str]:
    """The fields with folded words of an entry with this title and these texts; none that is empty."""
    told = {FIELD: " ".join((title, *texts)), TITLE: title}  # or a title's words without accents would go before
    return {field: " ".join(words) for field, text in told.items() if (words := folded_words(text))}


def folded_words(text: str) -> tuple[str, ...]:
    """The words of an HTML text that folding changes, folded, each once, in the order of the text."""
    parts: Iterable[str] = (_TAG.sub(" ", text) if "<" in text else text).split()
    if "&" not in text:
        parts = filterfalse(str.isascii, parts)
    return tuple(dict.fromkeys(chain.from_iterable(map(_folded, parts))))


@lru_cache(maxsize=1 << 16)  # a playbook has few words, and says them on many pages
def _folded(part: str) -> tuple[str, ...]:
    """The words that folding changes of what stands between two spaces, folded."""
    words = _WORD.findall(unescape(part).casefold())
    return tuple(folded for word in words if not word.isascii() and (folded := fold(word)) != word)
