"""A file's text as its author wrote it, and values and parts of texts that know their location in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.problems import Place

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

    def __reduce__(self) -> tuple[type[SourceFile], tuple[str, str]]:
        """Return what pickling keeps: not the lines."""
        return SourceFile, (self.path, self.text)

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


class Fields(dict[str, object]):
    """A mapping in a file: `key: value` lines under one key or list item.

    `file` is the file, `span` the location of the whole value. `places` has for each key, counted from 0, its line,
    column and end column, and the four numbers of its value's span. A key with an empty value is in `places` only, with
    just the first three numbers, because an empty value counts as not written. A key with `null` has all seven.
    """

    __slots__ = ("file", "places", "span")

    def __init__(self, file: SourceFile, span: Span) -> None:
        self.file = file
        self.span = span
        self.places: dict[str, tuple[int, ...]] = {}

    @property
    def path(self) -> str:
        """The file's path relative to the project."""
        return self.file.path

    def key_span(self, key: str) -> Span:
        """Return the location of a key, or of the first line. Raises KeyError if the file lacks the key here."""
        line, column, end, *_ = self.places[key]
        length = len(self.file.lines[line])
        return (line + 1, column + 1, line + 1, (end if column <= end <= length else length) + 1)

    def value_span(self, key: str) -> Span:
        """Return the location of a key's value, or of the key itself if its value is empty."""
        _, _, _, *span = self.places[key]
        return _to_one_based(*span) if span else self.key_span(key)

    def first_span(self) -> Span:
        """The location of its first key; the whole span if there are no keys."""
        return self.key_span(next(iter(self.places))) if self.places else self.span


class Items(list[object]):
    """A list with its span; `places` has for each item the four numbers of its span, counted from 0."""

    __slots__ = ("places", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.places: list[tuple[int, int, int, int]] = []

    def add(self, value: object, at: tuple[int, int, int, int]) -> None:
        """Append a value to a list that is being read."""
        self.append(value)
        self.places.append(at)

    def item_span(self, number: int) -> Span:
        """Return the location of an item. Raises IndexError if there are fewer items."""
        return _to_one_based(*self.places[number])


def _to_one_based(line: int, column: int, end_line: int, end_column: int) -> Span:
    return (line + 1, column + 1, end_line + 1, end_column + 1)


def node_at(top: Fields, path: tuple[str | int, ...]) -> object:
    """The value that `path` leads to. Steps that the file does not have are passed over, as by `span_of`."""
    node: object = top
    for step in path:
        if (isinstance(node, Fields) and step in node) or (isinstance(node, Items) and isinstance(step, int)):
            node = node[step]  # type: ignore[index]
    return node


def span_of(top: Fields, path: tuple[str | int, ...], *, key: bool = False) -> Span:
    """Return the span of the value (or, if `key`, of the last key) at the end of `path`.

    Steps of the path that the file does not have are skipped, so that the span is that of the nearest value that
    exists.
    """
    node: object = top
    span = top.span
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str) and step in node.places:
            span = node.key_span(step) if key else node.value_span(step)
            node = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            span = node.item_span(step)
            node = node[step]
    return span


def place_of(top: Fields, path: tuple[str | int, ...], *, key: bool = False) -> Place:
    """Return the span as a `Place` in the file of `top`."""
    return Place(top.path, *span_of(top, path, key=key))


def place_within(top: Fields, path: tuple[str | int, ...], text: str, part: TextPart) -> Place:
    """Return the place of a part of the text that was read at `path`.

    For a text in several languages the part is looked up in the language that was read.
    """
    node: object = top
    for step in path:
        inside = (isinstance(node, Fields) and step in node) or (isinstance(node, Items) and isinstance(step, int))
        node = node[step] if inside else None  # type: ignore[index]
    if isinstance(node, Fields):
        path = (*path, *(key for key, value in node.items() if isinstance(value, str) and value.strip() == text))
    return Place(top.path, *top.file.span_of(part, text, span_of(top, path)))
