"""The page of a journey: its map, emotions, pain points and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.drawing import place_on_curve
from cxsite.escaping.author_markdown import plain
from cxsite.pages.diagrams import diagrams_of
from cxsite.pages.display_names import Names
from cxsite.pages.emotion_summary import summarize_emotions
from cxsite.pages.faces import FACES
from cxsite.pages.journey_map import StageHead, columns_of, journey_map
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.pain_point_chain import make_chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from cxsite.measurement.series import FigureSeries
    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.journey_map import MapColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure in the journey: the metric's id, the name of its touchpoint or stage, and its series."""

    metric: str
    where: str
    series: FigureSeries | None


def journey_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `journeys/<id>` for each journey."""
    figures, names = FigureFormatter(basis), Names(basis.content)
    for key, journey in basis.content.journeys.items():
        yield PagePlan(
            path=f"journeys/{key}",
            kind="journey",
            title=journey.title,
            description=_description(journey, basis, names),
            draft=not journey.is_published,
            record=journey,
            context=LazyContext(partial(_journey_context, journey, basis, figures, names)),
        )


def _description(journey: Journey, basis: Basis, names: Names) -> str:
    if journey.summary:
        return plain(journey.summary)
    return basis.words(
        "journey.description",
        personas=basis.words.join_list([names.of("persona", key) for key in journey.personas]),
        stages=len(journey.stages),
        touchpoints=len(journey.touchpoints),
    )


def _journey_context(journey: Journey, basis: Basis, figures: FigureFormatter, names: Names) -> dict[str, object]:
    content = basis.content
    columns = columns_of(journey, basis, figures)
    chain = make_chain(journey, basis)
    return {
        "journey": journey,
        "names": names,
        "figures": figures,
        "faces": FACES,
        "emotion_summary": summarize_emotions(journey, basis),
        "map": journey_map(journey, columns, basis),
        "stages": _stages(journey, columns),
        "shared_places": place_on_curve.draw_shared_shapes(_lines(journey)),
        "diagrams": diagrams_of(journey, columns, basis),
        "chain": chain,
        "open_actions": sum(work.action.is_open for work in chain.works),
        "rows": _figure_rows(journey, columns, figures, names),
        "compared": tuple(
            key
            for key in (journey.id, *(one.id for one in content.ideals_of.get(journey.id, ())))
            if basis.addresses.of("comparison", key)
        ),
        "ideals": content.ideals_of.get(journey.id, ()),
        "children": content.children_of.get(journey.id, ()),
    }


def _stages(
    journey: Journey, columns: Sequence[MapColumn]
) -> tuple[tuple[StageHead, tuple[tuple[MapColumn, Markup], ...]], ...]:
    """Return each stage of the journey, including empty ones, with its touchpoints and their index on the curve."""
    lines = _lines(journey)
    found = []
    for number, stage in enumerate(journey.stages, start=1):
        here = tuple(
            (column, place_on_curve.draw(lines, column.placed.number - 1))
            for column in columns
            if column.placed.stage_number == number
        )
        found.append((StageHead(number=number, stage=stage, columns=len(here)), here))
    return tuple(found)


def _lines(journey: Journey) -> tuple[tuple[int | None, ...], ...]:
    """Return the emotions at each touchpoint, one line for each persona; identical lines are merged."""
    return tuple(dict.fromkeys(tuple(t.emotion_of(p) for t in journey.touchpoints) for p in journey.personas))


def _figure_rows(
    journey: Journey, columns: Sequence[MapColumn], figures: FigureFormatter, names: Names
) -> tuple[FigureRow, ...]:
    """Return the figures of stages and touchpoints in the order of the journey."""
    rows: list[FigureRow] = []
    for number, stage in enumerate(journey.stages, start=1):
        where = names.of("stage", stage.stage)
        rows += (
            FigureRow(metric=key, where=where, series=None if journey.is_ideal else found.head)
            for key in stage.metrics
            if (found := figures.get(key))
        )
        rows += (
            FigureRow(metric=measure.metric, where=column.placed.touchpoint.title, series=measure.series)
            for column in columns
            if column.placed.stage_number == number
            for measure in column.measures
        )
    return tuple(rows)
