"""A journey's emotions in one line of text, and its distance from its ideal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.facts.counterparts import find_counterpart, find_lowest_emotion
from cxsite.review.records import CurveChange, Distance, GapChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey

BARS: Final = "▁▂▃▄▅"
UNKNOWN: Final = "·"


def sparkline(journey: Journey, persona: str) -> str:
    """Return a character for each touchpoint that the persona passes: ▁▂▃▄▅ for emotions 1 to 5, · for unknown."""
    emotions = (one.emotion_of(persona) for one in journey.touchpoints if one.is_passed_by(persona))
    return "".join(UNKNOWN if emotion is None else BARS[emotion - 1] for emotion in emotions)


def curve_changes(
    old: Journey | None, new: Journey | None, names: Mapping[str, Mapping[str, str]]
) -> Iterator[CurveChange]:
    """Return the changed curves of a journey: one for all its personas if they are equal, else one for each."""
    shown = new or old
    if shown is None:
        return
    personas = tuple(dict.fromkeys((*(new.personas if new else ()), *(old.personas if old else ()))))
    lines = {key: (_line(old, key), _line(new, key)) for key in personas}
    alike = len(set(lines.values())) == 1
    for key, (before, after) in list(lines.items())[: 1 if alike else None]:
        if before != after:
            who = "" if alike else names.get("persona", {}).get(key, key)
            yield CurveChange(journey=shown.id, title=shown.title, who=who, old=before, new=after)


def _line(journey: Journey | None, persona: str) -> str:
    return sparkline(journey, persona) if journey is not None and persona in journey.personas else ""


def gap_changes(before: Content, after: Content, old_of: Mapping[str, str]) -> Iterator[GapChange]:
    """Return every ideal journey with its current one; `old_of` maps journeys' new ids to old ones."""
    were = {key: distance for key, _, _, distance in _distances(before)}
    for key, current, title, distance in _distances(after):
        yield GapChange(ideal=key, current=current, title=title, old=were.pop(old_of.get(key, key), None), new=distance)
    for key, current, title, distance in _distances(before):
        if key in were:
            yield GapChange(ideal=key, current=current, title=title, old=distance, new=None)


def _distances(content: Content) -> Iterator[tuple[str, str, str, Distance]]:
    for key, ideal in content.journeys.items():
        current = content.journeys.get(ideal.baseline or "")
        if current is not None and ideal.is_ideal:
            yield key, current.id, current.title, distance(current, ideal)


def distance(current: Journey, ideal: Journey) -> Distance:
    """Compare the touchpoints with a known emotion in both: how many are better in the ideal, by how many steps."""
    steps = []
    for touchpoint in ideal.touchpoints:
        now = find_lowest_emotion(find_counterpart(touchpoint, current))
        then = find_lowest_emotion(touchpoint)
        if now is not None and then is not None and then > now:
            steps.append(then - now)
    return Distance(len(steps), sum(steps))
