"""What search finds in a section of plain HTML: the same as `search_entries` reads of any page, in one quick pass."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.site.plain_html import Plain, Tag

_KEPT: Final = ("p", "code", "li", "ol", "ul", "sub", "sup")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST: Final = 1 << 14
_BLANK: Final = "\0"
"""Stands for a text of spaces alone. Of several that follow each other, one is kept."""
_BLANKS: Final = re.compile(f"{_BLANK}+")
_WORDLESS: Final = re.compile(rf"<({'|'.join(_KEPT)})>[\s{_BLANK}]*</\1>")


class NotFlatError(Exception):
    """The section is to be read by the reader of any page."""


def section_text(section: Plain | None) -> str:
    """The text of a section, as search keeps it; None stands for one that is not plain HTML.

    Raises:
        NotFlatError: it is not plain, or holds headings, preformatted text, parts left out in a way of their own,
            elements that do not end where they should, or some without words.
    """
    if section is None:
        raise NotFlatError
    pieces = section.pieces.copy()
    for first, last in reversed(_unread(section.tags)):
        pieces[2 * first + 1 : 2 * last + 2] = [""]
    pieces[0::2] = map(_TEXTS.__getitem__, pieces[0::2])
    pieces[1::2] = map(_MARKS.__getitem__, pieces[1::2])
    said = "".join(pieces)
    if _WORDLESS.search(said):
        raise NotFlatError
    return _BLANKS.sub(" ", said).strip()


def _unread(tags: Iterable[Tag]) -> list[tuple[int, int]]:
    """The first and last tag of each element that search leaves out."""
    found, opened, left_out, start, depth = list[tuple[int, int]](), list[str](), "", 0, 0
    for at, (opens, closes, unread, _) in enumerate(tags):
        if opens:
            opened.append(opens)
            if opens == left_out or opens in _HEADINGS or (opens == "pre" and not left_out):
                raise NotFlatError
            if unread and not left_out:
                left_out, start, depth = opens, at, len(opened)
        if closes:
            if not opened or opened.pop() != closes:
                raise NotFlatError
            if left_out and len(opened) < depth:
                found.append((start, at))
                left_out = ""
    if opened:
        raise NotFlatError
    return found


class _Texts(dict[str, str]):
    """What search keeps of a text; a playbook's names stand on many pages."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        text = unescape(raw) if "&" in raw else raw
        shown = _BLANK if text.isspace() else escape(text, quote=False).replace("\n", " ")
        self[raw] = shown
        return shown


class _Marks(dict[str, str]):
    """What search keeps of a tag."""

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        name = written.strip("/").partition(" ")[0]
        end = f"</{name}>" if written.startswith("/") or written.endswith("/") else ""
        begin = "" if written.startswith("/") else f"<{name}>"
        found = self[written] = begin + end if name in _KEPT else ""
        return found


_TEXTS: Final = _Texts()
_MARKS: Final = _Marks()
