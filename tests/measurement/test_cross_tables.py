"""Figures shown never reveal a group of 1–4 answers, alone or crossed."""

from __future__ import annotations

import os
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from attack_tables import Attack, shown_sums

from cxsite.measurement.cross_tables import CrossTable, Group, needed_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("channel", "store", "touchpoint")
IS_LONG_RUN = int(os.environ.get("CXSITE_ATTACKED_TABLES", "120")) > 120


def hidden(sizes: Mapping[tuple[str, ...], int]) -> set[Group]:
    return set(CrossTable(KINDS, sizes).hidden)


def test_a_group_of_four_is_hidden_and_another_with_it() -> None:
    assert hidden({("zalo", "", ""): 4, ("web", "", ""): 40}) == {(("channel", "web"),), (("channel", "zalo"),)}


def test_answers_of_no_place_hide_a_group_if_no_other_table_tells_them() -> None:
    assert hidden({("zalo", "", ""): 4, ("web", "", ""): 40, ("", "", ""): 60}) == {(("channel", "zalo"),)}
    sizes: dict[tuple[str, ...], int] = {("zalo", "", ""): 4, ("web", "", ""): 40, ("", "a", ""): 60}
    assert hidden(sizes) == {(("channel", "web"),), (("channel", "zalo"),)}


def test_five_answers_are_shown_and_a_whole_of_four_is_not() -> None:
    assert hidden({("zalo", "a", ""): 5, ("web", "b", ""): 5}) == set()
    assert () in hidden({("zalo", "", ""): 4})


def test_two_small_groups_stay_hidden_only_if_they_are_five_together() -> None:
    three: dict[tuple[str, ...], int] = {("", "a", ""): 3, ("", "b", ""): 2, ("", "c", ""): 50}
    assert hidden(three) == {(("store", "a"),), (("store", "b"),)}
    assert (("store", "c"),) in hidden({**three, ("", "a", ""): 2})


def test_a_crossed_table_hides_before_a_single_one() -> None:
    sizes: dict[tuple[str, ...], int] = {
        ("zalo", "a", ""): 3,
        ("zalo", "b", ""): 30,
        ("web", "a", ""): 30,
        ("web", "b", ""): 30,
    }
    found = hidden(sizes)
    assert all(len(group) == 2 for group in found)
    assert len(found) >= 3


@pytest.mark.slow
def test_the_difference_of_three_tables_gives_nobody_away() -> None:
    """Instagram less what is received, of which WhatsApp's is taken away, were two people of two stages."""
    sizes: dict[tuple[str, ...], int]
    sizes = {("whatsapp", stage): count for stage, count in (("looking", 20), ("ordering", 20), ("receiving", 30))}
    sizes |= {("instagram", stage): count for stage, count in (("looking", 1), ("ordering", 1), ("receiving", 30))}
    found = CrossTable(("channel", "stage"), sizes).hidden
    shown = shown_sums(("channel", "stage"), sizes, lambda where: where not in found)
    people = [frozenset(f"{cell}{number}" for number in range(count)) for cell, count in sizes.items()]
    assert Attack(list(sizes.values()), people, shown).successes() == []


def test_six_answers_of_one_person_are_one_person() -> None:
    sizes: dict[tuple[str, ...], int] = {("zalo", "", ""): 6, ("web", "", ""): 40, ("phone", "", ""): 50}
    assert CrossTable(KINDS, sizes).hidden == frozenset()
    one = CrossTable(KINDS, sizes, {("zalo", "", ""): {"lan": 6}})
    assert one.hidden == {(("channel", "zalo"),), (("channel", "web"),)}


def test_two_who_answer_often_stay_hidden_together() -> None:
    """Each could have the other's answers; but both together are known, unless there could be still more."""
    sizes: dict[tuple[str, ...], int] = {("zalo", "", ""): 6, ("web", "", ""): 7, ("phone", "", ""): 50}
    found = CrossTable(KINDS, sizes, {("zalo", "", ""): {"lan": 6}, ("web", "", ""): {"nam": 7}}).hidden
    assert (("channel", "phone"),) in found or () in found


def test_of_very_many_groups_crossed_ones_are_hidden_before_any_other() -> None:
    """Store `b` has answers over zalo alone, so zalo less `b` would be the three of store `a` over zalo."""
    sizes: dict[tuple[str, ...], int] = {("zalo", "a", "x"): 3, ("zalo", "b", "x"): 40, ("web", "a", "y"): 60}
    sizes |= {("web", "a", f"t{number}"): 30 for number in range(60)}
    found = hidden(sizes)
    assert (("channel", "zalo"), ("store", "a")) in found
    assert () not in found


@pytest.mark.slow
def test_large_tables_without_small_groups_hide_nothing() -> None:
    """2,880 cells in `make test-long`, half as many in `make test`."""
    places = [
        (f"c{c}", f"s{s}", f"t{t}") for c in range(6) for s in range(20) for t in range(24 if IS_LONG_RUN else 12)
    ]
    assert hidden(dict.fromkeys(places, 40)) == set()
    assert (("channel", "c6"),) in hidden({**dict.fromkeys(places, 40), ("c6", "s0", "t0"): 2})


def test_groups_are_the_whole_each_place_and_each_two() -> None:
    crossing = CrossTable(KINDS, {("zalo", "a", "x"): 9})
    pairs = list(combinations([("channel", "zalo"), ("store", "a"), ("touchpoint", "x")], 2))
    singles = [((kind, place),) for kind, place in zip(KINDS, ("zalo", "a", "x"), strict=True)]
    assert sorted(crossing.groups, key=len) == [(), *singles, *pairs]


@pytest.mark.parametrize(
    ("people", "needed"),
    [
        ({"a": {"x": 1}}, (5, 0)),
        ({"a": {"x": 3}}, (7, 0)),
        ({"a": {"x": 3, "y": 1}}, (7, 0)),
        # The three others who answered most, but no more often than x, belong to the largest group of four.
        ({"a": {"x": 3}, "b": {"p": 2, "q": 2, "r": 2, "s": 3}}, (11, 10)),
        ({"a": {"x": 2}, "b": {"p": 3, "q": 1}}, (6, 8)),
        ({"a": {"x": 2}, "b": {"x": 2, "y": 1, "z": 1, "v": 1, "w": 1}}, (6, 0)),
    ],
)
def test_a_cell_needs_one_answer_more_than_any_group_of_four_can_have(
    people: dict[str, dict[str, int]], needed: tuple[int, ...]
) -> None:
    cells = {(place,): sum(people.get(place, {}).values()) or 40 for place in ("a", "b")}
    found = needed_answers(list(cells), list(cells.values()), {(place,): who for place, who in people.items()})
    assert found == needed
