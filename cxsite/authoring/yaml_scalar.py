"""Quotes a text as a YAML value."""

from __future__ import annotations

import json
import re
from typing import Final

_PLAIN: Final = re.compile(r"[^\W\d_][\w ().;/!?–—“”’…+-]*(?:, ?[\w ().;/!?–—“”’…+-]+)*")
_WORDS_WITH_MEANING: Final = frozenset({"true", "false", "null"})


def quote_scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return the text without quotes if that is safe, else in double quotes.

    `in_brackets` is whether the place is inside `[…]` or `{…}`, where a comma would end the value.
    """
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_WITH_MEANING and not text.endswith(" ")
    if plain and not (in_brackets and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False)
