"""The parts of an exported playbook that stand in journeys, from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.exporting.journey_parts import (
    ExportedAction,
    ExportedJourney,
    ExportedOpportunity,
    ExportedPainPoint,
    ExportedTouchpoint,
)
from cxsite.model.facts.opportunity_scores import score_opportunity

if TYPE_CHECKING:
    from cxsite.coverage import Coverage
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity, PlacedPainPoint, PlacedTouchpoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.rating import Rating
    from cxsite.model.records.record import Evidence


def evidence_level(evidence: Evidence | None) -> str | None:
    """Return how well a statement is supported; None if nothing is stated."""
    return evidence.level if evidence else None


def build_journey(journey: Journey, content: Content, counted: Coverage) -> ExportedJourney:
    """Return a journey without its touchpoints, with its completeness."""
    completeness = next((one.total.share for one in counted.journeys if one.journey == journey.id), None)
    return ExportedJourney(
        id=journey.id,
        title=journey.title,
        summary=journey.summary,
        state=journey.state,
        baseline=journey.baseline,
        parent=journey.parent,
        personas=journey.personas,
        trigger=journey.scenario.trigger if journey.scenario else None,
        outcome=journey.scenario.outcome if journey.scenario else None,
        period=journey.period.text if journey.period else None,
        serves=journey.serves,
        owner=journey.owner,
        reviewed=journey.reviewed,
        freshness=content.freshness(journey).value,
        evidence=evidence_level(journey.evidence),
        tags=journey.tags,
        stages=tuple(stage.stage for stage in journey.stages),
        touchpoint_count=len(journey.touchpoints),
        completeness=completeness,
    )


def _by_persona(rating: Rating | None, journey: Journey) -> dict[str, int]:
    """The rating for each persona of the journey that has one."""
    found = {persona: rating.of(persona) if rating else None for persona in journey.personas}
    return {persona: number for persona, number in found.items() if number is not None}


def build_touchpoint(placed: PlacedTouchpoint) -> ExportedTouchpoint:
    """Return a touchpoint of a journey."""
    one, journey = placed.touchpoint, placed.journey
    senses = one.senses.model_dump(exclude_none=True) if one.senses else {}
    return ExportedTouchpoint(
        key=placed.key,
        journey=journey.id,
        stage=placed.stage.stage,
        number=placed.number,
        id=one.key,
        name=one.title,
        library=one.use,
        personas=journey.personas_at(one),
        channels=one.channels,
        owner=one.owner,
        duration=one.duration.text if one.duration else None,
        actors=one.actors,
        does=one.does,
        thinks=one.thinks,
        feels=one.feels,
        quote=one.quote,
        senses={key: str(text) for key, text in senses.items()},
        emotion=_by_persona(one.emotion, journey),
        importance=_by_persona(one.importance, journey),
        moment_of_truth=one.moment_of_truth,
        signature=one.signature,
        standard=one.standard,
        backstage=tuple(
            {key: str(text) for key, text in b.model_dump(exclude_none=True).items()} for b in one.backstage
        ),
        metrics=one.metrics,
        evidence=evidence_level(one.evidence),
        next=one.next_ids,
        next_labels={step.to: step.label for step in one.next if step.label},
        replaces=one.replaces,
    )


def build_pain_point(placed: PlacedPainPoint, content: Content) -> ExportedPainPoint:
    """Return a pain point with what answers it."""
    return ExportedPainPoint(
        key=placed.key,
        journey=placed.at.journey.id,
        stage=placed.at.stage.stage,
        touchpoint=placed.at.key,
        text=placed.pain_point.text,
        severity=placed.pain_point.severity,
        personas=placed.at.journey.personas_with(placed.pain_point, placed.at.touchpoint),
        evidence=evidence_level(placed.pain_point.evidence),
        answered=content.is_answered(placed),
        opportunities=tuple(one.key for one in content.opportunities_for.get(placed.key, ())),
        actions=tuple(one.key for one in content.actions_for(placed)),
    )


def build_opportunity(placed: PlacedOpportunity, content: Content) -> ExportedOpportunity:
    """Return an opportunity with its value and score."""
    one = placed.opportunity
    return ExportedOpportunity(
        key=placed.key,
        journey=placed.at.journey.id,
        stage=placed.at.stage.stage,
        touchpoint=placed.at.key,
        text=one.text,
        addresses=placed.addresses,
        customer_value=one.customer_value,
        business_value=one.business_value,
        value=one.value,
        effort=one.effort,
        confidence=one.confidence,
        reach=one.reach,
        score=score_opportunity(one, content.playbook.opportunity_score),
        actions=tuple(action.key for action in content.actions_on.get(placed.key, ())),
    )


def build_action(placed: PlacedAction, content: Content) -> ExportedAction:
    """Return an action, and by how many days it is late."""
    one = placed.action
    overdue = one.is_overdue(content.today)
    return ExportedAction(
        key=placed.key,
        journey=placed.journey.id if placed.journey else None,
        title=one.title,
        text=one.text,
        kind=one.kind,
        status=one.status,
        owner=one.owner,
        start=one.start,
        due=one.due,
        done=one.done,
        overdue=overdue,
        days_late=(content.today - one.due).days if overdue and one.due else 0,
        impact=one.impact,
        effort=one.effort,
        metric=one.metric,
        expected_change=one.expected_change,
        ticket=one.ticket,
        ticket_url=content.playbook.ticket_address(one.ticket),
        result=one.result,
        addresses=placed.addresses,
    )
