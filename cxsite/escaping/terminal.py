"""Text for a terminal and for messages: what cannot be seen is written as an escape."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NAMED: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WITHIN_EMOJI: Final = "\N{ZERO WIDTH JOINER}"
_BYTE: Final = 0xFF
_BASIC_PLANE: Final = 0xFFFF


def encode(text: str) -> str:
    r"""Give `text` in one line with controls, bidi and invisible characters as `\x1b`, `\u202e` and the like."""
    if text.isprintable():
        return text
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if unicodedata.category(sign) not in _UNSEEN or sign == _WITHIN_EMOJI:
        return sign
    if sign in _NAMED:
        return _NAMED[sign]
    code = ord(sign)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"
