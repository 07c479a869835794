"""The things that figures count: each with what it is called and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage.records import Matrix
    from cxsite.model.content import Content
    from cxsite.model.record import Record
    from cxsite.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """`subject` is what a figure asks, `record` what the author wrote; the rest is as in `Gap`."""

    subject: Any
    record: Record
    title: str
    key: str
    journey: str = ""
    stage: str = ""

    @property
    def place(self) -> Place:
        """Where it begins in its file."""
        return self.record.key_place()


def things_of(content: Content, persona_stages: Matrix) -> Mapping[str, tuple[Thing, ...]]:
    """All things that are counted, by their kind.

    Ideal journeys say how it shall be: what is known of today (`current …`) is asked only of current ones.
    """
    touchpoints = tuple(_touchpoints(content))
    journeys = tuple(_journeys(content))
    pain_points = tuple(_pain_points(content))
    current = tuple(thing for thing in touchpoints if not thing.subject.journey.is_ideal)
    return {
        "persona": tuple(Thing(subject=p, record=p, title=p.name, key=p.id) for p in content.personas.values()),
        "persona stage": tuple(_persona_stages(content, persona_stages)),
        "journey": journeys,
        "current journey": tuple(thing for thing in journeys if not thing.subject.is_ideal),
        "stage": tuple(_stages(content)),
        "touchpoint": touchpoints,
        "current touchpoint": current,
        "moment of truth": tuple(thing for thing in current if thing.subject.touchpoint.moment_of_truth),
        "pain point": pain_points,
        "severe pain point": tuple(thing for thing in pain_points if thing.subject.pain_point.is_severe),
        "opportunity": tuple(_opportunities(content)),
        "action": tuple(_actions(content)),
        "metric": tuple(Thing(subject=m, record=m, title=m.name, key=m.id) for m in content.metrics.values()),
    }


def _persona_stages(content: Content, matrix: Matrix) -> Iterator[Thing]:
    names = content.names["stage"]
    for persona in content.personas.values():
        for stage in matrix.columns:
            is_reached = matrix.cell(persona.id, stage).touchpoints > 0
            title, key = persona.name, persona.id
            yield Thing(subject=is_reached, record=persona, title=title, key=key, stage=names[stage])


def _journeys(content: Content) -> Iterator[Thing]:
    for journey in content.journeys.values():
        yield Thing(subject=journey, record=journey, title=journey.title, key=journey.id, journey=journey.id)


def _stages(content: Content) -> Iterator[Thing]:
    names = content.names["stage"]
    for journey in content.journeys.values():
        for stage in journey.stages:
            title, key = names.get(stage.stage, stage.stage), f"{journey.id}/{stage.stage}"
            yield Thing(subject=stage, record=stage, title=title, key=key, journey=journey.id)


def _touchpoints(content: Content) -> Iterator[Thing]:
    for placed in content.placed_touchpoints:
        record, journey = placed.touchpoint, placed.journey.id
        yield Thing(subject=placed, record=record, title=record.title, key=placed.key, journey=journey)


def _pain_points(content: Content) -> Iterator[Thing]:
    for placed in content.pain_points.values():
        record, journey = placed.pain_point, placed.at.journey.id
        yield Thing(subject=placed, record=record, title=record.text, key=placed.key, journey=journey)


def _opportunities(content: Content) -> Iterator[Thing]:
    for placed in content.opportunities.values():
        record, journey = placed.opportunity, placed.at.journey.id
        yield Thing(subject=placed, record=record, title=record.text, key=placed.key, journey=journey)


def _actions(content: Content) -> Iterator[Thing]:
    """Every action that was not dropped."""
    for placed in content.all_actions.values():
        record, journey = placed.action, placed.journey.id if placed.journey else ""
        if record.counts_as_answer:
            yield Thing(subject=placed, record=record, title=record.title, key=placed.key, journey=journey)
