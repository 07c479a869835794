"""Divides a journey map among slides: whole stages, about eight touchpoints wide, and as many lanes as fit below.

What a meeting talks about comes first. The first slide of each part is shown; the lanes that do not fit on it stand on
hidden slides behind it, which can be shown and edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from cxsite.drawing.lettering import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.drawing.poster import PosterColumn, PosterMap

LABEL_WIDTH: Final = 1.1
"""Inches of the column with the labels of lanes."""
TABLE_WIDTH: Final = 12.63
POINTS: Final = 9.0
"""The size of letters in the table of a map."""
_MARGINS: Final = 0.12
_POINTS_PER_INCH: Final = 72
_LINE: Final = 1.22
"""The height of a line, relative to the size of its letters."""
_MANY: Final = 8
_NEAR: Final = 2
_FIRST: Final = ("does", "pain-points", "opportunities", "actions", "thinks", "feels", "channels", "metrics")
"""The lanes in the order of their importance in a meeting; the others follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideRow:
    """A row of a slide's table: its label, its cells, and its height in inches."""

    label: str
    cells: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSlide:
    """A slide of a map: the columns `start` to `end`, their stages with the number of columns, and rows.

    `points` is the size of the letters in the table. The first slide of each of the `parts` has the curve and is shown.
    """

    start: int
    end: int
    stages: tuple[tuple[str, int], ...]
    names: SlideRow
    rows: tuple[SlideRow, ...]
    points: float
    has_curve: bool
    part: int
    parts: int
    is_hidden: bool


def divide_map(shown: PosterMap, room: float, curve: float, stage_height: float) -> Iterator[MapSlide]:
    """Yield the slides of a map; `room` is the height for curve and table in inches, `curve` that of the curve."""
    start, sizes = 0, list(_sizes(shown))
    lanes = sorted(shown.lanes, key=lambda lane: _FIRST.index(lane.id) if lane.id in _FIRST else len(_FIRST))
    for part, size in enumerate(sizes, start=1):
        end = start + size
        column = (TABLE_WIDTH - LABEL_WIDTH) / size
        names = _row(shown.name_label, [[_name(one)] for one in shown.columns[start:end]], column, POINTS)
        has_curve = bool(shown.series)
        first = room - stage_height - names.height - (curve if has_curve else 0)
        rows = [
            (lane.label, [_wrapped(cell, column, POINTS) for cell in lane.cells[start:end]])
            for lane in lanes
            if any(lane.cells[start:end])
        ]
        filled = _fill(rows, POINTS, first, room - stage_height - names.height)
        for number, fitting in enumerate(filled):
            yield MapSlide(
                start=start,
                end=end,
                stages=tuple(_stages(shown, start, end)),
                names=names,
                rows=fitting,
                points=POINTS,
                has_curve=has_curve and not number,
                part=part,
                parts=len(sizes),
                is_hidden=bool(number),
            )
        start = end


def _sizes(shown: PosterMap) -> Iterator[int]:
    """Yield the number of columns of each part, at most eight; parts end with a stage if one ends near."""
    ends = list(accumulate(stage.columns for stage in shown.stages))
    total = ends[-1]
    parts = -(-total // _MANY)
    start = 0
    for left in range(parts, 1, -1):
        even = start + round((total - start) / left)
        cuts = [end for end in ends if start < end <= start + _MANY and total - end <= _MANY * (left - 1)]
        near = [end for end in cuts if abs(end - even) <= _NEAR]
        cut = min(near, key=lambda end: abs(end - even), default=even)
        yield cut - start
        start = cut
    yield total - start


def _name(column: PosterColumn) -> str:
    return f"{'★ ' if column.is_moment else ''}{column.number}. {column.name}"


def _stages(shown: PosterMap, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = 0
    for stage in shown.stages:
        inside = min(at + stage.columns, end) - max(at, start)
        if inside > 0:
            yield stage.name, inside
        at += stage.columns


def _wrapped(texts: Sequence[str], column: float, points: float) -> list[list[str]]:
    """Return the lines of each paragraph of a cell; several paragraphs each begin with a bullet."""
    mark = "• " if len(texts) > 1 else ""
    room = (column - _MARGINS) * _POINTS_PER_INCH
    return [list(wrap(f"{mark}{one}", room, points)) for one in texts]


def _row(label: str, cells: Sequence[Sequence[str]], column: float, points: float) -> SlideRow:
    wrapped = [_wrapped(cell, column, points) for cell in cells]
    most = max(sum(map(len, cell)) for cell in wrapped)
    return SlideRow(label=label, cells=tuple("\n".join(cell) for cell in cells), height=_height(most, points))


def _height(lines: int, points: float) -> float:
    return lines * points * _LINE / _POINTS_PER_INCH + _MARGINS


def _fill(
    rows: Sequence[tuple[str, list[list[list[str]]]]], points: float, first: float, later: float
) -> Iterator[tuple[SlideRow, ...]]:
    """Yield the rows of each slide: those that fit below the curve, then below the names alone.

    A row that does not fit where it would begin is continued on the next slide, between two lines of a cell.
    """
    room, made = first, list[SlideRow]()
    for label, cells in rows:
        left, title = cells, label
        while True:
            label_lines = len(wrap(title, (LABEL_WIDTH - _MARGINS) * _POINTS_PER_INCH / 1.1, points))
            lines = max(label_lines, *(sum(map(len, cell)) for cell in left))
            fits = int((room - _MARGINS) * _POINTS_PER_INCH / (points * _LINE))
            if lines <= fits:
                made.append(SlideRow(label=title, cells=tuple(map(_joined, left)), height=_height(lines, points)))
                room -= made[-1].height
                break
            if room == later and fits > 1:  # a row that is higher than a slide
                head, left = zip(*(_cut(cell, fits) for cell in left), strict=True)  # type: ignore[assignment]
                made.append(SlideRow(label=title, cells=tuple(map(_joined, head)), height=_height(fits, points)))
                title = f"{label} …"
            yield tuple(made)
            room, made = later, []
    if made or not rows:
        yield tuple(made)


def _cut(cell: list[list[str]], lines: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return the first lines of a cell, and the others."""
    head: list[list[str]] = []
    for number, paragraph in enumerate(cell):
        if len(paragraph) > lines:
            cut = [paragraph[:lines]] if lines else []
            return [*head, *cut], [paragraph[lines:], *cell[number + 1 :]]
        head.append(paragraph)
        lines -= len(paragraph)
    return head, []


def _joined(cell: list[list[str]]) -> str:
    return "\n".join(" ".join(paragraph) for paragraph in cell)
