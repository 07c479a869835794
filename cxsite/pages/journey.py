"""The page of a journey: its map, emotions, pain points and figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.escaping.author_markdown import plain
from cxsite.pages.diagrams import diagrams_of
from cxsite.pages.emotion_summary import lowest_link, summarize_emotions
from cxsite.pages.faces import FACES
from cxsite.pages.journey_map import JourneyStage, map_of_journey
from cxsite.pages.links import Link, to_journey
from cxsite.pages.map_page import map_path, plan_journey_map
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.nested_journeys import nested_curves
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.pain_point_chain import make_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.measurement.series import FigureSeries
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.strategy import Metric
    from cxsite.pages.basis import Basis
    from cxsite.pages.journey_map import MapColumn


MOST_IN_SECTIONS: Final = 30
"""A journey with more touchpoints has them folded by stages, so that its page stays short."""


class FigureRow(NamedTuple):
    """A figure in the journey: its metric with its link, the name of its touchpoint or stage, and its series.

    `is_planned` is True in an ideal journey, in which nothing is measured yet.
    """

    metric: Metric
    link: Link
    where: str
    series: FigureSeries | None
    is_planned: bool


def journey_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `journeys/<id>` for each journey, and its full map next to it: both show the same texts."""
    figures = FigureFormatter(basis)
    for key, journey in basis.content.journeys.items():
        yield PagePlan(
            path=f"journeys/{key}",
            kind="journey",
            title=journey.title,
            description=_description(journey, basis),
            draft=not journey.is_published,
            record=journey,
            context=LazyContext(partial(_journey_context, journey, basis, figures)),
        )
        if journey.touchpoints:
            yield plan_journey_map(journey, basis, figures)


def _description(journey: Journey, basis: Basis) -> str:
    if journey.summary:
        return plain(journey.summary)
    return basis.words(
        "journey.description",
        personas=basis.words.join_list([basis.links.name("persona", key) for key in journey.personas]),
        stages=len(journey.stages),
        touchpoints=len(journey.touchpoints),
    )


def _journey_context(journey: Journey, basis: Basis, figures: FigureFormatter) -> dict[str, object]:
    columns, drawn = map_of_journey(journey, basis, figures)
    stages = _stages(journey, columns, basis)
    chain, summary = make_chain(journey, basis), summarize_emotions(journey, basis)
    return {
        "journey": journey,
        **_related(journey, basis),
        "figures": figures,
        "faces": FACES,
        "emotion_summary": summary,
        "lowest": lowest_link(summary),
        "map": drawn,
        "map_page": Link(basis.words("map.open"), map_path(journey.id)) if columns else None,
        "nested": nested_curves(journey, basis),
        "stages": stages,
        "is_long": len(columns) > MOST_IN_SECTIONS,
        "diagrams": diagrams_of(journey, stages, basis),
        "chain": chain,
        "own_actions": tuple(one for one in chain.actions if one.placed.journey is journey),
        "open_actions": sum(one.action.is_open for one in chain.actions),
        "rows": _figure_rows(journey, stages, figures),
    }


def _related(journey: Journey, basis: Basis) -> dict[str, object]:
    """Return the links to personas, goals and other journeys."""
    content, links = basis.content, basis.links
    ideals = content.ideals_of.get(journey.id, ())
    return {
        "personas": links.to_each("persona", journey.personas),
        "goals": links.to_each("goal", journey.serves),
        "parent": links.to("journey", journey.parent) if journey.parent else None,
        "children": tuple(map(to_journey, content.children_of.get(journey.id, ()))),
        "baseline": links.to("journey", journey.baseline) if journey.baseline else None,
        "ideals": tuple(map(to_journey, ideals)),
        "compared": tuple(
            Link(basis.words("journey.compare"), address)
            for key in (journey.id, *(one.id for one in ideals))
            if (address := basis.addresses.of("comparison", key))
        ),
    }


def _stages(journey: Journey, columns: Sequence[MapColumn], basis: Basis) -> tuple[JourneyStage, ...]:
    """Return each stage of the journey, including empty ones, with its touchpoints."""
    here: dict[int, list[MapColumn]] = {}
    for column in columns:
        here.setdefault(column.placed.stage_number, []).append(column)
    links = basis.links
    return tuple(
        JourneyStage(
            number=number,
            stage=stage,
            name=links.name("stage", stage.stage),
            metrics=links.to_each("metric", stage.metrics),
            columns=tuple(here.get(number, ())),
        )
        for number, stage in enumerate(journey.stages, start=1)
    )


def _figure_rows(journey: Journey, stages: Sequence[JourneyStage], figures: FigureFormatter) -> tuple[FigureRow, ...]:
    """Return the figures of stages and touchpoints in the order of the journey."""
    rows: list[FigureRow] = []
    planned = journey.is_ideal
    for one in stages:
        rows += [
            FigureRow(found.metric, link, one.name, None if planned else found.head, planned)
            for key, link in zip(one.stage.metrics, one.metrics, strict=True)
            if (found := figures.get(key))
        ]
        rows += [
            FigureRow(metric.metric, metric.link, column.placed.touchpoint.title, metric.series, planned)
            for column in one.columns
            for metric in column.metrics
        ]
    return tuple(rows)
