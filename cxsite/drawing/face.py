"""The five faces of emotion, from 1 (very bad) to 5 (very good), distinguished by mouth and by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Mapping

RADIUS: Final = 12

_EYES: Final = "M-4-3v.01M4-3v.01"
_MOUTHS: Final = {
    1: "M-5 7Q0-1 5 7",
    2: "M-5 6Q0 2 5 6",
    3: "M-5 4.5H5",
    4: "M-5 3Q0 7.5 5 3",
    5: "M-6 2Q0 12 6 2Z",
}


def define_shapes(uid: str, heights: Mapping[int, float]) -> str:
    """Return the faces as hidden shapes for `refer_to_shape`, each at its emotion's height.

    `uid` makes their ids unique.
    """
    faces = "".join(
        f'<g id="{uid}-{emotion}" class="cx-face cx-e{emotion}" transform="translate(0 {number(y)})">'
        f"{_draw_face(emotion)}</g>"
        for emotion, y in heights.items()
    )
    return f"<defs>{faces}</defs>"


def refer_to_shape(uid: str, x: float, emotion: int) -> str:
    """Return the face of an emotion around `x`, as a reference to its shape.

    It uses `xlink:href`, the old name of `href`: when the theme loads a page without a full reload, its script rewrites
    every `href` property, which is read-only on this element, and stops with an error.
    """
    return f'<use xlink:href="#{uid}-{emotion}" x="{number(x)}"/>'


def face(x: float, y: float, emotion: int, *, style: str = "") -> str:
    """Return the face of an emotion, 1–5, around a point; `style` is an additional CSS class."""
    classes = f"cx-face cx-e{emotion} {style}".rstrip()
    return f'<g class="{classes}" transform="translate({number(x)} {number(y)})">{_draw_face(emotion)}</g>'


def _draw_face(emotion: int) -> str:
    return f'<circle r="{RADIUS}"/><path d="{_EYES}{_MOUTHS[emotion]}"/>'
