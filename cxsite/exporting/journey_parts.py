"""The parts of an exported playbook that stand in journeys."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cxsite.exporting.document_parts import Exported, Key, Percent


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
