"""The emotions of a journey as lines of the curve: one for each persona, or one for all who feel the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cxsite.drawing.emotion_curve import CurvePoint, CurveSeries
from cxsite.model.facts.counterparts import find_counterpart, find_lowest_emotion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.basis import Basis


class Feeling(NamedTuple):
    """The emotion at a touchpoint: a persona's name (empty if all feel the same) and 1–5, None if unknown."""

    who: str
    emotion: int | None


def find_feelings(touchpoint: Touchpoint, journey: Journey, basis: Basis) -> tuple[Feeling, ...]:
    """Return the emotion of each persona that passes a touchpoint; one entry for all if everybody feels the same."""
    each = [(persona, touchpoint.emotion_of(persona)) for persona in journey.personas_at(touchpoint)]
    first = each[0][1] if each else None
    if len(each) in {0, len(journey.personas)} and all(emotion == first for _, emotion in each):
        return (Feeling("", first),)
    names = basis.content.personas
    return tuple([Feeling(names[key].name if key in names else key, emotion) for key, emotion in each])


def describe_feelings(felt: Sequence[Feeling], basis: Basis) -> str:
    """Describe emotions in words: `Lan: 4 trên 5, tốt; Minh: chưa rõ`."""
    wording = [(one.who, _emotion_in_words(one.emotion, basis.words)) for one in felt]
    return "; ".join([f"{who}: {text}" if who else text for who, text in wording])


@lru_cache(maxsize=1 << 4)  # cached: used for each touchpoint of each page
def _emotion_in_words(emotion: int | None, words: Translator) -> str:
    if emotion is None:
        return words("emotion.unknown")
    return words("emotion.said", emotion=emotion, word=words(f"emotion.{emotion}"))


def make_curve(journey: Journey, basis: Basis) -> tuple[CurveSeries, ...]:
    """Return the journey's lines, then the line that it is compared with: its ideal, or its baseline."""
    names = basis.content.personas
    people = {key: names[key].name if key in names else key for key in journey.personas}
    lines = {key: points_of(journey, key) for key in people}
    if len(set(lines.values())) == 1:
        own: tuple[CurveSeries, ...] = (
            CurveSeries(name=", ".join(people.values()), points=next(iter(lines.values()))),
        )
    else:
        marks = initials(tuple(people.values()))
        own = tuple(
            CurveSeries(name=people[key], points=points, mark=mark)
            for (key, points), mark in zip(lines.items(), marks, strict=True)
        )
    return (*own, *_behind(journey, basis))


def points_of(journey: Journey, persona: str) -> tuple[CurvePoint, ...]:
    """Return the points of a persona's line through a journey; none where the persona does not pass."""
    return tuple(
        [
            CurvePoint(column, touchpoint.emotion_of(persona), touchpoint.is_assumed, touchpoint.moment_of_truth)
            for column, touchpoint in enumerate(journey.touchpoints)
            if touchpoint.is_passed_by(persona)
        ]
    )


def _behind(journey: Journey, basis: Basis) -> tuple[CurveSeries, ...]:
    content = basis.content
    if journey.is_ideal:
        other, word = content.journeys.get(journey.baseline or ""), "map.behind-current"
    else:
        other, word = next(iter(content.ideals_of.get(journey.id, ())), None), "map.behind-ideal"
    if other is None:
        return ()
    points = tuple(
        CurvePoint(column, emotion)
        for column, touchpoint in enumerate(journey.touchpoints)
        if (emotion := find_lowest_emotion(find_counterpart(touchpoint, other))) is not None
    )
    return (CurveSeries(name=basis.words(word), points=points, ideal=True),) if points else ()


def initials(names: Sequence[str]) -> tuple[str, ...]:
    """Return the shortest initials that distinguish the names, or numbers if no short initials do."""
    for length in (1, 2):
        marks = tuple(name[:length] for name in names)
        if len(set(marks)) == len(names):
            return marks
    return tuple(str(number) for number in range(1, len(names) + 1))
