"""The things that figures count: each with its display name and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity, PlacedPainPoint
from cxsite.model.facts.research_support import (
    claims_without_research,
    is_claim,
    list_statements,
    statement_title,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cxsite.coverage.records import Matrix
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.record import Record
    from cxsite.problems import Place


class CountedThing(NamedTuple):
    """A thing to count: `subject` is what a figure tests; the rest is as in `CoverageGap`, and `record` its source."""

    subject: Any
    record: Record
    title: str
    key: str
    journey: str = ""
    stage: str = ""

    @property
    def place(self) -> Place:
        """The place where it begins in its file."""
        return self.record.key_place()

    @property
    def file(self) -> str:
        """The path of its file."""
        return self.record.source.path if self.record.source is not None else ""


def things_of(content: Content, persona_stages: Matrix) -> Mapping[str, tuple[CountedThing, ...]]:
    """Return all things that are counted, by their kind.

    Ideal journeys describe the future: facts about the present (`current …`) are counted in current journeys only.
    """
    placed = _PlacedThings(
        touchpoints=content.placed_touchpoints,
        pain_points=content.pain_points.values(),
        opportunities=content.opportunities.values(),
        actions=content.all_actions.values(),
    )
    return {
        "persona": tuple(CountedThing(subject=p, record=p, title=p.name, key=p.id) for p in content.personas.values()),
        "persona stage": tuple(_persona_stages(content, persona_stages)),
        **_of_journeys(content.journeys.values(), placed, content),
        "metric": tuple(CountedThing(subject=m, record=m, title=m.name, key=m.id) for m in content.metrics.values()),
        "research": tuple(
            CountedThing(subject=s, record=s, title=s.title, key=s.id) for s in content.research.values()
        ),
        "claim": tuple(_claims(content)),
    }


def things_in(journey: Journey, content: Content) -> Mapping[str, tuple[CountedThing, ...]]:
    """Return the things of one journey, by their kind."""
    here = content.touchpoints_of.get(journey.id, ())
    pains = (PlacedPainPoint(at=at, pain_point=one) for at in here for one in at.touchpoint.pain_points)
    chances = (PlacedOpportunity(at=at, opportunity=one) for at in here for one in at.touchpoint.opportunities)
    placed = _PlacedThings(
        touchpoints=here,
        pain_points={one.key: one for one in pains}.values(),
        opportunities={one.key: one for one in chances}.values(),
        actions=tuple(PlacedAction(action=action, journey=journey) for action in journey.actions),
    )
    return _of_journeys((journey,), placed, content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlacedThings:
    touchpoints: Collection[PlacedTouchpoint]
    pain_points: Collection[PlacedPainPoint]
    opportunities: Collection[PlacedOpportunity]
    actions: Collection[PlacedAction]


def _of_journeys(
    every: Iterable[Journey], placed: _PlacedThings, content: Content
) -> dict[str, tuple[CountedThing, ...]]:
    found = tuple(every)
    touchpoints = tuple(_touchpoints(placed.touchpoints))
    journeys = tuple(_journeys(found))
    pain_points = tuple(_pain_points(placed.pain_points))
    current = tuple(thing for thing in touchpoints if not thing.subject.journey.is_ideal)
    return {
        "journey": journeys,
        "current journey": tuple(thing for thing in journeys if not thing.subject.is_ideal),
        "stage": tuple(_stages(found, content.names["stage"])),
        "touchpoint": touchpoints,
        "current touchpoint": current,
        "moment of truth": tuple(thing for thing in current if thing.subject.touchpoint.moment_of_truth),
        "pain point": pain_points,
        "severe pain point": tuple(thing for thing in pain_points if thing.subject.pain_point.is_severe),
        "opportunity": tuple(_opportunities(placed.opportunities)),
        "action": tuple(_actions(placed.actions)),
    }


def _claims(content: Content) -> Iterator[CountedThing]:
    """Yield what claims to be researched, if the playbook keeps its research in files; they are of no single journey.

    What is counted of each is whether it rests on research.
    """
    if not content.research:
        return
    without = {(one.kind, one.key) for one in claims_without_research(content)}
    for one in list_statements(content):
        if is_claim(one):
            rests = (one.kind, one.key) not in without
            yield CountedThing(subject=rests, record=one.record, title=statement_title(one), key=one.key)


def _persona_stages(content: Content, matrix: Matrix) -> Iterator[CountedThing]:
    names = content.names["stage"]
    for persona in content.personas.values():
        for stage in matrix.columns:
            is_reached = matrix.cell(persona.id, stage).touchpoints > 0
            title, key = persona.name, persona.id
            yield CountedThing(subject=is_reached, record=persona, title=title, key=key, stage=names[stage])


def _journeys(journeys: Iterable[Journey]) -> Iterator[CountedThing]:
    for journey in journeys:
        yield CountedThing(subject=journey, record=journey, title=journey.title, key=journey.id, journey=journey.id)


def _stages(journeys: Iterable[Journey], names: Mapping[str, str]) -> Iterator[CountedThing]:
    for journey in journeys:
        for stage in journey.stages:
            title, key = names.get(stage.stage, stage.stage), f"{journey.id}/{stage.stage}"
            yield CountedThing(subject=stage, record=stage, title=title, key=key, journey=journey.id)


def _touchpoints(every: Iterable[PlacedTouchpoint]) -> Iterator[CountedThing]:
    for placed in every:
        record, journey = placed.touchpoint, placed.journey.id
        yield CountedThing(subject=placed, record=record, title=record.title, key=placed.key, journey=journey)


def _pain_points(every: Iterable[PlacedPainPoint]) -> Iterator[CountedThing]:
    for placed in every:
        record, journey = placed.pain_point, placed.at.journey.id
        yield CountedThing(subject=placed, record=record, title=record.text, key=placed.key, journey=journey)


def _opportunities(every: Iterable[PlacedOpportunity]) -> Iterator[CountedThing]:
    for placed in every:
        record, journey = placed.opportunity, placed.at.journey.id
        yield CountedThing(subject=placed, record=record, title=record.text, key=placed.key, journey=journey)


def _actions(every: Iterable[PlacedAction]) -> Iterator[CountedThing]:
    """Yield every action that was not dropped."""
    for placed in every:
        record, journey = placed.action, placed.journey.id if placed.journey else ""
        if record.counts_as_answer:
            yield CountedThing(subject=placed, record=record, title=record.title, key=placed.key, journey=journey)
