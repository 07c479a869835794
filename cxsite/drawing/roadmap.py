"""Improvement actions over months: start, due day, status, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cxsite.drawing import svg
from cxsite.drawing.lettering import width, wrap
from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

Status: TypeAlias = Literal["proposed", "planned", "doing", "done", "dropped"]

_NAME: Final = 240
_CHART: Final = 560
_LEFT: Final = _NAME + 16
_HEAD: Final = 44
_BAR: Final = 16
_LEAST_ROW: Final = 34
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An action. Without a start it is a diamond at its due day; without a due day it is not drawn.

    `note` is the text at the end of the row, such as the status and the delay.
    """

    name: str
    start: date | None
    due: date | None
    status: Status
    overdue: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The drawing, or None if no action has a due day; and the names that are not drawn."""

    svg: Markup | None
    left_out: tuple[str, ...]


def draw(  # noqa: PLR0913 - the bars, today, how months are said, and the drawing's name
    bars: Sequence[Bar],
    *,
    today: date,
    today_word: str,
    say_month: Callable[[date], str],
    uid: str,
    title: str,
    description: str,
) -> Roadmap:
    """Return one row for each bar in the given order; `say_month` formats a month in the reader's language."""
    drawn = [(bar, bar.due) for bar in bars if bar.due is not None]
    left_out = tuple(bar.name for bar in bars if bar.due is None)
    if not drawn:
        return Roadmap(svg=None, left_out=left_out)
    span = _span([day for bar, due in drawn for day in (bar.start or due, due)], today)
    last = _LEFT + _CHART + 24 + max(width(bar.note) for bar, _ in drawn)
    rows: list[str] = []
    bars_drawn: list[str] = []
    y = float(_HEAD)
    for index, (bar, due) in enumerate(drawn):
        name = wrap(bar.name, _NAME)
        height = max(_LEAST_ROW, svg.LINE_HEIGHT * len(name) + 12)
        rows += [svg.box((0, y), (last, height), f"cx-stage cx-stage-{index % 2}")]
        rows += [svg.text_lines(8, y + (height - svg.LINE_HEIGHT * len(name)) / 2 + 12, name)]
        bars_drawn += _bar(bar, due, span, y + height / 2, today)
        y += height
    body = [*rows, *_months(span, say_month, y), *bars_drawn, *_today(span, today, today_word, y)]
    picture = svg.picture("cx-roadmap", uid=uid, title=title, description=description, size=(last, y), body=body)
    return Roadmap(svg=picture, left_out=left_out)


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    end: date

    def x(self, day: date) -> float:
        return _LEFT + _CHART * (day - self.first).days / (self.end - self.first).days


def _span(days: Sequence[date], today: date) -> _Span:
    first, last = min(*days, today), max(*days, today)
    return _Span(first.replace(day=1), _later(last.replace(day=1), 1))


def _later(month: date, months: int) -> date:
    years, index = divmod(month.month - 1 + months, _YEAR)
    return date(month.year + years, index + 1, 1)


def _months(span: _Span, say: Callable[[date], str], height: float) -> Iterator[str]:
    """Return the months' names and lines, as many as fit next to one another."""
    count = (span.end.year - span.first.year) * _YEAR + span.end.month - span.first.month
    starts = [_later(span.first, index) for index in range(count)]
    widest = max(width(say(month)) for month in starts) + 10
    every = next((step for step in _STEPS if _CHART / count * step >= widest), count)
    for month in starts[::every]:
        x = span.x(month)
        yield svg.line((x, _HEAD), (x, height), "cx-grid")
        if x + widest - 6 <= _LEFT + _CHART + 24:
            yield svg.text_line(x, 14, say(month), "cx-muted")


def _today(span: _Span, today: date, word: str, height: float) -> Iterator[str]:
    x = span.x(today)
    half = width(word) / 2
    yield svg.line((x, _HEAD - 6), (x, height), "cx-today")
    yield svg.text_line(max(half, min(x, _LEFT + _CHART + 24 - half)), _HEAD - 11, word, "cx-strong", "middle")


def _bar(bar: Bar, due: date, span: _Span, y: float, today: date) -> Iterator[str]:
    style = f"cx-bar cx-{bar.status}"
    end = span.x(due)
    if bar.overdue:
        yield svg.line((end, y), (span.x(today), y), "cx-late")
    if bar.start is None or bar.start >= due:
        yield f'<path class="{style}" d="M{number(end)} {number(y - 9)}l9 9-9 9-9-9z"/>'
    else:
        start = span.x(bar.start)
        yield svg.box((start, y - _BAR / 2), (max(end - start, 3), _BAR), style, rounded=3)
    if bar.overdue:
        yield f'<path class="cx-alarm" d="M{number(end)} {number(y - 9)}l9 16h-18z"/>'
        yield svg.text_line(end, y + 5, "!", "cx-on-dot", "middle")
    yield svg.text_line(_LEFT + _CHART + 16, y + 4, bar.note, "cx-strong" if bar.overdue else "cx-muted")
