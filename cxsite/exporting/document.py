"""The structure of an exported playbook; its JSON Schema is made from these models.

Ids are those of the content. `key` is `journey-id/thing-id` for what stands in a journey. Texts are in the document's
language; Markdown stays as it was written. Lists are in the order of the playbook, so that the same content gives the
same bytes.
"""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1


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


class ExportedJourney(Exported):
    """A journey without its touchpoints, which stand in a list of their own."""

    id: str
    title: str
    summary: str | None
    state: Literal["current", "ideal"]
    baseline: str | None
    parent: str | None
    personas: tuple[str, ...]
    trigger: str | None
    outcome: str | None
    period: Annotated[str | None, Field(description="The time it spans, such as `14d`.")]
    serves: Annotated[tuple[str, ...], Field(description="Ids of goals.")]
    owner: str | None
    reviewed: date | None
    freshness: Literal["fresh", "due", "stale", "never"]
    evidence: str | None
    tags: tuple[str, ...]
    stages: tuple[str, ...]
    touchpoint_count: int
    completeness: Annotated[Percent | None, Field(description="Share of the content that is there, in percent.")]


class ExportedTouchpoint(Exported):
    """A touchpoint of a journey, with what the library adds to it."""

    key: Key
    journey: str
    stage: str
    number: Annotated[int, Field(ge=1, description="Counted through the whole journey.")]
    id: str
    name: str
    library: Annotated[str | None, Field(description="The library touchpoint that it uses.")]
    personas: Annotated[tuple[str, ...], Field(description="Those of the journey's personas that pass here.")]
    channels: tuple[str, ...]
    owner: str | None
    duration: str | None
    actors: tuple[str, ...]
    does: str | None
    thinks: str | None
    feels: str | None
    quote: str | None
    senses: dict[str, str]
    emotion: Annotated[
        dict[str, int], Field(description="1 (very bad) to 5 (very good) by persona; unknown is absent.")
    ]
    importance: Annotated[dict[str, int], Field(description="1 to 5 by persona; unknown is absent.")]
    moment_of_truth: bool
    signature: bool
    standard: str | None
    backstage: tuple[dict[str, str], ...]
    metrics: tuple[str, ...]
    evidence: str | None
    next: tuple[str, ...]
    next_labels: Annotated[dict[str, str], Field(description="By an id of `next`: when the customer goes there.")]
    replaces: tuple[str, ...]


class ExportedPainPoint(Exported):
    """A pain point with what answers it."""

    key: Key
    journey: str
    stage: str
    touchpoint: Key
    text: str
    severity: Annotated[int | None, Field(ge=1, le=5)]
    personas: Annotated[tuple[str, ...], Field(description="Those of the journey's personas that feel it.")]
    evidence: str | None
    answered: Annotated[bool, Field(description="An opportunity or an action that was not dropped addresses it.")]
    opportunities: tuple[Key, ...]
    actions: tuple[Key, ...]


class ExportedOpportunity(Exported):
    """An opportunity with its value."""

    key: Key
    journey: str
    stage: str
    touchpoint: Key
    text: str
    addresses: tuple[Key, ...]
    customer_value: Percent | None
    business_value: Percent | None
    value: Annotated[Percent | None, Field(description="Half customer value plus half business value.")]
    effort: Percent | None
    confidence: Percent | None
    reach: Annotated[int | None, Field(ge=0, description="Customers reached in three months.")]
    score: Annotated[
        float | None, Field(description="By the playbook's formula; null where a field for it is missing.")
    ]
    actions: tuple[Key, ...]


class ExportedAction(Exported):
    """An improvement action."""

    key: Key
    journey: str | None
    title: str
    text: str | None
    kind: str | None
    status: Literal["proposed", "planned", "doing", "done", "dropped"]
    owner: str | None
    start: date | None
    due: date | None
    done: date | None
    overdue: bool
    days_late: Annotated[int, Field(ge=0)]
    impact: Annotated[int | None, Field(ge=1, le=5)]
    effort: Annotated[int | None, Field(ge=1, le=5)]
    metric: str | None
    expected_change: float | None
    ticket: Annotated[str | None, Field(description="Key or address in the team's tracker.")]
    ticket_url: Annotated[str | None, Field(description="The address of the ticket, where it is known.")]
    result: str | None
    addresses: tuple[Key, ...]


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


class PlaybookDocument(Exported):
    """The whole published playbook: no drafts, no retired files, no answers, no figure of 1–4 people."""

    format: Literal["cxsite-playbook"] = "cxsite-playbook"
    version: Literal[1] = 1
    language: Annotated[str, Field(description="The language of the texts.")]
    as_of: Annotated[date, Field(description="The day by which freshness and overdue work are judged.")]
    title: str
    organisation: str | None
    vision: str | None
    summary: str | None
    principles: tuple[str, ...]
    stages: tuple[ExportedTerm, ...]
    channels: tuple[ExportedTerm, ...]
    teams: tuple[ExportedTerm, ...]
    stores: tuple[ExportedTerm, ...]
    personas: tuple[ExportedPersona, ...]
    journeys: tuple[ExportedJourney, ...]
    touchpoints: tuple[ExportedTouchpoint, ...]
    pain_points: tuple[ExportedPainPoint, ...]
    opportunities: tuple[ExportedOpportunity, ...]
    actions: tuple[ExportedAction, ...]
    goals: tuple[ExportedGoal, ...]
    metrics: tuple[ExportedMetric, ...]
    observations: tuple[ExportedObservation, ...]
    plays: tuple[ExportedPlay, ...]
    research: tuple[ExportedResearch, ...]
    findings: tuple[ExportedFinding, ...]
    coverage: tuple[ExportedCoverage, ...]
