"""What one template yields: the sections of its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from markupsafe import Markup

from cxsite.rendering.page import Section

_TOUCHING: Final = re.compile(
    ">(?=<)(?:(?<=</p>)|(?<=</(?:d[dtl]|li|t[dh])>)|(?<=</div>)|(?<=</(?:caption|summary)>)|(?<=</figcaption>))"
)
"""The end of a box, just before a tag. What takes its place is the same for all, or Python would be asked each time."""
_EMPTY: Final = re.compile(r"\s*")
Caller: TypeAlias = Callable[[], str]


class Sections:
    """Collects the sections of a page: in templates, `{% call section(2, heading, id) %}…{% endcall %}`."""

    def __init__(self) -> None:
        self.found: list[Section] = []

    def __call__(
        self,
        level: int,
        heading: str,
        id: str,  # noqa: A002 -- HTML's word
        kind: str = "",
        *,
        caller: Caller,
    ) -> Markup:
        """Keep one section; `kind` is a class of its `<div>`. Writes nothing where the template stands."""
        html = wrap_in_div(caller(), kind)
        self.found.append(Section(level=level, heading=heading, id=id, html=html))
        return Markup("")


def wrap_in_div(html: str, kind: str = "") -> str:
    """The HTML in one `<div class="cx …">` without blank lines; empty where there is none."""
    if _EMPTY.fullmatch(html):
        return ""
    classes = f"cx {kind}".rstrip()
    return f'<div class="{classes}">\n{separate_boxes(strip_blank_lines(html))}\n</div>'


def separate_boxes(html: str) -> str:
    """The HTML with a line between boxes, or search would read their words as one: `LàmXếp hàng`."""
    return _TOUCHING.sub(">\n", html)


def strip_blank_lines(html: str) -> str:
    """The HTML with each line stripped and empty lines dropped."""
    # As plain text: of Markup, each line would be made Markup again.
    return "\n".join(filter(None, map(str.strip, str(html).split("\n"))))
