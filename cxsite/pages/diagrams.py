"""The Mermaid diagrams of a journey: stages with emotions, branches, and duration."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxsite.drawing import mermaid_flowchart, mermaid_journey, mermaid_timeline
from cxsite.drawing.mermaid_text import Diagram, block
from cxsite.pages.durations import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.journey_map import MapColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagrams:
    """The diagrams, each None if there is nothing to draw. `left_out` names touchpoints."""

    journey: Diagram | None
    left_out: tuple[str, ...]
    branches: Diagram | None
    timeline: Diagram | None


def diagrams_of(journey: Journey, columns: Sequence[MapColumn], basis: Basis) -> Diagrams:
    """Draw all diagrams of one journey."""
    words = basis.words
    names = {stage.id: stage.name for stage in basis.content.playbook.stages}
    stages = [names.get(stage.stage, stage.stage) for stage in journey.stages]
    drawn = mermaid_journey.draw(
        [
            mermaid_journey.JourneySection(name=name, tasks=tuple(_tasks(_of_stage(columns, number), journey, basis)))
            for number, name in enumerate(stages, start=1)
        ],
        title=journey.title,
        description=words("journey.diagram"),
        others=words("journey.others"),
    )
    return Diagrams(
        journey=_journey(drawn.diagrams, columns, names, basis) if drawn.diagrams else None,
        left_out=tuple(dict.fromkeys(drawn.left_out)),
        branches=_branches(journey, columns, stages, basis),
        timeline=_timeline(journey, stages, basis),
    )


def _journey(diagrams: Sequence[str], columns: Sequence[MapColumn], names: Mapping[str, str], basis: Basis) -> Diagram:
    words = basis.words
    rows = tuple(
        (names.get(one.placed.stage.stage, one.placed.stage.stage), one.placed.touchpoint.title, one.emotion_text)
        for one in columns
    )
    head = (words("map.stage"), words("map.lane"), words("map.emotion"))
    return Diagram(drawings=tuple(map(block, diagrams)), head=head, rows=rows)


def _of_stage(columns: Sequence[MapColumn], number: int) -> list[MapColumn]:
    return [column for column in columns if column.placed.stage_number == number]


def _tasks(columns: Sequence[MapColumn], journey: Journey, basis: Basis) -> Iterator[mermaid_journey.JourneyTask]:
    """Yield a task for each emotion at a touchpoint, with the personas who feel it."""
    everybody = tuple(basis.content.personas[key].name for key in journey.personas if key in basis.content.personas)
    for column in columns:
        touchpoint = column.placed.touchpoint
        felt: dict[int | None, list[str]] = {}
        for one in column.feelings:
            felt.setdefault(one.emotion, []).extend([one.who] if one.who else everybody)
        known: dict[int | None, list[str]] = {emotion: who for emotion, who in felt.items() if emotion is not None}
        for emotion, who in (known or {None: []}).items():
            actors = (*who, *touchpoint.actors)
            yield mermaid_journey.JourneyTask(name=touchpoint.title, score=emotion, actors=actors)


def _branches(journey: Journey, columns: Sequence[MapColumn], stages: Sequence[str], basis: Basis) -> Diagram | None:
    if not any(column.next for column in columns):
        return None
    keys = [column.placed.touchpoint.key for column in columns]
    following = dict(pairwise(keys))

    def node(column: MapColumn) -> mermaid_flowchart.FlowchartNode:
        touchpoint = column.placed.touchpoint
        onward = tuple(one.touchpoint.key for one in column.next)
        straight = (following[touchpoint.key],) if touchpoint.key in following else ()
        return mermaid_flowchart.FlowchartNode(id=touchpoint.key, name=touchpoint.title, next=onward or straight)

    diagram = mermaid_flowchart.draw(
        [
            mermaid_flowchart.FlowchartStage(name=name, nodes=tuple(map(node, _of_stage(columns, number))))
            for number, name in enumerate(stages, start=1)
        ],
        title=journey.title,
        description=basis.words("journey.branches-description"),
    )
    if diagram is None:
        return None
    titles = {column.placed.touchpoint.key: column.placed.touchpoint.title for column in columns}
    rows = tuple((one.name, "; ".join(titles[key] for key in one.next if key in titles)) for one in map(node, columns))
    head = (basis.words("map.lane"), basis.words("journey.leads-to"))
    return Diagram(drawings=(block(diagram),), head=head, rows=tuple(row for row in rows if row[1]))


def _timeline(journey: Journey, stages: Sequence[str], basis: Basis) -> Diagram | None:
    if sum(stage.duration is not None for stage in journey.stages) < 2:  # noqa: PLR2004 -- one is no comparison
        return None
    words = basis.words
    diagram = mermaid_timeline.draw(
        [
            mermaid_timeline.TimelinePeriod(
                name=name, events=(format_duration(stage.duration, words),) if stage.duration else ()
            )
            for name, stage in zip(stages, journey.stages, strict=True)
        ],
        title=journey.title,
        description=words("journey.timeline-description"),
    )
    if diagram is None:
        return None
    rows = tuple(
        (name, format_duration(stage.duration, words) if stage.duration else "–")
        for name, stage in zip(stages, journey.stages, strict=True)
    )
    head = (words("map.stage"), words("journey.stage-duration"))
    return Diagram(drawings=(block(diagram),), head=head, rows=rows)
