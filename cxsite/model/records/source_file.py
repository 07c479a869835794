"""A file's text as its author wrote it, and the location of parts of values in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int, int, int]
"""First line, first column, last line, column after the last character; all from 1."""

_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "0": "\0", "_": "\u00a0", "N": "\u0085", "L": "\u2028", "P": "\u2029"}


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text: the line and column (from 1) where it begins, and its text."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file: its path relative to the project, and its text with line feeds as line ends."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    def span_of(self, part: TextPart, value: str, span: Span) -> Span:
        """Return the location of a part of the text `value`, which is itself at `span`.

        A value may be folded, quoted or indented in the file, so its characters are matched there one by one. If they
        do not match, `span` is returned.
        """
        lines = value.split("\n")[: part.line]
        before = "".join("\n".join([*lines[:-1], lines[-1][: part.column - 1]]).split())
        letters = self._characters(span)
        if not all(character == letter for character, (letter, *_) in zip(before, letters, strict=False)):
            return span
        letter, number, start, end = next(letters, ("", 0, 0, 0))
        if letter != part.text[:1]:
            return span
        whole = start + len(part.text) if self.lines[number].startswith(part.text, start) else end
        return (number + 1, start + 1, number + 1, whole + 1)

    def _characters(self, span: Span) -> Iterator[tuple[str, int, int, int]]:
        """Yield every character of a value except white space, with its line, start and end (from 0) in the file."""
        first, start, last, end = span
        character = self.lines[first - 1][start - 1]
        quote = character if character in "\"'" else ""
        for number in range(first - 1 + (character in "|>"), last):
            line = self.lines[number]
            at = start - 1 + len(quote) if number == first - 1 else 0
            right = end - 1 - len(quote) if number == last - 1 else len(line)
            while at < right:
                letter, width = _character_at(line, at, quote)
                if letter.strip():
                    yield letter, number, at, at + width
                at += width


def _character_at(line: str, at: int, quote: str) -> tuple[str, int]:
    """Return the character at a column of a line, and the number of characters that it is written with."""
    if quote == '"' and (escape := _ESCAPE.match(line, at)):
        code = escape[0][2:]
        return chr(int(code, 16)) if code else _ESCAPED.get(escape[0][1:], escape[0][1:]), len(escape[0])
    if quote == '"' and line[at] == "\\":
        return "", 1  # the line is continued on the next
    return line[at], 2 if quote == "'" and line.startswith("''", at) else 1
