"""A goal's progress is computed from observations alone."""

from __future__ import annotations

from datetime import date

import pytest

from cxsite.measurement.progress import GoalProgress, measure_progress
from cxsite.measurement.series import FigureSeries, group_into_series
from cxsite.model.records.observation import Observation, Period
from cxsite.model.records.strategy import Goal, Metric
from cxsite.problems import Place


def series(*values: float, direction: str = "higher") -> FigureSeries | None:
    metric = Metric.model_validate({"name": "m", "kind": "mean", "family": "overall", "direction": direction})
    rows = [
        Observation(metric="m", period=Period.starting(date(2026, n, 1), "month"), value=v, place=Place(""))
        for n, v in enumerate(values, start=1)
    ]
    found = group_into_series(metric, rows, date(2026, 12, 31))
    return found[0] if found else None


def towards(target: float | None, *values: float, direction: str = "higher") -> GoalProgress | None:
    return measure_progress(Goal(title="g", target=target), series(*values, direction=direction))


def test_half_way() -> None:
    found = towards(50, 30, 35, 40)
    assert found is not None
    assert (found.share, found.reached, found.went_back) == (50, False, False)


def test_less_is_better() -> None:
    found = towards(6, 12, 9, direction="lower")
    assert found is not None
    assert found.share == 50
    assert not found.went_back


@pytest.mark.parametrize(("values", "share"), [((30, 20), 0), ((30, 50), 100), ((60, 55), 100)])
def test_share_stays_within_0_and_100(values: tuple[float, ...], share: float) -> None:
    found = towards(50, *values)
    assert found is not None
    assert found.share == share


def test_a_goal_left_behind_after_it_was_reached_has_no_share() -> None:
    found = towards(50, 60, 45)
    assert found is not None
    assert (found.share, found.reached, found.went_back) == (None, False, True)


def test_one_observation_or_no_target_tells_no_progress() -> None:
    assert towards(50, 30) is None
    assert towards(50) is None
    assert towards(None, 30, 40) is None
