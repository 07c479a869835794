"""One-line summaries of journeys: the emotions along the way, and the worst pain points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.drawing import sparkline
from cxsite.pages.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from cxsite.model.facts.in_journey import PlacedPainPoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionSummary:
    """A journey with its emotions as a sparkline (None if none is known) and its lowest touchpoint."""

    journey: Journey
    spark: Markup | None
    lowest: Touchpoint | None
    emotion: int | None


def summarize_emotions(journey: Journey, basis: Basis) -> EmotionSummary:
    """Summarize a journey: at each touchpoint the lowest emotion of all its personas."""
    values = _lowest_emotions(journey)
    emotion = _minimum(values)
    if emotion is None:
        return EmotionSummary(journey=journey, spark=None, lowest=None, emotion=None)
    lowest = journey.touchpoints[values.index(emotion)]
    words = basis.words
    label = words("emotion-summary.spark", journey=journey.title, touchpoint=lowest.title, emotion=emotion)
    return EmotionSummary(journey=journey, spark=sparkline.draw(values, label=label), lowest=lowest, emotion=emotion)


def lowest_link(summary: EmotionSummary) -> Link | None:
    """Return the link to the touchpoint with the lowest emotion."""
    if summary.lowest is None:
        return None
    return Link(summary.lowest.title, f"journeys/{summary.journey.id}#touchpoint-{summary.lowest.key}")


def lowest_emotion_in(journey: Journey) -> int | None:
    """Return the lowest emotion in the journey; None if none is known."""
    return _minimum(_lowest_emotions(journey))


def _minimum(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def _lowest_emotions(journey: Journey) -> list[int | None]:
    return [_lowest_emotion(touchpoint) for touchpoint in journey.touchpoints]


def _lowest_emotion(touchpoint: Touchpoint) -> int | None:
    return touchpoint.emotion.numbers[0] if touchpoint.emotion and touchpoint.emotion.numbers else None


def find_worst_pain_points(basis: Basis, most: int) -> tuple[tuple[PlacedPainPoint, str], ...]:
    """Return the most severe pain points of current journeys, each with its state.

    The state is `open` (an action is planned or in progress), `done`, `opportunity` (no action) or `unanswered`;
    among pain points of equal severity, the unanswered come first.
    """
    standing = [
        (pain, _find_answer_state(pain, basis))
        for pain in basis.content.pain_points.values()
        if not pain.at.journey.is_ideal and pain.pain_point.severity
    ]
    rank = {"unanswered": 0, "opportunity": 1, "open": 2, "done": 3}
    standing.sort(key=lambda pair: (-(pair[0].pain_point.severity or 0), rank[pair[1]], pair[0].key))
    return tuple(standing[:most])


def _find_answer_state(pain: PlacedPainPoint, basis: Basis) -> str:
    actions = [placed.action for placed in basis.content.actions_for(pain) if placed.action.counts_as_answer]
    if any(action.is_open for action in actions):
        return "open"
    if actions:
        return "done"
    return "opportunity" if basis.content.opportunities_for.get(pain.key) else "unanswered"
