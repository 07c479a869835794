"""The emotion curve in slices, one for each column, so that a page may wrap, widen or hide columns without a script.

A slice is 100 × 100 units and is stretched to its column. It holds the part of each line between the column's edges:
y(u) = y₀ + (y₁ − y₀)(3u² − 2u³), which is level at both touchpoints; as a cubic polynomial it is exactly one Bézier
curve in each slice.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEVEL: Final = 19
_TOP: Final = 12
_SIDE: Final = 100
_ARC_STEP: Final = 40


class CurveEdge(NamedTuple):
    """A part of a line: from the emotion at a column (from 0) to that at a later one."""

    start: int
    end: int
    before: int
    after: int
    assumed: bool = False


class CurveLine(NamedTuple):
    """All parts of one line, with the CSS classes that it has."""

    style: str
    edges: tuple[CurveEdge, ...]


class LoopArc(NamedTuple):
    """A way back from a column to an earlier one, or to itself."""

    start: int
    end: int


def slice_lines(lines: Sequence[CurveLine], columns: int) -> tuple[str, ...]:
    """Return the SVG paths of each column."""
    slices: list[str] = [""] * columns
    for line in lines:
        for assumed in (False, True):
            paths: dict[int, str] = {}
            for edge in line.edges:
                if edge.assumed is assumed:
                    for column in range(edge.start, edge.end + 1):
                        paths[column] = paths.get(column, "") + _slice(
                            edge.end - edge.start, column - edge.start, edge.before, edge.after
                        )
            style = f"{line.style} cx-assumed" if assumed else line.style
            for column, path in paths.items():
                slices[column] += f'<path class="{style}" d="{path}"/>'
    return tuple(slices)


def slice_arcs(arcs: Sequence[LoopArc], columns: int) -> tuple[str, ...]:
    """Return the SVG paths of each column: up from the start, back above the columns between, down to the end."""
    slices = [""] * columns
    levels = _levels(arcs)
    for arc, level in zip(arcs, levels, strict=True):
        y = number(_SIDE - _ARC_STEP * (level % 2 + 1) + _ARC_STEP / 2)
        bottom, start = f"V{_SIDE}", 62 if arc.start != arc.end else 80
        if arc.start == arc.end:
            slices[arc.start] += f'<path class="cx-arc" d="M{start} {_SIDE}V{y}H38{bottom}"/>'
            slices[arc.end] += _arrow(38)
            continue
        slices[arc.start] += f'<path class="cx-arc" d="M{start} {_SIDE}V{y}H0"/>'
        for column in range(arc.end + 1, arc.start):
            slices[column] += f'<path class="cx-arc" d="M0 {y}H{_SIDE}"/>'
        slices[arc.end] += f'<path class="cx-arc" d="M{_SIDE} {y}H38{bottom}"/>{_arrow(38)}'
    return tuple(slices)


def _arrow(x: float) -> str:
    return f'<path class="cx-arc" d="M{number(x - 6)} 72L{number(x)} {_SIDE}L{number(x + 6)} 72"/>'


def _levels(arcs: Iterable[LoopArc]) -> list[int]:
    """Return a level for each arc, so that arcs above the same columns are at different heights."""
    placed: list[tuple[LoopArc, int]] = []
    for arc in arcs:
        taken = {level for other, level in placed if other.end <= arc.start and arc.end <= other.start}
        placed.append((arc, next(level for level in range(len(placed) + 1) if level not in taken)))
    return [level for _, level in placed]


@lru_cache(maxsize=1 << 12)  # cached: there are few emotions, and most edges lead to the next column
def _slice(columns: int, column: int, before: int, after: int) -> str:
    """Return the part of an edge over so many columns in one of them, from 0."""
    start, end = 0.5, columns + 0.5
    left, right = max(start, column), min(end, column + 1)
    top, rise = _y(before), _y(after) - _y(before)

    def at(x: float) -> tuple[float, float]:
        """Return y, and its slope by x, in units of the slice."""
        u = (x - start) / (end - start)
        return top + rise * u * u * (3 - 2 * u), rise * 6 * u * (1 - u) / (end - start)

    (y0, slope0), (y1, slope1) = at(left), at(right)
    x0, x1 = (left - column) * _SIDE, (right - column) * _SIDE
    third = (right - left) / 3
    one = f"{number(x0 + third * _SIDE)} {number(y0 + slope0 * third)}"
    two = f"{number(x1 - third * _SIDE)} {number(y1 - slope1 * third)}"
    if y0 == y1 == top and not rise:
        return f"M{number(x0)} {number(y0)}H{number(x1)}"
    return f"M{number(x0)} {number(y0)}C{one} {two} {number(x1)} {number(y1)}"


def _y(emotion: float) -> float:
    return _TOP + (5 - emotion) * _LEVEL
