"""Edits that remove a key or an item from a YAML text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.authoring.text_edits import TextEdit, find_offsets
from cxsite.authoring.yaml_positions import (
    entry_end,
    is_in_brackets,
    item_starts,
    line_end,
    value_at,
)
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.authoring.yaml_positions import Path


def edits_to_remove(text: str, top: Fields, path: Path) -> Iterator[Sequence[TextEdit]]:
    """Yield edits that remove a key or an item; a parent with no other content is removed as a whole."""
    while len(path) > 1:
        holder = value_at(top, path[:-1])
        count = len(holder.places) if isinstance(holder, (Fields, Items)) else 2
        if count > 1:
            break
        path = path[:-1]
    parent, step = path[:-1], path[-1]
    holder = value_at(top, parent) if parent else top
    if isinstance(holder, Items) and isinstance(step, int):
        yield from _cut_item(text, holder, step)
    elif isinstance(holder, Fields) and isinstance(step, str):
        yield from _cut_key(text, holder, step)


def _cut_item(text: str, items: Items, number: int) -> Iterator[Sequence[TextEdit]]:
    start, end = find_offsets(text, Place("", *items.item_span(number)))
    if is_in_brackets(text, items):
        if number + 1 < len(items):
            yield [TextEdit(start, find_offsets(text, Place("", *items.item_span(number + 1)))[0], "")]
        else:
            yield [TextEdit(find_offsets(text, Place("", *items.item_span(number - 1)))[1], end, "")]
        return
    begin = item_starts(text, items)[number]
    stop = line_end(text, end)
    yield [TextEdit(begin, min(stop + 1, len(text)), "")]
    yield [TextEdit(max(0, begin - 1), stop, "")]


def _cut_key(text: str, holder: Fields, key: str) -> Iterator[Sequence[TextEdit]]:
    keys = list(holder.places)
    number = keys.index(key)
    start = find_offsets(text, Place("", *holder.key_span(key)))[0]
    end = entry_end(text, holder, key)
    if is_in_brackets(text, holder):
        if number + 1 < len(keys):
            yield [TextEdit(start, find_offsets(text, Place("", *holder.key_span(keys[number + 1])))[0], "")]
        else:
            yield [TextEdit(entry_end(text, holder, keys[number - 1]), end, "")]
        return
    begin = text.rfind("\n", 0, start) + 1
    stop = line_end(text, end)
    if text[begin:start].strip() and number + 1 < len(keys):  # the first key of an item, after its dash
        following = find_offsets(text, Place("", *holder.key_span(keys[number + 1])))[0]
        between = [line for line in text[stop:following].split("\n") if line.strip()]
        kept = "".join(f"{line.strip()}\n{' ' * (start - begin)}" for line in between)
        yield [TextEdit(start, following, kept)]
        return
    yield [TextEdit(begin, min(stop + 1, len(text)), "")]
    yield [TextEdit(max(0, begin - 1), stop, "")]
