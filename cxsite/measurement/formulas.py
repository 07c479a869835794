"""Formulas of experience figures, each with its 95 % interval and its source.

Shares and scores are in the unit that pages show: percent for shares (0–100), points for NPS (−100…100).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from cxsite.measurement.student import t975

if TYPE_CHECKING:
    from decimal import Decimal

    Number: TypeAlias = float | Decimal | Fraction

Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval, in the unit of its figure."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Return whether `value` is within the interval, ends included."""
        return self.low <= value <= self.high


def nps(promoters: float, passives: float, detractors: float) -> float:
    """Return the Net Promoter Score, −100…100: share of promoters (9–10) minus share of detractors (0–6).

    Source: Reichheld, "The One Number You Need to Grow", Harvard Business Review, 2003.
    """
    return 100 * (promoters - detractors) / (promoters + passives + detractors)


def nps_interval(promoters: float, passives: float, detractors: float) -> Interval:
    """Return the adjusted-Wald interval of an NPS: ¾ promoter, ¾ detractor and 1½ passive are added first.

    Source: Rocks, "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70 (2016); recommended
    by MeasuringU. The interval stays within −100…100.
    """
    n = promoters + passives + detractors + 3
    p, d = (promoters + 0.75) / n, (detractors + 0.75) / n
    half = Z95 * sqrt((p + d - (p - d) ** 2) / n)
    return Interval(max(-100.0, 100 * (p - d - half)), min(100.0, 100 * (p - d + half)))


def share(numerator: float, denominator: float) -> float:
    """Return a share in percent."""
    return 100 * numerator / denominator


def share_interval(numerator: float, denominator: float) -> Interval:
    """Return the Wilson score interval of a share, in percent.

    Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
    Statistical Association 22 (1927); method 3 of Newcombe, Statistics in Medicine 17 (1998), 857–872.
    """
    p, spread = numerator / denominator, Z95**2 / denominator
    middle = p + spread / 2
    half = sqrt(spread * (p * (1 - p) + spread / 4))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return Interval(100 * max(0.0, low), 100 * min(1.0, high))


def mean(count: int, total: float) -> float:
    """Return a mean from the count of numbers and their sum."""
    return total / count


def mean_interval(count: int, total: Number, squares: Number) -> Interval | None:
    """Return Student's t interval of a mean, from count, sum and sum of squares; None for fewer than two numbers.

    Source: Student, "The Probable Error of a Mean", Biometrika 6 (1908).
    """
    return ratio_interval(Pairs(count=count, top=total, bottom=count, top2=squares, bottom2=count, cross=total))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Sums over pairs of a part (`top`) and its whole (`bottom`): of each, of their squares, of their products."""

    count: int
    top: Number
    bottom: Number
    top2: Number
    bottom2: Number
    cross: Number


def ratio_interval(pairs: Pairs) -> Interval | None:
    """Return the interval of the ratio of two sums, by linearisation, with Student's t; None for fewer than two pairs.

    If every `bottom` is 1, it is the t interval of a mean. Source: Cochran, Sampling Techniques, third edition (1977),
    6.4 to 6.6.
    """
    if pairs.count < 2 or not pairs.bottom:  # noqa: PLR2004 -- one number has no spread
        return None
    top, bottom, cross = Fraction(pairs.top), Fraction(pairs.bottom), Fraction(pairs.cross)
    # Exact up to the root: floats would lose the small differences between large, similar numbers.
    left = Fraction(pairs.top2) - 2 * top * cross / bottom + (top / bottom) ** 2 * Fraction(pairs.bottom2)
    error = sqrt(max(0.0, float(left / bottom**2 * pairs.count / (pairs.count - 1))))
    ratio, half = float(top / bottom), t975(pairs.count - 1) * error
    return Interval(ratio - half, ratio + half)


def difference_interval(now: float, now_interval: Interval, before: float, before_interval: Interval) -> Interval:
    """Return the interval of `now − before` for two independent figures, from the interval of each.

    Square-and-add: method 10 of Newcombe, "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17 (1998), 873–890; for any figure: Zou and Donner, Statistics in Medicine 27 (2008),
    1693–1702.
    """
    change = now - before
    down = sqrt((now - now_interval.low) ** 2 + (before_interval.high - before) ** 2)
    up = sqrt((now_interval.high - now) ** 2 + (before - before_interval.low) ** 2)
    return Interval(change - down, change + up)
