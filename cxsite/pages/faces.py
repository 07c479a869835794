"""The five faces of emotion as small pictures beside words."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from cxsite.drawing.face import face

FACES: Final = {
    emotion: Markup(  # noqa: S704 -- numbers only
        '<svg class="cx-drawing cx-small-face" viewBox="-13 -13 26 26" width="22" height="22" aria-hidden="true">'
        f"{face(0, 0, emotion)}</svg>"
    )
    for emotion in range(1, 6)
}
"""Pictures by emotion, 1–5; hidden from screen readers, because the number and its word are always next to them."""
