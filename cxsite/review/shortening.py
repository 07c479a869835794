"""Long texts made short enough for one line, where two of them differ."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 100
_BEFORE: Final = 20


def shorten(text: str) -> str:
    """The text in one line, with … where it was longer than 100 signs."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def shorten_pair(old: str, new: str) -> tuple[str, str]:
    """Both in one line; what long ones have alike at their beginning is left out but for a few words."""
    before, after = " ".join(old.split()), " ".join(new.split())
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = before.rfind(" ", 0, max(0, _alike(before, after) - _BEFORE)) + 1
    mark = "…" if start else ""
    return shorten(mark + before[start:]), shorten(mark + after[start:])


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (sign, twin) in pairs if sign != twin), min(len(one), len(other)))
