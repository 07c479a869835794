"""The parts of an exported playbook that stand outside journeys, and what all parts have in common."""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Exported(BaseModel):
    """What every part of the document has: frozen, and nothing but the documented fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Key = Annotated[str, Field(description="`journey-id/thing-id`, or the id of a file of its own.")]
Percent = Annotated[float, Field(ge=0, le=100)]


class ExportedTerm(Exported):
    """An entry of the playbook's vocabularies: a stage, channel, team or store."""

    id: str
    name: str
    kind: Annotated[str | None, Field(description="The kind of a channel.")] = None
    detail: Annotated[str | None, Field(description="Description, contact or region.")] = None


class ExportedPersona(Exported):
    """An archetype of a customer."""

    id: str
    name: str
    tagline: str | None
    segment: str | None
    share: Annotated[Percent | None, Field(description="Percent of customers.")]
    quote: str | None
    about: str | None
    demographics: dict[str, str]
    lists: Annotated[dict[str, tuple[str, ...]], Field(description="Goals, needs, challenges … by field.")]
    channels: tuple[str, ...]
    evidence: str | None
    owner: str | None
    reviewed: date | None
    freshness: Literal["fresh", "due", "stale", "never"]
    journeys: tuple[str, ...]


class ExportedGoal(Exported):
    """A goal of the strategy."""

    id: str
    title: str
    why: str | None
    method: str | None
    metric: str | None
    target: float | None
    by: date | None
    journeys: tuple[str, ...]


class ExportedMetric(Exported):
    """A metric's definition."""

    id: str
    name: str
    kind: str
    family: str
    variant: str | None
    question: str | None
    direction: Literal["higher", "lower"]
    unit: str | None
    target: float | None
    min_answers: int
    definition: str | None


class ExportedObservation(Exported):
    """A figure, or, where it is hidden because few people answered, that there is one."""

    metric: str
    period: Annotated[str, Field(description="`2026-10`, `2026-Q3`, `2026` or a day.")]
    journey: str | None = None
    stage: str | None = None
    touchpoint: str | None = None
    channel: str | None = None
    persona: str | None = None
    store: str | None = None
    segment_1: Annotated[str | None, Field(description="A segment of a source, as `name: value`.")] = None
    segment_2: str | None = None
    segment_3: str | None = None
    hidden: bool
    value: float | None
    n: int | None
    low: Annotated[float | None, Field(description="Lower end of the 95 % interval.")]
    high: float | None
    numerator: float | None
    denominator: float | None
    median: float | None
    p90: Annotated[float | None, Field(description="90th percentile of a duration.")]
    source: str | None


class ExportedPlay(Exported):
    """What staff do in a situation."""

    id: str
    title: str
    trigger: str | None
    steps: tuple[str, ...]
    do: tuple[str, ...]
    dont: tuple[str, ...]
    escalation: str | None


class ExportedFinding(Exported):
    """A finding of a piece of research."""

    key: Annotated[str, Field(description="`research-id/finding-id`.")]
    research: str
    text: str
    quote: str | None
    strength: Annotated[int | None, Field(ge=1, le=5)]
    supports: Annotated[tuple[str, ...], Field(description="Ids of personas and journeys, keys of things in journeys.")]


class ExportedResearch(Exported):
    """A piece of research, without its findings, which stand in a list of their own."""

    id: str
    title: str
    kind: str
    date: dt.date | None
    by: Annotated[str | None, Field(description="The team that did it.")]
    sample: int | None
    method: str | None
    link: str | None
    summary: str | None
    owner: str | None
    reviewed: dt.date | None
    freshness: Literal["fresh", "due", "stale", "never"]
    supports: Annotated[tuple[str, ...], Field(description="`kind:key` of everything that rests on it.")]


class ExportedCoverage(Exported):
    """How complete the content is in one respect."""

    figure: str
    have: int
    total: int
    share: Annotated[Percent | None, Field(description="In percent, not rounded; null where nothing is counted.")]
    target: Percent | None
    met: bool | None
