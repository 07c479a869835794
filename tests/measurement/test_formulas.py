"""The formulas meet figures that others have published."""

from __future__ import annotations

import pytest

from cxsite.measurement.formulas import (
    Interval,
    difference_interval,
    nps,
    nps_interval,
    share,
    share_interval,
)


@pytest.mark.parametrize(
    ("answers", "score", "interval"),
    [((74, 75, 35), 21.20, (10.3, 31.5)), ((8, 9, 22), -35.90, (-57.5, -9.2))],
)
def test_nps_of_two_published_surveys(
    answers: tuple[int, int, int], score: float, interval: tuple[float, float]
) -> None:
    found = nps_interval(*answers)
    assert nps(*answers) == pytest.approx(score, abs=0.005)
    assert (found.low, found.high) == pytest.approx(interval, abs=0.05)


def test_nps_interval_stays_on_the_scale() -> None:
    assert nps_interval(2, 0, 0).high == 100
    assert nps_interval(0, 0, 2).low == -100


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_wilson_interval_as_in_newcombe_1998_table_i(numerator: int, denominator: int, low: float, high: float) -> None:
    interval = share_interval(numerator, denominator)
    assert interval.low == pytest.approx(low, abs=0.006)
    assert interval.high == pytest.approx(high, abs=0.006)


def test_difference_of_two_shares_as_in_newcombe_1998_table_ii() -> None:
    now, before = share(56, 70), share(48, 80)
    difference = difference_interval(now, share_interval(56, 70), before, share_interval(48, 80))
    assert difference.low == pytest.approx(5.24, abs=0.006)
    assert difference.high == pytest.approx(33.39, abs=0.006)
    assert not difference.holds(0)


def test_an_interval_holds_its_ends() -> None:
    assert Interval(1, 2).holds(1)
    assert Interval(1, 2).holds(2)
    assert not Interval(1, 2).holds(2.01)
