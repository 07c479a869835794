"""Lengths of time in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.model.values import Duration
    from cxsite.words.catalogue import Words


def length(duration: Duration, words: Words) -> str:
    """`1 giờ 10 phút` for `1h 10min`."""
    return " ".join(words(f"duration.{unit}", n=number) for number, unit in duration.parts)
