"""A metric over time: its line, the interval around it, and the target."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from cxsite.drawing import svg
from cxsite.drawing.lettering import width
from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from markupsafe import Markup

WIDTH: Final = 640
HEIGHT: Final = 240
_TOP: Final = 28
_BOTTOM: Final = 32
_RIGHT: Final = 16
_TICKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A metric's value at a day, with its interval if known; `label` is the name of the period.

    Without a value the line is broken there. `few` marks a figure that is based on few answers.
    """

    when: date
    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    few: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendTarget:
    """The target value, and its label in the drawing."""

    value: float
    label: str


def draw(  # noqa: PLR0913 - the figures, their target, how numbers are said, and the drawing's name
    figures: Sequence[TrendPoint],
    *,
    uid: str,
    title: str,
    description: str,
    say: Callable[[float], str],
    target: TrendTarget | None = None,
) -> Markup | None:
    """Return the trend of the figures, in the order of time; None if none of them has a value.

    `say` formats a number in the reader's language.
    """
    ordered = sorted(figures, key=lambda figure: figure.when)
    if not any(figure.value is not None for figure in ordered):
        return None
    plot = _plot(ordered, target, say)
    body = [*_scale(plot, say), *_bands(plot), *_target(plot, target, say), *_line(plot), *_labels(plot, say)]
    return svg.picture("cx-trend", uid=uid, title=title, description=description, size=(WIDTH, HEIGHT), body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    figures: tuple[TrendPoint, ...]
    ticks: tuple[float, ...]
    left: float

    def x(self, figure: TrendPoint) -> float:
        start, end = self.figures[0].when, self.figures[-1].when
        room = WIDTH - _RIGHT - self.left
        if start == end:
            return self.left + room / 2
        return self.left + 12 + (room - 24) * ((figure.when - start).days / (end - start).days)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low)


def _plot(figures: Sequence[TrendPoint], target: TrendTarget | None, say: Callable[[float], str]) -> _Plot:
    values = [value for figure in figures for value in (figure.value, figure.low, figure.high) if value is not None]
    ticks = _nice_ticks([*values, target.value] if target else values)
    return _Plot(figures=tuple(figures), ticks=ticks, left=14 + max(width(say(tick)) for tick in ticks))


def _nice_ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Return round numbers from below the least to above the greatest value, in steps of 1, 2 or 5 times ten."""
    low, high = min(values), max(values)
    rough = (high - low or abs(high) or 1) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(step * index, 10) for index in range(first, max(last, first + 1) + 1))


def _scale(plot: _Plot, say: Callable[[float], str]) -> Iterator[str]:
    for tick in plot.ticks:
        y = plot.y(tick)
        yield svg.line((plot.left, y), (WIDTH - _RIGHT, y), "cx-grid")
        yield svg.text_line(plot.left - 8, y + 4, say(tick), "cx-muted", "end")


def _bands(plot: _Plot) -> Iterator[str]:
    """Return the interval as an area; an interval without neighbours as a bar."""
    for known, run in groupby(plot.figures, key=lambda figure: None not in (figure.low, figure.high, figure.value)):
        if known:
            edges = [(plot.x(one), plot.y(one.low or 0), plot.y(one.high or 0)) for one in run]
            if len(edges) == 1:
                ((x, low, high),) = edges
                edges = [(x - 3, low, high), (x + 3, low, high)]
            there = [f"{number(x)} {number(high)}" for x, _, high in edges]
            back = [f"{number(x)} {number(low)}" for x, low, _ in reversed(edges)]
            yield f'<path class="cx-band" d="M{"L".join(there + back)}z"/>'


def _target(plot: _Plot, target: TrendTarget | None, say: Callable[[float], str]) -> Iterator[str]:
    if target:
        y = plot.y(target.value)
        yield svg.line((plot.left, y), (WIDTH - _RIGHT, y), "cx-target")
        yield svg.text_line(WIDTH - _RIGHT, 14, f"┄ {target.label} {say(target.value)}", "cx-target-word", "end")


def _line(plot: _Plot) -> Iterator[str]:
    path = "".join(
        f"M{number(plot.x(one))} {number(plot.y(one.value))}L{number(plot.x(other))} {number(plot.y(other.value))}"
        for one, other in pairwise(plot.figures)
        if one.value is not None and other.value is not None
    )
    if path:
        yield f'<path class="cx-line cx-line-0" d="{path}"/>'
    for figure in plot.figures:
        if figure.value is not None:
            style = "cx-dot cx-few" if figure.few else "cx-dot"
            yield f'<circle class="{style}" cx="{number(plot.x(figure))}" cy="{number(plot.y(figure.value))}" r="4"/>'


def _labels(plot: _Plot, say: Callable[[float], str]) -> Iterator[str]:
    """Return the periods below the line, as many as fit, always the latest; and the latest value."""
    free = float("inf")
    for figure in reversed(plot.figures):
        half = width(figure.label) / 2
        x = max(half, min(plot.x(figure), WIDTH - half))
        if x + half < free:
            yield svg.text_line(x, HEIGHT - 10, figure.label, "cx-muted", "middle")
            free = x - half - 8
    latest = next(one for one in reversed(plot.figures) if one.value is not None)
    value = latest.value or 0
    x = min(plot.x(latest), WIDTH - width(say(value), 14) / 2)
    yield svg.text_line(x, plot.y(value) - 10, say(value), "cx-value cx-big")
