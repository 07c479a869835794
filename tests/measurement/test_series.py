"""A metric's observations as series, with what may be said of a change."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cxsite.measurement.formulas import Interval, nps, nps_interval
from cxsite.measurement.series import Direction, find_headline, find_interval, group_into_series, is_share
from cxsite.model.records.observation import Observation, Period
from cxsite.model.records.strategy import Metric
from cxsite.problems import Place

TODAY = date(2026, 11, 20)
CSAT = Metric(name="CSAT", kind="csat", variant="top-box", family="feedback")
WAIT = Metric(name="Chờ", kind="duration", family="operations", direction="lower", unit="phút")
NPS = Metric(name="NPS", kind="nps", family="overall")
EXPORTS = Path(__file__).parent / "exports"
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


def test_a_series_may_hold_quarters_and_then_months() -> None:
    rows = list(csv.DictReader((EXPORTS / "04-two-cadences/observations.csv").read_text(encoding="utf-8").splitlines()))
    found = [seen(row["period"], float(row["value"]), n=int(row["n"])) for row in rows]
    (series,) = group_into_series(CSAT, found, TODAY)
    assert [str(one.observation.period) for one in series.line] == [row["period"] for row in rows]
    assert (str(series.latest.observation.period), series.latest.value) == ("2026-10", 41)
    assert series.before is not None
    assert str(series.before.observation.period) == "2026-09"


def test_the_newest_period_is_the_headline_whatever_its_length() -> None:
    rows = [seen(f"2025-{month:02}", 50) for month in range(1, 13)] + [seen("2026-Q3", 60)]
    (series,) = group_into_series(CSAT, rows, TODAY)
    assert str(series.latest.observation.period) == "2026-Q3"
    assert series.change is None  # a quarter is not compared with a month


def test_a_year_with_its_months_is_listed_but_not_on_the_line() -> None:
    (series,) = group_into_series(CSAT, [seen("2026", 60), seen("2025", 60), seen("2025-12", 85)], date(2027, 2, 1))
    assert [str(one.observation.period) for one in series.figures] == ["2025", "2025-12", "2026"]
    assert [str(one.observation.period) for one in series.line] == ["2025-12", "2026"]


def test_the_change_over_a_year_has_an_interval_of_its_own() -> None:
    rows = [
        seen("2025-10", 20, low=12, high=28),
        seen("2026-09", 39, low=31, high=47),
        seen("2026-10", 41, low=33, high=49),
    ]
    (series,) = group_into_series(CSAT, rows, TODAY)
    assert series.change is not None
    assert series.change.direction == Direction.UNCLEAR
    assert series.year_change is not None
    assert series.year_change.direction == Direction.BETTER
    assert series.year_change.interval is not None
    assert series.year_change.interval.low == pytest.approx(21 - (8**2 + 8**2) ** 0.5)


@pytest.mark.parametrize(
    ("period", "before"),
    [("2026-W17", "2025-W17"), ("2026-Q3", "2025-Q3"), ("2026-H1", "2025-H1"), ("2025", "2024"), ("2026-04", "2025-04"),
     ("2025-04/2026-03", "2024-04/2025-03")],
)  # fmt: skip
def test_the_same_period_of_the_year_before(period: str, before: str) -> None:
    (series,) = group_into_series(CSAT, [seen(before, 70), seen(period, 80)], TODAY)
    assert series.year_before is not None
    assert series.year_before.value == 70


def test_three_months_are_as_if_counted_together() -> None:
    groups = [(30, 20, 10), (41, 22, 13), (28, 31, 9)]
    rows = [
        seen(f"2026-{month:02}", round(nps(*one), 4), n=sum(one), promoters=one[0], passives=one[1], detractors=one[2])
        for month, one in zip((8, 9, 10), groups, strict=True)
    ]
    whole = tuple(map(sum, zip(*groups, strict=True)))
    (series,) = group_into_series(NPS, rows, TODAY)
    assert series.rolling is not None
    assert (series.rolling.value, series.rolling.n) == (nps(*whole), sum(whole))
    assert series.rolling.interval == nps_interval(*whole)
    (gap,) = group_into_series(NPS, [rows[0], rows[2]], TODAY)
    assert gap.rolling is None


def test_a_mean_of_three_months_is_weighted_and_its_interval_narrower() -> None:
    rows = [seen(f"2026-{month:02}", value, n=n, low=value - 1, high=value + 1)
            for month, value, n in ((8, 6.0, 50), (9, 8.0, 50), (10, 7.0, 100))]  # fmt: skip
    (series,) = group_into_series(WAIT, rows, TODAY)
    assert series.rolling is not None
    assert (series.rolling.value, series.rolling.n) == (7.0, 200)
    assert series.rolling.interval is not None
    assert series.rolling.interval.high - 7 == pytest.approx((0.25**2 + 0.25**2 + 0.5**2) ** 0.5)


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
