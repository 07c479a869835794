"""Values as classes: the tint, one of five, of a cell of a heat map."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = 0
STEPS: Final = 5


def step(value: float | None, low: float = 0, high: float = 100) -> int:
    """Return the fifth of `low`–`high` that contains `value`: 1–5, or 0 without a value.

    Values outside the range belong to its first or last fifth. Emotions (low 1, high 5) are their own step.
    """
    if value is None or value != value or high <= low:  # noqa: PLR0124 - only NaN differs from itself
        return UNKNOWN
    share = (value - low) / (high - low)
    return max(1, min(STEPS, int(share * STEPS) + 1))
