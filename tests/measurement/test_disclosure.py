"""Groups of 1–4 answers stay hidden, and what would give them away."""

from __future__ import annotations

from cxsite.measurement.disclosure import hidden


def test_a_small_group_is_hidden() -> None:
    assert hidden([40, 4, 3], whole_is_shown=False) == {1, 2}


def test_five_answers_and_none_are_shown() -> None:
    assert hidden([5, 0, None], whole_is_shown=True) == frozenset()


def test_a_second_group_is_hidden_where_subtraction_would_tell_the_first() -> None:
    assert hidden([40, 4, 12], whole_is_shown=True) == {1, 2}
    assert hidden([40, 4, 12], whole_is_shown=False) == {1}
    assert hidden([4], whole_is_shown=True) == {0}
