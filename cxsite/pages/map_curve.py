"""What the curve of a map has at each touchpoint: slices of lines, faces, branches and ways back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from cxsite.drawing import emotion_curve
from cxsite.drawing.curve_slices import CurveEdge, CurveLine, LoopArc, slice_arcs, slice_lines
from cxsite.drawing.face import face
from cxsite.model.facts.journey_paths import JourneyPaths
from cxsite.pages.emotion_lines import make_curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.drawing.emotion_curve import CurvePoint, CurveSeries
    from cxsite.model.facts.journey_paths import BranchSpan
    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis

_SHAPES: Final = Markup(  # noqa: S704 -- numbers only
    '<svg class="cx-shapes" aria-hidden="true">'
    + "".join(f'<symbol id="face-{n}" viewBox="-14 -14 28 28">{face(0, 0, n)}</symbol>' for n in range(1, 6))
    + "</svg>"
)


class CurveFace(NamedTuple):
    """What one line has at a touchpoint: its emotion (None: unknown), its number from 0, and its mark."""

    emotion: int | None
    line: int
    mark: str
    assumed: bool


class WayBack(NamedTuple):
    """The reason of a way back (may be empty), and the number of the touchpoint that it leads to, from 1."""

    label: str
    number: int


class CurveCell(NamedTuple):
    """The curve at one touchpoint. `branch` is the branch that it is in, `begins` and `ends` whether at its ends."""

    lines: Markup
    arcs: Markup
    faces: tuple[CurveFace, ...]
    ways_back: tuple[WayBack, ...]
    branch: BranchSpan | None
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCurve:
    """The curve of a map, cell by cell. `shapes` are the faces to which cells refer.

    `lines` are the names of its lines with their marks, `has_ideal` is whether another journey is drawn behind.
    """

    cells: tuple[CurveCell, ...]
    lines: tuple[tuple[str, str], ...]
    has_ideal: bool
    has_loops: bool
    has_branches: bool
    legend: Markup
    shapes: Markup


def make_map_curve(journey: Journey, basis: Basis) -> MapCurve:
    """Return the curve of a journey."""
    series, paths, columns = make_curve(journey, basis), JourneyPaths(journey), len(journey.touchpoints)
    own = [one for one in series if not one.ideal]
    people = journey.personas if len(own) > 1 else journey.personas[:1]
    lines = [
        *(CurveLine("cx-ideal", tuple(_straight(one.points))) for one in series if one.ideal),
        *(
            CurveLine(f"cx-who-{number}", _along(one.points, paths.steps_of(persona)))
            for number, (one, persona) in enumerate(zip(own, people, strict=True))
        ),
    ]
    slices = slice_lines(lines, columns)
    loops, branches = paths.loops, paths.branches
    arcs = slice_arcs([LoopArc(one.start, one.end) for one in loops], columns)
    inside = {column: span for span in branches for column in range(span.first, span.last + 1)}
    faces = _faces(own, columns)
    cells = tuple(
        CurveCell(
            lines=Markup(slices[column]),  # noqa: S704 -- numbers only
            arcs=Markup(arcs[column]),  # noqa: S704 -- numbers only
            faces=faces[column],
            ways_back=tuple(WayBack(one.label, one.end + 1) for one in loops if one.start == column),
            branch=(span := inside.get(column)),
            begins=span is not None and span.first == column,
            ends=span is not None and span.last == column,
        )
        for column in range(columns)
    )
    return MapCurve(
        cells=cells,
        lines=tuple((one.name, one.mark) for one in own),
        has_ideal=len(own) < len(series),
        has_loops=bool(loops),
        has_branches=bool(branches),
        legend=_legend(series, basis),
        shapes=_SHAPES,
    )


def _faces(series: Sequence[CurveSeries], columns: int) -> list[tuple[CurveFace, ...]]:
    """Return the faces of each column, a face for each line."""
    found: list[list[CurveFace]] = [[] for _ in range(columns)]
    for number, one in enumerate(series):
        for point in one.points:
            found[point.column].append(CurveFace(point.emotion, number, one.mark, point.assumed))
    return [tuple(column) for column in found]


def _along(points: Sequence[CurvePoint], steps: Sequence[tuple[int, int]]) -> tuple[CurveEdge, ...]:
    """Return the parts of a line along steps; none from or to an unknown emotion."""
    by_column = {point.column: point for point in points}
    pairs = ((by_column[start], by_column[end]) for start, end in steps)
    return tuple(edge for one, other in pairs for edge in _edge(one, other))


def _straight(points: Sequence[CurvePoint]) -> list[CurveEdge]:
    return [edge for one, other in pairwise(points) for edge in _edge(one, other)]


def _edge(one: CurvePoint, other: CurvePoint) -> tuple[CurveEdge, ...]:
    if one.emotion is None or other.emotion is None:
        return ()
    return (CurveEdge(one.column, other.column, one.emotion, other.emotion, one.assumed or other.assumed),)


def _legend(series: Sequence[CurveSeries], basis: Basis) -> Markup:
    words, points = basis.words, [point for line in series for point in line.points]
    return emotion_curve.legend(
        series,
        assumed=words("map.assumed") if any(p.assumed and p.emotion is not None for p in points) else "",
        unknown=words("map.unknown") if any(p.emotion is None for p in points) else "",
        moment_of_truth=words("map.moment-of-truth") if any(p.moment_of_truth for p in points) else "",
    )
