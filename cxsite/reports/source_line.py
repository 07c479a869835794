"""Formats a line of an author's file with carets under the exact range, by terminal columns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.escaping import terminal

if TYPE_CHECKING:
    from cxsite.problems import Place

WIDEST: Final = 96
TAB_STOP: Final = 4
_CUT: Final = "…"
_NARROW: Final = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*")
"""Characters that take one column and are shown unchanged. Fast path: most lines have no others."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source line as shown, and the line of carets below it."""

    text: str
    carets: str


def source_line(line: str, place: Place, widest: int = WIDEST) -> SourceLine | None:
    """Return the line on which a place begins, at most `widest` columns around the carets.

    Tabs are shown as arrows up to the next tab stop, invisible characters as escapes. None if the line is blank. A
    range over several lines is marked to the end of the first.
    """
    if not line.strip():
        return None
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(place.end_column - 1, len(line))
    shown = _show_characters(line)
    first, behind = _trim(shown, start, max(end, start + 1), widest)
    return _draw_carets(shown, start, max(end, start + 1), first, behind)


def _show_characters(line: str) -> list[str]:
    """Return how each character of the line is shown."""
    if _NARROW.fullmatch(line):
        return list(line)
    cells: list[str] = []
    column = 0
    for one_character, shown in zip(line, terminal.encode_each(line), strict=True):
        cell = "→".ljust(TAB_STOP - column % TAB_STOP) if one_character == "\t" else _visible(one_character, shown)
        cells.append(cell)
        column += max(_columns(cell), 0)
    return cells


def _columns(text: str) -> int:
    """Return the columns of a text in a terminal; less than 0 if unknown."""
    from wcwidth import wcswidth  # noqa: PLC0415 -- its tables are long, and few lines need them

    return wcswidth(text)


def _visible(character: str, shown: str) -> str:
    """Return how a character is shown; special spaces are escaped, because they are mistakes that nobody sees."""
    if character != " " and unicodedata.category(character) == "Zs":
        return character.encode("unicode_escape").decode("ascii")
    return shown


def _width(cells: list[str]) -> int:
    text = "".join(cells)
    if _NARROW.fullmatch(text):
        return len(text)
    return max(_columns(text), 0)


def _trim(cells: list[str], start: int, end: int, widest: int) -> tuple[int, int]:
    """Return the first cell to show and the one after the last, so that the start of the range is visible."""
    if _width(cells) <= widest:
        return 0, len(cells)
    room = widest - 2
    first = start
    before = max(room - _width(cells[start:end]), room // 3)
    while first > 0 and _width(cells[first - 1 : start]) <= before // 2:
        first -= 1
    while 0 < first < start and _joins(cells[first]):
        first += 1
    behind = first
    while behind < len(cells) and _width(cells[first : behind + 1]) <= room:
        behind += 1
    while behind < len(cells) and behind > start + 1 and _joins(cells[behind]):
        behind -= 1
    return first, behind


def _joins(cell: str) -> bool:
    return _columns(cell) == 0


def _draw_carets(cells: list[str], start: int, end: int, first: int, behind: int) -> SourceLine:
    head = _CUT if first else ""
    tail = _CUT if behind < len(cells) else ""
    gap = _width(cells[first:start]) + len(head)
    until = min(end, behind)
    marked = _width(cells[first:until]) - _width(cells[first:start])
    text = head + "".join(cells[first:behind]) + tail
    return SourceLine(text.rstrip(), " " * gap + "^" * max(marked, 1))
