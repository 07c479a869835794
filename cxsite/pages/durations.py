"""Durations in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.i18n.catalogue import Translator
    from cxsite.model.records.dates import Duration


def format_duration(duration: Duration, words: Translator) -> str:
    """Format a duration in the reader's language: `1 giờ 10 phút` for `1h 10min`."""
    return " ".join(words(f"duration.{unit}", n=number) for number, unit in duration.parts)
