"""An attacker of published tables, who computes hidden figures from the shown ones.

The attacker has every shown figure's place and number of answers, and knows which combinations of places have answers.
The unknowns are the cells; each shown figure is a sum of cells, and no cell is negative. For unions of cells with 1–4
people, the attack tests whether their number can be computed: as a sum of shown figures (linear algebra) or from bounds
(integer programming, by SciPy). What can be computed for numbers of answers can be computed for scores, too.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Cell = tuple[str, ...]
Where = tuple[tuple[str, str], ...]


def belongs(kinds: Sequence[str], cell: Cell, where: Where) -> bool:
    here = dict(zip(kinds, cell, strict=True))
    return all(here[kind] == place for kind, place in where)


class Attack:
    """`answers` and `people` are the counts of each cell; `shown` are the published sums, as sets of cells."""

    def __init__(
        self, answers: Sequence[int], people: Sequence[frozenset[str]], shown: Sequence[frozenset[int]], most: int = 4
    ) -> None:
        self.answers = np.array(answers, float)
        self.people = people
        self.most = most
        rows = [[1.0 if cell in one else 0.0 for cell in range(len(answers))] for one in shown]
        self.known = np.array(rows).reshape(len(shown), len(answers))

    def successes(self, unions: Iterator[frozenset[int]] | None = None) -> list[frozenset[int]]:
        """Return unions of cells with 1–4 people whose number of answers can be computed, or shown to be below five."""
        small = list(self.small_unions() if unions is None else unions)
        found = [one for one in small if self.follows(one)]
        singles = [one for one in small if len(one) == 1 or unions is not None]
        return found + [one for one in singles if one not in found and self.is_bounded(one)]

    def small_unions(self) -> Iterator[frozenset[int]]:
        """Yield all unions of one to four cells with answers of at most four people."""
        few = [cell for cell, who in enumerate(self.people) if 0 < len(who) <= self.most]
        for size in range(1, self.most + 1):
            for one in combinations(few, size):
                if len(frozenset().union(*(self.people[cell] for cell in one))) <= self.most:
                    yield frozenset(one)

    def follows(self, union: frozenset[int]) -> bool:
        """Return whether the union is a linear combination of shown figures."""
        wanted = self._vector(union)
        if not len(self.known):
            return False
        if not hasattr(self, "_space"):
            _, sizes, rows = np.linalg.svd(self.known)
            self._space = rows[(sizes > 1e-9).sum() :]
        return bool(np.abs(self._space @ wanted).max(initial=0) < 1e-7)

    def is_bounded(self, union: frozenset[int]) -> bool:
        """Return whether all integer solutions of the shown figures give the union one size, or less than five."""
        most, least = (self._extreme(union, character) for character in (-1, 1))
        return most == least or most <= self.most

    def _extreme(self, union: frozenset[int], character: int) -> int:
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 -- not at each collection

        totals = self.known @ self.answers
        fits = [LinearConstraint(self.known, totals, totals)] if len(self.known) else []
        top = Bounds(0, self.answers.sum() + 10)
        found = milp(
            character * self._vector(union), constraints=fits, bounds=top, integrality=np.ones(len(self.answers))
        )
        assert found.status == 0, found.message
        return abs(round(float(found.fun)))

    def _vector(self, union: frozenset[int]) -> np.ndarray:
        return np.array([1.0 if cell in union else 0.0 for cell in range(len(self.answers))])


def shown_sums(
    kinds: Sequence[str], cells: Mapping[Cell, int], is_shown: Callable[[Where], bool]
) -> list[frozenset[int]]:
    """Return the published sums of one table: the total, each place, each two places, if they are shown."""
    places: set[Where] = {()}
    for cell in cells:
        here = [(kind, place) for kind, place in zip(kinds, cell, strict=True) if place]
        places |= {(one,) for one in here} | set(combinations(here, 2))
    every = [where for where in sorted(places) if is_shown(where)]
    return [frozenset(at for at, cell in enumerate(cells) if belongs(kinds, cell, where)) for where in every]
