"""How far the performance of moments of truth is below their importance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportanceGap:
    """A moment of truth: its importance and its performance (its emotion), both 1–5.

    Source: Milkymap's and Strativity's gap of importance and performance.
    """

    placed: PlacedTouchpoint
    importance: float
    performance: float

    @property
    def gap(self) -> float:
        """Importance minus performance, −4 to 4; positive if performance is too low."""
        return self.importance - self.performance


def find_importance_gaps(content: Content) -> tuple[ImportanceGap, ...]:
    """Return the moments of truth of current journeys whose importance and emotion are known, the widest gap first."""
    found = [
        ImportanceGap(placed=placed, importance=touchpoint.importance.mean, performance=touchpoint.emotion.mean)
        for placed in content.placed_touchpoints
        if (touchpoint := placed.touchpoint).moment_of_truth and not placed.journey.is_ideal
        if touchpoint.importance is not None and touchpoint.emotion is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.gap, one.placed.key)))
