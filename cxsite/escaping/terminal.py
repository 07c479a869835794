"""Text for a terminal and for messages: invisible characters are written as escapes."""

from __future__ import annotations

import unicodedata
from typing import Final

from cxsite.escaping.invisible import is_needed, is_zero_width

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SHORT_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SOFT_HYPHEN: Final = "\u00ad"
_BYTE: Final = 0xFF
_BASIC_PLANE: Final = 0xFFFF


def encode(text: str) -> str:
    r"""Return `text` in one line with controls, bidi and invisible characters as `\x1b`, `\u202e` and the like."""
    if text.isprintable():
        return text
    return "".join(encode_each(text))


def encode_each(text: str) -> list[str]:
    """Return each character of a text encoded as by `encode`, which also considers its neighbours."""
    return [one_character if _is_shown(text, at) else _escape(one_character) for at, one_character in enumerate(text)]


def _is_shown(text: str, at: int) -> bool:
    """Return whether the character is visible, or joins visible ones: in an emoji, in the letters of some scripts."""
    unseen = unicodedata.category(text[at]) in _INVISIBLE or (not text[at].isascii() and is_zero_width(text[at]))
    return not unseen or (text[at] != _SOFT_HYPHEN and is_zero_width(text[at]) and is_needed(text, at))


def _escape(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"
