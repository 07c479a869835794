"""The distance of the current journey from the ideal one, one row for each pair of touchpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.drawing import svg
from cxsite.drawing.face import RADIUS, face
from cxsite.drawing.lettering import width, wrap
from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

_NAME: Final = 232
_LEVEL: Final = 64
_HEAD: Final = 30
_LEAST_ROW: Final = 40
_START: Final = _NAME + 24


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A touchpoint's emotion now and in the ideal, 1–5 or None; `note` is shown at the end (new, dropped)."""

    name: str
    current: int | None
    ideal: int | None
    note: str = ""


def draw(pairs: Sequence[GapRow], *, uid: str, title: str, description: str) -> Markup | None:
    """Return one row for each pair: the current face, the ideal's hollow one, and the distance; None for no rows."""
    if not pairs:
        return None
    end = _START + 4 * _LEVEL + 2 * RADIUS + 16
    last = end + 40 + max(width(pair.note) for pair in pairs)
    body, y = [], float(_HEAD)
    for index, pair in enumerate(pairs):
        name = wrap(pair.name, _NAME)
        height = max(_LEAST_ROW, svg.LINE_HEIGHT * len(name) + 12)
        body += [svg.box((0, y), (last, height), f"cx-stage cx-stage-{index % 2}")]
        body += [svg.text_lines(8, y + (height - svg.LINE_HEIGHT * len(name)) / 2 + 12, name)]
        body += _row(pair, y + height / 2, end)
        y += height
    return svg.picture(
        "cx-gap", uid=uid, title=title, description=description, size=(last, y), body=[*_heads(y), *body]
    )


def _heads(height: float) -> Iterator[str]:
    for value in range(1, 6):
        yield svg.text_line(_x(value), 18, str(value), "cx-muted", "middle")
        yield svg.line((_x(value), _HEAD), (_x(value), height), "cx-grid")


def _row(pair: GapRow, y: float, end: float) -> Iterator[str]:
    current, ideal = pair.current, pair.ideal
    if current is not None and ideal is not None and current != ideal:
        away = RADIUS if ideal > current else -RADIUS
        tip = _x(ideal) - away - (3 if ideal > current else -3)
        style = "cx-closes" if ideal > current else "cx-widens"
        yield svg.line((_x(current) + away, y), (tip, y), f"cx-step {style}")
        yield svg.text_line(end, y + 4, f"{ideal - current:+d}".replace("-", "−"), "cx-value")
    if ideal is not None and ideal != current:
        yield face(_x(ideal), y, ideal, style="cx-hollow")
    if current is not None:
        yield face(_x(current), y, current)
    if current is not None and current == ideal:
        yield f'<circle class="cx-met" cx="{number(_x(current))}" cy="{number(y)}" r="{RADIUS + 4}"/>'
        yield svg.text_line(end, y + 4, "=", "cx-value")
    if current is None or ideal is None:
        yield svg.text_line(end, y + 4, "?" if not pair.note else "", "cx-value")
    if pair.note:
        yield svg.text_line(end + 28, y + 4, pair.note, "cx-muted")


def _x(value: int) -> int:
    return _START + (value - 1) * _LEVEL
