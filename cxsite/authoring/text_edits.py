"""Edits of an author's text that do not change any other byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.records.source_location import Span
    from cxsite.problems import Place

_BOM: Final = "\ufeff"
_LINE_END: Final = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """Replaces the characters from `start` to `end` (exclusive) by `text`, in offsets of the decoded file."""

    start: int
    end: int
    text: str


def apply_edits(data: bytes, edits: Iterable[TextEdit]) -> bytes:
    """Apply edits to a file's bytes. Offsets count each line end as one character, and no byte order mark.

    Line ends are kept; new text uses the file's first kind of line end.
    """
    raw = data.decode()
    shift = len(_BOM) if raw.startswith(_BOM) else 0
    ends = [(found.start() - shift, len(found[0]) - 1) for found in _LINE_END.finditer(raw)]
    line_end = next((found[0] for found in _LINE_END.finditer(raw)), "\n")
    extra, parts, done, passed = 0, [], 0, 0
    for edit in sorted(set(edits)):
        start, end = edit.start, edit.end
        spots = []
        for offset in (start, end):
            while passed < len(ends) and ends[passed][0] - extra < offset:
                extra += ends[passed][1]
                passed += 1
            spots.append(offset + extra + shift)
        parts += [raw[done : spots[0]], edit.text.replace("\n", line_end)]
        done = spots[1]
    return "".join([*parts, raw[done:]]).encode()


def find_offsets(text: str, place: Place) -> tuple[int, int]:
    """Return start and end of a place in a text with LF line ends."""
    return span_offsets(text, (place.line, place.column, place.end_line, place.end_column))


def span_offsets(text: str, span: Span) -> tuple[int, int]:
    """Return start and end of a span in a text with LF line ends."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    first, column, last, end_column = span
    return starts[first - 1] + column - 1, starts[last - 1] + end_column - 1


def scalar_edit(text: str, place: Place, value: str) -> TextEdit:
    """Return the edit that replaces the id at a place, in the same quotes, or in quotes if it needs them."""
    start, end = find_offsets(text, place)
    quote = text[start] if text[start] in "\"'" else ""
    if not quote and not isinstance(plain_value(value), str):
        quote = '"'
    return TextEdit(start, end, f"{quote}{value}{quote}")


def link_edits(text: str, start: int, end: int, old: str, new: str) -> Iterable[TextEdit]:
    """Return the edits that replace the target of Markdown links to `old` between two offsets."""
    target = re.compile(rf"(?:\]\(|^[ \t]*\[[^\]\n]+\]:)[ \t]*<?({re.escape(old)})(?=[\s)>])", re.MULTILINE)
    for found in target.finditer(text, start, end):
        yield TextEdit(found.start(1), found.end(1), new)
