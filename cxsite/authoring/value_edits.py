"""Changes of single values in an author's file: the smallest edit of its text that says the new value.

Each function takes the bytes of a file and gives its new bytes; comments, order, quotation marks, line ends and
everything else stay as they are. A path is a sequence of keys and of numbers of list items, from 0. A change that
would say anything else than what was asked is never made: the result is read again, and CxsiteError is raised where it
differs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.key_order import key_order
from cxsite.authoring.scalar_styles import ScalarPlace, renderings
from cxsite.authoring.skeleton_comments import record_in
from cxsite.authoring.text_edits import TextEdit, apply_edits, find_offsets
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError, Place
from cxsite.reading.events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxsite.model.records.record import Record

Path = tuple[str | int, ...]
_INDENT: Final = 2


def set_value(data: bytes, model: type[Record], path: Path, value: Any) -> bytes:  # noqa: ANN401 -- any YAML value
    """The file with the value at `path`: text, number, yes or no, list or mapping of these; None removes the key.

    A key that is missing is written at its place in the model's order; what holds it is made where it is missing.
    """
    if value is None:
        return remove_value(data, path)
    return _changed(
        data, _with(_plain(_read(data)), path, _plain(value)), lambda text, top: _set(text, top, model, path, value)
    )


def remove_value(data: bytes, path: Path) -> bytes:
    """The file without the key or item at `path`; a list or mapping that is then empty goes, too.

    Comments on lines of their own stay, except those inside what is removed.
    """
    wanted = _without(_plain(_read(data)), path)
    return _changed(data, wanted, lambda text, top: _remove(text, top, path))


def insert_item(data: bytes, model: type[Record], path: Path, number: int, value: Any) -> bytes:  # noqa: ANN401
    """The file with a new item in the list at `path`, so that it is the item `number`; the list is made if missing."""
    top = _plain(_read(data))
    before = _at(top, path)
    if not isinstance(before, list):
        return set_value(data, model, path, [value])
    items = [*before[:number], _plain(value), *before[number:]]
    return _changed(data, _with(top, path, items), lambda text, t: _insert_item(text, t, model, path, number, value))


def move_item(data: bytes, path: Path, source: int, target: int) -> bytes:
    """The file with the item `source` of the list at `path` moved, so that it is the item `target`."""
    top = _plain(_read(data))
    items = [*_at(top, path)]
    items.insert(target, items.pop(source))
    return _changed(data, _with(top, path, items), lambda text, t: _move(text, t, path, source, target))


def _changed(data: bytes, wanted: object, candidates: Callable[[str, Fields], Iterable[Sequence[TextEdit]]]) -> bytes:
    """The bytes after the first candidate whose result reads as `wanted`. Raises CxsiteError where none does."""
    text = _text(data)
    top = _read(data)
    for edits in candidates(text, top):
        made = apply_edits(data, edits)
        fields, problems = read_yaml("", _text(made))
        if not problems and _plain(fields if fields is not None else {}) == wanted:
            return made
    raise CxsiteError("This change cannot be written into the file.", "Make it in the file itself.")


def _text(data: bytes) -> str:
    return data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read(data: bytes) -> Fields:
    fields, problems = read_yaml("", _text(data))
    if fields is None or problems:
        raise CxsiteError("The file cannot be read, so nothing is changed in it.", "Correct it first: cxsite validate")
    return fields


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any YAML value
    """A value without its places; numbers and yes or no stay apart from each other."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return (type(value).__name__, value) if isinstance(value, (bool, int, float)) else value


def _at(value: Any, path: Path) -> Any:  # noqa: ANN401
    """The value at a path; None where it is missing."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _with(top: Any, path: Path, value: Any) -> Any:  # noqa: ANN401
    """A copy of plain values with another plain one at a path."""
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
    start, end = _span(text, top, path)
    indent, in_flow = _indent(text, top, path), _in_flow(text, top, path)
    if isinstance(value, (dict, list, tuple)):
        if in_flow or text[start] in "[{":
            for flow in _flow(value):
                yield [TextEdit(start, end, flow)]
        before = text.rfind("\n", 0, start) + 1
        own_line = not text[before:start].strip()
        yield [
            TextEdit(before - 1 if own_line else start, end, "\n" + "\n".join(_block_lines(value, indent + _INDENT)))
        ]
        return
    written = text[start:end]
    if isinstance(_at(top, path), (dict, list)):
        written = ""
    for rendered in renderings(value, ScalarPlace(written, indent, in_flow)):
        yield [TextEdit(start, end, rendered)]


def _add_key(text: str, top: Fields, model: type[Record], path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """A new key at its place in the model's order; one that is there without a value gets it."""
    parent, key = path[:-1], str(path[-1])
    holder = _holder(top, parent)
    if key in holder.places:
        _, end = find_offsets(text, Place("", *holder.key_span(key)))
        colon = text.index(":", end) + 1
        indent = holder.key_span(key)[1] - 1
        for rendered in _entry_values(value, indent, in_flow=_is_flow(text, holder)):
            yield [TextEdit(colon, colon, rendered)]
        return
    before = _key_before(holder, _model_at(model, parent), key)
    if _is_flow(text, holder):
        yield from _add_to_flow(text, holder, before, key, value)
        return
    indent = holder.span[1] - 1
    lines = [" " * indent + line for line in _entry_lines(key, value)]
    if before is None:
        start = find_offsets(text, Place("", *holder.first_span()))[0]
        body = "\n".join([lines[0].lstrip(), *lines[1:]])
        yield [TextEdit(start, start, f"{body}\n{' ' * indent}")]
        return
    stop = _line_end(text, _entry_end(text, holder, before))
    yield [TextEdit(stop, stop, "\n" + "\n".join(lines))]


def _add_to_flow(text: str, holder: Fields, before: str | None, key: str, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    for flow in _flow(value):
        entry = f"{key}: {flow}"
        if before is not None:
            end = _entry_end(text, holder, before)
            yield [TextEdit(end, end, f", {entry}")]
        else:
            start = find_offsets(text, Place("", *holder.span))[0] + 1
            yield [TextEdit(start, start, f"{entry}, " if holder.places else entry)]


def _key_before(holder: Fields, model: type[Record] | None, key: str) -> str | None:
    """The key behind which a new one is written: the last one that the model has before it."""
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
    items = _items(top, path)
    if not items:
        yield from _replace(text, top, path, [value])
        return
    number = min(number, len(items))
    if _is_flow(text, items):
        for flow in _flow(value):
            if number < len(items):
                start = find_offsets(text, Place("", *items.item_span(number)))[0]
                yield [TextEdit(start, start, f"{flow}, ")]
            else:
                end = find_offsets(text, Place("", *items.item_span(number - 1)))[1]
                yield [TextEdit(end, end, f", {flow}")]
        return
    starts, dash = _item_lines(text, items), _dash_column(text, items)
    lines = "\n".join(_item_block(value, dash))
    if number < len(items):
        yield [TextEdit(starts[number], starts[number], f"{lines}\n")]
    else:
        stop = _line_end(text, find_offsets(text, Place("", *items.item_span(number - 1)))[1])
        yield [TextEdit(stop, stop, f"\n{lines}")]
    del model


def _remove(text: str, top: Fields, path: Path) -> Iterator[Sequence[TextEdit]]:
    """Cut a key or an item; of what holds nothing else, cut the whole."""
    while len(path) > 1:
        holder = _at(top, path[:-1])
        count = len(holder.places) if isinstance(holder, (Fields, Items)) else 2
        if count > 1:
            break
        path = path[:-1]
    parent, step = path[:-1], path[-1]
    holder = _at(top, parent) if parent else top
    if isinstance(holder, Items) and isinstance(step, int):
        yield from _cut_item(text, holder, step)
    elif isinstance(holder, Fields) and isinstance(step, str):
        yield from _cut_key(text, holder, step)


def _cut_item(text: str, items: Items, number: int) -> Iterator[Sequence[TextEdit]]:
    start, end = find_offsets(text, Place("", *items.item_span(number)))
    if _is_flow(text, items):
        if number + 1 < len(items):
            yield [TextEdit(start, find_offsets(text, Place("", *items.item_span(number + 1)))[0], "")]
        else:
            yield [TextEdit(find_offsets(text, Place("", *items.item_span(number - 1)))[1], end, "")]
        return
    begin = _item_lines(text, items)[number]
    stop = _line_end(text, end)
    yield [TextEdit(begin, min(stop + 1, len(text)), "")]
    yield [TextEdit(max(0, begin - 1), stop, "")]


def _cut_key(text: str, holder: Fields, key: str) -> Iterator[Sequence[TextEdit]]:
    keys = list(holder.places)
    number = keys.index(key)
    start = find_offsets(text, Place("", *holder.key_span(key)))[0]
    end = _entry_end(text, holder, key)
    if _is_flow(text, holder):
        if number + 1 < len(keys):
            yield [TextEdit(start, find_offsets(text, Place("", *holder.key_span(keys[number + 1])))[0], "")]
        else:
            yield [TextEdit(_entry_end(text, holder, keys[number - 1]), end, "")]
        return
    begin = text.rfind("\n", 0, start) + 1
    stop = _line_end(text, end)
    if text[begin:start].strip() and number + 1 < len(keys):  # the first key of an item, behind its dash
        following = find_offsets(text, Place("", *holder.key_span(keys[number + 1])))[0]
        between = [line for line in text[stop:following].split("\n") if line.strip()]
        kept = "".join(f"{line.strip()}\n{' ' * (start - begin)}" for line in between)
        yield [TextEdit(start, following, kept)]
        return
    yield [TextEdit(begin, min(stop + 1, len(text)), "")]
    yield [TextEdit(max(0, begin - 1), stop, "")]


def _move(text: str, top: Fields, path: Path, source: int, target: int) -> Iterator[Sequence[TextEdit]]:
    """Exchange the texts of items: each place gets the text of the item that comes to stand there."""
    items = _items(top, path)
    order = list(range(len(items)))
    order.insert(target, order.pop(source))
    if _is_flow(text, items):
        spans = [find_offsets(text, Place("", *items.item_span(n))) for n in range(len(items))]
        yield [TextEdit(*spans[n], text[slice(*spans[order[n]])]) for n in range(len(items)) if order[n] != n]
        return
    bounds = _item_bounds(text, items)
    pieces = [text[begin:end] for begin, end in pairwise(bounds)]
    ended = [piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces]
    made = "".join(ended[number] for number in order)
    yield [TextEdit(bounds[0], bounds[-1], made if text[: bounds[-1]].endswith("\n") else made.rstrip("\n"))]


def _item_bounds(text: str, items: Items) -> list[int]:
    """Where each item begins, with the comments above it in the column of its dash, and where the last one ends.

    Comments below an item that are indented further belong to it.
    """
    column = _dash_column(text, items)
    starts = [_above(text, start, column) for start in _item_lines(text, items)]
    end = min(_line_end(text, find_offsets(text, Place("", *items.item_span(len(items) - 1)))[1]) + 1, len(text))
    while (line := text[end : _line_end(text, end + 1)]).lstrip().startswith("#"):
        if len(line) - len(line.lstrip()) <= column:
            break
        end = min(end + len(line) + 1, len(text))
    return [*starts, end]


def _above(text: str, start: int, column: int) -> int:
    """The beginning of the comment lines right above a line that stand in a column."""
    while start:
        begin = text.rfind("\n", 0, start - 1) + 1
        line = text[begin : start - 1]
        if not line.startswith(" " * column + "#"):
            break
        start = begin
    return start


# --- places in the text ---


def _holder(top: Fields, path: Path) -> Fields:
    found = _at(top, path) if path else top
    if not isinstance(found, Fields):
        raise CxsiteError("This change cannot be written into the file.", "Make it in the file itself.")
    return found


def _items(top: Fields, path: Path) -> Items:
    found = _at(top, path)
    if not isinstance(found, Items):
        raise CxsiteError("This change cannot be written into the file.", "Make it in the file itself.")
    return found


def _span(text: str, top: Fields, path: Path) -> tuple[int, int]:
    holder = _at(top, path[:-1]) if len(path) > 1 else top
    step = path[-1]
    if isinstance(holder, Items) and isinstance(step, int):
        return find_offsets(text, Place("", *holder.item_span(step)))
    return find_offsets(text, Place("", *holder.value_span(str(step))))


def _is_flow(text: str, holder: Fields | Items) -> bool:
    return text[find_offsets(text, Place("", *holder.span))[0] :][:1] in ("{", "[")


def _in_flow(text: str, top: Fields, path: Path) -> bool:
    """Whether anything around the value stands in brackets or braces."""
    holders = (_at(top, path[:length]) if length else top for length in range(len(path)))
    return any(_is_flow(text, holder) for holder in holders if isinstance(holder, (Fields, Items)))


def _indent(text: str, top: Fields, path: Path) -> int:
    """The column of the key or dash that a value belongs to."""
    holder = _at(top, path[:-1]) if len(path) > 1 else top
    if isinstance(holder, Items):
        return _dash_column(text, holder) if not _is_flow(text, holder) else 0
    return holder.span[1] - 1 if isinstance(holder, Fields) else 0


def _entry_end(text: str, holder: Fields, key: str) -> int:
    """Behind the value of a key, or behind its colon where it has none."""
    if key in holder:
        return find_offsets(text, Place("", *holder.value_span(key)))[1]
    end = find_offsets(text, Place("", *holder.key_span(key)))[1]
    colon = text.find(":", end)
    return colon + 1 if colon >= 0 else end


def _line_end(text: str, at: int) -> int:
    """The end of the line, with its comment, on which the character before `at` stands."""
    if at and text[at - 1] == "\n":
        return at - 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _dash_column(text: str, items: Items) -> int:
    start = find_offsets(text, Place("", *items.item_span(0)))[0]
    dash = text.rindex("-", 0, start)
    return dash - text.rfind("\n", 0, dash) - 1


def _item_lines(text: str, items: Items) -> list[int]:
    """Where the line of each item's dash begins."""
    starts = (find_offsets(text, Place("", *items.item_span(number)))[0] for number in range(len(items)))
    column = _dash_column(text, items)
    return [_dash_line(text, start, column) for start in starts]


def _dash_line(text: str, start: int, column: int) -> int:
    """The line above or at `start` that has the list's dash in its column."""
    begin = text.rfind("\n", 0, start) + 1
    while text[begin + column : begin + column + 1] != "-" or text[begin : begin + column].strip(" -"):
        begin = text.rfind("\n", 0, begin - 1) + 1
    return begin


# --- new values ---


def _entry_values(value: Any, indent: int, *, in_flow: bool) -> Iterator[str]:  # noqa: ANN401
    """What stands behind the colon of a key."""
    if isinstance(value, (dict, list, tuple)):
        if in_flow:
            yield from (f" {flow}" for flow in _flow(value))
        else:
            yield "\n" + "\n".join(_block_lines(value, indent + _INDENT))
        return
    for rendered in renderings(value, ScalarPlace("", indent, in_flow)):
        yield f" {rendered}"


def _flow(value: Any) -> Iterator[str]:  # noqa: ANN401
    """A value inside brackets."""
    if isinstance(value, dict):
        yield "{" + ", ".join(f"{key}: {next(_flow(one))}" for key, one in value.items() if one is not None) + "}"
    elif isinstance(value, (list, tuple)):
        yield "[" + ", ".join(next(_flow(one)) for one in value) + "]"
    else:
        yield from renderings(value, ScalarPlace("", 0, in_flow=True))


def _entry_lines(key: str, value: Any) -> list[str]:  # noqa: ANN401
    """A key with its value in block style, from column 0."""
    if isinstance(value, dict) and value:
        return [f"{key}:", *_block_lines(value, _INDENT)]
    if isinstance(value, (list, tuple)) and value:
        if all(isinstance(one, str) and " " not in one and "\n" not in one for one in value):
            return [f"{key}: {next(_flow(value))}"]
        return [f"{key}:", *_block_lines(value, _INDENT)]
    if isinstance(value, (dict, list, tuple)):
        return [f"{key}: {next(_flow(value))}"]
    return f"{key}: {next(renderings(value, ScalarPlace('', 0, in_flow=False)))}".split("\n")


def _block_lines(value: Any, indent: int) -> list[str]:  # noqa: ANN401
    space = " " * indent
    if isinstance(value, dict):
        lines = [line for key, one in value.items() if one is not None for line in _entry_lines(str(key), one)]
        return [space + line if line else "" for line in lines]
    return [line for one in value for line in _item_block(one, indent)]


def _item_block(value: Any, column: int) -> list[str]:  # noqa: ANN401
    """An item with its dash at a column."""
    space = " " * column
    if isinstance(value, dict) and value:
        lines = [line for key, one in value.items() if one is not None for line in _entry_lines(str(key), one)]
    elif isinstance(value, (dict, list, tuple)):
        lines = [next(_flow(value))]
    else:
        lines = next(renderings(value, ScalarPlace("", 0, in_flow=False))).split("\n")
    return [f"{space}- {lines[0]}", *(f"{space}  {line}" if line else "" for line in lines[1:])]
