"""A journey's Mermaid diagrams: by stage and emotion, its branches, and the time it takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxsite.drawing import mermaid_flowchart, mermaid_journey, mermaid_timeline
from cxsite.drawing.mermaid_text import block
from cxsite.pages.lengths import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from cxsite.model.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.journey_map import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagrams:
    """HTML of each diagram; None or empty where there is nothing to draw. `left_out` names touchpoints."""

    journey: tuple[Markup, ...]
    left_out: tuple[str, ...]
    branches: Markup | None
    timeline: Markup | None


def diagrams_of(journey: Journey, columns: Sequence[Column], basis: Basis) -> Diagrams:
    """All diagrams of one journey."""
    words = basis.words
    names = {stage.id: stage.name for stage in basis.content.playbook.stages}
    stages = [names.get(stage.stage, stage.stage) for stage in journey.stages]
    drawn = mermaid_journey.draw(
        [
            mermaid_journey.Stage(name=name, tasks=tuple(_tasks(_of_stage(columns, number), journey, basis)))
            for number, name in enumerate(stages, start=1)
        ],
        title=journey.title,
        description=words("journey.diagram"),
        others=words("journey.others"),
    )
    return Diagrams(
        journey=tuple(map(block, drawn.diagrams)),
        left_out=tuple(dict.fromkeys(drawn.left_out)),
        branches=_branches(journey, columns, stages, basis),
        timeline=_timeline(journey, stages, basis),
    )


def _of_stage(columns: Sequence[Column], number: int) -> list[Column]:
    return [column for column in columns if column.placed.stage_number == number]


def _tasks(columns: Sequence[Column], journey: Journey, basis: Basis) -> Iterator[mermaid_journey.Task]:
    """One task for each emotion felt at a touchpoint, with those who feel it."""
    everybody = tuple(basis.content.personas[key].name for key in journey.personas if key in basis.content.personas)
    for column in columns:
        touchpoint = column.placed.touchpoint
        felt: dict[int | None, list[str]] = {}
        for one in column.feelings:
            felt.setdefault(one.emotion, []).extend([one.who] if one.who else everybody)
        known: dict[int | None, list[str]] = {emotion: who for emotion, who in felt.items() if emotion is not None}
        for emotion, who in (known or {None: []}).items():
            actors = (*who, *touchpoint.actors)
            yield mermaid_journey.Task(name=touchpoint.title, score=emotion, actors=actors)


def _branches(journey: Journey, columns: Sequence[Column], stages: Sequence[str], basis: Basis) -> Markup | None:
    if not any(column.next for column in columns):
        return None
    keys = [column.placed.touchpoint.key for column in columns]
    following = dict(pairwise(keys))

    def node(column: Column) -> mermaid_flowchart.Node:
        touchpoint = column.placed.touchpoint
        onward = tuple(one.touchpoint.key for one in column.next)
        straight = (following[touchpoint.key],) if touchpoint.key in following else ()
        return mermaid_flowchart.Node(id=touchpoint.key, name=touchpoint.title, next=onward or straight)

    diagram = mermaid_flowchart.draw(
        [
            mermaid_flowchart.Stage(name=name, nodes=tuple(map(node, _of_stage(columns, number))))
            for number, name in enumerate(stages, start=1)
        ],
        title=journey.title,
        description=basis.words("journey.branches-description"),
    )
    return block(diagram) if diagram else None


def _timeline(journey: Journey, stages: Sequence[str], basis: Basis) -> Markup | None:
    if sum(stage.duration is not None for stage in journey.stages) < 2:  # noqa: PLR2004 -- one is no comparison
        return None
    words = basis.words
    diagram = mermaid_timeline.draw(
        [
            mermaid_timeline.Period(name=name, events=(length(stage.duration, words),) if stage.duration else ())
            for name, stage in zip(stages, journey.stages, strict=True)
        ],
        title=journey.title,
        description=words("journey.timeline-description"),
    )
    return block(diagram) if diagram else None
