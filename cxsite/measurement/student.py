"""Quantiles of Student's t distribution."""

from __future__ import annotations

from functools import cache
from math import atan, cos, pi, sin, sqrt
from typing import Final

Z975: Final = 1.959963984540054
_LARGE: Final = 200


@cache
def t975(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t with this many degrees of freedom (1 or more), exact to eight digits.

    From the distribution's series for whole degrees of freedom, or for many of them from the expansion around the
    normal distribution: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3, 26.7.4 and 26.7.5.
    """
    if freedom > _LARGE:
        return _near_normal(freedom)
    low, high = 0.0, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if _share_within(middle, freedom) > 0.95 else (middle, high)  # noqa: PLR2004 -- 2 × 97.5 % − 1
    return (low + high) / 2


def _share_within(t: float, freedom: int) -> float:
    """Return the share of the distribution between −t and t."""
    angle = atan(t / sqrt(freedom))
    if freedom == 1:
        return 2 * angle / pi
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total, step = term, 2 if odd else 1
    while step <= freedom - 3:
        term *= cos(angle) ** 2 * step / (step + 1)
        total, step = total + term, step + 2
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def _near_normal(freedom: int) -> float:
    z, n = Z975, float(freedom)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / n + second / n**2 + third / n**3
