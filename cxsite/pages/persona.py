"""The page of a persona: who this is, and how to serve them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.drawing import emotion_curve
from cxsite.pages.emotion_lines import Feeling, describe_feelings, points_of
from cxsite.pages.links import to_pain_point, to_touchpoint
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedPainPoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.persona import Persona
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link

LISTS: Final = (
    "goals", "needs", "wants", "preferences", "challenges", "motivations", "behaviours", "opinions", "accessibility",
)  # fmt: skip


class PersonaPainPoint(NamedTuple):
    """A pain point of a persona, and whether anything answers it."""

    link: Link
    severity: int | None
    touchpoint: str
    journey: str
    answered: bool


class PersonaChannel(NamedTuple):
    """A channel, and the persona's touchpoints there, each with the title of its journey."""

    link: Link
    kind: str
    touchpoints: tuple[tuple[Link, str], ...]


def persona_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `personas/<id>` for each persona."""
    words = basis.words
    for key, persona in basis.content.personas.items():
        yield PagePlan(
            path=f"personas/{key}",
            kind="persona",
            title=persona.name,
            description=persona.tagline or words("persona.description", name=persona.name),
            draft=not persona.is_published,
            record=persona,
            context=LazyContext(partial(_persona_context, persona, basis)),
        )


def _persona_context(persona: Persona, basis: Basis) -> dict[str, object]:
    journeys = basis.content.journeys_of.get(persona.id, ())
    stages = {stage.id: stage.name for stage in basis.content.playbook.stages}
    return {
        "persona": persona,
        "own_channels": basis.links.to_each("channel", persona.channels),
        "lists": tuple((name, items) for name in LISTS if (items := getattr(persona, name))),
        "journeys": tuple((journey, _curve(journey, persona, stages, basis)) for journey in journeys),
        "pains": _pains(persona, journeys, basis),
        "channels": _by_channel(persona, journeys, basis),
    }


def _curve(journey: Journey, persona: Persona, names: Mapping[str, str], basis: Basis) -> Markup | None:
    """Draw the persona's emotions along a journey; None if none is known. `names` are those of stages."""
    points = points_of(journey, persona.id)
    if all(point.emotion is None for point in points):
        return None
    stages = tuple(
        emotion_curve.CurveStage(columns=len(stage.touchpoints), name=names.get(stage.stage, stage.stage))
        for stage in journey.stages
        if stage.touchpoints
    )
    shown = [
        f"{touchpoint.title}: {describe_feelings([Feeling('', touchpoint.emotion_of(persona.id))], basis)}."
        for touchpoint in journey.touchpoints
        if touchpoint.is_passed_by(persona.id)
    ]
    return emotion_curve.draw(
        (emotion_curve.CurveSeries(name=persona.name, points=points),),
        emotion_curve.CurveGrid(stages=stages, column_width=84, height=180),
        uid=f"curve-{journey.id}",
        title=basis.words("map.curve-title", title=journey.title),
        description=" ".join(shown),
    )


def _pains(persona: Persona, journeys: Sequence[Journey], basis: Basis) -> tuple[PersonaPainPoint, ...]:
    """Return the pain points that a persona feels in the current journeys, the most severe first."""
    content = basis.content
    keys = (
        f"{one.id}/{pain.id}"
        for one in journeys
        if not one.is_ideal
        for touchpoint in one.touchpoints
        for pain in touchpoint.pain_points
        if persona.id in one.personas_with(pain, touchpoint)
    )
    found = [content.pain_points[key] for key in dict.fromkeys(keys)]
    found.sort(key=lambda pain: (-(pain.pain_point.severity or 0), pain.key))
    return tuple([view_pain_point(pain, content) for pain in found])


def view_pain_point(pain: PlacedPainPoint, content: Content) -> PersonaPainPoint:
    """Return a pain point as lists of pain points show it."""
    return PersonaPainPoint(
        link=to_pain_point(pain),
        severity=pain.pain_point.severity,
        touchpoint=pain.at.touchpoint.title,
        journey=pain.at.journey.title,
        answered=content.is_answered(pain),
    )


def _by_channel(persona: Persona, journeys: Sequence[Journey], basis: Basis) -> tuple[PersonaChannel, ...]:
    """Group the touchpoints that a persona passes in current journeys by channel, in the playbook's order."""
    of = basis.content.touchpoints_of
    here: dict[str, list[tuple[Link, str]]] = {}
    for journey in journeys:
        for placed in () if journey.is_ideal else of.get(journey.id, ()):
            if not placed.touchpoint.is_passed_by(persona.id):
                continue
            shown = (to_touchpoint(placed), journey.title)
            for channel in dict.fromkeys(placed.touchpoint.channels):
                here.setdefault(channel, []).append(shown)
    return tuple(
        PersonaChannel(
            link=basis.links.to("channel", channel.id, channel.name),
            kind=channel.kind,
            touchpoints=tuple(here[channel.id]),
        )
        for channel in basis.content.playbook.channels
        if channel.id in here
    )
