"""A metric's observations as a series: the latest, the one before, and the meaning of the change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.measurement.formulas import Interval, difference_interval, nps_interval, share_interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cxsite.model.records.observation import Observation
    from cxsite.model.records.strategy import Metric

Where: TypeAlias = tuple[tuple[str, str], ...]

SHARE_KINDS: Final = ("percentage", "rate")
SHARE_VARIANTS: Final = ("top-box", "top-3-of-7", "top-2-of-5")
TOTALS: Final = ("count", "money")


class Direction(StrEnum):
    """What a change means for customers. `UNCLEAR`: its interval holds zero. `UNKNOWN`: there is no interval."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedFigure:
    """One observation with its interval, and whether too few people answered."""

    observation: Observation
    interval: Interval | None
    few: bool

    @property
    def value(self) -> float:
        """The figure, in the metric's unit."""
        return self.observation.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """The latest figure against the one before, in the metric's unit; `interval` is that of the difference."""

    by: float
    direction: Direction
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """Figures of one metric for one place, the oldest first, all of periods of one kind; never empty."""

    metric: Metric
    where: Where
    figures: tuple[ObservedFigure, ...]

    @property
    def first(self) -> ObservedFigure:
        """The oldest figure."""
        return self.figures[0]

    @property
    def latest(self) -> ObservedFigure:
        """The headline: the figure of the last complete period."""
        return self.figures[-1]

    @property
    def before(self) -> ObservedFigure | None:
        """The figure before the latest."""
        return self.figures[-2] if len(self.figures) > 1 else None

    @property
    def change(self) -> FigureChange | None:
        """The latest figure against the one before; None if there is only one."""
        return None if self.before is None else compare_figures(self.metric, self.latest, self.before)


def is_share(metric: Metric) -> bool:
    """Return whether its figures are shares of a denominator, in percent."""
    return metric.kind in SHARE_KINDS or metric.variant in SHARE_VARIANTS


def find_interval(metric: Metric, observation: Observation) -> Interval | None:
    """Return the stated interval, or that of an NPS or share whose counts are stated; else None."""
    if observation.low is not None and observation.high is not None:
        return Interval(observation.low, observation.high)
    groups = (observation.promoters, observation.passives, observation.detractors)
    if metric.kind == "nps" and None not in groups and any(groups):
        return nps_interval(*(one or 0.0 for one in groups))
    top, bottom = observation.numerator, observation.denominator
    if is_share(metric) and top is not None and bottom and 0 <= top <= bottom:
        return share_interval(top, bottom)
    return None


def make_figure(metric: Metric, observation: Observation) -> ObservedFigure:
    """Return the observation with its interval and its mark for few answers."""
    few = observation.n is not None and observation.n < metric.min_answers and metric.kind not in TOTALS
    return ObservedFigure(observation=observation, interval=find_interval(metric, observation), few=few)


def group_into_series(metric: Metric, observations: Iterable[Observation], today: date) -> tuple[FigureSeries, ...]:
    """Return one series for each place, that of all places first. Periods that are not over yet are left out.

    If a place has periods of several kinds, the kind with most figures is kept: a month and a year are never on one
    line.
    """
    places: dict[Where, list[Observation]] = {}
    for observation in sorted(observations, key=lambda o: (o.where, o.period, o.place)):
        if observation.period.last <= today:
            places.setdefault(observation.where, []).append(observation)
    return tuple(_series(metric, where, rows) for where, rows in places.items())


def find_headline(series: tuple[FigureSeries, ...]) -> FigureSeries | None:
    """Return the series of all places, or the only one; None if there are only series of several places."""
    whole = next((one for one in series if not one.where), None)
    return whole or (series[0] if len(series) == 1 else None)


def _series(metric: Metric, where: Where, rows: list[Observation]) -> FigureSeries:
    counted = Counter(row.period.kind for row in rows)
    kept = max(counted, key=lambda kind: (counted[kind], kind == "month"))
    by_period = {row.period: row for row in rows if row.period.kind == kept}
    return FigureSeries(
        metric=metric, where=where, figures=tuple(make_figure(metric, row) for row in by_period.values())
    )


def compare_figures(metric: Metric, now: ObservedFigure, before: ObservedFigure) -> FigureChange:
    """Compare a figure with an earlier one of the same metric and place."""
    by = now.value - before.value
    if now.interval is None or before.interval is None:
        is_same = by == 0 and metric.kind in TOTALS
        return FigureChange(by=by, direction=Direction.SAME if is_same else Direction.UNKNOWN)
    interval = difference_interval(now.value, now.interval, before.value, before.interval)
    unclear = interval.holds(0)
    return FigureChange(by=by, direction=Direction.UNCLEAR if unclear else _meaning(metric, by), interval=interval)


def _meaning(metric: Metric, by: float) -> Direction:
    if by == 0:
        return Direction.SAME
    return Direction.BETTER if (by > 0) == (metric.direction == "higher") else Direction.WORSE
