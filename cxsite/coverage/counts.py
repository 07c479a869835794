"""The definition of each figure: which things it counts, and what each of them should have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cxsite.measurement.places import is_measured
from cxsite.model.records.record import Freshness

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity, PlacedPainPoint, PlacedTouchpoint
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.record import FileMetadata
    from cxsite.model.records.research import ResearchStudy
    from cxsite.model.records.strategy import Metric

Has: TypeAlias = Callable[["Content", Any], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure by name: the `things` it counts (see `things_of`), and the test whether one of them is complete."""

    name: str
    things: str
    has: Has


def _goes(content: Content, persona: Persona) -> bool:
    return persona.id in content.journeys_of


def _is_founded(_: Content, record: FileMetadata) -> bool:
    return record.evidence is not None and record.evidence.level != "assumption"


def _is_reviewed(content: Content, record: FileMetadata) -> bool:
    return content.freshness(record) in (Freshness.FRESH, Freshness.DUE)


def _is_owned(_: Content, journey: Journey) -> bool:
    return journey.owner is not None


def _has_ideal(content: Content, journey: Journey) -> bool:
    return journey.id in content.ideals_of


def _is_reached(_: Content, reached: bool) -> bool:  # noqa: FBT001 -- the counted value itself
    return reached


def _is_peopled(_: Content, stage: Stage) -> bool:
    return bool(stage.touchpoints)


def _has_channel(_: Content, placed: PlacedTouchpoint) -> bool:
    return bool(placed.touchpoint.channels)


def _has_emotion(_: Content, placed: PlacedTouchpoint) -> bool:
    return placed.touchpoint.emotion is not None


def _has_evidence(_: Content, placed: PlacedTouchpoint) -> bool:
    return not placed.touchpoint.is_assumed


def _has_standard(_: Content, placed: PlacedTouchpoint) -> bool:
    return placed.touchpoint.standard is not None


def _has_metric(content: Content, placed: PlacedTouchpoint) -> bool:
    return any(metric in content.metrics for metric in placed.touchpoint.metrics)


def _is_answered(content: Content, placed: PlacedPainPoint) -> bool:
    return content.is_answered(placed)


def _is_acted_on(content: Content, placed: PlacedPainPoint) -> bool:
    return any(action.action.counts_as_answer for action in content.actions_for(placed))


def _is_taken_up(content: Content, placed: PlacedOpportunity) -> bool:
    return any(action.action.counts_as_answer for action in content.actions_on.get(placed.key, ()))


def _has_owner(_: Content, placed: PlacedAction) -> bool:
    return placed.action.owner is not None


def _has_date(_: Content, placed: PlacedAction) -> bool:
    return placed.action.due is not None or placed.action.done is not None


def _moves_metric(_: Content, placed: PlacedAction) -> bool:
    return placed.action.metric is not None


def _has_target(_: Content, metric: Metric) -> bool:
    return metric.target is not None


def _is_fresh(content: Content, metric: Metric) -> bool:
    return content.has_fresh_figures(metric)


def _is_in_use(content: Content, study: ResearchStudy) -> bool:
    return bool(content.supported_by.get(study.id))


def _has_sample(_: Content, study: ResearchStudy) -> bool:
    return not study.lacks_sample


def _rests_on_research(_: Content, rests: bool) -> bool:  # noqa: FBT001 -- the counted value itself
    return rests


COUNTS: Final = (
    Count("personas-with-journey", "persona", _goes),
    Count("personas-with-evidence", "persona", _is_founded),
    Count("personas-reviewed", "persona", _is_reviewed),
    Count("journeys-with-owner", "journey", _is_owned),
    Count("journeys-reviewed", "journey", _is_reviewed),
    Count("journeys-with-ideal", "current journey", _has_ideal),
    Count("stages-reached", "persona stage", _is_reached),
    Count("stages-with-touchpoint", "stage", _is_peopled),
    Count("touchpoints-with-channel", "touchpoint", _has_channel),
    Count("touchpoints-with-emotion", "touchpoint", _has_emotion),
    Count("touchpoints-with-evidence", "current touchpoint", _has_evidence),
    Count("touchpoints-with-standard", "touchpoint", _has_standard),
    Count("touchpoints-with-metric", "touchpoint", _has_metric),
    Count("touchpoints-with-observation", "current touchpoint", is_measured),
    Count("moments-of-truth-measured", "moment of truth", is_measured),
    Count("pain-points-answered", "pain point", _is_answered),
    Count("severe-pain-points-acted-on", "severe pain point", _is_acted_on),
    Count("opportunities-with-action", "opportunity", _is_taken_up),
    Count("actions-with-owner", "action", _has_owner),
    Count("actions-with-due-date", "action", _has_date),
    Count("actions-with-metric", "action", _moves_metric),
    Count("metrics-with-target", "metric", _has_target),
    Count("metrics-with-fresh-observation", "metric", _is_fresh),
    Count("research-in-use", "research", _is_in_use),
    Count("research-with-sample", "research", _has_sample),
    Count("research-up-to-date", "research", _is_reviewed),
    Count("claims-with-research", "claim", _rests_on_research),
)
