"""The emotion curve of a journey map: a face for each touchpoint, joined by a line.

A line from or to an emotion that is only assumed is dashed. An unknown emotion breaks the line and is marked with `?`;
if a series has no point for a touchpoint, because the persona does not pass it, the line continues.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from cxsite.drawing import svg
from cxsite.drawing.face import RADIUS, define_shapes, face, refer_to_shape
from cxsite.drawing.lettering import wrap
from cxsite.drawing.svg import number
from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

AXIS_WIDTH: Final = 48
_TOP: Final = 48
_BOTTOM: Final = 34
_APART: Final = 2 * RADIUS + 8
STAR: Final = "m0-7 1.7 4.7h5l-4 3 1.5 4.8-4.2-2.9-4.2 2.9 1.5-4.8-4-3h5z"
"""The path of a star around the point where it begins."""


class CurvePoint(NamedTuple):
    """The emotion of one series at a column (from 0): 1–5, or None if it is unknown."""

    column: int
    emotion: int | None
    assumed: bool = False
    moment_of_truth: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSeries:
    """One line of the drawing: a persona's, or with `ideal` the line in the background for the intended journey.

    `mark` is a letter or two next to each number, if there are several personas.
    """

    name: str
    points: tuple[CurvePoint, ...]
    ideal: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveStage:
    """A stage and how many columns it covers; its name is drawn only if it is given."""

    columns: int
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class CurveGrid:
    """The columns of the points, in pixels. `height` is that of the lane, at least 160."""

    stages: tuple[CurveStage, ...]
    column_width: int = 176
    height: int = 256

    @cached_property
    def columns(self) -> int:
        """The number of columns."""
        return sum(stage.columns for stage in self.stages)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The stages' names, each in lines that fit above its columns."""
        room = self.column_width - 12
        return tuple(wrap(stage.name, room + self.column_width * (stage.columns - 1)) for stage in self.stages)

    @cached_property
    def top(self) -> int:
        """Pixels above the best emotion: stage names, the star of a moment of truth, a number."""
        named = any(stage.name for stage in self.stages)
        return _TOP + (svg.LINE_HEIGHT * max(map(len, self.names)) + 4 if named else 0)

    def y(self, emotion: float) -> float:
        """Return the y coordinate of an emotion."""
        return self.top + (5 - emotion) * (self.height - _TOP - _BOTTOM) / 4

    @property
    def total_height(self) -> int:
        """The drawing's height: the lane and the stage names above it."""
        return self.height + self.top - _TOP


def draw(series: Sequence[CurveSeries], grid: CurveGrid, *, uid: str, title: str, description: str) -> Markup:
    """Return the curve, `column_width` times the columns wide, so that it aligns with the map's own columns.

    It needs no description if the same facts are written next to it.
    """
    placed = [(one, _place(series, index, grid)) for index, one in enumerate(series)]
    placed.sort(key=lambda pair: not pair[0].ideal)
    heights = {emotion: grid.y(emotion) for emotion in range(1, 6)}
    body = [define_shapes(uid, heights), *_background(grid), *_moments(series, grid)]
    for index, (one, points) in enumerate(placed):
        style = "cx-ideal" if one.ideal else f"cx-line-{(index - _ideals(series)) % 4}"
        body += _lines(points, grid, style)
    for one, points in placed:
        body += _marks(one, points, grid, uid)
    size = (grid.columns * grid.column_width, grid.total_height)
    return svg.picture("cx-curve", uid=uid, title=title, description=description, size=size, body=body)


def axis(grid: CurveGrid) -> Markup:
    """Return the five faces with their numbers, for the lane's heading next to the curve; 48 pixels wide."""
    marks = "".join(
        face(RADIUS + 2, grid.y(value), value) + svg.text_line(32, grid.y(value) + 4, str(value))
        for value in range(1, 6)
    )
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="cx-drawing cx-axis" width="{AXIS_WIDTH}" height="{grid.total_height}" '
        f'viewBox="0 0 {AXIS_WIDTH} {grid.total_height}" aria-hidden="true">{marks}</svg>'
    )


def legend(series: Sequence[CurveSeries], *, assumed: str, unknown: str, moment_of_truth: str) -> Markup:
    """Return a list that explains lines and symbols; an empty label leaves its entry out."""
    ideals = _ideals(series)
    ordered = sorted(series, key=lambda one: not one.ideal)
    entries = [
        (_swatch("cx-ideal" if one.ideal else f"cx-line-{(index - ideals) % 4}"), f"{one.mark} {one.name}".strip())
        for index, one in enumerate(ordered)
    ]
    signs = [
        (_swatch("cx-line-0 cx-assumed"), assumed),
        ('<text class="cx-unknown" x="16" y="13">?</text>', unknown),
        (f'<path class="cx-star" d="M16 9{STAR}"/>', moment_of_truth),
    ]
    items = "".join(
        f'<li><svg class="cx-drawing" width="32" height="18" viewBox="0 0 32 18" aria-hidden="true">{sign}</svg>'
        f"{html.encode(text)}</li>\n"
        for sign, text in [*entries, *signs]
        if text
    )
    return Markup(f'<ul class="cx-legend">{items}</ul>')  # noqa: S704 - the words were encoded


def _ideals(series: Sequence[CurveSeries]) -> int:
    return sum(one.ideal for one in series)


def _place(series: Sequence[CurveSeries], index: int, grid: CurveGrid) -> list[tuple[CurvePoint, float]]:
    """Return a series' points with their x coordinate, side by side if several have the same emotion."""
    if len(series) == 1:
        return [(point, (point.column + 0.5) * grid.column_width) for point in series[0].points]
    everyone = Counter((point.column, point.emotion) for one in series for point in one.points)
    before = Counter((point.column, point.emotion) for one in series[:index] for point in one.points)
    placed = []
    for point in sorted(series[index].points, key=lambda point: point.column):
        same = (point.column, point.emotion)
        apart = min(_APART, grid.column_width / everyone[same])
        aside = (before[same] - (everyone[same] - 1) / 2) * apart
        placed.append((point, (point.column + 0.5) * grid.column_width + aside))
    return placed


def _background(grid: CurveGrid) -> Iterator[str]:
    start, height, width = 0, grid.total_height, grid.columns * grid.column_width
    for index, (stage, name) in enumerate(zip(grid.stages, grid.names, strict=True)):
        if stage.name:
            x = start * grid.column_width
            yield svg.box((x, 0), (stage.columns * grid.column_width, height), f"cx-stage cx-stage-{index % 2}")
            yield svg.text_lines(x + 6, 16, name, "cx-strong")
        start += stage.columns
    heights = "".join(f"M0 {number(grid.y(value))}H{number(width)}" for value in (1, 2, 4, 5))
    yield f'<path class="cx-grid" d="{heights}"/>'
    yield svg.line((0, grid.y(3)), (width, grid.y(3)), "cx-grid cx-middle")


def _moments(series: Sequence[CurveSeries], grid: CurveGrid) -> Iterator[str]:
    columns = {point.column for one in series for point in one.points if point.moment_of_truth}
    for column in sorted(columns):
        x, y = (column + 0.5) * grid.column_width, grid.top - _TOP + 11
        yield svg.line((x, y + 8), (x, grid.total_height), "cx-moment")
        yield f'<path class="cx-star" d="M{number(x)} {number(y)}{STAR}"/>'


def _lines(points: Iterable[tuple[CurvePoint, float]], grid: CurveGrid, style: str) -> Iterator[str]:
    """Return the joined segments: one path for known emotions, one for assumed ones."""
    paths = {False: "", True: ""}
    for (one, x1), (other, x2) in pairwise(points):
        if one.emotion is None or other.emotion is None:
            continue
        y1, y2, middle = grid.y(one.emotion), grid.y(other.emotion), number((x1 + x2) / 2)
        segment = f"C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"
        path, begin = paths[assumed := one.assumed or other.assumed], f"{number(x1)} {number(y1)}"
        paths[assumed] = f"{path}{segment}" if path.endswith(f" {begin}") else f"{path}M{begin}{segment}"
    for assumed, path in paths.items():
        if path:
            yield f'<path class="cx-line {style}{" cx-assumed" if assumed else ""}" d="{path}"/>'


def _marks(series: CurveSeries, points: Sequence[tuple[CurvePoint, float]], grid: CurveGrid, uid: str) -> Iterator[str]:
    """Return the faces of known and of assumed emotions, then their numbers: a group of each."""
    wording = f"{series.mark} " if series.mark else ""
    faces: dict[bool, list[str]] = {False: [], True: []}
    values, unknown = list[str](), list[str]()
    for point, x in points:
        if point.emotion is None:
            unknown.append(svg.text_line(x, grid.total_height - 10, f"{wording}?"))
            continue
        faces[point.assumed].append(refer_to_shape(uid, x, point.emotion))
        values.append(svg.text_line(x, grid.y(point.emotion) - RADIUS - 5, f"{wording}{point.emotion}"))
    for assumed, drawn in faces.items():
        yield _group(drawn, " ".join(["cx-hollow"] * series.ideal + ["cx-guess"] * assumed))
    yield _group(values, "cx-value")
    yield _group(unknown, "cx-unknown")


def _group(parts: Sequence[str], style: str) -> str:
    if not parts or not style:
        return "".join(parts)
    return f'<g class="{style}">{"".join(parts)}</g>'


def _swatch(style: str) -> str:
    return f'<path class="cx-line {style}" d="M2 9H30"/>'
