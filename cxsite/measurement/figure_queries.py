"""Computed figures for a query: by one or two kinds of place, of the last period or of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import PLACES, TOTALS
from cxsite.model.records.observation import SEGMENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cxsite.measurement.computing import ComputedMetric
    from cxsite.measurement.cross_tables import Group
    from cxsite.measurement.sums import ComputedFigure
    from cxsite.model.records.observation import Period
    from cxsite.model.records.strategy import Metric

MONTH: Final = "month"
SEGMENT: Final = "segment"
BY: Final = (*PLACES, SEGMENT, MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriedFigure:
    """One figure; `figure` is None if it stays hidden, `quantiles` are median and 90th percentile if known.

    `unplaced` and `uncompared` are as in `Withheld`.
    """

    metric: Metric
    period: Period
    where: Group
    figure: ComputedFigure | None
    quantiles: tuple[float, float] | None
    source: str
    note: str
    unplaced: int = 0
    uncompared: tuple[str, ...] = ()

    @property
    def few(self) -> bool:
        """Return whether fewer people answered than the metric requires."""
        counted = self.figure is not None and self.metric.kind not in TOTALS
        return counted and self.figure is not None and self.figure.n < self.metric.min_answers


def query_figures(metrics: Iterable[ComputedMetric], by: tuple[str, ...], today: date) -> tuple[QueriedFigure, ...]:
    """Return the figures of periods that are over; without `month` in `by` only those of the last one.

    `by` may name up to two kinds of place.
    """
    return tuple(one for metric in metrics for one in _query_metric(metric, by, today))


def query_page_figures(metrics: Iterable[ComputedMetric], today: date) -> Iterator[QueriedFigure]:
    """Return all figures that pages show, of all periods that are over: teams store these instead of raw answers."""
    for metric in metrics:
        for one in metric.observations(today):
            figure = metric.groups(one.period)[one.where]
            yield _make_figure(metric, one.period, one.where, figure)


def _query_metric(metric: ComputedMetric, by: tuple[str, ...], today: date) -> Iterator[QueriedFigure]:
    over = metric.periods_over(today)
    kinds = {kind for kind in by if kind != MONTH}
    for period in over if MONTH in by else over[-1:]:
        for group, figure in metric.groups(period).items():
            if {SEGMENT if kind in SEGMENT_COLUMNS else kind for kind, _ in group} == kinds:
                yield _make_figure(metric, period, group, figure)


def _make_figure(metric: ComputedMetric, period: Period, group: Group, figure: ComputedFigure | None) -> QueriedFigure:
    quantiles = metric.quantiles(period, group) if figure else None
    note = next((one.source.note for one in metric.results if one.source.note), "")
    return QueriedFigure(
        metric=metric.metric,
        period=period,
        where=group,
        figure=figure,
        quantiles=quantiles,
        source=metric.source,
        note=note,
        unplaced=0 if figure else metric.unplaced(period, group),
        uncompared=() if figure else metric.uncompared,
    )
