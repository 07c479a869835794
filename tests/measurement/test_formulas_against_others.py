"""Every formula against an independent computation: SciPy and statsmodels."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from math import fsum
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.measurement.formulas import (
    Pairs,
    difference_interval,
    mean_interval,
    nps_interval,
    ratio_interval,
    share,
    share_interval,
)

counts = st.integers(0, 400)


# Both take a second to import, which would be at each collection of tests.
def scipy_stats() -> Any:
    return import_module("scipy.stats")


def statsmodels_proportion() -> Any:
    return import_module("statsmodels.stats.proportion")


@pytest.mark.slow
@given(counts, counts)
def test_share_interval_is_statsmodels_wilson(part: int, rest: int) -> None:
    if part + rest:
        found = share_interval(part, part + rest)
        low, high = statsmodels_proportion().proportion_confint(
            part, part + rest, alpha=2 * scipy_stats().norm.sf(1.96), method="wilson"
        )
        assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


@given(counts, counts, counts)
def test_nps_interval_is_a_mean_of_the_answers_and_three_more(above: int, between: int, below: int) -> None:
    answers = np.array([1.0] * above + [0.0] * between + [-1.0] * below)
    weights = np.concatenate([np.ones(len(answers)), [0.75, 1.5, 0.75]])
    padded = np.concatenate([answers, [1.0, 0.0, -1.0]])
    mean = np.average(padded, weights=weights)
    error = np.sqrt(np.average((padded - mean) ** 2, weights=weights) / weights.sum())
    found = nps_interval(above, between, below)
    assert found.low == pytest.approx(max(-100, 100 * (mean - 1.96 * error)), abs=1e-9)
    assert found.high == pytest.approx(min(100, 100 * (mean + 1.96 * error)), abs=1e-9)


@pytest.mark.slow
@given(st.lists(st.floats(0, 500, width=32), min_size=2, max_size=80))
def test_mean_interval_is_scipys_t(numbers: list[float]) -> None:
    found = mean_interval(len(numbers), fsum(numbers), fsum(number * number for number in numbers))
    low, high = scipy_stats().t.interval(0.95, len(numbers) - 1, np.mean(numbers), scipy_stats().sem(numbers) or 1e-300)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=40), st.sampled_from([10**3, 10**6, 10**9, 10**12]))
def test_numbers_that_are_large_and_alike_keep_their_spread(small: list[int], base: int) -> None:
    numbers = [Decimal(base + one) for one in small]
    found = mean_interval(len(numbers), sum(numbers), sum(one * one for one in numbers))
    low, high = scipy_stats().t.interval(0.95, len(small) - 1, np.mean(small), scipy_stats().sem(small) or 1e-300)
    assert found is not None
    assert (found.low - base, found.high - base) == pytest.approx((low, high), abs=1e-3)


def test_one_number_has_no_interval() -> None:
    assert mean_interval(1, 7, 49) is None


@pytest.mark.slow
def test_difference_interval_is_statsmodels_newcombe() -> None:
    for now, before in (((56, 70), (48, 80)), ((9, 10), (3, 10)), ((10, 100), (12, 90))):
        found = difference_interval(share(*now), share_interval(*now), share(*before), share_interval(*before))
        alpha = 2 * scipy_stats().norm.sf(1.96)
        low, high = statsmodels_proportion().confint_proportions_2indep(
            *now, *before, method="newcomb", compare="diff", alpha=alpha
        )
        assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


def test_ratio_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = np.random.default_rng(5)
    held = 0
    for _ in range(600):
        calls = chance.integers(5, 30, 40).astype(float)
        minutes = calls * 6 + chance.normal(0, 8, 40)
        sums = {"top": minutes.sum(), "bottom": calls.sum(), "cross": (minutes * calls).sum()}
        squares = {"top2": (minutes**2).sum(), "bottom2": (calls**2).sum()}
        interval = ratio_interval(Pairs(count=40, **sums, **squares))
        held += interval is not None and interval.holds(6)
    assert 0.92 < held / 600 < 0.98
