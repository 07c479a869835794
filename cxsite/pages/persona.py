"""The page of a persona: who this is, and how to serve them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.drawing import emotion_curve
from cxsite.pages.display_names import Names
from cxsite.pages.emotion_lines import describe_feelings, find_feelings
from cxsite.pages.faces import FACES
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from cxsite.model.facts.in_journey import PlacedPainPoint, PlacedTouchpoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.persona import Persona
    from cxsite.pages.basis import Basis

LISTS: Final = (
    "goals", "needs", "wants", "preferences", "challenges", "motivations", "behaviours", "opinions", "accessibility",
)  # fmt: skip


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
    return {
        "persona": persona,
        "lists": tuple((name, items) for name in LISTS if (items := getattr(persona, name))),
        "journeys": tuple((journey, persona_curve(journey, persona, basis)) for journey in journeys),
        "pains": _pains(journeys, basis),
        "channels": _by_channel(journeys, basis),
        "faces": FACES,
        "names": Names(basis.content),
    }


def persona_curve(journey: Journey, persona: Persona, basis: Basis) -> Markup | None:
    """Draw the persona's emotions along a journey; None if none is known."""
    points = tuple(
        emotion_curve.CurvePoint(
            column=column,
            emotion=touchpoint.emotion_of(persona.id),
            assumed=touchpoint.is_assumed,
            moment_of_truth=touchpoint.moment_of_truth,
        )
        for column, touchpoint in enumerate(journey.touchpoints)
    )
    if all(point.emotion is None for point in points):
        return None
    names = {stage.id: stage.name for stage in basis.content.playbook.stages}
    stages = tuple(
        emotion_curve.CurveStage(columns=len(stage.touchpoints), name=names.get(stage.stage, stage.stage))
        for stage in journey.stages
        if stage.touchpoints
    )
    shown = (
        f"{touchpoint.title}: {describe_feelings(find_feelings(touchpoint, journey, basis), basis)}."
        for touchpoint in journey.touchpoints
    )
    return emotion_curve.draw(
        (emotion_curve.CurveSeries(name=persona.name, points=points),),
        emotion_curve.CurveGrid(stages=stages, column_width=84, height=180),
        uid=f"curve-{journey.id}",
        title=basis.words("map.curve-title", title=journey.title),
        description=" ".join(shown),
    )


def _pains(journeys: Sequence[Journey], basis: Basis) -> tuple[tuple[PlacedPainPoint, bool], ...]:
    """Return the pain points of the current journeys, the most severe first, and whether each is answered."""
    content = basis.content
    keys = (f"{one.id}/{p.id}" for one in journeys if not one.is_ideal for t in one.touchpoints for p in t.pain_points)
    found = [content.pain_points[key] for key in dict.fromkeys(keys)]
    found.sort(key=lambda pain: (-(pain.pain_point.severity or 0), pain.key))
    return tuple((pain, content.is_answered(pain)) for pain in found)


def _by_channel(journeys: Sequence[Journey], basis: Basis) -> tuple[tuple[str, str, tuple[PlacedTouchpoint, ...]], ...]:
    """Group the touchpoints of current journeys as (channel id, its kind, touchpoints), in the playbook's order."""
    of = basis.content.touchpoints_of
    here = [placed for journey in journeys if not journey.is_ideal for placed in of.get(journey.id, ())]
    found = (
        (channel.id, channel.kind, tuple(one for one in here if channel.id in one.touchpoint.channels))
        for channel in basis.content.playbook.channels
    )
    return tuple(one for one in found if one[2])
