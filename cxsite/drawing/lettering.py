"""The width of texts, so that none overlap or are cut.

Readers' fonts differ, so the widths are those of a wide sans serif (DejaVu Sans), relative to the font size; in any
common font the texts need at most this width.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

FONT_SIZE: Final = 12

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]/ ")
_WIDE: Final = frozenset("mwMWQO@%&…—")


def width(text: str, size: float = FONT_SIZE) -> float:
    """Return the width in pixels that `text` needs at most, on one line."""
    return size * sum(map(_share, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1 << 14)  # Cached: a drawing asks for the same names several times.
def wrap(text: str, room: float, size: float = FONT_SIZE) -> tuple[str, ...]:
    """Return `text` in lines of at most `room` pixels; a word that is wider is broken. Never empty."""
    done: list[str] = []
    current = ""
    for word in _break_word(text, room, size):
        longer = f"{current} {word}".strip()
        if current and width(longer, size) > room:
            done.append(current)
            current = word
        else:
            current = longer
    return (*done, current)


def _break_word(text: str, room: float, size: float) -> list[str]:
    pieces: list[str] = []
    for word in unicodedata.normalize("NFC", text).split():
        piece = ""
        for character in word:
            if piece and width(piece + character, size) > room and not unicodedata.combining(character):
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return pieces


@lru_cache(maxsize=1 << 12)
def _share(character: str) -> float:
    if character.isascii():
        return _ascii_share(character)
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3 if unicodedata.category(character) == "So" else 1.02
    return _ascii_share(unicodedata.normalize("NFD", character)[0]) if character not in _WIDE else 1.0


def _ascii_share(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if character in _WIDE:
        return 1.0
    return 0.78 if character.isupper() else 0.64
