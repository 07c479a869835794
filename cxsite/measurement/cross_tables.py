"""Which groups stay hidden if the same answers are shown by several kinds of place, alone and crossed by two.

All tables of a period form one system of sums (`suppression`), so that none reveals what another hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.suppression import PublishedSum, SumSystem
from cxsite.model.records.observation import SEGMENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Group: TypeAlias = tuple[tuple[str, str], ...]
"""Places by kind, as in `Observation.where`; empty for all places together."""
Places: TypeAlias = tuple[str, ...]
"""One place of each kind, in the order of the kinds; empty if none is stated."""
People: TypeAlias = Mapping[str, int]
"""The people who answered in a cell, and how often each did."""


def groups_of(kinds: Iterable[str], places: Places) -> Iterator[Group]:
    """Return the groups that answers of these places belong to: all, each place, each two places, each segment."""
    here = [(kind, place) for kind, place in zip(kinds, places, strict=False) if place]  # segments may be left out
    yield ()
    yield from ((one,) for one in here)
    yield from combinations([one for one in here if one[0] not in SEGMENT_COLUMNS], 2)


@dataclass(frozen=True)
class CrossTable:
    """The cells of one period: how many answers each combination of places has, in the order of `kinds`.

    `people` are those of cells with fewer than five people, if respondents are known; elsewhere each answer counts as
    one person's.
    """

    kinds: tuple[str, ...]
    sizes: Mapping[Places, int]
    people: Mapping[Places, People] = field(default_factory=dict)

    @cached_property
    def groups(self) -> Mapping[Group, frozenset[int]]:
        """The groups: all places, each single place, and each two places of different kinds that share answers."""
        found: dict[Group, set[int]] = {(): set()}
        for cell, places in enumerate(self.sizes):
            for group in groups_of(self.kinds, places):
                found.setdefault(group, set()).add(cell)
        return {group: frozenset(cells) for group, cells in found.items()}

    @cached_property
    def hidden(self) -> frozenset[Group]:
        """The groups that may not be shown."""
        counts = tuple(self.sizes.values())
        groups = sorted(self.groups.items(), key=lambda item: (len(item[0]), item[0]))
        sums = [
            PublishedSum(cells, (-len(group), sum(counts[cell] for cell in cells), number))
            for number, (group, cells) in enumerate(groups)
        ]
        system = SumSystem(counts, needed_answers(list(self.sizes), counts, self.people), sums)
        return frozenset(groups[at][0] for at in system.hidden())


def needed_answers(
    cells: Collection[Places], counts: Collection[int], people: Mapping[Places, People]
) -> tuple[int, ...]:
    """For each cell of 1–4 people, how many answers must remain possible in it; 0 for the others.

    The number is larger than the answers of any group of 1–4 people that the cell can belong to: five, if everybody
    answered once. Only the person's answers in cells of few people count, because a group of few people has no others.
    """
    few = {
        places: people.get(places) or _unknown_people(places, count)
        for places, count in zip(cells, counts, strict=True)
    }
    few = {places: one for places, one in few.items() if 0 < len(one) < SMALLEST_SHOWN}
    answers: dict[str, int] = {}
    for one in few.values():
        for person, count in one.items():
            answers[person] = answers.get(person, 0) + count
    frequent = sorted((person for person, count in answers.items() if count > 1), key=lambda who: (-answers[who], who))
    return tuple(_answers_needed(few[places], answers, frequent) if places in few else 0 for places in cells)


def _unknown_people(places: Places, count: int) -> People:
    """Return as many people as answers; above a small number it does not matter who they are."""
    return {f"\0{places}{number}": 1 for number in range(min(count, SMALLEST_SHOWN))}


def _answers_needed(people: People, answers: Mapping[str, int], frequent: Collection[str]) -> int:
    """Return one answer more than its people have, filled up to four people who answered no more often than they."""
    most = max(answers[person] for person in people)
    others = [answers[who] for who in frequent if who not in people and answers[who] <= most]
    left = SMALLEST_SHOWN - 1 - len(people)
    others = (others[:left] + [1] * left)[:left]
    return 1 + sum(answers[person] for person in people) + sum(others)
