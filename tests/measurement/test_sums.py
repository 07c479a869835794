"""Each kind and variant of metric from its answers, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxsite.measurement.sums import Sums, figure_of
from cxsite.model.records.strategy import Metric, Scale

if TYPE_CHECKING:
    from collections.abc import Sequence


def metric(kind: str, **more: Any) -> Metric:
    return Metric.model_validate({"name": "m", "kind": kind, "family": "feedback", **more})


def of(answers: Sequence[float]) -> Sums:
    sums = Sums("answers")
    for answer in answers:
        sums.add(answer, [1])
    return sums


def summed(way: str, *totals: float, n: int) -> Sums:
    sums = Sums(way)  # type: ignore[arg-type]
    sums.add(None, [n, *totals])
    return sums


SEVEN = [1, 2, 3, 4, 5, 6, 7, 7]
FIVE = [1, 2, 3, 4, 5, 5]


@pytest.mark.parametrize(
    ("kind", "variant", "answers", "value"),
    [
        ("nps", None, [10, 9, 8, 7, 6, 0], 0.0),
        ("csat", "top-box", FIVE, 50.0),
        ("csat", "mean", FIVE, 3.3333),
        ("ces", "mean-1-7", SEVEN, 4.375),
        ("ces", "top-3-of-7", SEVEN, 50.0),
        ("ces", "net", SEVEN, 0.0),
        ("ces", "net", [7, 7, 6, 1], 50.0),
        ("ces", "top-2-of-5", FIVE, 50.0),
        ("ces", "mean-1-5", FIVE, 3.3333),
        ("percentage", None, [1, 1, 0, 1], 75.0),
        ("rate", None, [1, 0, 0, 0], 25.0),
    ],
)
def test_answers(kind: str, variant: str | None, answers: list[float], value: float) -> None:
    figure = figure_of(metric(kind, variant=variant), of(answers))
    assert figure is not None
    assert (figure.value, figure.n) == (value, len(answers))
    assert figure.interval is not None
    assert figure.interval.holds(value)


def test_two_best_of_seven_on_a_scale_of_seven() -> None:
    seven = metric("csat", variant="top-box", scale=Scale(min=1, max=7))
    figure = figure_of(seven, of(SEVEN))
    assert figure is not None
    assert (figure.value, figure.numerator, figure.denominator) == (37.5, 3, 8)


def test_two_published_surveys_from_their_answers() -> None:
    for (above, between, below), value, (low, high) in (
        ((74, 75, 35), 21.2, (10.3, 31.5)),
        ((8, 9, 22), -35.9, (-57.5, -9.2)),
    ):
        figure = figure_of(metric("nps"), of([9.0] * above + [8.0] * between + [3.0] * below))
        assert figure is not None
        assert figure.interval is not None
        assert round(figure.value, 1) == value
        assert (round(figure.interval.low, 1), round(figure.interval.high, 1)) == (low, high)


def test_sums_and_means() -> None:
    assert figure_of(metric("money"), summed("numbers", 1250, n=3)).value == 1250  # type: ignore[union-attr]
    mean = figure_of(metric("duration"), summed("numbers", 30, 350, n=3))
    assert mean is not None
    assert (mean.value, mean.n) == (10, 3)


def test_a_rate_of_cases_a_handling_time_and_points_of_possible_points() -> None:
    rate = figure_of(metric("rate"), summed("pairs", 30, 120, 500, 8000, 2000, n=2))
    handling = figure_of(metric("duration"), summed("pairs", 60, 10, 1250, 34, 200, n=3))
    visits = figure_of(metric("score"), summed("pairs", 160, 200, 12850, 20000, 16000, n=2))
    assert rate is not None
    assert handling is not None
    assert visits is not None
    assert (rate.value, rate.n, rate.numerator, rate.denominator) == (25, 120, 30, 120)
    assert (handling.value, handling.n) == (6, 3)
    assert (visits.value, visits.n) == (80, 2)


def test_an_interval_ends_where_the_scale_ends() -> None:
    points = figure_of(metric("score"), summed("pairs", 9, 12, 29, 48, 36, n=3))
    waiting = figure_of(metric("duration"), summed("numbers", 10, 100, n=3))
    csat = figure_of(metric("csat", variant="mean"), of([5, 5, 4]))
    ends = [(one.interval.low, one.interval.high) for one in (points, waiting, csat) if one and one.interval]
    assert ends == [(12.8966, 100), (0, 17.6755), (3.2324, 5)]


def test_nothing_gives_no_figure() -> None:
    assert figure_of(metric("nps"), Sums("answers")) is None
    assert figure_of(metric("rate"), summed("pairs", 0, 0, 0, 0, 0, n=1)) is None
