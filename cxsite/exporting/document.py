"""The structure of an exported playbook; its JSON Schema is made from these models.

Ids are those of the content. `key` is `journey-id/thing-id` for what stands in a journey. Texts are in the document's
language; Markdown stays as it was written. Lists are in the order of the playbook, so that the same content gives the
same bytes.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cxsite.exporting.document_parts import (
    Exported,
    ExportedCoverage,
    ExportedFinding,
    ExportedGoal,
    ExportedMetric,
    ExportedObservation,
    ExportedPersona,
    ExportedPlay,
    ExportedResearch,
    ExportedTerm,
)
from cxsite.exporting.journey_parts import (
    ExportedAction,
    ExportedJourney,
    ExportedOpportunity,
    ExportedPainPoint,
    ExportedTouchpoint,
)

VERSION = 1


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
