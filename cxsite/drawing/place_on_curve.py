"""The position of touchpoints on the emotion curve: the line of the neighbours, and the touchpoint's own face.

The line and the faces are written once for a page, hidden; each touchpoint's picture refers to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.drawing.face import face
from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_APART: Final = 30
_WIDTH: Final = _APART * 7
_MIDDLE: Final = _WIDTH / 2
_HEIGHT: Final = 78
_FACE_ROOM: Final = 15


def draw_shared_shapes(lines: Sequence[Mapping[int, int | None]]) -> Markup:
    """Return the shapes to which the pictures of one page refer; a line has by column an emotion, 1–5 or None."""
    columns = max((column + 1 for line in lines for column in line), default=0)
    paths = "".join(
        f'<path class="cx-line cx-line-{index % 4}" d="{path}"/>'
        for index, line in enumerate(lines)
        if (path := _path(line))
    )
    felt = sorted({emotion for line in lines for emotion in line.values() if emotion is not None})
    faces = "".join(f'<g id="place-{emotion}">{face(_MIDDLE, _y(emotion), emotion)}</g>' for emotion in felt)
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="cx-places" aria-hidden="true"><g id="place-way"><path class="cx-grid cx-middle" '
        f'd="M{-_WIDTH} {number(_y(3))}H{_WIDTH + columns * _APART}"/>{paths}</g>{faces}</svg>'
    )


def draw(lines: Sequence[Mapping[int, int | None]], at: int) -> Markup:
    """Return the curve from three touchpoints before column `at` to three after, with the faces at `at`.

    The picture is 210 × 78 pixels, the same as in `journey.css`, which also draws the line in its middle. It has no
    name, because the same facts are to be written next to it.
    """
    here = sorted({emotion for line in lines if (emotion := line.get(at)) is not None})
    faces = "".join(f'<use xlink:href="#place-{emotion}"/>' for emotion in here)
    return Markup(  # noqa: S704 - numbers only
        '<svg class="cx-place" aria-hidden="true">'
        f'<use xlink:href="#place-way" x="{number(_MIDDLE - at * _APART)}"/>{faces}</svg>'
    )


def _y(emotion: float) -> float:
    return _FACE_ROOM + (5 - emotion) * (_HEIGHT - 2 * _FACE_ROOM) / 4


def _path(line: Mapping[int, int | None]) -> str:
    path, drawing = "", False
    for column, emotion in line.items():
        if emotion is None:
            drawing = False
            continue
        here = f"{column * _APART} {number(_y(emotion))}"
        path += f"L{here}" if drawing else f"M{here}h.01"
        drawing = True
    return path
