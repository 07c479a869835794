"""Edits that remove a key or an item from a YAML text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.authoring.text_edits import TextEdit, span_offsets
from cxsite.authoring.yaml_positions import (
    entry_end,
    is_in_brackets,
    item_starts,
    line_after,
    line_end,
    line_start,
    value_at,
)
from cxsite.model.records.source_location import Fields, Items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.authoring.yaml_positions import Path


def edits_to_remove(text: str, top: Fields, path: Path) -> Iterator[Sequence[TextEdit]]:
    """Yield edits that remove a key or an item; a parent with no other content is removed as a whole."""
    while len(path) > 1:
        if len(value_at(top, path[:-1]).places) > 1:
            break
        path = path[:-1]
    holder, step = value_at(top, path[:-1]), path[-1]
    if isinstance(holder, Items) and isinstance(step, int):
        yield from _cut_item(text, holder, step)
    elif isinstance(holder, Fields) and isinstance(step, str):
        yield from _cut_key(text, holder, step)


def _cut_item(text: str, items: Items, number: int) -> Iterator[Sequence[TextEdit]]:
    start, end = span_offsets(text, items.item_span(number))
    if is_in_brackets(text, items):
        if number + 1 < len(items):
            yield [TextEdit(start, span_offsets(text, items.item_span(number + 1))[0], "")]
        else:
            yield [TextEdit(span_offsets(text, items.item_span(number - 1))[1], end, "")]
        return
    yield [TextEdit(item_starts(text, items)[number], line_after(text, end), "")]


def _cut_key(text: str, holder: Fields, key: str) -> Iterator[Sequence[TextEdit]]:
    keys = list(holder.places)
    number = keys.index(key)
    start = span_offsets(text, holder.key_span(key))[0]
    end = entry_end(text, holder, key)
    if is_in_brackets(text, holder):
        if number + 1 < len(keys):
            yield [TextEdit(start, span_offsets(text, holder.key_span(keys[number + 1]))[0], "")]
        else:
            yield [TextEdit(entry_end(text, holder, keys[number - 1]), end, "")]
        return
    begin = line_start(text, start)
    if text[begin:start].strip() and number + 1 < len(keys):  # the first key of an item, after its dash
        following = span_offsets(text, holder.key_span(keys[number + 1]))[0]
        between = [line for line in text[line_end(text, end) : following].split("\n") if line.strip()]
        kept = "".join(f"{line.strip()}\n{' ' * (start - begin)}" for line in between)
        yield [TextEdit(start, following, kept)]
        return
    yield [TextEdit(begin, line_after(text, end), "")]
