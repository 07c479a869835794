"""Shortens long texts for one line, around the words that differ."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 100
_BEFORE: Final = 20


def shorten(text: str) -> str:
    """Return the text in one line, cut with … after 100 characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def shorten_pair(old: str, new: str) -> tuple[str, str]:
    """Return both texts in one line; a common beginning of long ones is left out except for a few words."""
    before, after = " ".join(old.split()), " ".join(new.split())
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = before.rfind(" ", 0, max(0, _common_length(before, after) - _BEFORE)) + 1
    mark = "…" if start else ""
    return shorten(mark + before[start:]), shorten(mark + after[start:])


def _common_length(one: str, other: str) -> int:
    """Return how many characters at the beginning are equal."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (sign, twin) in pairs if sign != twin), min(len(one), len(other)))
