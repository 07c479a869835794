"""A metric's observations as a series: the latest, the one before, and the meaning of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from cxsite.measurement.formulas import Interval, difference_interval, nps_interval, share_interval
from cxsite.measurement.pooling import pool_figures
from cxsite.model.records.observation import Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cxsite.measurement.pooling import PooledFigure
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.strategy import Metric

Where: TypeAlias = tuple[tuple[str, str], ...]

SHARE_KINDS: Final = ("percentage", "rate")
SHARE_VARIANTS: Final = ("top-box", "top-3-of-7", "top-2-of-5")
TOTALS: Final = ("count", "money")


ROLLING_MONTHS: Final = 3


class ComparableFigure(Protocol):
    """A figure that can be compared with another: its value, and its interval if known."""

    @property
    def value(self) -> float:
        """The figure, in the metric's unit."""

    @property
    def interval(self) -> Interval | None:
        """Its 95 % interval."""


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
    """Figures of one metric for one place, by the end of their periods, the oldest first; never empty.

    Their periods may be of several kinds, such as quarters and then months.
    """

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
    def of_latest_kind(self) -> tuple[ObservedFigure, ...]:
        """The figures whose periods are as long as that of the latest: others cannot be compared with it."""
        kind = self.latest.observation.period.kind
        return tuple(one for one in self.figures if one.observation.period.kind == kind)

    @property
    def line(self) -> tuple[ObservedFigure, ...]:
        """The figures as one line in time: a period that contains a shorter one with a figure is left out."""
        periods = [one.observation.period for one in self.figures]
        return tuple(
            one for one in self.figures if not any(_is_part(other, one.observation.period) for other in periods)
        )

    @property
    def before(self) -> ObservedFigure | None:
        """The figure before the latest, of a period of the same kind."""
        return self.of_latest_kind[-2] if len(self.of_latest_kind) > 1 else None

    @property
    def year_before(self) -> ObservedFigure | None:
        """The figure of the same period a year before the latest: the same month, quarter or ISO week."""
        wanted = _a_year_before(self.latest.observation.period)
        return next((one for one in self.of_latest_kind if one.observation.period == wanted), None)

    @property
    def year_change(self) -> FigureChange | None:
        """The latest figure against that of a year before; None if there is none."""
        return None if self.year_before is None else compare_figures(self.metric, self.latest, self.year_before)

    @property
    def rolling(self) -> PooledFigure | None:
        """The last three months as one figure; None if one of them has none, or is hidden."""
        months = self.of_latest_kind[-ROLLING_MONTHS:]
        periods = [one.observation.period for one in months]
        is_run = all(one.last + timedelta(days=1) == other.first for one, other in pairwise(periods))
        if len(months) < ROLLING_MONTHS or periods[0].kind != "month" or not is_run:
            return None
        return pool_figures(self.metric, months)

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

    The latest figure is that of the period that ended last, whatever its length; of two that end together the shorter.
    """
    places: dict[Where, list[Observation]] = {}
    for observation in sorted(observations, key=lambda o: (o.where, o.period.last, o.period.first, o.place)):
        if observation.period.last <= today:
            places.setdefault(observation.where, []).append(observation)
    return tuple(_series(metric, where, rows) for where, rows in places.items())


def find_headline(series: tuple[FigureSeries, ...]) -> FigureSeries | None:
    """Return the series of all places, or the only one; None if there are only series of several places."""
    whole = next((one for one in series if not one.where), None)
    return whole or (series[0] if len(series) == 1 else None)


def _series(metric: Metric, where: Where, rows: list[Observation]) -> FigureSeries:
    by_period = {row.period: row for row in rows}
    return FigureSeries(
        metric=metric, where=where, figures=tuple(make_figure(metric, row) for row in by_period.values())
    )


def compare_figures(metric: Metric, now: ComparableFigure, before: ComparableFigure) -> FigureChange:
    """Compare a figure with an earlier one of the same metric and place."""
    by = now.value - before.value
    if now.interval is None or before.interval is None:
        is_same = by == 0 and metric.kind in TOTALS
        return FigureChange(by=by, direction=Direction.SAME if is_same else Direction.UNKNOWN)
    interval = difference_interval(now.value, now.interval, before.value, before.interval)
    unclear = interval.holds(0)
    return FigureChange(by=by, direction=Direction.UNCLEAR if unclear else _meaning(metric, by), interval=interval)


def _is_part(inner: Period, outer: Period) -> bool:
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


def _a_year_before(period: Period) -> Period:
    """Return the period of the same kind a year before; of an ISO week the week 52 weeks before."""
    if period.kind == "week":
        return Period.starting(period.first - timedelta(weeks=52), "week")
    is_leap_day = (period.first.month, period.first.day) == (2, 29)
    first = period.first.replace(year=period.first.year - 1, day=28 if is_leap_day else period.first.day)
    return Period.starting(first, period.kind)


def _meaning(metric: Metric, by: float) -> Direction:
    if by == 0:
        return Direction.SAME
    return Direction.BETTER if (by > 0) == (metric.direction == "higher") else Direction.WORSE
