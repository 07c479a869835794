"""A journey map as a poster: one SVG that stands alone, on a sheet of paper or as a long strip.

The sheet is the smallest on which the texts are legible; the columns get the width that fills it best.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.drawing import emotion_curve, svg
from cxsite.drawing.emotion_curve import CurveGrid, CurveStage
from cxsite.drawing.lettering import width, wrap
from cxsite.drawing.poster_style import poster_style
from cxsite.drawing.svg import number
from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.drawing.emotion_curve import CurveSeries

PAPERS: Final = {"a3": (420.0, 297.0), "a2": (594.0, 420.0), "a1": (841.0, 594.0)}
"""Width and height in millimetres, the smallest first."""
STRIP: Final = "strip"
_PIXELS_PER_MM: Final = 96 / 25.4
_POINTS: Final = 12 * 72 / 96
"""The size of the texts in points before they are scaled."""
_LEGIBLE: Final = 6.5
_LEGIBLE_ON_STRIP: Final = 8.0
_WIDTHS: Final = range(120, 321, 20)
_LABELS: Final = 132
_EDGE: Final = 28
_PADDING: Final = 8
_BOLD: Final = 1.08
"""How much wider bold letters are."""
_CURVE_HEIGHT: Final = 256
_TITLE_SIZE: Final = 26


class PosterStage(NamedTuple):
    """A stage and the number of touchpoints below it."""

    name: str
    columns: int


class PosterColumn(NamedTuple):
    """A touchpoint: its number, its name, and whether it is a moment of truth."""

    number: int
    name: str
    is_moment: bool


class PosterLane(NamedTuple):
    """A lane: its id and label, and the texts of each column."""

    id: str
    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterMap:
    """A journey map as plain texts. `facts` stand below the title, `note` at the foot; `signs` explain the curve.

    `series` are the lines of the curve; empty if no emotion is known.
    """

    title: str
    facts: tuple[str, ...]
    note: str
    stage_label: str
    name_label: str
    curve_label: str
    signs: tuple[str, str, str]
    stages: tuple[PosterStage, ...]
    columns: tuple[PosterColumn, ...]
    series: tuple[CurveSeries, ...]
    lanes: tuple[PosterLane, ...]


class Poster(NamedTuple):
    """A drawn poster: its SVG, its width and height in millimetres, and the size of its texts in points."""

    svg: str
    size: tuple[float, float]
    points: float


def draw_poster(shown: PosterMap, paper: str = "") -> Poster:
    """Return the poster on a paper of `PAPERS` or as a `STRIP`; without a paper on the smallest that is legible."""
    layouts = {at: _PosterLayout(shown, at) for at in _WIDTHS}
    for name in (paper,) if paper else PAPERS:
        if name == STRIP:
            break
        best = max(layouts.values(), key=lambda one: one.scale_on(PAPERS[name]))
        points = _POINTS * best.scale_on(PAPERS[name])
        if paper or points >= _LEGIBLE:
            return Poster(best.draw(PAPERS[name]), PAPERS[name], points)
    strip = layouts[200]
    scale = _LEGIBLE_ON_STRIP / _POINTS / _PIXELS_PER_MM
    size = (round(strip.width * scale, 1), round(strip.height * scale, 1))
    return Poster(strip.draw(size), size, _LEGIBLE_ON_STRIP)


class _PosterLayout:
    """Where everything stands if columns have a certain width; lengths are pixels before scaling."""

    def __init__(self, shown: PosterMap, column: int) -> None:
        self.shown, self.column = shown, column
        self.across = column * len(shown.columns)
        self.width = _EDGE * 2 + _LABELS + self.across
        room = column - 2 * _PADDING
        inside = self.width - 2 * _EDGE
        self.title = wrap(shown.title, inside / _BOLD, _TITLE_SIZE)
        self.facts = [line for fact in shown.facts for line in wrap(fact, inside)]
        self.stages = [wrap(one.name, (one.columns * column - 2 * _PADDING) / _BOLD, 14) for one in shown.stages]
        self.names = [wrap(f"{one.number}. {one.name}", (room - 18 * one.is_moment) / _BOLD) for one in shown.columns]
        self.lanes = [[_cell_lines(cell, room) for cell in lane.cells] for lane in shown.lanes]
        self.labels = [wrap(lane.label, (_LABELS - 2 * _PADDING) / _BOLD) for lane in shown.lanes]
        stages = tuple(CurveStage(columns=one.columns) for one in shown.stages)
        self.grid = CurveGrid(stages=stages, column_width=column, height=_CURVE_HEIGHT)
        self.heights = [
            max(len(label), *map(len, cells)) * svg.LINE_HEIGHT + 2 * _PADDING
            for label, cells in zip(self.labels, self.lanes, strict=True)
        ]
        self.head = _EDGE + len(self.title) * (_TITLE_SIZE + 6) + len(self.facts) * svg.LINE_HEIGHT + 12
        self.stage_height = max(map(len, self.stages)) * 18 + 2 * _PADDING
        self.name_height = max(map(len, self.names)) * svg.LINE_HEIGHT + 2 * _PADDING
        self.curve_height = self.grid.total_height if shown.series else 0
        self.map_height = self.stage_height + self.name_height + self.curve_height + sum(self.heights)
        self.legend = _legend_rows(shown, inside)
        self.height = self.head + self.map_height + 20 * len(self.legend) + 24 + _EDGE

    def scale_on(self, size: tuple[float, float]) -> float:
        """Return the factor by which everything fits on a sheet of this size in millimetres."""
        across, down = (side * _PIXELS_PER_MM for side in size)
        return min(across / self.width, down / self.height)

    def draw(self, size: tuple[float, float]) -> str:
        """Return the SVG on a sheet of this size in millimetres, in the middle of its width."""
        scale = self.scale_on(size)
        across, down = (side * _PIXELS_PER_MM / scale for side in size)
        left = (across - self.width) / 2
        body = "".join(self._body())
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{number(size[0])}mm" height="{number(size[1])}mm" viewBox="0 0 {number(across)} {number(down)}" '
            f'role="img" aria-label="{html.encode(self.shown.title)}"><title>{html.encode(self.shown.title)}</title>'
            f"<style>{poster_style()}</style>"
            f'<rect class="paper" width="{number(across)}" height="{number(down)}"/>'
            f'<g transform="translate({number(left)} 0)">{body}</g></svg>\n'
        )

    def _body(self) -> Iterator[str]:
        y = _EDGE + _TITLE_SIZE
        for line in self.title:
            yield svg.text_line(_EDGE, y, line, "title")
            y += _TITLE_SIZE + 6
        yield svg.text_lines(_EDGE, y - 8, self.facts, "cx-muted")
        y = self.head
        yield from self._background(y)
        yield from self._stage_row(y)
        yield from self._name_row(y + self.stage_height)
        y += self.stage_height + self.name_height
        if self.shown.series:
            yield svg.text_line(_EDGE + _PADDING, y + 22, self.shown.curve_label, "cx-strong")
            yield from self._curve(y)
            y += self.curve_height
        for number_of_lane, height in enumerate(self.heights):
            yield from self._lane(number_of_lane, y)
            y += height
        yield from self._foot(y)

    def _background(self, top: float) -> Iterator[str]:
        x, left = _EDGE + _LABELS, _EDGE
        for index, stage in enumerate(self.shown.stages):
            size = (stage.columns * self.column, self.map_height)
            yield svg.box((x, top), size, f"cx-stage-{index % 2}")
            x += size[0]
        yield svg.line((left, top), (left + _LABELS + self.across, top), "rule")
        x = _EDGE + _LABELS
        below, bottom = top + self.stage_height, top + self.map_height
        lines = "".join(
            f"M{number(x + at * self.column)} {number(below)}V{number(bottom)}" for at in range(len(self.names) + 1)
        )
        yield f'<path class="cx-grid" d="{lines}"/>'

    def _stage_row(self, top: float) -> Iterator[str]:
        yield svg.text_line(_EDGE + _PADDING, top + 20, self.shown.stage_label, "cx-strong")
        x = _EDGE + _LABELS
        for stage, lines in zip(self.shown.stages, self.stages, strict=True):
            for row, line in enumerate(lines):
                yield svg.text_line(x + _PADDING, top + 20 + 18 * row, line, "stage")
            x += stage.columns * self.column

    def _name_row(self, top: float) -> Iterator[str]:
        yield svg.line((_EDGE, top), (_EDGE + _LABELS + self.across, top), "rule")
        yield svg.text_line(_EDGE + _PADDING, top + 20, self.shown.name_label, "cx-strong")
        for at, (column, lines) in enumerate(zip(self.shown.columns, self.names, strict=True)):
            x = _EDGE + _LABELS + at * self.column
            yield svg.text_lines(x + _PADDING, top + 20, lines, "cx-strong")
            if column.is_moment:
                start = f"M{number(x + self.column - 14)} {number(top + 15)}"
                yield f'<path class="cx-star" d="{start}{emotion_curve.STAR}"/>'

    def _curve(self, top: float) -> Iterator[str]:
        drawn = emotion_curve.draw(self.shown.series, self.grid, uid="curve", title=self.shown.title, description="")
        axis = emotion_curve.axis(self.grid)
        yield svg.line((_EDGE, top), (_EDGE + _LABELS + self.across, top), "cx-grid")
        yield _placed(axis, _EDGE + _LABELS - emotion_curve.AXIS_WIDTH, top)
        yield _placed(_with_own_shapes(str(drawn)), _EDGE + _LABELS, top)

    def _lane(self, index: int, top: float) -> Iterator[str]:
        yield svg.line((_EDGE, top), (_EDGE + _LABELS + self.across, top), "cx-grid")
        yield svg.text_lines(_EDGE + _PADDING, top + _PADDING + 12, self.labels[index], "cx-strong")
        for at, lines in enumerate(self.lanes[index]):
            if lines:
                yield svg.text_lines(_EDGE + _LABELS + at * self.column + _PADDING, top + _PADDING + 12, lines)

    def _foot(self, top: float) -> Iterator[str]:
        yield svg.line((_EDGE, top), (_EDGE + _LABELS + self.across, top), "rule")
        y = top + 20
        for row in self.legend:
            x = float(_EDGE)
            for sign, text in row:
                yield f'<g transform="translate({number(x)} {number(y - 13)})">{sign}</g>'
                yield svg.text_line(x + 38, y, text)
                x += _entry_width(text)
            y += 20
        yield svg.text_line(_EDGE, y + 4, self.shown.note, "cx-muted")


def _cell_lines(texts: tuple[str, ...], room: float) -> list[str]:
    """Return the lines of a cell; several texts each begin with a bullet."""
    mark = "• " if len(texts) > 1 else ""
    return [line for one in texts for line in wrap(f"{mark}{one}", room)]


def _legend_rows(shown: PosterMap, room: float) -> list[list[tuple[str, str]]]:
    """Return rows of signs with their texts that fit into `room`; none without a curve."""
    if not shown.series:
        return []
    points = [point for line in shown.series for point in line.points]
    ideals = sum(one.ideal for one in shown.series)
    entries = [
        (_swatch("cx-ideal" if one.ideal else f"cx-line-{(at - ideals) % 4}"), f"{one.mark} {one.name}".strip())
        for at, one in enumerate(sorted(shown.series, key=lambda one: not one.ideal))
    ]
    assumed, unknown, moment = shown.signs
    if any(point.assumed and point.emotion is not None for point in points):
        entries.append((_swatch("cx-line-0 cx-assumed"), assumed))
    if any(point.emotion is None for point in points):
        entries.append(('<text class="cx-unknown" x="12" y="13">?</text>', unknown))
    if any(column.is_moment for column in shown.columns):
        entries.append((f'<path class="cx-star" d="M16 9{emotion_curve.STAR}"/>', moment))
    rows: list[list[tuple[str, str]]] = [[]]
    for entry in entries:
        if rows[-1] and sum(_entry_width(text) for _, text in (*rows[-1], entry)) > room:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _entry_width(text: str) -> float:
    return 38 + width(text) + 24


def _swatch(style: str) -> str:
    return f'<path class="cx-line {style}" d="M2 9H30"/>'


def _placed(drawing: str, x: float, y: float) -> str:
    """Return a drawing inside another one, with its upper left corner at a point."""
    return str(drawing).replace("<svg ", f'<svg x="{number(x)}" y="{number(y)}" ', 1)


def _with_own_shapes(drawing: str) -> str:
    """Return a curve with a copy of the face in each place: programs for slides ignore styles around references."""
    shapes = dict(re.findall(r'<g id="curve-(\d)"(.*?</g>)', drawing))
    drawing = re.sub(r"<defs>.*?</defs>", "", drawing)

    def copy(found: re.Match[str]) -> str:
        return f'<g transform="translate({found[2]} 0)"><g{shapes[found[1]]}</g>'

    return re.sub(r'<use xlink:href="#curve-(\d)" x="([^"]+)"/>', copy, drawing)
