"""Collects the sections of a page while its template is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from markupsafe import Markup

from cxsite.escaping.html import finalize
from cxsite.rendering.page import Section

_TOUCHING: Final = re.compile(
    ">(?=<)(?:(?<=</p>)|(?<=</(?:d[dtl]|li|t[dh])>)|(?<=</div>)|(?<=</(?:caption|summary)>)|(?<=</figcaption>))"
)
"""The end of a box just before a tag. The replacement is a constant: a function would be called for each match."""
_EMPTY: Final = re.compile(r"\s*")
_MARKED: Final = re.compile(
    r"""(<[a-zA-Z](?:[^<>"']|"[^<"]*"|'[^<']*')*(?:"[^<"]*|'[^<']*))"""
    r"""<span class="cx-fallback" lang="[a-z]+">([^<]*)</span>"""
)
"""A tag up to a text in another language inside one of its attributes."""
_NOTHING: Final = Markup("")
Caller: TypeAlias = Callable[[], str]


class Sections:
    """Collects the sections of a page: in templates, `{% call section(2, heading, id) %}…{% endcall %}`.

    A section that is one component is written `{{ section(2, heading, id, body=component(…)) }}`.
    """

    def __init__(self) -> None:
        self.found: list[Section] = []

    def __call__(  # noqa: PLR0913 -- what a section consists of
        self,
        level: int,
        heading: str,
        id: str,  # noqa: A002 -- HTML's word
        kind: str = "",
        *,
        body: str | None = None,
        caller: Caller | None = None,
    ) -> Markup:
        """Collect one section; `kind` is a class of its `<div>`. Returns an empty text: the template writes nothing."""
        html = wrap_in_div(caller(), kind) if caller else _wrap(str(finalize(body or "")).rstrip(), kind)
        self.found.append(Section(level=level, heading=heading, id=id, html=html))
        return _NOTHING


def wrap_in_div(html: str, kind: str = "") -> str:
    """Wrap HTML of a template in one `<div class="cx …">` without blank lines; empty if there is no HTML."""
    if _EMPTY.fullmatch(html):
        return ""
    return _wrap(unmark_attributes(separate_boxes(strip_blank_lines(html))), kind)


def _wrap(html: str, kind: str) -> str:
    """Wrap HTML that needs nothing else, which is what components return."""
    if not html:
        return ""
    classes = f"cx {kind}".rstrip()
    return f'<div class="{classes}">\n{html}\n</div>'


def separate_boxes(html: str) -> str:
    """Put a line break between boxes; without it, search would join their words: `LàmXếp hàng`."""
    return _TOUCHING.sub(">\n", html)


def strip_blank_lines(html: str) -> str:
    """Strip each line of the HTML and remove empty lines."""
    # As plain text: splitting Markup would construct Markup for each line.
    return "\n".join(filter(None, map(str.strip, str(html).split("\n"))))


def unmark_attributes(html: str) -> str:
    """Remove the marks of texts in another language from attributes, where no element may stand."""
    found = 1 if "cx-fallback" in html else 0
    while found:
        html, found = _MARKED.subn(r"\1\2", html)
    return html
