from __future__ import annotations

from datetime import date

import pytest

from cxsite.model.records.strategy import Metric


def metric(**fields: object) -> Metric:
    return Metric.model_validate({"name": "NPS", "kind": "nps", "family": "overall", **fields})


@pytest.mark.parametrize(
    ("direction", "value", "meets"),
    [("higher", 45, True), ("higher", 44.9, False), ("lower", 45, True), ("lower", 45.1, False)],
)
def test_a_value_meets_the_target_on_its_better_side(direction: str, value: float, *, meets: bool) -> None:
    assert metric(target=45, direction=direction).meets_target(value) is meets
    assert metric(direction=direction).meets_target(value) is None


@pytest.mark.parametrize(("cadence", "late"), [("1mo", date(2026, 12, 14)), (None, date(2027, 5, 14))])
def test_figures_are_late_one_cadence_and_two_weeks_on(cadence: str | None, late: date) -> None:
    assert metric(cadence=cadence).late_after(date(2026, 10, 31)) == late
