"""Computed figures as they are asked for: by one kind of place or two, of the last period or of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.ways import PLACES, TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cxsite.measurement.computing import ComputedMetric
    from cxsite.measurement.crossing import Group
    from cxsite.measurement.sums import Computed
    from cxsite.model.records.observation import Period
    from cxsite.model.records.strategy import Metric

MONTH: Final = "month"
BY: Final = (*PLACES, MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One figure; `figure` is None where it stays hidden, `quantiles` are median and 90th percentile where known.

    `unplaced` as `Withheld` has it.
    """

    metric: Metric
    period: Period
    where: Group
    figure: Computed | None
    quantiles: tuple[float, float] | None
    source: str
    note: str
    unplaced: int = 0

    @property
    def few(self) -> bool:
        """Whether fewer answered than the metric asks for."""
        counted = self.figure is not None and self.metric.kind not in TOTALS
        return counted and self.figure is not None and self.figure.n < self.metric.min_answers


def told(metrics: Iterable[ComputedMetric], by: tuple[str, ...], today: date) -> tuple[Told, ...]:
    """The figures of periods that are over; without `month` in `by` those of the last one alone.

    `by` may name up to two kinds of place.
    """
    return tuple(one for metric in metrics for one in _of_metric(metric, by, today))


def for_pages(metrics: Iterable[ComputedMetric], today: date) -> Iterator[Told]:
    """Everything that pages show, of all periods that are over: what a team keeps where raw answers must not go."""
    for metric in metrics:
        for one in metric.observations(today):
            figure = metric.groups(one.period)[one.where]
            yield _told(metric, one.period, one.where, figure)


def _of_metric(metric: ComputedMetric, by: tuple[str, ...], today: date) -> Iterator[Told]:
    over = metric.periods_over(today)
    kinds = {kind for kind in by if kind != MONTH}
    for period in over if MONTH in by else over[-1:]:
        for group, figure in metric.groups(period).items():
            if {kind for kind, _ in group} == kinds:
                yield _told(metric, period, group, figure)


def _told(metric: ComputedMetric, period: Period, group: Group, figure: Computed | None) -> Told:
    quantiles = metric.quantiles(period, group) if figure else None
    note = next((one.source.note for one in metric.gathered if one.source.note), "")
    return Told(
        metric=metric.metric,
        period=period,
        where=group,
        figure=figure,
        quantiles=quantiles,
        source=metric.source,
        note=note,
        unplaced=0 if figure else metric.unplaced(period, group),
    )
