"""Removes the parts of a page that search excludes, before the page is read."""

from __future__ import annotations

import re
from typing import Final

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without an end tag."""
_EXCLUDE: Final = " data-search-exclude"
_LEFT_OUT: Final = re.compile(r"<([a-z]+)(?: [a-z-]+(?:=\"[^<>\"]*\")?)+>")
_ALONE: Final = re.compile(rf"<(?:{'|'.join(sorted(VOID))})(?![^\s>])[^<>]*(?<!/)>")
_BEGINS: Final = re.compile("<h[1-6]|<[A-Z]")


def strip_excluded(body: str) -> str:
    """Empty the elements that search excludes, where that does not change what search reads.

    This saves time: journey maps and drawings are the largest part of a page.
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
    """Return whether all elements in an element's HTML end in it, and none of them begins a section."""
    ends = html.count("</")
    alone = html.count("/>") + len(_ALONE.findall(html))
    return html.count("<") == 2 * ends + alone and not (f"<{tag}" in html or "<!" in html or _BEGINS.search(html))
