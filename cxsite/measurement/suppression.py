"""Which figures stay hidden, so that nobody can recompute a group of 1–4 people from those that are shown.

All figures that could be combined form one system: cells, each with the number of its answers, and figures, each of
which is the sum of its cells. An attacker knows the answers of every shown figure and that no cell is negative. A cell
of few people is safe if the same shown figures could also come from at least five people in it (`needed` answers): then
no union of cells that contains it can be shown to be of so few people, neither as a sum or difference of shown figures
nor from bounds. So each cell to protect needs a witness: whole numbers of answers, none negative, that give all the
shown figures. Witnesses are found by linear programming and checked in whole numbers; if none is found, for whatever
reason, another figure is hidden. A fault of the solver, or the limit of its work, can therefore hide too much but never
show too much.

Sources: Cox, "Linear sensitivity measures in statistical disclosure control", Journal of Statistical Planning and
Inference 5 (1981); Fischetti and Salazar, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47 (2001), who define this attacker; they hide at least cost, we hide greedily.
"""

from __future__ import annotations

from collections import defaultdict, deque
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.measurement.linear_program import NEAR, LinearProgram

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cxsite.measurement.linear_program import Solution

Cells: TypeAlias = frozenset[int]
Move: TypeAlias = "Mapping[int, int]"
"""By cell: how many answers more (or fewer) it could have without a change of any shown figure."""
Worth: TypeAlias = tuple[int, ...]
MOST_WORK: Final = 150_000
"""The limit of variables and constraints over all programs: some seconds on an ordinary machine."""
_NEARBY: Final = 150
_FURTHER: Final = 20
_WIDER: Final = 4
_AGAIN: Final = 3
_MOST_VARIABLES: Final = 4_000


@dataclass(frozen=True, slots=True)
class PublishedSum:
    """A figure's cells; `worth` orders figures by what readers lose when they are hidden, the least first."""

    cells: Cells
    worth: Worth


@dataclass(frozen=True)
class SumSystem:
    """`counts` are the answers of each cell; `needed` those that must remain possible in it, 0 for no protection."""

    counts: Sequence[int]
    needed: Sequence[int]
    sums: Sequence[PublishedSum]

    def hidden(self) -> frozenset[int]:
        """Return the indexes of the sums that may not be shown."""
        if not any(self.needed):
            return frozenset()
        alike: defaultdict[Cells, list[int]] = defaultdict(list)
        for at, one in enumerate(self.sums):
            alike[one.cells].append(at)
        worth = {cells: max(self.sums[at].worth for at in every) for cells, every in alike.items()}
        kept = _Search(self, worth).shown()
        return frozenset(at for cells, every in alike.items() if cells not in kept for at in every)

    @cached_property
    def protected(self) -> tuple[int, ...]:
        """The cells that need a witness."""
        return tuple(cell for cell, needed in enumerate(self.needed) if needed)


class _OutOfWork(Exception):  # noqa: N818 -- it only leaves a search
    """The limit of the solver's work is reached."""


@dataclass
class _Search:
    """Hides sums until each cell has a witness, then shows again those that turn out to be harmless."""

    system: SumSystem
    worth: Mapping[Cells, Worth]
    work: int = MOST_WORK
    moves: list[Move] = field(default_factory=list)

    def shown(self) -> set[Cells]:
        """Return the sums that stay; of a system that is too large to search, fewer and fewer kinds."""
        small = {cells for cells in self.worth if self._is_too_small(cells)}
        levels = sorted({worth[0] for worth in self.worth.values()})
        for dropped in range(len(levels) + 1):
            open_ = {cells for cells, worth in self.worth.items() if worth[0] not in levels[:dropped]} - small
            self.work, self.moves = MOST_WORK, []
            try:
                return self._show_again(self._hide_until_safe(open_), open_)
            except _OutOfWork:
                continue
        return set()

    def _is_too_small(self, cells: Cells) -> bool:
        total = sum(self.system.counts[cell] for cell in cells)
        return any(total < self.system.needed[cell] for cell in cells)

    def _order(self, cells: Cells) -> tuple[Worth, list[int]]:
        return (self.worth[cells], sorted(cells))

    def _show_again(self, shown: set[Cells], candidates: set[Cells]) -> set[Cells]:
        """Return further sums, each of which leaves every cell with a witness; the most valuable first."""
        self.work += MOST_WORK // _AGAIN
        for cells in sorted(candidates - shown, key=self._order, reverse=True):
            moves = self.moves
            self.moves = [move for move in moves if not _changes(move, cells)]
            try:
                is_safe = not self._find_unsafe(shown | {cells}, every=False)
            except _OutOfWork:
                break
            if is_safe:
                shown = shown | {cells}
            else:
                self.moves = moves
        return shown

    def _hide_until_safe(self, shown: set[Cells]) -> set[Cells]:
        """Return the sums without those that reveal cells: one is hidden for each, then all are checked again."""
        shown = set(shown)
        while unsafe := self._find_unsafe(shown, every=True):
            shown -= {min(causes, key=self._order) for causes in unsafe}
        return shown

    def _find_unsafe(self, shown: Collection[Cells], *, every: bool) -> list[Collection[Cells]]:
        """For each class of cells without a witness (or only the first): the sums of which one must be hidden."""
        classes = _Classes(self.system, shown)
        left = [at for at in classes.protected if not self._has_witness(classes, at)]
        if len(left) > 1:
            self._look_for_move(classes, {at: classes.gap(at) for at in left})
        found: list[Collection[Cells]] = []
        for at in left:
            if causes := self._find_causes(classes, at):
                found.append(causes)
                if not every:
                    break
        return found

    def _has_witness(self, classes: _Classes, at: int) -> bool:
        members, gap = classes.members[at], classes.gap(at)
        return any(sum(move.get(cell, 0) for cell in members) >= gap for move in self.moves)

    def _find_causes(self, classes: _Classes, at: int) -> Collection[Cells]:
        """Return the sums that limit a class; none if it has a witness, which is searched among near classes first."""
        if self._has_witness(classes, at):
            return ()
        gaps = {at: classes.gap(at)}
        nearby, whole = classes.near(at, _NEARBY), classes.near(at, len(classes.members))
        if len(nearby.used) < len(whole.used) and not self._look_for_move(nearby, gaps):
            return ()
        return self._look_for_move(whole, gaps)

    def _look_for_move(self, classes: _Classes, gaps: Mapping[int, int]) -> Collection[Cells]:
        """Keep a move that fills these gaps; return the sums that prevent it if none was found."""
        found = self._solve(classes.program(gaps, wider=False), classes, gaps, whole=False)
        if found is None:
            return [cells for cells in classes.sums if any(cells & classes.members[at] for at in gaps)]
        if self._keep_move(classes, found, gaps):
            return ()
        if holding := [cells for cells, price in zip(classes.sums, found.prices, strict=True) if abs(price) > NEAR]:
            return holding
        moved = [at for at in classes.used if abs(found.values[classes.at(at)]) > NEAR]
        part = classes.only(moved)
        again = self._solve(part.program(gaps, wider=True), part, gaps, whole=True) if len(gaps) == 1 else None
        return () if again and self._keep_move(part, again, gaps) else part.sums

    def _solve(
        self, program: LinearProgram, classes: _Classes, gaps: Mapping[int, int], *, whole: bool
    ) -> Solution | None:
        self.work -= len(program.lower) + len(program.rows)
        if self.work < 0 or len(classes.used) > _MOST_VARIABLES:
            raise _OutOfWork
        return program.maximum({classes.at(one): 1.0 for one in gaps}, whole=whole)

    def _keep_move(self, classes: _Classes, found: Solution, gaps: Mapping[int, int]) -> bool:
        move = classes.move(found.values, gaps)
        if move:
            self.moves.append(move)
        return bool(move)


class _Classes:
    """Cells that belong to the same shown sums, merged: nobody can distinguish them."""

    def __init__(self, system: SumSystem, shown: Iterable[Cells]) -> None:
        self.system = system
        self.all_sums = self.sums = tuple(sorted(shown, key=sorted))
        signatures: defaultdict[int, list[int]] = defaultdict(list)
        for row, cells in enumerate(self.sums):
            for cell in cells:
                signatures[cell].append(row)
        members: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for cell in sorted(signatures):
            members[tuple(signatures[cell])].append(cell)
        self.rows_of = tuple(members)
        self.members = tuple(map(frozenset, members.values()))
        self.totals = tuple(sum(system.counts[cell] for cell in one) for one in self.members)
        self.used: tuple[int, ...] = tuple(range(len(self.members)))
        self.places: Mapping[int, int] = {one: one for one in self.used}
        self.row_places: Mapping[int, int] = {row: row for row in range(len(self.sums))}

    @cached_property
    def protected(self) -> tuple[int, ...]:
        """The classes that are smaller than one of their cells needs."""
        return tuple(at for at, total in enumerate(self.totals) if total < self._needed(at))

    def gap(self, at: int) -> int:
        """Return how many more answers must be possible in a class."""
        return self._needed(at) - self.totals[at]

    def _needed(self, at: int) -> int:
        return max(self.system.needed[cell] for cell in self.members[at])

    def near(self, at: int, most: int) -> _Classes:
        """Return the same with only the nearest classes, as sums connect them; the others keep their values."""
        used, queue = {at: None}, deque([at])
        while queue and len(used) < most:
            for other in (other for row in self.rows_of[queue.popleft()] for other in self._by_row[row]):
                if other not in used and len(used) < most:
                    used[other] = None
                    queue.append(other)
        return self.only(used)

    def only(self, used: Iterable[int]) -> _Classes:
        """Return the same with these classes only."""
        found = copy(self)
        found.used = tuple(sorted(used))
        rows = sorted({row for one in found.used for row in self.rows_of[one]})
        found.sums = tuple(self.all_sums[row] for row in rows)
        found.places = {one: place for place, one in enumerate(found.used)}
        found.row_places = {row: place for place, row in enumerate(rows)}
        return found

    @cached_property
    def _by_row(self) -> Sequence[Sequence[int]]:
        found: list[list[int]] = [[] for _ in self.all_sums]
        for at, rows in enumerate(self.rows_of):
            for row in rows:
                found[row].append(at)
        return found

    def at(self, one: int) -> int:
        """Return the index of a class among the variables."""
        return self.places[one]

    def program(self, gaps: Mapping[int, int], *, wider: bool) -> LinearProgram:
        """Return the linear program of possible moves: no answers below 0, no sum changed, none far above the gaps."""
        most = max(gaps.values()) * (_WIDER if wider else 1)
        rows: list[list[int]] = [[] for _ in self.sums]
        for one in self.used:
            for row in self.rows_of[one]:
                rows[self.row_places[row]].append(self.at(one))
        return LinearProgram(
            lower=[-min(self.totals[one], most * _FURTHER) for one in self.used],
            upper=[most if wider else gaps.get(one, most) for one in self.used],
            rows=rows,
            totals=[0] * len(rows),
        )

    def move(self, values: Sequence[float], gaps: Mapping[int, int]) -> Move | None:
        """Return the values as a move of cells, if they are whole numbers and fill one of the gaps."""
        whole = {one: round(value) for one, value in zip(self.used, values, strict=True) if round(value)}
        if not any(whole.get(one, 0) >= gap for one, gap in gaps.items()):
            return None
        added = [0] * len(self.all_sums)
        for one, value in whole.items():
            for row in self.rows_of[one]:
                added[row] += value
        if any(added) or any(self.totals[one] + value < 0 for one, value in whole.items()):
            return None
        return self._on_cells(whole)

    def _on_cells(self, whole: Mapping[int, int]) -> Move:
        """Return the move for single cells: all that a class may have goes to the cell that needs most."""
        found: dict[int, int] = {}
        for one, value in whole.items():
            needy = max(self.members[one], key=lambda cell: (self.system.needed[cell], -cell))
            for cell in self.members[one]:
                found[cell] = -self.system.counts[cell]
            found[needy] += self.totals[one] + value
        return {cell: value for cell, value in found.items() if value}


def _changes(move: Move, cells: Cells) -> bool:
    return sum(value for cell, value in move.items() if cell in cells) != 0
