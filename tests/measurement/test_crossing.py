"""What is shown never lets a group of 1–4 answers be told, alone or crossed."""

from __future__ import annotations

import time
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsite.measurement import crossing as crossing_module
from cxsite.measurement.crossing import Crossing, Group

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("channel", "store", "touchpoint")
places = st.tuples(*map(st.sampled_from, (["", "zalo", "web"], ["", "a", "b", "c"], ["", "x", "y"])))
tables = st.dictionaries(places, st.integers(1, 12), min_size=1, max_size=16)


def hidden(sizes: Mapping[tuple[str, ...], int]) -> set[Group]:
    return set(Crossing(KINDS, sizes).hidden)


def vectors(crossing: Crossing) -> dict[Group, np.ndarray]:
    """Each group as the cells that it adds up."""
    cells = range(len(crossing.sizes))
    return {group: np.array([mask >> bit & 1 for bit in cells], float) for group, mask in crossing.groups.items()}


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


@settings(max_examples=150)
@given(tables, st.sampled_from([60, 0]))
def test_no_sum_of_what_is_shown_gives_a_small_group(sizes: dict[tuple[str, ...], int], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crossing_module, "MOST_CELLS", most)
        crossing = Crossing(KINDS, sizes)
        assert crossing.hidden is not None
    every = vectors(crossing)
    counts = np.array(list(sizes.values()), float)
    shown = [vector for group, vector in every.items() if group not in crossing.hidden]
    assert all(vector @ counts >= 5 for vector in shown)
    known = np.array(shown) if shown else np.zeros((1, len(counts)))
    rank = np.linalg.matrix_rank(known)
    for vector in every.values():
        if 0 < vector @ counts < 5:
            assert np.linalg.matrix_rank(np.vstack([known, vector])) == rank + 1


@settings(max_examples=150)
@given(tables)
def test_no_difference_of_a_whole_and_its_parts_is_small(sizes: dict[tuple[str, ...], int]) -> None:
    crossing = Crossing(KINDS, sizes)
    every = vectors(crossing)
    counts = np.array(list(sizes.values()), float)
    for whole, kind in ((g, k) for g in every for k in KINDS if g not in crossing.hidden and len(g) < 2):
        parts = [p for p in every if len(p) == len(whole) + 1 and set(whole) < set(p) and kind in dict(p)]
        if parts and kind not in dict(whole):
            left = every[whole] - sum((every[p] for p in parts if p not in crossing.hidden), np.zeros(len(counts)))
            assert left @ counts == 0 or left @ counts >= 5


def test_of_very_many_groups_none_that_is_crossed_is_told_and_none_is_a_difference_of_two() -> None:
    """Store `b` has answers over zalo alone, so zalo less `b` would be the three of store `a` over zalo."""
    sizes: dict[tuple[str, ...], int] = {("zalo", "a", "x"): 3, ("zalo", "b", "x"): 40, ("web", "a", "y"): 60}
    sizes |= {("web", "a", f"t{number}"): 30 for number in range(60)}
    found = hidden(sizes)
    assert (("channel", "zalo"),) in found or (("store", "b"),) in found
    assert (("channel", "zalo"), ("store", "a")) in found
    assert () not in found


def test_many_groups_take_no_time() -> None:
    places = [(f"c{c}", f"s{s}", f"t{t}") for c in range(6) for s in range(20) for t in range(24)]
    start = time.process_time()
    assert hidden(dict.fromkeys(places, 40)) == set()
    alone = ("c6", "s0", "t0")
    assert (("channel", "c6"),) in hidden({**dict.fromkeys(places, 40), alone: 2})
    assert time.process_time() - start < 10


def test_groups_are_the_whole_each_place_and_each_two() -> None:
    crossing = Crossing(KINDS, {("zalo", "a", "x"): 9})
    pairs = list(combinations([("channel", "zalo"), ("store", "a"), ("touchpoint", "x")], 2))
    singles = [((kind, place),) for kind, place in zip(KINDS, ("zalo", "a", "x"), strict=True)]
    assert sorted(crossing.groups, key=len) == [(), *singles, *pairs]
