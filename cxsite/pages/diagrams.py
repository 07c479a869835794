"""The Mermaid diagrams of a journey: stages with emotions, branches, and duration."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxsite.drawing import mermaid_flowchart, mermaid_journey, mermaid_timeline
from cxsite.drawing.mermaid_text import Diagram, block
from cxsite.pages.durations import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.journey_map import JourneyStage, MapColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagrams:
    """The diagrams, each None if there is nothing to draw. `left_out` names touchpoints."""

    journey: Diagram | None
    left_out: tuple[str, ...]
    branches: Diagram | None
    timeline: Diagram | None


def diagrams_of(journey: Journey, stages: Sequence[JourneyStage], basis: Basis) -> Diagrams:
    """Draw all diagrams of one journey."""
    words = basis.words
    drawn = mermaid_journey.draw(
        [mermaid_journey.JourneySection(name=one.name, tasks=tuple(_tasks(one.columns, basis))) for one in stages],
        title=journey.title,
        description=words("journey.diagram"),
        others=words("journey.others"),
    )
    return Diagrams(
        journey=_journey(drawn.diagrams, stages, basis) if drawn.diagrams else None,
        left_out=tuple(dict.fromkeys(drawn.left_out)),
        branches=_branches(journey, stages, basis),
        timeline=_timeline(journey, stages, basis),
    )


def _journey(diagrams: Sequence[str], stages: Sequence[JourneyStage], basis: Basis) -> Diagram:
    words = basis.words
    rows = tuple(
        [
            (stage.name, column.placed.touchpoint.title, column.emotion_text)
            for stage in stages
            for column in stage.columns
        ]
    )
    head = (words("map.stage"), words("map.lane"), words("map.emotion"))
    return Diagram(drawings=tuple(map(block, diagrams)), head=head, rows=rows)


def _tasks(columns: Sequence[MapColumn], basis: Basis) -> Iterator[mermaid_journey.JourneyTask]:
    """Yield a task for each emotion at a touchpoint, with the personas who feel it."""
    names = basis.content.personas
    for column in columns:
        touchpoint = column.placed.touchpoint
        everybody = [names[key].name for key in column.placed.journey.personas_at(touchpoint) if key in names]
        felt: dict[int | None, list[str]] = {}
        for one in column.feelings:
            felt.setdefault(one.emotion, []).extend([one.who] if one.who else everybody)
        known: dict[int | None, list[str]] = {emotion: who for emotion, who in felt.items() if emotion is not None}
        for emotion, who in (known or {None: []}).items():
            actors = (*who, *touchpoint.actors)
            yield mermaid_journey.JourneyTask(name=touchpoint.title, score=emotion, actors=actors)


def _branches(journey: Journey, stages: Sequence[JourneyStage], basis: Basis) -> Diagram | None:
    columns = [column for stage in stages for column in stage.columns]
    if not any(column.next for column in columns):
        return None
    keys = [column.placed.touchpoint.key for column in columns]
    following = dict(pairwise(keys))

    def node(column: MapColumn) -> mermaid_flowchart.FlowchartNode:
        touchpoint = column.placed.touchpoint
        onward = tuple((one.placed.touchpoint.key, one.label) for one in column.next)
        straight = ((following[touchpoint.key], ""),) if touchpoint.key in following else ()
        return mermaid_flowchart.FlowchartNode(id=touchpoint.key, name=touchpoint.title, next=onward or straight)

    diagram = mermaid_flowchart.draw(
        [mermaid_flowchart.FlowchartStage(name=one.name, nodes=tuple(map(node, one.columns))) for one in stages],
        title=journey.title,
        description=basis.words("journey.branches-description"),
    )
    if diagram is None:
        return None
    titles = {column.placed.touchpoint.key: column.placed.touchpoint.title for column in columns}
    rows = tuple(
        (one.name, "; ".join(f"{label}: {titles[key]}" if label else titles[key] for key, label in one.next))
        for one in map(node, columns)
    )
    head = (basis.words("map.lane"), basis.words("journey.leads-to"))
    return Diagram(drawings=(block(diagram),), head=head, rows=tuple(row for row in rows if row[1]))


def _timeline(journey: Journey, stages: Sequence[JourneyStage], basis: Basis) -> Diagram | None:
    if sum(stage.duration is not None for stage in journey.stages) < 2:  # noqa: PLR2004 -- one is no comparison
        return None
    words = basis.words
    shown = [(one.name, one.stage.duration) for one in stages]
    diagram = mermaid_timeline.draw(
        [
            mermaid_timeline.TimelinePeriod(name=name, events=(format_duration(duration, words),) if duration else ())
            for name, duration in shown
        ],
        title=journey.title,
        description=words("journey.timeline-description"),
    )
    if diagram is None:
        return None
    rows = tuple((name, format_duration(duration, words) if duration else "–") for name, duration in shown)
    head = (words("map.stage"), words("journey.stage-duration"))
    return Diagram(drawings=(block(diagram),), head=head, rows=rows)
