"""Edits that insert or move an item of a list in a YAML text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxsite.authoring.new_yaml_values import item_lines, values_in_brackets
from cxsite.authoring.setting_edits import edits_to_replace
from cxsite.authoring.text_edits import TextEdit, span_offsets
from cxsite.authoring.yaml_positions import (
    dash_column,
    is_in_brackets,
    item_bounds,
    item_starts,
    line_end,
    list_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.source_location import Fields


def edits_to_insert(text: str, top: Fields, path: Path, number: int, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """Yield edits, the preferred first, that insert an item into the list at `path`."""
    items = list_at(top, path)
    if not items:
        yield from edits_to_replace(text, top, path, [value])
        return
    number = min(number, len(items))
    if is_in_brackets(text, items):
        for flow in values_in_brackets(value):
            if number < len(items):
                start = span_offsets(text, items.item_span(number))[0]
                yield [TextEdit(start, start, f"{flow}, ")]
            else:
                end = span_offsets(text, items.item_span(number - 1))[1]
                yield [TextEdit(end, end, f", {flow}")]
        return
    starts, dash = item_starts(text, items), dash_column(text, items)
    lines = "\n".join(item_lines(value, dash))
    if number < len(items):
        yield [TextEdit(starts[number], starts[number], f"{lines}\n")]
    else:
        stop = line_end(text, span_offsets(text, items.item_span(number - 1))[1])
        yield [TextEdit(stop, stop, f"\n{lines}")]


def edits_to_move(text: str, top: Fields, path: Path, source: int, target: int) -> Iterator[Sequence[TextEdit]]:
    """Yield edits that move items by exchanging their texts: each place gets the text of its new item."""
    items = list_at(top, path)
    order = list(range(len(items)))
    order.insert(target, order.pop(source))
    if is_in_brackets(text, items):
        spans = [span_offsets(text, items.item_span(n)) for n in range(len(items))]
        yield [TextEdit(*spans[n], text[slice(*spans[order[n]])]) for n in range(len(items)) if order[n] != n]
        return
    bounds = item_bounds(text, items)
    pieces = [text[begin:end] for begin, end in pairwise(bounds)]
    ended = [piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces]
    made = "".join(ended[number] for number in order)
    yield [TextEdit(bounds[0], bounds[-1], made if text[: bounds[-1]].endswith("\n") else made.rstrip("\n"))]
