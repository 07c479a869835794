"""Icons for channels and labels, drawn for this site on a 24 × 24 grid, in the text's colour.

A page names an icon; its shape is in the style sheet once, as a mask over the colour of the text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_DATA: Final = " '/:=.,-"
_PATHS: Final = {
    "in-person": "M3 10 5 4h14l2 6M4 10v10h16V10M3 10h18M10 20v-6h4v6",
    "website": "M3 5h18v14H3zM3 9h18M6 7h.01M9 7h.01",
    "app": "M7 3h10v18H7zM11 18h2",
    "marketplace": "M4 8h16l-1 12H5zM8 8a4 4 0 0 1 8 0",
    "livestream": "M3 6h12v12H3zM15 11l6-4v10l-6-4M7 10l4 2-4 2z",
    "phone": "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z",
    "email": "M3 6h18v12H3zM3 7l9 6 9-6",
    "chat": "M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5",
    "sms": "M4 5h16v11H9l-5 4zM8 10.5h.01M12 10.5h.01M16 10.5h.01",
    "social": "M6 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M3 20c0-4 2-6 6-6s6 2 6 6M15 5a3 3 0 0 1 0 6M17 14c3 0 4 2 4 6",
    "post": "M4 8h16v12H4zM4 8l8 6 8-6M9 4h6v4H9z",
    "delivery": "M2 6h12v11H2zM14 10h4l4 4v3h-8M5 18a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15 18a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "kiosk": "M6 3h12v11H6zM12 14v6M8 20h8M9 7h6M9 10h3",
    "partner": "M3 8l4-2 5 2 5-2 4 2v8l-4 1-5 3-5-3-4-1zM12 8l-3 4 2 1 3-2 4 4",
    "other": "M12 3l9 5v8l-9 5-9-5V8zM3 8l9 5 9-5M12 13v8",
    "moment": "M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2 6.4 20.3l1.2-6.3L3 9.6l6.3-.8z",
    "signature": "M12 3v18M3 12h18M6 6l12 12M18 6 6 18",
    "language": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "edit": "M4 20v-4L15 5l4 4L8 20zM13 7l4 4",
    "feedback": "M4 5h16v11H11l-5 4v-4H4zM12 8v3M12 13.5h.01",
    "owner": "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 21c0-4 3-7 8-7s8 3 8 7",
    "reviewed": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
    "as-of": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3 2",
    "evidence": "M4 10a6 6 0 1 0 12 0a6 6 0 1 0-12 0M15 15l6 6",
    "period": "M7 3h10M7 21h10M8 3c0 5 8 5 8 9s-8 4-8 9M16 3c0 5-8 5-8 9s8 4 8 9",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "next": "M4 12h15M13 6l6 6-6 6",
    "goal": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
}


_FILLED: Final = frozenset({"moment"})


@cache
def render_icon(name: str) -> Markup:
    """Return the icon as an empty element: text is always next to it, so screen readers need no name."""
    return Markup('<i class="cx-icon {}"></i>').format(icon_class(name))


def icon_class(name: str) -> str:
    """Return the class that makes the style sheet draw the icon before a link or text."""
    return f"cx-icon-{name if name in _PATHS else 'other'}"


def icon_rules() -> Iterator[str]:
    """Yield the lines of the style sheet that define the shape of each icon."""
    for name, path in _PATHS.items():
        filled = "#000" if name in _FILLED else "none"
        drawing = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='{filled}' stroke='#000' "
            f"stroke-width='1.7' stroke-linecap='round' stroke-linejoin='round'><path d='{path}'/></svg>"
        )
        yield f'.cx-icon-{name} {{ --cx-shape: url("data:image/svg+xml,{quote(drawing, safe=_IN_DATA)}"); }}'
