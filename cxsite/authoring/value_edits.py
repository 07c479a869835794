"""Changes single values in an author's file with the smallest possible edit of its text.

Each function takes the bytes of a file and returns its new bytes; comments, order, quotation marks, line ends and
everything else are kept. A path is a sequence of keys and of numbers of list items (from 0). For safety, the result is
read again, and CxsiteError is raised if its values differ from the requested ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.authoring.item_edits import edits_to_insert, edits_to_move
from cxsite.authoring.removal_edits import edits_to_remove
from cxsite.authoring.setting_edits import edits_to_set
from cxsite.authoring.text_edits import apply_edits
from cxsite.authoring.yaml_positions import unwritable_change, value_at
from cxsite.model.written_number import WrittenFloat, WrittenInteger, number_as_text
from cxsite.problems import CxsiteError
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxsite.authoring.text_edits import TextEdit
    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record
    from cxsite.model.records.source_location import Fields


def set_value(data: bytes, model: type[Record], path: Path, value: Any) -> bytes:  # noqa: ANN401 -- any YAML value
    """Set the value at `path`: text, number, boolean, or list or mapping of these; None removes the key.

    A missing key is added at its place in the model's order; missing parents are created.
    """
    if value is None:
        return remove_value(data, path)
    return _apply_first_valid(
        data,
        _with(_plain(_read(data)), path, _plain(value)),
        lambda text, top: edits_to_set(text, top, model, path, value),
    )


def remove_value(data: bytes, path: Path) -> bytes:
    """Remove the key or item at `path`; a list or mapping that becomes empty is removed, too.

    Comments on their own lines are kept, except those inside the removed part. Where a list may be written as its only
    item, `path` may have that item's number all the same.
    """
    top = _plain(_read(data))
    path = _without_numbers_of_only_items(top, path)
    wanted = _without(top, path)
    return _apply_first_valid(data, wanted, lambda text, top: edits_to_remove(text, top, path))


def insert_item(data: bytes, model: type[Record], path: Path, number: int, value: Any) -> bytes:  # noqa: ANN401
    """Insert an item into the list at `path` as item `number`; a missing list is created."""
    top = _plain(_read(data))
    before = value_at(top, path)
    if not isinstance(before, list):
        return set_value(data, model, path, [value])
    items = [*before[:number], _plain(value), *before[number:]]
    return _apply_first_valid(
        data, _with(top, path, items), lambda text, t: edits_to_insert(text, t, path, number, value)
    )


def move_item(data: bytes, path: Path, source: int, target: int) -> bytes:
    """Move the item `source` of the list at `path`, so that it becomes the item `target`."""
    top = _plain(_read(data))
    items = [*value_at(top, path)]
    items.insert(target, items.pop(source))
    return _apply_first_valid(
        data, _with(top, path, items), lambda text, t: edits_to_move(text, t, path, source, target)
    )


def _apply_first_valid(
    data: bytes, wanted: object, candidates: Callable[[str, Fields], Iterable[Sequence[TextEdit]]]
) -> bytes:
    """Apply the first candidate whose result is read as `wanted`. Raises CxsiteError if there is none."""
    text = _text(data)
    top = _read(data)
    for edits in candidates(text, top):
        made = apply_edits(data, edits)
        fields, problems = read_yaml("", _text(made))
        if not problems and _plain(fields) == wanted:
            return made
    raise unwritable_change()


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
    if isinstance(value, (WrittenInteger, WrittenFloat)):
        return ("written", number_as_text(value))
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
    if not isinstance(top, dict | None):
        raise unwritable_change()
    return {**(top or {}), step: _with((top or {}).get(step), rest, value)}


def _without_numbers_of_only_items(top: Any, path: Path) -> Path:  # noqa: ANN401
    """Return the path as the text has it: without a number where no list is written."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(step, str):
            top = top.get(step)
        elif isinstance(top, list):
            top = top[step]
        else:
            continue
        steps.append(step)
    return tuple(steps)


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
