"""Groups of 1–4 answers stay hidden, and what would give them away."""

from __future__ import annotations

from datetime import date

import pytest

from cxsite.measurement.disclosure import hidden, is_too_small
from cxsite.model.observation import Observation, Period
from cxsite.model.strategy import Metric
from cxsite.problems import Place

ASKED = Metric(name="m", kind="mean", family="feedback", question="Có dễ không?")
CLOCKED = Metric(name="m", kind="duration", family="operations")


def test_a_small_group_is_hidden() -> None:
    assert hidden([40, 4, 3], whole_is_shown=False) == {1, 2}


def test_five_answers_and_none_are_shown() -> None:
    assert hidden([5, 0, None], whole_is_shown=True) == frozenset()


def test_a_second_group_is_hidden_where_subtraction_would_tell_the_first() -> None:
    assert hidden([40, 4, 12], whole_is_shown=True) == {1, 2}
    assert hidden([40, 4, 12], whole_is_shown=False) == {1}
    assert hidden([4], whole_is_shown=True) == {0}


@pytest.mark.parametrize(
    ("metric", "n", "small"), [(ASKED, 4, True), (ASKED, 5, False), (ASKED, None, False), (CLOCKED, 4, False)]
)
def test_only_peoples_answers_can_be_too_few_to_show(metric: Metric, n: int | None, small: bool) -> None:  # noqa: FBT001
    row = Observation(metric="m", period=Period.starting(date(2026, 10, 1), "month"), value=1, n=n, place=Place(""))
    assert is_too_small(metric, row) is small
