"""Collects the sections of a page while its template is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from markupsafe import Markup

from cxsite.rendering.page import Section

_TOUCHING: Final = re.compile(
    ">(?=<)(?:(?<=</p>)|(?<=</(?:d[dtl]|li|t[dh])>)|(?<=</div>)|(?<=</(?:caption|summary)>)|(?<=</figcaption>))"
)
"""The end of a box just before a tag. The replacement is a constant: a function would be called for each match."""
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
        """Collect one section; `kind` is a class of its `<div>`. Returns an empty text: the template writes nothing."""
        html = wrap_in_div(caller(), kind)
        self.found.append(Section(level=level, heading=heading, id=id, html=html))
        return Markup("")


def wrap_in_div(html: str, kind: str = "") -> str:
    """Wrap HTML in one `<div class="cx …">` without blank lines; empty if there is no HTML."""
    if _EMPTY.fullmatch(html):
        return ""
    classes = f"cx {kind}".rstrip()
    return f'<div class="{classes}">\n{separate_boxes(strip_blank_lines(html))}\n</div>'


def separate_boxes(html: str) -> str:
    """Put a line break between boxes; without it, search would join their words: `LàmXếp hàng`."""
    return _TOUCHING.sub(">\n", html)


def strip_blank_lines(html: str) -> str:
    """Strip each line of the HTML and remove empty lines."""
    # As plain text: splitting Markup would construct Markup for each line.
    return "\n".join(filter(None, map(str.strip, str(html).split("\n"))))
