"""Where one touchpoint stands on the emotion curve: its neighbours' line, and its own face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.drawing.face import face
from cxsite.drawing.svg import number
from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART: Final = 30
_AROUND: Final = 3
_WIDTH: Final = _APART * (2 * _AROUND + 1)
_HEIGHT: Final = 78
_FACE_ROOM: Final = 15


def draw(lines: Sequence[Sequence[int | None]], at: int, *, label: str) -> Markup:
    """Give the curve from three touchpoints before column `at` to three after, with the faces at `at`.

    Each line holds one emotion a column, 1–5 or None; the picture is 210 × 78 pixels.
    """
    paths = "".join(
        f'<path class="cx-line cx-line-{index % 4}" d="{path}"/>'
        for index, line in enumerate(lines)
        if (path := _path(line, at))
    )
    here = sorted({emotion for line in lines if (emotion := line[at]) is not None})
    faces = "".join(face(_WIDTH / 2, _y(emotion), emotion) for emotion in here)
    return Markup(  # noqa: S704 - the label is encoded
        f'<svg class="cx-drawing cx-place" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'role="img" aria-label="{html.encode(label)}">'
        f'<path class="cx-grid cx-middle" d="M0 {number(_y(3))}H{_WIDTH}"/>'
        f'<path class="cx-grid" d="M{number(_WIDTH / 2)} 0V{_HEIGHT}"/>{paths}{faces}</svg>'
    )


def _y(emotion: float) -> float:
    return _FACE_ROOM + (5 - emotion) * (_HEIGHT - 2 * _FACE_ROOM) / 4


def _path(line: Sequence[int | None], at: int) -> str:
    path, drawing = "", False
    for column in range(max(0, at - _AROUND - 1), min(len(line), at + _AROUND + 2)):
        emotion = line[column]
        if emotion is None:
            drawing = False
            continue
        here = f"{number(_WIDTH / 2 + (column - at) * _APART)} {number(_y(emotion))}"
        path += f"L{here}" if drawing else f"M{here}h.01"
        drawing = True
    return path
