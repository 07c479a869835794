"""A metric's observations as series, with what may be said of a change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cxsite.measurement.formulas import Interval
from cxsite.measurement.series import Direction, find_headline, find_interval, group_into_series, is_share
from cxsite.model.records.observation import Observation, Period
from cxsite.model.records.strategy import Metric
from cxsite.problems import Place

TODAY = date(2026, 11, 20)
CSAT = Metric(name="CSAT", kind="csat", variant="top-box", family="feedback")
WAIT = Metric(name="Chờ", kind="duration", family="operations", direction="lower", unit="phút")
VISITS = Metric(name="Lượt xem", kind="count", family="analytics")


def seen(period: str, value: float, **more: Any) -> Observation:
    read = Period.read(period)
    assert read is not None
    return Observation(metric="m", period=read, value=value, place=Place("content/observations/a.csv"), **more)


def test_the_last_complete_period_is_the_headline() -> None:
    series = find_headline(
        group_into_series(CSAT, [seen("2026-11", 70), seen("2026-10", 86), seen("2026-09", 85)], TODAY)
    )
    assert series is not None
    assert (series.latest.value, series.first.value) == (86, 85)


def test_months_and_years_never_stand_in_one_line() -> None:
    (series,) = group_into_series(CSAT, [seen("2025", 60), seen("2026-09", 85), seen("2026-10", 86)], TODAY)
    assert [one.value for one in series.figures] == [85, 86]


def test_parts_alone_give_no_headline() -> None:
    parts = group_into_series(CSAT, [seen("2026-10", 80, store="a"), seen("2026-10", 90, store="b")], TODAY)
    assert find_headline(parts) is None
    assert find_headline(parts[:1]) is parts[0]


def test_an_interval_is_stated_or_follows_from_a_share() -> None:
    assert find_interval(CSAT, seen("2026-10", 86, low=80, high=90)) == Interval(80, 90)
    computed = find_interval(CSAT, seen("2026-10", 75, numerator=15, denominator=20))
    assert computed is not None
    assert computed.low == pytest.approx(53.13, abs=0.01)
    assert find_interval(CSAT, seen("2026-10", 86, n=500)) is None
    assert find_interval(WAIT, seen("2026-10", 8, numerator=80, denominator=10)) is None
    assert not is_share(WAIT)


def test_few_answers_are_marked_but_not_for_sums() -> None:
    (few,) = group_into_series(CSAT, [seen("2026-10", 86, n=29)], TODAY)
    (enough,) = group_into_series(CSAT, [seen("2026-10", 86, n=30)], TODAY)
    (sums,) = group_into_series(VISITS, [seen("2026-10", 12, n=12)], TODAY)
    assert [one.latest.few for one in (few, enough, sums)] == [True, False, False]


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        (seen("2026-09", 70, low=68, high=72), seen("2026-10", 80, low=78, high=82), Direction.BETTER),
        (seen("2026-09", 80, low=78, high=82), seen("2026-10", 70, low=68, high=72), Direction.WORSE),
        (seen("2026-09", 79, low=75, high=83), seen("2026-10", 80, low=76, high=84), Direction.UNCLEAR),
        (seen("2026-09", 70), seen("2026-10", 80), Direction.UNKNOWN),
    ],
)
def test_a_change_is_reported_only_when_its_interval_leaves_zero_out(
    before: Observation, now: Observation, direction: Direction
) -> None:
    (series,) = group_into_series(CSAT, [before, now], TODAY)
    assert series.change is not None
    assert series.change.direction == direction


def test_less_waiting_is_better_and_sums_without_an_interval_are_not_judged() -> None:
    rows = [seen("2026-09", 10, low=9.5, high=10.5), seen("2026-10", 7, low=6.5, high=7.5)]
    (wait,) = group_into_series(WAIT, rows, TODAY)
    (visits,) = group_into_series(VISITS, [seen("2026-09", 100), seen("2026-10", 100)], TODAY)
    assert wait.change is not None
    assert wait.change.direction == Direction.BETTER
    assert visits.change is not None
    assert visits.change.direction == Direction.SAME
    (more,) = group_into_series(VISITS, [seen("2026-09", 100), seen("2026-10", 140)], TODAY)
    assert more.change is not None
    assert (more.change.by, more.change.direction) == (40, Direction.UNKNOWN)


def test_one_figure_alone_has_not_changed() -> None:
    (series,) = group_into_series(CSAT, [seen("2026-10", 86)], TODAY)
    assert series.change is None
