"""The locations of the single values of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cxsite.model.records.source_location import Fields, Items

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int, int, int]
"""First line, first column, last line, column after the last character; all from 0."""


def spans_in(node: object) -> Iterator[Span]:
    """Return the location of each single value, counted from 0; for a key without a value, of the key and its colon."""
    if isinstance(node, Fields):
        for key, (line, column, end, *span) in node.places.items():
            if not span:
                yield line, column, line, end + 1
            yield from _spans_at(node.get(key), span)
    elif isinstance(node, Items):
        for value, at in zip(node, node.places, strict=True):
            yield from _spans_at(value, list(at))


def _spans_at(value: object, span: list[int]) -> Iterator[Span]:
    if isinstance(value, (Fields, Items)):
        yield from spans_in(value)
    elif span:
        line, column, end_line, end = span
        yield line, column, end_line, end
