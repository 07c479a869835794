"""Values that know where they stand in an author's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.problems import Place

if TYPE_CHECKING:
    from cxsite.model.records.source_file import SourceFile, Span, TextPart


class Fields(dict[str, object]):
    """What stands under one key or list item as `key: value` lines.

    `file` is where it stands, `span` the whole value. `places` has for each key, counted from 0, its line, column and
    end column, and the four numbers of its value's span. A key whose value was left empty is in `places` alone, with
    the first three numbers only: an empty value counts as not written. One that says `null` has all seven.
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
        """Where a key stands, or its first line. Raises KeyError for a key that the file does not have here."""
        line, column, end, *_ = self.places[key]
        length = len(self.file.lines[line])
        return (line + 1, column + 1, line + 1, (end if column <= end <= length else length) + 1)

    def value_span(self, key: str) -> Span:
        """Where the value of a key stands, or the key itself where its value was left empty."""
        _, _, _, *span = self.places[key]
        return _to_one_based(*span) if span else self.key_span(key)

    def first_span(self) -> Span:
        """Where its first key stands; the whole of fields without any."""
        return self.key_span(next(iter(self.places))) if self.places else self.span


class Items(list[object]):
    """A list, with its span; `places` has for each item the four numbers of its own, counted from 0."""

    __slots__ = ("places", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.places: list[tuple[int, int, int, int]] = []

    def add(self, value: object, at: tuple[int, int, int, int]) -> None:
        """Put a value behind the others of a list that is being read."""
        self.append(value)
        self.places.append(at)

    def item_span(self, number: int) -> Span:
        """Where an item stands. Raises IndexError where there are not that many."""
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
    """The span of the value (or, if `key`, of the last key) that `path` leads to.

    Steps of the path that the file does not have are passed over, so that the span is that of the nearest
    thing that stands there.
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
    """The same as a `Place` in the file of `top`."""
    return Place(top.path, *span_of(top, path, key=key))


def place_within(top: Fields, path: tuple[str | int, ...], text: str, part: TextPart) -> Place:
    """The place of a part of the text that was read at `path`.

    Of a text in several languages it is looked for in the one that was read.
    """
    node: object = top
    for step in path:
        inside = (isinstance(node, Fields) and step in node) or (isinstance(node, Items) and isinstance(step, int))
        node = node[step] if inside else None  # type: ignore[index]
    if isinstance(node, Fields):
        path = (*path, *(key for key, value in node.items() if isinstance(value, str) and value.strip() == text))
    return Place(top.path, *top.file.span_of(part, text, span_of(top, path)))
