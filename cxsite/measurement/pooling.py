"""Several periods as one figure: rolling three months, and the spans before and after an improvement action."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Protocol

from cxsite.measurement.formulas import Z95, Interval, nps, nps_interval, share, share_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.observation import Observation, Period
    from cxsite.model.records.strategy import Metric

_TOTALS: Final = ("count", "money")


class FigureOfPeriod(Protocol):
    """An observation with its interval, if known."""

    @property
    def observation(self) -> Observation:
        """The observation."""

    @property
    def interval(self) -> Interval | None:
        """Its 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledFigure:
    """One figure over several periods, from the `first` to the `last`."""

    value: float
    interval: Interval | None
    n: int | None
    first: Period
    last: Period


def pool_figures(metric: Metric, figures: Sequence[FigureOfPeriod]) -> PooledFigure | None:
    """Return the figure over all these periods; None if their numbers of answers are unknown and there are several.

    An NPS with its groups and a share with its counts are computed from the sums. Other figures are weighted by their
    denominators or answers, which gives the figure of all answers exactly; the interval then follows from the standard
    error of each figure: the periods are independent samples.
    """
    rows = [one.observation for one in figures]
    found = (rows[0].value, figures[0].interval) if len(rows) == 1 else _pool(metric, figures, rows)
    if found is None:
        return None
    n = None if any(row.n is None for row in rows) else sum(row.n or 0 for row in rows)
    return PooledFigure(value=found[0], interval=found[1], n=n, first=rows[0].period, last=rows[-1].period)


def _pool(
    metric: Metric, figures: Sequence[FigureOfPeriod], rows: Sequence[Observation]
) -> tuple[float, Interval | None] | None:
    if metric.kind in _TOTALS:
        return sum(row.value for row in rows), None
    groups = _sums(rows, "promoters", "passives", "detractors")
    if metric.kind == "nps" and groups and sum(groups):
        return nps(*groups), nps_interval(*groups)
    parts = _sums(rows, "numerator", "denominator")
    if metric.is_share and parts and 0 <= parts[0] <= parts[1] != 0:
        return share(*parts), share_interval(*parts)
    weights = [row.denominator for row in rows] if parts else [row.n for row in rows]
    whole = sum(one or 0 for one in weights)
    if None in weights or not whole:
        return None
    shares = [(one or 0) / whole for one in weights]
    value = sum(part * row.value for part, row in zip(shares, rows, strict=True))
    return value, _interval(value, shares, figures)


def _sums(rows: Sequence[Observation], *names: str) -> tuple[float, ...] | None:
    """Return the sum of each number over all rows; None if a row lacks one."""
    every = [[getattr(row, name) for row in rows] for name in names]
    return None if any(None in one for one in every) else tuple(sum(one) for one in every)


def _interval(value: float, shares: Sequence[float], figures: Sequence[FigureOfPeriod]) -> Interval | None:
    """Return the interval of a weighted mean of independent figures, from the half width of each interval."""
    known = [one.interval for one in figures if one.interval]
    if len(known) < len(figures):
        return None
    errors = [(one.high - one.low) / 2 / Z95 for one in known]
    half = Z95 * sqrt(sum((part * error) ** 2 for part, error in zip(shares, errors, strict=True)))
    return Interval(value - half, value + half)
