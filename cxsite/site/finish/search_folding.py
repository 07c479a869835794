"""Search that finds `khách hàng` for `khach hang`, without a script of ours."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELD = "folded"
TITLE = "folded_title"
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+")


def fold_index(index: str) -> str:
    """Give Material's search index each entry's accented words without their accents, in a field of its own."""
    found = with_folded_field(json.loads(index))
    found["docs"] = [folded_entry(entry) for entry in found["docs"]]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def with_folded_field(index: dict[str, Any]) -> dict[str, Any]:
    """The same index, told in its settings of the fields with folded words."""
    fields = index["config"]["fields"]
    fields[FIELD] = {"boost": 1.0}
    fields[TITLE] = {"boost": fields.get("title", {}).get("boost", 1000.0)}
    return index


def folded_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry with its folded words."""
    found = {key: value for key, value in entry.items() if key not in {FIELD, TITLE}}
    if words := folded_words(" ".join([entry["title"], entry["text"], *entry.get("tags", ())])):
        found[FIELD] = " ".join(words)
    if title := folded_words(entry["title"]):
        found[TITLE] = " ".join(title)  # or a word of a title that has no accents would go before it
    return found


def folded_words(text: str) -> tuple[str, ...]:
    """The words of an HTML text that folding changes, folded, each once, in the order of the text."""
    words = dict.fromkeys(_WORD.findall(unescape(_TAG.sub(" ", text) if "<" in text else text).casefold()))
    return tuple(dict.fromkeys(folded for word in words if not word.isascii() and (folded := _folded(word)) != word))


@lru_cache(maxsize=1 << 16)  # a playbook has few words, and says them on many pages
def _folded(word: str) -> str:
    return fold(word)
