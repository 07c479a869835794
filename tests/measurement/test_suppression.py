"""Random tables, attacked by somebody who knows nothing of how they were hidden: nothing small can be recomputed.

CXSITE_ATTACKED_TABLES=10000 .venv/bin/python -m pytest tests/measurement/test_suppression.py -q
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import pytest
from attack_tables import Attack, shown_sums

from cxsite.measurement import suppression
from cxsite.measurement.cross_tables import CrossTable
from cxsite.measurement.linear_program import LinearProgram
from cxsite.measurement.suppression import PublishedSum, SumSystem

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.slow

TABLES = int(os.environ.get("CXSITE_ATTACKED_TABLES", "120"))
Table: TypeAlias = tuple[tuple[str, ...], dict[tuple[str, ...], int], list[dict[str, int]]]


def random_table(seed: int) -> Table:
    """Kinds of place, the answers of each combination of places, and who gave them: mostly everybody once."""
    chance = Random(seed)  # noqa: S311 -- the same for the same number
    kinds = ("channel", "stage", "store", "touchpoint")[: chance.choice((1, 2, 2, 3, 3, 4))]
    places = [[""] * (chance.random() < 0.5) + [f"{kind}-{n}" for n in range(chance.randint(1, 4))] for kind in kinds]
    cells: dict[tuple[str, ...], int] = {}
    for _ in range(chance.randint(1, 18)):
        one = tuple(map(chance.choice, places))
        cells[one] = chance.choice((chance.randint(1, 4), chance.randint(1, 9), chance.randint(5, 60)))
    often = chance.random() < 0.3
    people: list[dict[str, int]] = []
    for number, count in enumerate(cells.values()):
        who: dict[str, int] = {}
        for answer in range(count):
            name = chance.choice((f"regular-{chance.randint(1, 40)}", f"{number}")) if often else f"{number}-{answer}"
            who[name] = who.get(name, 0) + 1
        people.append(who)
    return kinds, cells, people


def recomputed(table: Table) -> list[frozenset[int]]:
    """The unions of few people that the attacker finds."""
    kinds, cells, people = table
    few = {cell: who for cell, who in zip(cells, people, strict=True) if len(who) < 5}
    hidden = CrossTable(kinds, cells, few).hidden
    shown = shown_sums(kinds, cells, lambda where: where not in hidden)
    return Attack(list(cells.values()), [frozenset(who) for who in people], shown).successes()


def test_no_random_table_gives_a_few_people_away() -> None:
    assert [seed for seed in range(TABLES) if recomputed(random_table(seed))] == []


def test_the_attacker_finds_what_a_table_without_secrets_gives_away() -> None:
    kinds: tuple[str, ...] = ("channel",)
    cells: dict[tuple[str, ...], int] = {("zalo",): 3, ("web",): 40}
    people = [frozenset(f"{cell}{n}" for n in range(count)) for cell, count in cells.items()]
    sums = shown_sums(kinds, cells, lambda where: where != (("channel", "zalo"),))
    assert Attack(list(cells.values()), people, sums).successes() == [frozenset({0})]
    people = [frozenset("ab"), frozenset("cd"), frozenset(map(str, range(40)))]
    assert Attack([2, 2, 40], people, [frozenset({0, 1}), frozenset({1, 2})]).successes()
    assert Attack([2, 2, 40], people, []).successes() == []


def test_the_bound_on_work_hides_more_and_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for work in (0, 40, 400):
        monkeypatch.setattr(suppression, "MOST_WORK", work)
        assert [seed for seed in range(20) if recomputed(random_table(seed))] == []


def test_a_solver_that_answers_wrongly_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    right = LinearProgram.maximum

    def wrong(self: LinearProgram, weights: dict[int, float], *, whole: bool) -> object:
        found = right(self, weights, whole=whole)
        return found and type(found)(tuple(value + 0.7 for value in found.values), found.prices)

    monkeypatch.setattr(LinearProgram, "maximum", wrong)
    assert [seed for seed in range(20) if recomputed(random_table(seed))] == []


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    program = LinearProgram(lower=[-2, -3, -40], upper=[3, 9, 9], rows=[[0, 1, 2], [2]], totals=[0, 0])
    found = program.maximum({0: 1.0}, whole=False)
    assert found is not None
    assert [round(value) for value in found.values] == [3, -3, 0]
    assert capfd.readouterr() == ("", "")


def hidden_sums(counts: list[int], needed: list[int], sums: Mapping[frozenset[int], tuple[int, ...]]) -> list[set[int]]:
    """The cells of each hidden sum."""
    system = SumSystem(counts, needed, [PublishedSum(cells, worth) for cells, worth in sums.items()])
    return [set(list(sums)[at]) for at in sorted(system.hidden())]


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([3, 2, 2, 9], []),  # two more in the first cell are two fewer in its row and its column
        ([3, 2, 1, 9], [{0, 1}, {0, 2}]),
        ([3, 1, 2, 9], [{0, 1}, {2, 3}]),
        ([5, 2, 2, 9], []),
        ([0, 9, 9, 9], []),
    ],
)
def test_a_cell_is_safe_if_the_same_sums_could_come_from_five_in_it(counts: list[int], hidden: list[set[int]]) -> None:
    cells = [(0, 1), (2, 3), (0, 2), (1, 3)]
    sums = {frozenset(one): (0, number) for number, one in enumerate(cells, start=1)}
    assert hidden_sums(counts, [5 if 0 < count < 5 else 0 for count in counts], sums) == hidden


@pytest.mark.parametrize(("phone", "web"), [(0, 1), (1, 0)])
def test_of_sums_that_reveal_a_cell_the_least_valuable_is_hidden(phone: int, web: int) -> None:
    sums = {
        frozenset({0, 1, 2}): (0, 3),
        frozenset({0}): (-1, -1),
        frozenset({1}): (-1, web),
        frozenset({2}): (-1, phone),
    }
    assert hidden_sums([4, 40, 12], [5, 0, 0], sums) == [{0}, {1} if web < phone else {2}]


def test_two_small_groups_hide_each_other_if_they_are_five_together_and_else_a_third() -> None:
    sums = {frozenset({0, 1, 2, 3}): (1, 0)} | {frozenset({cell}): (0, cell) for cell in range(4)}
    assert hidden_sums([2, 4, 30, 40], [5, 5, 0, 0], sums) == [{0}, {1}]
    assert hidden_sums([2, 1, 30, 40], [5, 5, 0, 0], sums) == [{0}, {1}, {2}]


def square(length: int) -> dict[tuple[str, ...], int]:
    """Answers of channels and stores, of which two people make one small group."""
    sizes: dict[tuple[str, ...], int] = {(f"c{c}", f"s{s}"): 20 for c in range(length) for s in range(length)}
    return {**sizes, ("c0", "s0"): 2}


@pytest.mark.parametrize(("work", "hidden"), [(20, {1: 8, 2: 16}), (60, {2: 16}), (400, {2: 4})])
def test_the_bound_on_work_hides_crossed_groups_before_single_ones(
    monkeypatch: pytest.MonkeyPatch, work: int, hidden: dict[int, int]
) -> None:
    monkeypatch.setattr(suppression, "MOST_WORK", work)
    table = CrossTable(("channel", "store"), square(4))
    assert Counter(map(len, table.hidden)) == hidden


def test_in_a_table_of_many_groups_only_those_around_the_small_one_are_hidden() -> None:
    hidden = CrossTable(("channel", "store"), square(13)).hidden
    assert (("channel", "c0"), ("store", "s0")) in hidden
    assert sorted(map(len, hidden)) == [2, 2, 2, 2]
