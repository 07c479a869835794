"""How complete the content is, in numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cxsite.coverage.counts import COUNTS
from cxsite.coverage.deltas import CoverageDelta, collect_shares, compare_coverage
from cxsite.coverage.matrices import channel_stages, persona_stages
from cxsite.coverage.records import (
    Coverage,
    CoverageFigure,
    CoverageGap,
    JourneyCoverage,
    Matrix,
    MatrixCell,
    Share,
    UnmetTarget,
)
from cxsite.coverage.things import things_in, things_of
from cxsite.coverage.translations import count_translations, find_untranslated
from cxsite.model.facts.coverage_figures import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.coverage.things import CountedThing
    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey

__all__ = [
    "Coverage",
    "CoverageDelta",
    "CoverageFigure",
    "CoverageGap",
    "JourneyCoverage",
    "Matrix",
    "MatrixCell",
    "Share",
    "UnmetTarget",
    "collect_shares",
    "compare_coverage",
    "count_journey",
    "find_unmet_targets",
    "measure_coverage",
    "measure_journey",
]


def measure_coverage(content: Content) -> Coverage:
    """Measure how complete the published content is: every figure with its gaps, by journey and by stage."""
    content = content.published
    personas = persona_stages(content)
    things = things_of(content, personas)
    asked = {
        count.name: [(thing, count.has(content, thing.subject)) for thing in things[count.things]] for count in COUNTS
    }
    return Coverage(
        figures=(*(_figure(name, answers) for name, answers in asked.items()), *count_translations(content)),
        journeys=_by_journey(content, asked),
        persona_stages=personas,
        channel_stages=channel_stages(content),
    )


def measure_journey(journey: Journey, content: Content) -> tuple[JourneyCoverage, tuple[CoverageGap, ...]]:
    """Measure one published journey: its figures and gaps, equal to those in the coverage of all content."""
    asked = _count_in(journey, content)
    gaps = (_gap(name, thing) for name, answers in asked.items() for thing, has in answers if not has)
    return _figures(journey, asked), (*gaps, *find_untranslated(journey, content.playbook))


def count_journey(journey: Journey, content: Content) -> JourneyCoverage:
    """Count the figures of one published journey, as `measure_journey` does, without listing the gaps."""
    return _figures(journey, _count_in(journey, content))


def _count_in(journey: Journey, content: Content) -> Mapping[str, Sequence[tuple[CountedThing, bool]]]:
    things = things_in(journey, content)
    return {
        count.name: [(thing, count.has(content, thing.subject)) for thing in things[count.things]]
        for count in COUNTS
        if things.get(count.things)
    }


def _figures(journey: Journey, asked: Mapping[str, Sequence[tuple[CountedThing, bool]]]) -> JourneyCoverage:
    figures = {name: Share(sum(has for _, has in answers), len(answers)) for name, answers in asked.items()}
    return JourneyCoverage(journey=journey.id, figures=figures)


def find_unmet_targets(coverage: Coverage, targets: Mapping[str, float]) -> tuple[UnmetTarget, ...]:
    """Return the targets (in percent, by figure or `total`) that are not reached, compared exactly.

    A figure that has nothing to count reaches its target, but an empty playbook does not reach a total. Unknown
    names are skipped here, because a rule reports them.
    """
    found = ((name, coverage.share_of(name), target) for name, target in targets.items())
    return tuple(
        UnmetTarget(name=name, count=count, target=target)
        for name, count, target in found
        if count is not None and not count.reaches(target) and (count.total or name == TOTAL)
    )


def _figure(name: str, answers: Sequence[tuple[CountedThing, bool]]) -> CoverageFigure:
    gaps = tuple(_gap(name, thing) for thing, has in answers if not has)
    return CoverageFigure(name=name, count=Share(len(answers) - len(gaps), len(answers)), gaps=gaps)


def _gap(figure: str, thing: CountedThing) -> CoverageGap:
    return CoverageGap(figure, thing, thing.title, thing.key, thing.journey, thing.stage)


def _by_journey(
    content: Content, asked: Mapping[str, Sequence[tuple[CountedThing, bool]]]
) -> tuple[JourneyCoverage, ...]:
    counted: dict[str, dict[str, list[bool]]] = {journey: defaultdict(list) for journey in content.journeys}
    for name, answers in asked.items():
        for thing, has in answers:
            if thing.journey:
                counted[thing.journey][name].append(has)
    return tuple(
        JourneyCoverage(
            journey=journey, figures={name: Share(sum(every), len(every)) for name, every in figures.items()}
        )
        for journey, figures in counted.items()
    )
