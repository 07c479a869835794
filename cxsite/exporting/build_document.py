"""The document of an exported playbook, from the content with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.coverage import measure_coverage
from cxsite.exporting.build_journey_parts import (
    build_action,
    build_journey,
    build_opportunity,
    build_pain_point,
    build_touchpoint,
    evidence_level,
)
from cxsite.exporting.document import PlaybookDocument
from cxsite.exporting.document_parts import (
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
from cxsite.model.facts.coverage_figures import TOTAL
from cxsite.model.records.observation import PLACE_COLUMNS, SEGMENT_COLUMNS, Withheld

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cxsite.coverage import Coverage, Share
    from cxsite.model.content import Content
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.research import ResearchFinding, ResearchStudy
    from cxsite.model.records.strategy import Goal, Metric, Play

PERSONA_LISTS: Final = (
    "goals", "needs", "wants", "preferences", "challenges", "opinions", "motivations", "behaviours", "accessibility",
)  # fmt: skip


def build_document(content: Content, journeys: Container[str] | None = None) -> PlaybookDocument:
    """The published content as one structure; `journeys` leaves out all but those and what stands in them."""
    whole = content.published
    counted = measure_coverage(content)
    playbook = whole.playbook
    kept = [journey for journey in whole.journeys.values() if journeys is None or journey.id in journeys]
    ids = {journey.id for journey in kept}
    actions = [one for one in whole.all_actions.values() if one.journey is None or one.journey.id in ids]
    return PlaybookDocument(
        language=playbook.language,
        as_of=whole.today,
        title=playbook.title,
        organisation=playbook.organisation,
        vision=playbook.vision,
        summary=playbook.summary,
        principles=tuple(one.title for one in playbook.principles),
        stages=tuple(ExportedTerm(id=s.id, name=s.name, detail=s.description) for s in playbook.stages),
        channels=tuple(ExportedTerm(id=c.id, name=c.name, kind=c.kind) for c in playbook.channels),
        teams=tuple(ExportedTerm(id=t.id, name=t.name, detail=t.contact) for t in playbook.teams),
        stores=tuple(ExportedTerm(id=s.id, name=s.name, detail=s.region) for s in playbook.stores),
        personas=tuple(_persona(one, whole) for one in whole.personas.values()),
        journeys=tuple(build_journey(one, whole, counted) for one in kept),
        touchpoints=tuple(build_touchpoint(one) for one in whole.placed_touchpoints if one.journey.id in ids),
        pain_points=tuple(build_pain_point(p, whole) for p in whole.pain_points.values() if p.at.journey.id in ids),
        opportunities=tuple(
            build_opportunity(o, whole) for o in whole.opportunities.values() if o.at.journey.id in ids
        ),
        actions=tuple(build_action(one, whole) for one in actions),
        goals=tuple(_goal(one, whole) for one in whole.goals.values()),
        metrics=tuple(_metric(one) for one in whole.metrics.values()),
        observations=tuple(_observations(whole, None if journeys is None else ids)),
        plays=tuple(_play(one) for one in whole.plays.values()),
        research=tuple(_study(one, whole) for one in whole.research.values()),
        findings=tuple(_finding(key, one) for key, study in whole.research.items() for one in study.findings),
        coverage=tuple(_coverage(counted, content)),
    )


def _persona(persona: Persona, content: Content) -> ExportedPersona:
    return ExportedPersona(
        id=persona.id,
        name=persona.name,
        tagline=persona.tagline,
        segment=persona.segment,
        share=persona.share,
        quote=persona.quote,
        about=persona.about,
        demographics={key: str(value) for key, value in persona.demographics.items()},
        lists={name: getattr(persona, name) for name in PERSONA_LISTS if getattr(persona, name)},
        channels=persona.channels,
        evidence=evidence_level(persona.evidence),
        owner=persona.owner,
        reviewed=persona.reviewed,
        freshness=content.freshness(persona).value,
        journeys=tuple(one.id for one in content.journeys_of.get(persona.id, ())),
    )


def _goal(goal: Goal, content: Content) -> ExportedGoal:
    return ExportedGoal(
        id=goal.id,
        title=goal.title,
        why=goal.why,
        method=goal.method,
        metric=goal.metric,
        target=goal.target,
        by=goal.by,
        journeys=content.journeys_serving.get(goal.id, ()),
    )


def _metric(metric: Metric) -> ExportedMetric:
    return ExportedMetric(
        id=metric.id,
        name=metric.name,
        kind=metric.kind,
        family=metric.family,
        variant=metric.variant,
        question=metric.question,
        direction=metric.direction,
        unit=metric.unit,
        target=metric.target,
        min_answers=metric.min_answers,
        definition=metric.definition,
    )


def _observations(content: Content, journeys: Container[str] | None) -> Iterator[ExportedObservation]:
    """The figures that pages show, then those that stay hidden; by metric, period and place."""
    rows: list[Observation | Withheld] = [*content.observations, *content.withheld]
    rows.sort(key=lambda one: (one.metric, one.period, one.where))
    for one in rows:
        where = dict(one.where)
        if one.metric in content.metrics and (journeys is None or where.get("journey") in journeys):
            yield _observation(one, where)


def _observation(one: Observation | Withheld, where: dict[str, str]) -> ExportedObservation:
    numbers = ("value", "n", "low", "high", "numerator", "denominator", "median", "p90")
    return ExportedObservation.model_validate(
        {
            "metric": one.metric,
            "period": str(one.period),
            "hidden": isinstance(one, Withheld),
            "source": one.source or None,
            **{name: where.get(name) for name in (*PLACE_COLUMNS, *SEGMENT_COLUMNS)},
            **{name: getattr(one, name, None) for name in numbers},
        }
    )


def _play(play: Play) -> ExportedPlay:
    return ExportedPlay(
        id=play.id,
        title=play.title,
        trigger=play.trigger,
        steps=play.steps,
        do=play.do,
        dont=play.dont,
        escalation=play.escalation,
    )


def _study(study: ResearchStudy, content: Content) -> ExportedResearch:
    return ExportedResearch(
        id=study.id,
        title=study.title,
        kind=study.kind,
        date=study.date,
        by=study.by,
        sample=study.sample,
        method=study.method,
        link=study.link,
        summary=study.summary,
        owner=study.owner,
        reviewed=study.reviewed,
        freshness=content.freshness(study).value,
        supports=tuple(f"{one.statement.kind}:{one.statement.key}" for one in content.supported_by[study.id]),
    )


def _finding(study: str, finding: ResearchFinding) -> ExportedFinding:
    return ExportedFinding(
        key=f"{study}/{finding.id}",
        research=study,
        text=finding.text,
        quote=finding.quote,
        strength=finding.strength,
        supports=finding.supports,
    )


def _coverage(counted: Coverage, content: Content) -> Iterator[ExportedCoverage]:
    stated = content.playbook.coverage
    targets = stated.targets if stated else {}

    def one(name: str, share: Share) -> ExportedCoverage:
        target = targets.get(name)
        met = None if target is None else share.reaches(target)
        return ExportedCoverage(
            figure=name, have=share.have, total=share.total, share=share.share, target=target, met=met
        )

    yield one(TOTAL, counted.total)
    for figure in counted.figures:
        yield one(figure.name, figure.count)
