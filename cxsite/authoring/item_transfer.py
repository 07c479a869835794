"""Moves an item of a list into another list of the same file, or copies it, with its comments and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.authoring.text_edits import TextEdit, apply_edits
from cxsite.authoring.value_edits import insert_item, remove_value
from cxsite.authoring.yaml_positions import dash_column, is_in_brackets, item_bounds, list_at, value_at
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record


def transfer_item(  # noqa: PLR0913, PLR0917 -- from where, and where to
    data: bytes, model: type[Record], source: Path, number: int, target: Path, position: int
) -> bytes:
    """Return the bytes with item `number` of the list at `source` as item `position` of the list at `target`.

    Both lists exist, or the target is created. The source becomes shorter, and is removed if it was the only item.
    Raises CxsiteError if the file cannot be changed in place.
    """
    before = _items_text(data, source, number)
    value = _plain(value_at(_read(data)[1], (*source, number)))
    data = _without_item(insert_item(data, model, target, position, value), source, number)
    return data if before is None else _with_text(data, target, position, *before)


def copy_item(data: bytes, model: type[Record], path: Path, number: int) -> bytes:
    """Return the bytes with a copy of item `number` of the list at `path` after it, without the comments above it.

    Raises CxsiteError if the file cannot be changed in place.
    """
    before = _items_text(data, path, number)
    made = insert_item(data, model, path, number + 1, _plain(value_at(_read(data)[1], (*path, number))))
    if before is None:
        return made
    lines = before[0].splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#") and line.strip())
    return _with_text(made, path, number + 1, "".join(lines[first:]), before[1])


def _read(data: bytes) -> tuple[str, Any]:
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text, read_yaml("", text)[0]


def _items_text(data: bytes, path: Path, number: int) -> tuple[str, int] | None:
    """Return the lines of an item in block style, and the column of its dash."""
    text, top = _read(data)
    items = list_at(top, path)
    if is_in_brackets(text, items):
        return None
    bounds = item_bounds(text, items)
    return text[bounds[number] : bounds[number + 1]], dash_column(text, items)


def _without_item(data: bytes, path: Path, number: int) -> bytes:
    """Return the bytes without an item and the comments above it, which move with it."""
    made = remove_value(data, (*path, number))
    text, top = _read(data)
    items = list_at(top, path)
    if is_in_brackets(text, items) or len(items) == 1:
        return made
    bounds = item_bounds(text, items)
    cut = apply_edits(data, [TextEdit(bounds[number], bounds[number + 1], "")])
    return cut if _plain(_read(cut)[1]) == _plain(_read(made)[1]) else made


def _with_text(data: bytes, path: Path, number: int, lines: str, column: int) -> bytes:
    """Return the bytes with the item in its old words and comments, if that keeps all values."""
    text, top = _read(data)
    position = min(number, len(list_at(top, path)) - 1)
    items = list_at(top, path)
    if is_in_brackets(text, items):
        return data
    bounds, target = item_bounds(text, items), dash_column(text, items)
    moved = "".join(_shifted(line, target - column) for line in lines.splitlines(keepends=True))
    end = bounds[position + 1]
    kept = moved if moved.endswith("\n") or not text[:end].endswith("\n") else f"{moved}\n"
    made = apply_edits(data, [TextEdit(bounds[position], end, kept)])
    return made if _plain(_read(made)[1]) == _plain(top) else data


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip())) :]


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
