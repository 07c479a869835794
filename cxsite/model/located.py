"""Values that know where they stand in an author's file."""

from __future__ import annotations

from typing import TypeAlias

from cxsite.problems import Place

Span: TypeAlias = tuple[int, int, int, int]
"""First line, first column, last line, column after the last character; all from 1."""


class Fields(dict[str, object]):
    """What stands under one key or list item as `key: value` lines.

    `path` is the file, `span` the whole value, `keys_at` and `values_at` the span of each key and value. A key
    whose value was left empty is in `keys_at` only: an empty value counts as not written.
    """

    __slots__ = ("keys_at", "path", "span", "values_at")

    def __init__(self, path: str, span: Span) -> None:
        super().__init__()
        self.path = path
        self.span = span
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}


class Items(list[object]):
    """A list, with the span of each item."""

    __slots__ = ("items_at", "span")

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span
        self.items_at: list[Span] = []


def span_of(top: Fields, path: tuple[str | int, ...], *, key: bool = False) -> Span:
    """The span of the value (or, if `key`, of the last key) that `path` leads to.

    Steps of the path that the file does not have are passed over, so that the span is that of the nearest
    thing that stands there.
    """
    node: object = top
    span = top.span
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str) and step in node.keys_at:
            span = node.keys_at[step] if key or step not in node.values_at else node.values_at[step]
            node = node.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            span = node.items_at[step]
            node = node[step]
    return span


def place_of(top: Fields, path: tuple[str | int, ...], *, key: bool = False) -> Place:
    """The same as a `Place` in the file of `top`."""
    return Place(top.path, *span_of(top, path, key=key))
