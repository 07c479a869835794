from __future__ import annotations

from datetime import date

import pytest

from cxsite.model.records.action import Action

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("status", "is_open", "answers", "overdue"),
    [
        ("proposed", True, True, True),
        ("planned", True, True, True),
        ("doing", True, True, True),
        ("done", False, True, False),
        ("dropped", False, False, False),
    ],
)
def test_what_a_status_means(status: str, *, is_open: bool, answers: bool, overdue: bool) -> None:
    action = Action.model_validate({"title": "A", "status": status, "due": "2026-11-19"})
    assert (action.is_open, action.counts_as_answer, action.is_overdue(TODAY)) == (is_open, answers, overdue)


@pytest.mark.parametrize(("due", "overdue"), [(None, False), ("2026-11-20", False), ("2026-11-19", True)])
def test_an_action_is_overdue_after_its_day(due: str | None, *, overdue: bool) -> None:
    assert Action.model_validate({"title": "A", "due": due}).is_overdue(TODAY) is overdue
