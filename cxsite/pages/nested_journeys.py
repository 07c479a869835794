"""The curves of a journey's sub-journeys along its own stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxsite.drawing import sparkline
from cxsite.model.facts.counterparts import find_lowest_emotion
from cxsite.pages.links import Link, to_journey

if TYPE_CHECKING:
    from markupsafe import Markup

    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis

_HEIGHT = 40
_APART = 24


class NestedStage(NamedTuple):
    """A sub-journey in one stage: its curve (None if nothing is known), and how many touchpoints it has there."""

    curve: Markup | None
    touchpoints: int


class NestedCurves(NamedTuple):
    """The stages' names, and for each sub-journey its link, its state and its curve in each stage."""

    stages: tuple[str, ...]
    rows: tuple[tuple[Link, str, tuple[NestedStage, ...]], ...]


def nested_curves(journey: Journey, basis: Basis) -> NestedCurves | None:
    """Return the curves of a journey's sub-journeys; None if it has none.

    The stages are those of the journey, and then those that only its sub-journeys have.
    """
    children = basis.content.children_of.get(journey.id, ())
    if not children:
        return None
    used = dict.fromkeys(stage.stage for one in (journey, *children) for stage in one.stages)
    order = [stage.id for stage in basis.content.playbook.stages if stage.id in used]
    stages = dict.fromkeys((*order, *used))
    return NestedCurves(
        tuple(basis.links.name("stage", stage) for stage in stages),
        tuple(
            (to_journey(one), one.state, tuple(_in_stage(one, stage, basis) for stage in stages)) for one in children
        ),
    )


def _in_stage(journey: Journey, stage: str, basis: Basis) -> NestedStage:
    here = [touchpoint for one in journey.stages if one.stage == stage for touchpoint in one.touchpoints]
    emotions = [find_lowest_emotion(touchpoint) for touchpoint in here]
    if all(emotion is None for emotion in emotions):
        return NestedStage(None, len(here))
    said = ", ".join("?" if emotion is None else str(emotion) for emotion in emotions)
    name = basis.links.name("stage", stage)
    label = basis.words("journey.nested-curve", journey=journey.title, stage=name, emotions=said)
    width = max(_APART * len(here), _HEIGHT)
    return NestedStage(sparkline.draw(emotions, label=label, width=width, height=_HEIGHT), len(here))
