"""Parts of a page that search leaves out, taken away before it is read."""

from __future__ import annotations

import re
from typing import Final

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements that have no end."""
_EXCLUDE: Final = " data-search-exclude"
_LEFT_OUT: Final = re.compile(r"<([a-z]+)(?: [a-z-]+(?:=\"[^<>\"]*\")?)+>")
_ALONE: Final = re.compile(rf"<(?:{'|'.join(sorted(VOID))})(?![^\s>])[^<>]*(?<!/)>")
_BEGINS: Final = re.compile("<h[1-6]|<[A-Z]")


def strip_excluded(body: str) -> str:
    """The body with elements emptied that search leaves out, where that makes no difference to what is read.

    Journey maps and drawings are the greater part of a page.
    """
    kept, at = list[str](), 0
    mark = body.find(_EXCLUDE)
    while mark >= 0:
        start = _LEFT_OUT.match(body, body.rfind("<", at, mark))
        end = body.find(f"</{start[1]}>", start.end()) if start else -1
        if start and end >= 0 and _is_whole(body[start.end() : end], start[1]):
            kept += (body[at : start.start()], "<x></x>")
            at = end + len(start[1]) + 3
        mark = body.find(_EXCLUDE, max(mark + 1, at))
    return "".join((*kept, body[at:])) if kept else body


def _is_whole(html: str, tag: str) -> bool:
    """Whether all that begins in the HTML of an element ends there, and nothing in it begins a part of the page."""
    ends = html.count("</")
    alone = html.count("/>") + len(_ALONE.findall(html))
    return html.count("<") == 2 * ends + alone and not (f"<{tag}" in html or "<!" in html or _BEGINS.search(html))
