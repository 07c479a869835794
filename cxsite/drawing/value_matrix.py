"""Opportunities in a square whose two axes the reader chooses, each with a place for each pair of axes.

The style sheet shows the places for the chosen axes, so that no script is needed. Each dot is drawn once and placed by
`<use>`, because twenty pairs of axes would make twenty copies. The larger a dot, the greater the effort; dots that
would cover each other are moved apart by as little as possible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from cxsite.drawing import svg
from cxsite.drawing.lettering import width
from cxsite.drawing.svg import number
from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TITLE: Final = 30
"""Width of the title of the vertical axis, with the gap between it and the labels of the axis."""
_TOP: Final = 12
_RIGHT: Final = 506
_HEIGHT: Final = 372
_SIZE: Final = (_RIGHT + 14, _TOP + _HEIGHT + 50)
_LARGEST_FONT: Final = 16
"""The font size of the drawing on a phone, in units of the drawing (`pages.css`)."""
_SMALLEST: Final = 12.0
_LARGEST: Final = 25.0
_APART: Final = 1.5
_TURN: Final = math.pi * (3 - math.sqrt(5))
"""The golden angle: steps of a spiral that reaches every direction."""
_COIL: Final = 5.0
_LONGEST_SPIRAL: Final = 15_000
"""Steps that lead from one corner of the frame to the opposite one."""
_STEPS: Final = 4
"""Lines of the grid divide an axis into this many parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixAxis:
    """An axis: the key of its values, its letter in the style sheet, its title, its greatest value, and its labels."""

    key: str
    letter: str
    name: str
    high: float
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixDot:
    """An opportunity: its number in the list, its text, the anchor of its row, its value on each axis that it has.

    `effort` is from 0 to 100, None if unknown. `style` are classes by which filters find it; `is_open` is true while no
    action addresses it.
    """

    label: str
    text: str
    anchor: str
    values: Mapping[str, float]
    effort: float | None
    is_open: bool
    style: str


class MatrixFrame(NamedTuple):
    """The square in which dots lie: `left` is its left edge, which leaves room for the labels of the vertical axis."""

    left: float

    @property
    def width(self) -> float:
        """The width of the square."""
        return _RIGHT - self.left

    def x(self, share: float) -> float:
        """Return the x coordinate of a share (0 to 1) of the horizontal axis."""
        return self.left + self.width * share


def draw(  # noqa: PLR0913 - the dots, their axes, and the words of the drawing
    dots: Sequence[MatrixDot], axes: Sequence[MatrixAxis], *, uid: str, title: str, description: str, same: str
) -> Markup:
    """Return the square; `same` is the sentence for two equal axes."""
    wide, high = (number(side) for side in _SIZE)
    frame = MatrixFrame(_TITLE + max(width(text, _LARGEST_FONT) for axis in axes for text in axis.ticks))
    order = sorted(dots, key=lambda one: -_radius(one.effort))  # small dots lie above large ones
    places = {pair: _find_places(*pair, order, frame) for pair in permutations(axes, 2)}
    shapes = "".join(_shape(uid, number, dot) for number, dot in enumerate(order))
    body = [*_frame(frame), *(_axis_below(axis, frame) for axis in axes), *(_axis_beside(axis, frame) for axis in axes)]
    body += [_dot(uid, number, dot, places) for number, dot in enumerate(order)]
    body += [f'<g class="cx-x{axis.letter} cx-y{axis.letter}">{_note(same, frame)}</g>' for axis in axes]
    return Markup(  # noqa: S704 -- all words in it were encoded where they were written
        f'<svg class="cx-drawing cx-matrix-drawing" viewBox="0 0 {wide} {high}" role="group" '
        f'aria-labelledby="{uid}-title {uid}-desc"><title id="{uid}-title">{html.encode(title)}</title>'
        f'<desc id="{uid}-desc">{html.encode(description)}</desc><defs>{shapes}</defs>{"".join(body)}</svg>'
    )


def _frame(frame: MatrixFrame) -> Iterator[str]:
    yield svg.box((frame.left, _TOP), (frame.width, _HEIGHT), "cx-frame")
    for step in range(1, _STEPS):
        x, y = frame.x(step / _STEPS), _TOP + _HEIGHT * step / _STEPS
        yield svg.line((x, _TOP), (x, _TOP + _HEIGHT), "cx-grid")
        yield svg.line((frame.left, y), (_RIGHT, y), "cx-grid")


def _axis_below(axis: MatrixAxis, frame: MatrixFrame) -> str:
    last = len(axis.ticks) - 1
    ends = ["start", *["middle"] * (last - 1), "end"]
    widest = max(width(text, _LARGEST_FONT) for text in axis.ticks)
    # The last label ends at its line and the others are centred: beside it there is room for one and a half. If labels
    # are wider, only the first and the last are shown.
    step = 1 if 1.5 * widest * last < frame.width else last
    lines = [
        svg.text_line(frame.x(at / last), _TOP + _HEIGHT + 18, axis.ticks[at], "cx-muted", ends[at])
        for at in range(0, last + 1, step)
    ]
    name = svg.text_line(frame.x(0.5), _TOP + _HEIGHT + 40, f"{axis.name} →", "cx-strong", "middle")
    return f'<g class="cx-x{axis.letter}">{"".join(lines)}{name}</g>'


def _axis_beside(axis: MatrixAxis, frame: MatrixFrame) -> str:
    last = len(axis.ticks) - 1
    drops = [0, *[4] * (last - 1), 10]
    lines = [
        svg.text_line(frame.left - 6, _TOP + _HEIGHT * (1 - at / last) + drops[at], text, "cx-muted", "end")
        for at, text in enumerate(axis.ticks)
    ]
    turned = svg.text_line(0, 0, f"{axis.name} →", "cx-strong", "middle")
    name = f'<g transform="translate(16 {number(_TOP + _HEIGHT / 2)})rotate(-90)">{turned}</g>'
    return f'<g class="cx-y{axis.letter}">{"".join(lines)}{name}</g>'


def _find_places(
    x: MatrixAxis, y: MatrixAxis, dots: Sequence[MatrixDot], frame: MatrixFrame
) -> tuple[tuple[float, float] | None, ...]:
    """Return the place of each dot on a pair of axes; None for one without a value on either."""
    placed: list[tuple[float, float, float]] = []
    found: list[tuple[float, float] | None] = []
    for dot in dots:
        if x.key not in dot.values or y.key not in dot.values:
            found.append(None)
            continue
        radius = _radius(dot.effort)
        across, up = _share(dot.values[x.key], x), _share(dot.values[y.key], y)
        at = find_free_place((frame.x(across), _TOP + _HEIGHT * (1 - up)), radius, placed, frame)
        placed.append((*at, radius))
        found.append(at)
    return tuple(found)


def _share(value: float, axis: MatrixAxis) -> float:
    return min(1.0, max(0.0, value / axis.high)) if axis.high else 0.0


def _radius(effort: float | None) -> float:
    """Return the radius of a dot, whose area grows with the effort; the smallest one if that is unknown."""
    share = 0.0 if effort is None else effort / 100
    return math.sqrt(_SMALLEST**2 + (_LARGEST**2 - _SMALLEST**2) * share)


def find_free_place(
    wanted: tuple[float, float], radius: float, placed: Sequence[tuple[float, float, float]], frame: MatrixFrame
) -> tuple[float, float]:
    """Return the place in the frame nearest to the wanted one where a dot of this radius covers no other dot.

    It looks along a spiral; if the frame is full, the dot stays where it is wanted.
    """
    first = _inside(wanted, radius, frame)
    for step in range(_LONGEST_SPIRAL):
        turn, away = step * _TURN, _COIL * math.sqrt(step)
        at = (first[0] + away * math.cos(turn), first[1] + away * math.sin(turn))
        if at == _inside(at, radius, frame) and all(math.dist(at, (x, y)) >= radius + r + _APART for x, y, r in placed):
            return at
    return first


def _inside(at: tuple[float, float], radius: float, frame: MatrixFrame) -> tuple[float, float]:
    (x, y), room = at, radius + 1
    return (
        min(max(x, frame.left + room), _RIGHT - room),
        min(max(y, _TOP + room), _TOP + _HEIGHT - room),
    )


def _shape(uid: str, order: int, dot: MatrixDot) -> str:
    shape = "cx-few" if dot.is_open else "cx-dot"
    guess = " cx-unsized" if dot.effort is None else ""
    word = "cx-hollow-number" if dot.is_open else "cx-dot-number"
    return (
        f'<g id="{uid}{order}"><circle class="{shape}{guess}" r="{number(_radius(dot.effort))}"/>'
        f'<text class="{word}" dy=".35em" text-anchor="middle">{html.encode(dot.label)}</text></g>'
    )


def _dot(
    uid: str,
    order: int,
    dot: MatrixDot,
    places: Mapping[tuple[MatrixAxis, MatrixAxis], Sequence[tuple[float, float] | None]],
) -> str:
    name = html.encode(f"{dot.label}. {dot.text}")
    uses = [
        f'<use class="cx-x{x.letter} cx-y{y.letter}" xlink:href="#{uid}{order}" x="{round(at[0])}" y="{round(at[1])}"/>'
        for (x, y), found in places.items()
        if (at := found[order])
    ]
    return (
        f'<a class="{dot.style}" xlink:href="#{html.encode(dot.anchor)}" tabindex="-1" aria-label="{name}">'
        f"<title>{name}</title>{''.join(uses)}</a>"
    )


def _note(sentence: str, frame: MatrixFrame) -> str:
    return svg.text_line(frame.x(0.5), _TOP + _HEIGHT / 2, sentence, "cx-muted", "middle")
