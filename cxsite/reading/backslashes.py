r"""Backslashes in double quotes that change a text: `"C:\temp\new"` has a tab and a new line in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.problems import Level, Place, Problem
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from cxsite.model.records.source_file import SourceFile

_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_DRIVE: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?!\\)")
_SHARE: Final = re.compile(r"(?:^|(?<=[\s(]))\\\\(?!\\)[\w.-]+")
_NOBODY_TYPES: Final = frozenset("tLP")
r"""Letters that a backslash stands before in a path, and hardly for the tab or line end that YAML makes of them."""
_LINE_IN_WORDS: Final = re.compile(r"(?<=[A-Za-z0-9_-])\\n(?=[a-z])")


def changed_by_backslash(file: SourceFile, span: tuple[int, ...]) -> Problem | None:
    """The problem of a text in double quotes whose backslashes seem to belong to it, from the first of them on.

    `span` has the four numbers, from 0, of the value with its quotes.
    """
    first, start, last, end = span
    lines = file.lines[first : last + 1]
    lines[-1] = lines[-1][: end - 1]
    lines[0] = lines[0][start + 1 :]
    at = next((hit for hit in (_first(line) for line in lines) if hit is not None), None)
    if at is None:
        return None
    number = next(number for number, line in enumerate(lines) if _first(line) is not None)
    column = at + (start + 1 if number == 0 else 0)
    whole = " ".join(" ".join(lines).split())
    place = Place(file.path, first + number + 1, column + 1, first + number + 1, column + 3)
    values = {"found": lines[number][at : at + 2], "paste": in_quotes(typed(whole))}
    return Problem(code="CX122", level=Level.WARNING, place=place, values=values)


def typed(inside: str) -> str:
    """What stands between double quotes as its author sees it: escaped quotation marks as such, no other escapes."""
    return re.sub(r'\\"', '"', inside)


def _first(line: str) -> int | None:
    """Where the first backslash stands that seems to belong to the text."""
    hits = [match.start() + (match[0].index("\\")) for pattern in (_DRIVE, _SHARE) if (match := pattern.search(line))]
    hits += [match.start() for match in _ESCAPE.finditer(line) if match[0][1] in _NOBODY_TYPES]
    hits += [match.start() for match in _LINE_IN_WORDS.finditer(line) if not line[: match.start()].endswith("\\")]
    return min(hits, default=None)
