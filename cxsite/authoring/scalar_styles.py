"""Writes a new value in the style of the old one, so that diffs are small.

YAML has five styles for a text: plain, in single or double quotation marks, literal (`|`) and folded (`>`). A value
keeps its style where that can hold the new text. In folded, literal and plain texts over several lines, words that
stay keep their line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from cxsite.model.written_number import WrittenFloat, WrittenInteger, number_as_text
from cxsite.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

Scalar = str | int | float | bool
WIDTH: Final = 100
_LONGEST_LINE: Final = 120
_HEADER: Final = re.compile(r"[|>][-+0-9]*[^\n]*\n?")
_PLAIN_START: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|[-?:](?=[^\s,\[\]{}])")
_UNSAFE: Final = re.compile(
    r":(?=\s|$)|(?<=\s)#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u00a0\u200b-\u200f\u202a-\u202e]"
)
_TYPOGRAPHIC: Final = ("“", "”", "‘", "–", "—")  # noqa: RUF001 -- what word processors put in
_UNSAFE_IN_FLOW: Final = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True, slots=True)
class ScalarPlace:
    """The place of a scalar: its current text (empty for a new one), its indentation, and whether it is in brackets.

    `indent` is the column of the key or dash that the value belongs to, and `start` that of the value.
    """

    written: str
    indent: int
    in_flow: bool
    start: int = 0

    @property
    def style(self) -> str:
        """The character that begins the value: a quotation mark, `|`, `>`, or empty for a plain one."""
        return self.written[:1] if self.written[:1] in ('"', "'", "|", ">") else ""


def renderings(value: Scalar, place: ScalarPlace) -> Iterator[str]:
    """Yield ways to write a value at a place, the best first; the last one is always read as the same value."""
    if not isinstance(value, str):
        yield str(number_as_text(value)) if isinstance(value, (WrittenInteger, WrittenFloat)) else json.dumps(value)
        return
    if _becomes_too_wide(value, place):
        yield _new_folded(value, place.indent + 2)
    if place.written:
        yield from _in_old_style(value, place)
    if "\n" in value and not place.in_flow:
        yield _literal(value, place.indent)
    if _can_be_plain(value, in_flow=place.in_flow) and not value.startswith(_TYPOGRAPHIC):
        yield value
    if "\\" in value and "\n" not in value:  # in double quotation marks a backslash begins an escape
        yield "'" + value.replace("'", "''") + "'"
    yield json.dumps(value, ensure_ascii=False)
    yield json.dumps(value)


def _can_be_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether a one-line text may be written without quotation marks."""
    if not text or text != text.strip() or "\n" in text or not isinstance(plain_value(text), str):
        return False
    if not _PLAIN_START.match(text) or _UNSAFE.search(text) or (in_flow and _UNSAFE_IN_FLOW.search(text)):
        return False
    return not text.startswith(("---", "..."))


def _in_old_style(value: str, place: ScalarPlace) -> Iterator[str]:
    if place.style == "'" and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"
    elif place.style == '"':
        yield json.dumps(value, ensure_ascii=False)
    elif place.style == "|":
        yield from _as_literal(value, place)
    elif place.style == ">":
        yield from _as_folded(value, place)
    elif not place.style and "\n" not in place.written and _can_be_plain(value, in_flow=place.in_flow):
        yield value
    elif not place.style and "\n" in place.written and "\n" not in value:
        lines = place.written.split("\n")
        margin = len(lines[1]) - len(lines[1].lstrip())
        kept = _same_lines([line.strip() for line in lines], value)
        yield "\n".join([kept[0], *(" " * margin + line for line in kept[1:])])


def _becomes_too_wide(value: str, place: ScalarPlace) -> bool:
    """Return whether a text on one line does not fit there, unless its old text was already wider than a line."""
    if place.in_flow or "\n" in place.written or place.style in {"|", ">"} or place.start + len(place.written) > WIDTH:
        return False
    quotes = 0 if _can_be_plain(value, in_flow=False) else 2
    limit = _LONGEST_LINE if place.written else WIDTH  # a changed word should change one line
    return value == " ".join(value.split()) and place.start + len(value) + quotes > limit


def _new_folded(value: str, column: int) -> str:
    """Return a text folded over lines that begin in a column."""
    spaces = list(break_lines(value, WIDTH - column))
    bounds = zip([0, *(one + 1 for one in spaces)], [*spaces, len(value)], strict=True)
    return "\n".join([">-", *(" " * column + value[start:end] for start, end in bounds)])


def break_lines(text: str, width: int) -> Iterator[int]:
    """Yield the offsets of the spaces at which lines of that width end."""
    start, last = 0, -1
    for at, character in enumerate(text):
        if character == " ":
            if at - start > width and last > start:
                yield last
                start = last + 1
            last = at
    if len(text) - start > width and last > start:
        yield last


def _literal(value: str, indent: int) -> str:
    """Return a text as a new literal block below its key."""
    keep = "" if value.endswith("\n") else "-"
    body = "\n".join(" " * (indent + 2) + line if line else "" for line in value.rstrip("\n").split("\n"))
    return f"|{keep}\n{body}"


def _as_literal(value: str, place: ScalarPlace) -> Iterator[str]:
    """Yield the new lines with the old header and indentation. The header determines trailing line breaks."""
    header, margin = _block(place)
    lines = value.strip("\n").split("\n")
    if lines[0][:1] not in (" ", "\t"):
        yield header + "\n".join(" " * margin + line if line else "" for line in lines)


def _as_folded(value: str, place: ScalarPlace) -> Iterator[str]:
    """Yield the text with the old header and indentation; unchanged words keep their line, paragraphs stay separate."""
    header, margin = _block(place)
    old = [line[margin:] for line in place.written[len(header) :].split("\n")]
    paragraphs = [paragraph.split("\n") for paragraph in "\n".join(old).strip("\n").split("\n\n")]
    new = value.strip("\n").split("\n")
    if any(line[:1] in (" ", "\t") for line in (*old, *new)) or len(new) != len(paragraphs):
        return
    made = [_same_lines(before, after) for before, after in zip(paragraphs, new, strict=True)]
    yield header + "\n\n".join("\n".join(" " * margin + line for line in lines) for lines in made)


def _block(place: ScalarPlace) -> tuple[str, int]:
    """Return the header of a block with its line end, and the column at which its lines begin."""
    found = _HEADER.match(place.written)
    header = found[0] if found else "|\n"
    if not header.endswith("\n"):
        header += "\n"
    lines = [line for line in place.written[len(header) :].split("\n") if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines), default=place.indent + 2)
    return header, margin


def _same_lines(old: list[str], new: str) -> list[str]:
    """Distribute the words of a new text over the lines of the old one: each unchanged word keeps its line.

    New words go to the line of the word before them; a line that becomes too long is broken.
    """
    before = [(word, number) for number, line in enumerate(old) for word in line.split(" ")]
    words = new.split(" ")
    matcher = SequenceMatcher(None, [word for word, _ in before], words, autojunk=False)
    lines: list[list[str]] = [[] for _ in old]
    at = 0
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            for offset in range(last - first):
                at = before[first + offset][1]
                lines[at].append(words[begin + offset])
            continue
        numbers = [before[one][1] for one in range(first, last)] or [at]
        for offset in range(end - begin):
            at = numbers[min(offset * len(numbers) // max(1, end - begin), len(numbers) - 1)]
            lines[at].append(words[begin + offset])
    return [part for line in lines if line for part in _break_line(" ".join(line))]


def _break_line(line: str) -> Iterator[str]:
    """Break a line at spaces if it is too long."""
    while len(line) > _LONGEST_LINE:
        space = line.rfind(" ", 0, WIDTH)
        if space <= 0:
            break
        yield line[:space]
        line = line[space + 1 :]
    yield line
