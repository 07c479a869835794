"""The sums kept of a group's answers: enough for its figure and interval, and exact when groups are added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING

from cxsite.measurement.counting_methods import TOTALS, get_scale
from cxsite.measurement.formulas import (
    Interval,
    Pairs,
    mean_interval,
    nps,
    nps_interval,
    ratio_interval,
    share,
    share_interval,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.measurement.counting_methods import CountingMethod
    from cxsite.model.records.strategy import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedFigure:
    """A computed figure, rounded to the most digits that a page shows.

    `groups` are the promoters, passives and detractors of an NPS (or the ends and the middle of a net score);
    `unanswered` is how many people were asked but did not answer, if known.
    """

    value: float
    n: int
    interval: Interval | None = None
    numerator: float | None = None
    denominator: float | None = None
    groups: tuple[int, int, int] | None = None
    unanswered: int = 0


@dataclass(slots=True)
class Sums:
    """A group's answers: how many of each (`answers`), or their sums in the order of `CountingQuery.sums`."""

    method: CountingMethod
    n: int = 0
    answers: Counter[float] = field(default_factory=Counter)
    totals: list[Decimal] = field(default_factory=list)

    def add(self, answer: float | None, counted: Sequence[object]) -> None:
        """Add another group's sums; the first number is the number of answers."""
        count = int(Decimal(str(counted[0] or 0)))
        self.n += count
        if answer is not None:
            self.answers[answer] += count
        more = [Decimal(str(one or 0)) for one in counted[1:]]
        self.totals = more if not self.totals else [a + b for a, b in zip(self.totals, more, strict=True)]

    def merge(self, other: Sums) -> None:
        """Add another group's sums."""
        self.n += other.n
        self.answers.update(other.answers)
        more = other.totals
        self.totals = [a + b for a, b in zip(self.totals, more, strict=True)] if self.totals else list(more)


def figure_of(metric: Metric, sums: Sums) -> ComputedFigure | None:
    """Return the metric's figure for these sums; None if there is nothing to compute it from."""
    if not sums.n:
        return None
    if sums.method == "groups":
        promoters, passives, detractors = map(int, sums.totals)
        return _net_figure(promoters + passives + detractors, promoters, detractors)
    if sums.method == "pairs":
        return _ratio_figure(metric, sums)
    return _figure_of_answers(metric, sums) if sums.method == "answers" else _mean_figure(metric, sums)


def _figure_of_answers(metric: Metric, sums: Sums) -> ComputedFigure:
    _, high = get_scale(metric)
    top = high or 0
    if metric.kind == "nps":
        return _net_figure(sums.n, _count_from(sums, 9), _count_up_to(sums, 6))
    if metric.variant == "net":
        return _net_figure(sums.n, _count_from(sums, 6), _count_up_to(sums, 3))
    if metric.variant in ("mean", "mean-1-7", "mean-1-5"):
        exact = {answer: count for answer, count in sums.answers.items() if count}
        total = fsum(answer * count for answer, count in exact.items())
        squares = fsum(answer * answer * count for answer, count in exact.items())
        return _round(total / sums.n, sums.n, _on_scale(metric, mean_interval(sums.n, total, squares)))
    # For yes and no, yes; for a scale, its best answers: 4–5 of 5, 6–7 of 7, and 5–7 of 7 for the top three.
    best = {"top-3-of-7": top - 2, "top-2-of-5": top - 1, "top-box": top - 1}.get(metric.variant or "", top)
    return _share_figure(sums.n, _count_from(sums, best), sums.n)


def _net_figure(n: int, above: int, below: int) -> ComputedFigure:
    between = n - above - below
    found = _round(nps(above, between, below), n, nps_interval(above, between, below))
    return replace(found, groups=(above, between, below))


def _share_figure(n: int, part: float, whole: float) -> ComputedFigure:
    interval = share_interval(part, whole)
    return _round(share(part, whole), n, interval, part, whole)


def _mean_figure(metric: Metric, sums: Sums) -> ComputedFigure:
    total = float(sums.totals[0])
    if metric.kind in TOTALS:
        return _round(total, sums.n, None)
    return _round(total / sums.n, sums.n, _on_scale(metric, mean_interval(sums.n, *sums.totals)))


def _ratio_figure(metric: Metric, sums: Sums) -> ComputedFigure | None:
    top, bottom, top2, bottom2, cross = sums.totals
    if not bottom:
        return None
    if metric.is_share:
        return _share_figure(round(bottom), float(top), float(bottom))
    factor = get_scale(metric)[1] or 100 if metric.kind == "score" else 1
    found = ratio_interval(Pairs(count=sums.n, top=top, bottom=bottom, top2=top2, bottom2=bottom2, cross=cross))
    interval = Interval(found.low * factor, found.high * factor) if found else None
    if metric.kind == "score" and interval:
        interval = Interval(max(0.0, interval.low), min(float(factor), interval.high))
    return _round(factor * float(top) / float(bottom), sums.n, interval, float(top), float(bottom))


def _on_scale(metric: Metric, interval: Interval | None) -> Interval | None:
    """Return an interval of a mean cut at the ends of the scale, because no mean can be outside it."""
    if interval is None:
        return None
    low, high = get_scale(metric)
    lowest = interval.low if low is None else max(low, interval.low)
    return Interval(lowest, interval.high if high is None else min(high, interval.high))


def _count_from(sums: Sums, lowest: float) -> int:
    return sum(count for answer, count in sums.answers.items() if answer >= lowest)


def _count_up_to(sums: Sums, highest: float) -> int:
    return sum(count for answer, count in sums.answers.items() if answer <= highest)


def _round(
    value: float, n: int, interval: Interval | None, top: float | None = None, bottom: float | None = None
) -> ComputedFigure:
    ends = Interval(round(interval.low, 4), round(interval.high, 4)) if interval else None
    return ComputedFigure(value=round(value, 4), n=n, interval=ends, numerator=top, denominator=bottom)
