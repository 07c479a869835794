"""Changes single values in an author's file with the smallest possible edit of its text.

Each function takes the bytes of a file and returns its new bytes; comments, order, quotation marks, line ends and
everything else are kept. A path is a sequence of keys and of numbers of list items (from 0). For safety, the result is
read again, and CxsiteError is raised if its values differ from the requested ones.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxsite.authoring.key_order import key_order
from cxsite.authoring.new_yaml_values import (
    INDENT,
    block_lines,
    entry_lines,
    item_lines,
    values_behind_colon,
    values_in_brackets,
)
from cxsite.authoring.scalar_styles import ScalarPlace, renderings
from cxsite.authoring.text_edits import TextEdit, apply_edits, find_offsets
from cxsite.authoring.yaml_positions import (
    dash_column,
    entry_end,
    indent_of,
    is_in_brackets,
    item_bounds,
    item_starts,
    line_end,
    list_at,
    mapping_at,
    stands_in_brackets,
    value_at,
    value_range,
)
from cxsite.model.records.field_docs import record_in
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError, Place
from cxsite.reading.events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record


def set_value(data: bytes, model: type[Record], path: Path, value: Any) -> bytes:  # noqa: ANN401 -- any YAML value
    """Set the value at `path`: text, number, boolean, or list or mapping of these; None removes the key.

    A missing key is added at its place in the model's order; missing parents are created.
    """
    if value is None:
        return remove_value(data, path)
    return _apply_first_valid(
        data, _with(_plain(_read(data)), path, _plain(value)), lambda text, top: _set(text, top, model, path, value)
    )


def remove_value(data: bytes, path: Path) -> bytes:
    """Remove the key or item at `path`; a list or mapping that becomes empty is removed, too.

    Comments on their own lines are kept, except those inside the removed part.
    """
    wanted = _without(_plain(_read(data)), path)
    return _apply_first_valid(data, wanted, lambda text, top: _remove(text, top, path))


def insert_item(data: bytes, model: type[Record], path: Path, number: int, value: Any) -> bytes:  # noqa: ANN401
    """Insert an item into the list at `path` as item `number`; a missing list is created."""
    top = _plain(_read(data))
    before = value_at(top, path)
    if not isinstance(before, list):
        return set_value(data, model, path, [value])
    items = [*before[:number], _plain(value), *before[number:]]
    return _apply_first_valid(
        data, _with(top, path, items), lambda text, t: _insert_item(text, t, model, path, number, value)
    )


def move_item(data: bytes, path: Path, source: int, target: int) -> bytes:
    """Move the item `source` of the list at `path`, so that it becomes the item `target`."""
    top = _plain(_read(data))
    items = [*value_at(top, path)]
    items.insert(target, items.pop(source))
    return _apply_first_valid(data, _with(top, path, items), lambda text, t: _move(text, t, path, source, target))


def _apply_first_valid(
    data: bytes, wanted: object, candidates: Callable[[str, Fields], Iterable[Sequence[TextEdit]]]
) -> bytes:
    """Apply the first candidate whose result is read as `wanted`. Raises CxsiteError if there is none."""
    text = _text(data)
    top = _read(data)
    for edits in candidates(text, top):
        made = apply_edits(data, edits)
        fields, problems = read_yaml("", _text(made))
        if not problems and _plain(fields if fields is not None else {}) == wanted:
            return made
    raise CxsiteError("This change cannot be written into the file.", "Make the change in the file itself.")


def _text(data: bytes) -> str:
    return data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read(data: bytes) -> Fields:
    fields, problems = read_yaml("", _text(data))
    if fields is None or problems:
        raise CxsiteError("The file cannot be read, so it was not changed.", "Correct it first: cxsite validate")
    return fields


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any YAML value
    """Return a value without its places; booleans stay distinct from numbers."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return (type(value).__name__, value) if isinstance(value, (bool, int, float)) else value


def _with(top: Any, path: Path, value: Any) -> Any:  # noqa: ANN401
    """Return a copy of plain values with a new one at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(top or [])
        items[step] = _with(items[step], rest, value)
        return items
    fields = dict(top or {})
    fields[step] = _with(fields.get(step), rest, value)
    return fields


def _without(top: Any, path: Path) -> Any:  # noqa: ANN401
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(top)
        inner = _without(items[step], rest) if rest else None
        if inner is None or inner in ({}, []):
            del items[step]
        else:
            items[step] = inner
        return items
    fields = dict(top)
    inner = _without(fields[step], rest) if rest else None
    if inner is None or inner in ({}, []):
        fields.pop(step, None)
    else:
        fields[step] = inner
    return fields


# --- setting ---


def _set(text: str, top: Fields, model: type[Record], path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    holder: Any = top
    for number, step in enumerate(path):
        last = number == len(path) - 1
        missing = isinstance(holder, Fields) and isinstance(step, str) and step not in holder
        if missing:
            new = _nested(path[number + 1 :], value)
            yield from _add_key(text, top, model, path[: number + 1], new)
            return
        if last:
            yield from _replace(text, top, path, value)
            return
        holder = holder[step]


def _nested(path: Path, value: Any) -> Any:  # noqa: ANN401
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _replace(text: str, top: Fields, path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    start, end = value_range(text, top, path)
    indent, in_flow = indent_of(text, top, path), stands_in_brackets(text, top, path)
    if isinstance(value, (dict, list, tuple)):
        if in_flow or text[start] in "[{":
            for flow in values_in_brackets(value):
                yield [TextEdit(start, end, flow)]
        lines = "\n".join(block_lines(value, indent + INDENT))
        if isinstance(path[-1], int) and isinstance(value, dict):  # behind its dash
            yield [TextEdit(start, end, lines.lstrip())]
            return
        yield [TextEdit(len(text[:start].rstrip(" \n")), end, "\n" + lines)]
        return
    written = text[start:end]
    if isinstance(value_at(top, path), (dict, list)):
        written = ""
    for rendered in renderings(value, ScalarPlace(written, indent, in_flow)):
        yield [TextEdit(start, end, rendered)]


def _add_key(text: str, top: Fields, model: type[Record], path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """Yield the edits that add a key at its place in the model's order, or a value to a key without one."""
    parent, key = path[:-1], str(path[-1])
    holder = mapping_at(top, parent)
    if key in holder.places:
        _, end = find_offsets(text, Place("", *holder.key_span(key)))
        colon = text.index(":", end) + 1
        indent = holder.key_span(key)[1] - 1
        for rendered in values_behind_colon(value, indent, in_flow=is_in_brackets(text, holder)):
            yield [TextEdit(colon, colon, rendered)]
        return
    before = _key_before(holder, _model_at(model, parent), key)
    if is_in_brackets(text, holder):
        yield from _add_to_flow(text, holder, before, key, value)
        return
    indent = holder.span[1] - 1
    lines = [" " * indent + line for line in entry_lines(key, value)]
    if before is None:
        start = find_offsets(text, Place("", *holder.first_span()))[0]
        body = "\n".join([lines[0].lstrip(), *lines[1:]])
        yield [TextEdit(start, start, f"{body}\n{' ' * indent}")]
        return
    stop = line_end(text, entry_end(text, holder, before))
    yield [TextEdit(stop, stop, "\n" + "\n".join(lines))]


def _add_to_flow(text: str, holder: Fields, before: str | None, key: str, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    for flow in values_in_brackets(value):
        entry = f"{key}: {flow}"
        if before is not None:
            end = entry_end(text, holder, before)
            yield [TextEdit(end, end, f", {entry}")]
        else:
            start = find_offsets(text, Place("", *holder.span))[0] + 1
            yield [TextEdit(start, start, f"{entry}, " if holder.places else entry)]


def _key_before(holder: Fields, model: type[Record] | None, key: str) -> str | None:
    """Return the key after which a new one is inserted: the last existing one before it in the model."""
    order = list(key_order(model)) if model is not None else []
    keys = list(holder.places)
    if key not in order:
        return keys[-1] if keys else None
    rank = order.index(key)
    earlier = [one for one in keys if one not in order or order.index(one) < rank]
    return earlier[-1] if earlier else None


def _model_at(model: type[Record], path: Path) -> type[Record] | None:
    found: type[Record] | None = model
    for step in path:
        if isinstance(step, str):
            field = found.model_fields.get(step) if found is not None else None
            found = record_in(field.annotation) if field is not None else None
    return found


# --- lists ---


def _insert_item(  # noqa: PLR0913, PLR0917
    text: str,
    top: Fields,
    model: type[Record],
    path: Path,
    number: int,
    value: Any,  # noqa: ANN401
) -> Iterator[Sequence[TextEdit]]:
    items = list_at(top, path)
    if not items:
        yield from _replace(text, top, path, [value])
        return
    number = min(number, len(items))
    if is_in_brackets(text, items):
        for flow in values_in_brackets(value):
            if number < len(items):
                start = find_offsets(text, Place("", *items.item_span(number)))[0]
                yield [TextEdit(start, start, f"{flow}, ")]
            else:
                end = find_offsets(text, Place("", *items.item_span(number - 1)))[1]
                yield [TextEdit(end, end, f", {flow}")]
        return
    starts, dash = item_starts(text, items), dash_column(text, items)
    lines = "\n".join(item_lines(value, dash))
    if number < len(items):
        yield [TextEdit(starts[number], starts[number], f"{lines}\n")]
    else:
        stop = line_end(text, find_offsets(text, Place("", *items.item_span(number - 1)))[1])
        yield [TextEdit(stop, stop, f"\n{lines}")]
    del model


def _remove(text: str, top: Fields, path: Path) -> Iterator[Sequence[TextEdit]]:
    """Remove a key or an item; a parent with no other content is removed as a whole."""
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


def _move(text: str, top: Fields, path: Path, source: int, target: int) -> Iterator[Sequence[TextEdit]]:
    """Move items by exchanging their texts: each place gets the text of its new item."""
    items = list_at(top, path)
    order = list(range(len(items)))
    order.insert(target, order.pop(source))
    if is_in_brackets(text, items):
        spans = [find_offsets(text, Place("", *items.item_span(n))) for n in range(len(items))]
        yield [TextEdit(*spans[n], text[slice(*spans[order[n]])]) for n in range(len(items)) if order[n] != n]
        return
    bounds = item_bounds(text, items)
    pieces = [text[begin:end] for begin, end in pairwise(bounds)]
    ended = [piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces]
    made = "".join(ended[number] for number in order)
    yield [TextEdit(bounds[0], bounds[-1], made if text[: bounds[-1]].endswith("\n") else made.rstrip("\n"))]
