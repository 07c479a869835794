r"""Backslashes in double quotes that change a text: `"C:\temp\new"` contains a tab and a line break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.problems import Level, Place, Problem
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from cxsite.model.records.source_location import SourceFile

_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_DRIVE: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?!\\)")
_SHARE: Final = re.compile(r"(?:^|(?<=[\s(]))\\\\(?!\\)[\w.-]+")
_NOBODY_TYPES: Final = frozenset("tLP")
r"""Letters that follow a backslash in paths, and that are hardly ever meant as YAML's tab or line end."""
_LINE_IN_WORDS: Final = re.compile(r"(?<=[A-Za-z0-9_-])\\n(?=[a-z])")


def changed_by_backslash(file: SourceFile, span: tuple[int, ...]) -> Problem | None:
    """Return the problem of a double-quoted text whose backslashes seem to be part of it, from the first one.

    `span` has the four numbers, from 0, of the value with its quotes.
    """
    first, start, last, end = span
    lines = file.lines[first : last + 1]
    lines[-1] = lines[-1][: end - 1]
    lines[0] = lines[0][start + 1 :]
    at = next((hit for hit in (find_backslash(line) for line in lines) if hit is not None), None)
    if at is None:
        return None
    number = next(number for number, line in enumerate(lines) if find_backslash(line) is not None)
    column = at + (start + 1 if number == 0 else 0)
    whole = " ".join(" ".join(lines).split())
    place = Place(file.path, first + number + 1, column + 1, first + number + 1, column + 3)
    values = {"found": lines[number][at : at + 2], "paste": in_quotes(typed(whole))}
    return Problem(code="CX122", level=Level.WARNING, place=place, values=values)


def typed(inside: str) -> str:
    """Return the text between double quotes as its author sees it: only escaped quotation marks are resolved."""
    return re.sub(r'\\"', '"', inside)


def find_backslash(line: str) -> int | None:
    """Return the index of the first backslash of a text in double quotes that seems to be part of it, if any."""
    hits = [match.start() + (match[0].index("\\")) for pattern in (_DRIVE, _SHARE) if (match := pattern.search(line))]
    hits += [match.start() for match in _ESCAPE.finditer(line) if match[0][1] in _NOBODY_TYPES]
    hits += [match.start() for match in _LINE_IN_WORDS.finditer(line) if not line[: match.start()].endswith("\\")]
    return min(hits, default=None)
