"""Icons and faces inside components."""

from __future__ import annotations

from functools import cache
from typing import Final

from cxsite.pages.faces import FACES
from cxsite.rendering.components.html import Html, attribute, trusted
from cxsite.rendering.icons import icon_class, render_icon

_FACES: Final = {emotion: trusted(face) for emotion, face in FACES.items()}


@cache
def icon(name: str) -> Html:
    """Return an icon; a word is always next to it."""
    return trusted(render_icon(name))


@cache
def icon_style(name: str) -> Html:
    """Return the class that draws an icon before a link or text."""
    return attribute(icon_class(name))


def face(emotion: int) -> Html:
    """Return the small face of an emotion, 1 to 5."""
    return _FACES[emotion]
