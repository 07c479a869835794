"""Which groups stay hidden where the same answers are shown by several kinds of place, alone and crossed by two.

Groups of 1–4 answers are hidden, and others with them until neither subtraction nor any other sum of what is shown
gives them away. All tables are looked at together, so that one never tells what another hides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.measurement.disclosure import SMALLEST_SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Group: TypeAlias = tuple[tuple[str, str], ...]
"""Places by kind, as `Observation.where` has them; empty for the whole."""
Mask: TypeAlias = int
"""The cells that a group holds, one bit each."""
MOST_CELLS: Final = 60
MOST_TRIED: Final = 20
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
        """The groups that may not be told."""
        if len(self.sizes) > MOST_CELLS and any(self._is_small(mask) for mask in self.groups.values()):
            return self._hidden_among({g: m for g, m in self.groups.items() if len(g) < 2})  # noqa: PLR2004 -- none crossed
        return self._hidden_among(self.groups)

    def _hidden_among(self, groups: Mapping[Group, Mask]) -> frozenset[Group]:
        shown = {mask for mask in groups.values() if not self._is_small(mask)}
        lines = tuple(self._lines(groups))
        small = [mask for mask in groups.values() if self._is_small(mask)]
        small += [line.rest for line in lines if self._is_small(line.rest)]
        while next_hidden := self._line_to_hide(lines, shown) or (small and self._sum_to_hide(small, shown)):
            shown.discard(next_hidden)
        return frozenset(group for group, mask in self.groups.items() if group not in groups or mask not in shown)

    def _count(self, mask: Mask) -> int:
        return sum(size for bit, size in enumerate(self.sizes.values()) if mask >> bit & 1)

    def _is_small(self, mask: Mask) -> bool:
        return 0 < self._count(mask) < SMALLEST_SHOWN

    def _worth(self, mask: Mask) -> tuple[int, int, Mask]:
        """How much readers lose when it is hidden: the whole is worth most, then single places, then larger groups."""
        return (-self._levels[mask], self._count(mask), mask)

    @cached_property
    def _levels(self) -> Mapping[Mask, int]:
        """By cells: of how few kinds of place a group of just these is told."""
        levels: dict[Mask, int] = {}
        for group, mask in self.groups.items():
            levels[mask] = min(len(group), levels.get(mask, len(group)))
        return levels

    def _lines(self, groups: Mapping[Group, Mask]) -> Iterator[_Line]:
        for whole, mask in groups.items():
            for kind in self.kinds:
                if len(whole) < 2 and all(kind != one for one, _ in whole):  # noqa: PLR2004 -- no more than two are crossed
                    parts = tuple(m for g, m in groups.items() if self._is_part(g, whole, kind))
                    if parts:
                        yield _Line(mask, parts, mask & ~_joined(parts))

    @staticmethod
    def _is_part(group: Group, whole: Group, kind: str) -> bool:
        return len(group) == len(whole) + 1 and set(whole) < set(group) and any(kind == one for one, _ in group)

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

    def _sum_to_hide(self, small: Iterable[Mask], shown: set[Mask]) -> Mask:
        """The next group to hide so that the shown ones together do not give away a small one; 0 for none.

        Of those that help by themselves the one worth least, else one that shares answers with the small one.
        """
        known = _Basis(shown)
        for mask in small:
            if known.holds(mask):
                ordered = sorted(shown, key=self._worth)
                helping = (one for one in ordered[:MOST_TRIED] if not _Basis(shown - {one}).holds(mask))
                near = next((one for one in ordered if one & mask), ordered[0])
                return next(helping, near)
        return 0


def _joined(masks: Iterable[Mask]) -> Mask:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


class _Basis:
    """Sums that follow from the groups added, by elimination in whole numbers modulo a large prime."""

    def __init__(self, known: Iterable[Mask]) -> None:
        self._rows: dict[int, dict[int, int]] = {}
        for mask in sorted(known):
            self.add(mask)

    def add(self, mask: Mask) -> None:
        """Take a group as known."""
        row = self._reduced(mask)
        if row:
            pivot = min(row)
            inverse = pow(row[pivot], -1, _PRIME)
            self._rows[pivot] = {bit: value * inverse % _PRIME for bit, value in row.items()}

    def holds(self, mask: Mask) -> bool:
        """Whether the group is a sum of known ones."""
        return not self._reduced(mask)

    def _reduced(self, mask: Mask) -> dict[int, int]:
        row = {bit: 1 for bit in range(mask.bit_length()) if mask >> bit & 1}
        for pivot in sorted(self._rows):
            if factor := row.get(pivot, 0):
                for bit, value in self._rows[pivot].items():
                    left = (row.get(bit, 0) - factor * value) % _PRIME
                    row[bit] = left
                    if not left:
                        del row[bit]
        return row
