"""Which touchpoint of one journey corresponds to which of another, such as a current journey and its ideal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint


def find_counterpart(touchpoint: Touchpoint, other: Journey) -> Touchpoint | None:
    """Return the corresponding touchpoint of the compared journey: by id, or by `replaces` of either."""
    return next(iter(counterparts(touchpoint, other)), None)


def counterparts(touchpoint: Touchpoint, other: Journey) -> tuple[Touchpoint, ...]:
    """Return all counterparts, in the order of the compared journey: several if touchpoints are merged or split."""
    key, replaces = touchpoint.key, touchpoint.replaces
    return tuple(
        [one for one in other.touchpoints if (own := one.key) == key or key in one.replaces or own in replaces]
    )


def find_lowest_emotion(touchpoint: Touchpoint | None) -> int | None:
    """Return the lowest emotion of a persona there, 1 to 5; None without a touchpoint or a known emotion."""
    return touchpoint.emotion.numbers[0] if touchpoint and touchpoint.emotion and touchpoint.emotion.numbers else None
