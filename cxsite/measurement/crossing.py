"""Which groups stay hidden where the same answers are shown by several kinds of place, alone and crossed by two.

Groups of 1–4 answers are hidden, and others with them until neither subtraction nor any other sum of what is shown
gives them away. All tables are looked at together, so that one never tells what another hides.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.measurement.disclosure import SMALLEST_SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Group: TypeAlias = tuple[tuple[str, str], ...]
"""Places by kind, as `Observation.where` has them; empty for the whole."""
Mask: TypeAlias = int
"""The cells that a group holds, one bit each."""
Rows: TypeAlias = Callable[[Mask], Mapping[int, int]]
"""A group as a row of numbers, by their places."""
MOST_CELLS: Final = 60
_PRIME: Final = 2**61 - 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A group that is the sum of smaller ones; `rest` are its cells that no smaller group has."""

    whole: Mask
    parts: tuple[Mask, ...]
    rest: Mask


@dataclass(frozen=True)
class Crossing:
    """The cells of one period: how many answers are of which places. Places are given in the order of `kinds`."""

    kinds: tuple[str, ...]
    sizes: Mapping[tuple[str, ...], int]

    @cached_property
    def groups(self) -> Mapping[Group, Mask]:
        """The whole, each single place, and each two places of different kinds that have answers together."""
        found: dict[Group, Mask] = {(): 0}
        for bit, places in enumerate(self.sizes):
            here = [(kind, place) for kind, place in zip(self.kinds, places, strict=True) if place]
            for group in ((), *((one,) for one in here), *combinations(here, 2)):
                found[group] = found.get(group, 0) | 1 << bit
        return found

    @cached_property
    def hidden(self) -> frozenset[Group]:
        """The groups that may not be told. Of very many, some of them small, none that is crossed is told."""
        if len(self.sizes) > MOST_CELLS and any(self._is_small(mask) for mask in self.groups.values()):
            return self._hidden_among({g: m for g, m in self.groups.items() if len(g) < 2})  # noqa: PLR2004 -- none crossed
        return self._hidden_among(self.groups)

    def _hidden_among(self, groups: Mapping[Group, Mask]) -> frozenset[Group]:
        shown = {mask for mask in groups.values() if not self._is_small(mask)}
        lines = tuple(self._lines(groups))
        small = {mask: None for mask in self.groups.values() if self._is_small(mask)}
        small |= {line.rest: None for line in lines if self._is_small(line.rest)}
        rows = self._rows(len(shown))
        while next_hidden := self._line_to_hide(lines, shown) or (small and self._sum_to_hide(small, shown, rows)):
            shown.discard(next_hidden)
        return frozenset(group for group, mask in self.groups.items() if group not in groups or mask not in shown)

    def _count(self, mask: Mask) -> int:
        return sum(self._ordered[bit] for bit in _bits(mask))

    def _is_small(self, mask: Mask) -> bool:
        """Whether it is of 1–4 answers; cells with answers are counted first, for most groups have more of them."""
        answered = mask & self._answered
        return 0 < answered.bit_count() < SMALLEST_SHOWN and self._count(answered) < SMALLEST_SHOWN

    @cached_property
    def _ordered(self) -> tuple[int, ...]:
        return tuple(self.sizes.values())

    @cached_property
    def _answered(self) -> Mask:
        return sum(1 << bit for bit, size in enumerate(self._ordered) if size)

    def _worth(self, mask: Mask) -> tuple[int, int, Mask]:
        """How much readers lose when it is hidden: the whole is worth most, then single places, then larger groups."""
        if mask not in self._counts:
            self._counts[mask] = self._count(mask)
        return (-self._levels[mask], self._counts[mask], mask)

    @cached_property
    def _counts(self) -> dict[Mask, int]:
        return {}

    @cached_property
    def _levels(self) -> Mapping[Mask, int]:
        """By cells: of how few kinds of place a group of just these is told."""
        levels: dict[Mask, int] = {}
        for group, mask in self.groups.items():
            levels[mask] = min(len(group), levels.get(mask, len(group)))
        return levels

    def _lines(self, groups: Mapping[Group, Mask]) -> Iterator[_Line]:
        """Each group with those that it falls into by one kind of place, in the order of groups and kinds."""
        parts: dict[tuple[Group, str], list[Mask]] = {}
        for group, mask in groups.items():
            for at, (kind, _) in enumerate(group):
                parts.setdefault((group[:at] + group[at + 1 :], kind), []).append(mask)
        for whole, mask in groups.items():
            for kind in self.kinds:
                if found := parts.get((whole, kind)):
                    yield _Line(mask, tuple(found), mask & ~_joined(found))

    def _line_to_hide(self, lines: Iterable[_Line], shown: set[Mask]) -> Mask:
        """The next group to hide so that no difference of a whole and its shown parts is of 1–4 answers; 0 for none."""
        for line in lines:
            if line.whole not in shown:
                continue
            left = line.whole & ~_joined(part for part in line.parts if part in shown)
            if self._is_small(left):
                others = [part for part in line.parts if part in shown]
                return min(others, key=self._worth, default=line.whole)
        return 0

    def _sum_to_hide(self, small: Iterable[Mask], shown: set[Mask], rows: Rows) -> Mask:
        """The next group to hide so that the shown ones together do not give away a small one; 0 for none.

        Of those whose sum it is, the one worth least.
        """
        known = _Basis(shown, rows)
        told = next(filter(None, map(known.sum_that_gives, small)), None)
        return min(told, key=self._worth) if told else 0

    def _rows(self, groups: int) -> Rows:
        """How groups are written for elimination: cell by cell or, of many cells, by random sums of these.

        Sums that follow from others do so in random sums, too; any other do not, but for a chance of 1 in 2⁶⁰, as long
        as there are more random sums than groups.
        """
        if len(self.sizes) <= MOST_CELLS:
            return lambda mask: dict.fromkeys(_bits(mask), 1)
        chance = random.Random(groups)  # noqa: S311 -- the same for the same groups
        width = range(groups + 1)
        of_cell = [[chance.randrange(_PRIME) for _ in width] for _ in self.sizes]

        @cache
        def sums(mask: Mask) -> Mapping[int, int]:
            added = map(sum, zip(*(of_cell[bit] for bit in _bits(mask)), strict=True))
            return {at: value % _PRIME for at, value in enumerate(added)}

        return sums


def _bits(mask: Mask) -> Iterator[int]:
    """The numbers of the cells in it."""
    return (bit for bit, sign in enumerate(reversed(f"{mask:b}")) if sign == "1")


def _joined(masks: Iterable[Mask]) -> Mask:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


class _Basis:
    """Sums that follow from the groups added, by elimination in whole numbers modulo a large prime.

    Each row is kept with the groups that it is a sum of, and how often.
    """

    def __init__(self, known: Iterable[Mask], written: Rows) -> None:
        self._written = written
        self._rows: dict[int, tuple[dict[int, int], dict[Mask, int]]] = {}
        for mask in sorted(known):
            self._add(mask)

    def sum_that_gives(self, mask: Mask) -> frozenset[Mask]:
        """The known groups whose sum the group is; none where it does not follow from them."""
        row, taken = self._reduced(mask)
        return frozenset() if row else frozenset(taken)

    def _add(self, mask: Mask) -> None:
        row, taken = self._reduced(mask)
        if row:
            pivot = min(row)
            inverse = pow(row[pivot], -1, _PRIME)
            taken[mask] = 1
            self._rows[pivot] = (_times(row, inverse), _times(taken, inverse))

    def _reduced(self, mask: Mask) -> tuple[dict[int, int], dict[Mask, int]]:
        """What is left of a group once known rows are taken away, and the groups that were (as often, negative)."""
        row, taken = dict(self._written(mask)), dict[int, int]()
        for pivot in sorted(self._rows):
            if factor := row.get(pivot, 0):
                known, of = self._rows[pivot]
                _take(row, known, factor)
                _take(taken, of, factor)
        return row, taken


def _times(row: Mapping[int, int], factor: int) -> dict[int, int]:
    return {at: value * factor % _PRIME for at, value in row.items()}


def _take(row: dict[int, int], other: Mapping[int, int], factor: int) -> None:
    """Take another row away from this one, so many times; what becomes nothing is left out."""
    for at, value in other.items():
        left = (row.get(at, 0) - factor * value) % _PRIME
        if left:
            row[at] = left
        else:
            row.pop(at, None)
