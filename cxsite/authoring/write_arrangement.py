"""Writes a new value over an old one whose list items were moved: they keep their comments and layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.authoring.value_edits import insert_item, move_item, remove_value, set_value
from cxsite.authoring.write_difference import write_difference
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record

    Moves = Mapping[Path, tuple[int | None, ...]]


def write_arranged(  # noqa: PLR0913, PLR0917 -- what `write_difference` takes, and the moves
    data: bytes,
    model: type[Record],
    path: Path,
    old: Any,  # noqa: ANN401
    new: Any,  # noqa: ANN401
    moves: Moves,
) -> bytes:
    """Return the bytes with `new` at `path`, where they have `old`.

    `moves` has by the path of a list in `new`, for each of its items, its number in `old`; None for an inserted one.
    Other lists are compared as by `write_difference`. A part that cannot be changed in place is written anew.
    """
    try:
        return _write(data, model, path, old, new, moves)
    except CxsiteError:
        if not path or new is None or old is None:
            raise
        return set_value(data, model, path, new)


def _write(  # noqa: PLR0913, PLR0917
    data: bytes,
    model: type[Record],
    path: Path,
    old: Any,  # noqa: ANN401
    new: Any,  # noqa: ANN401
    moves: Moves,
) -> bytes:
    inner = any(one[: len(path)] == path for one in moves)
    if isinstance(old, dict) and isinstance(new, dict) and inner:
        for key in old.keys() - new.keys():
            data = remove_value(data, (*path, key))
        for key, value in new.items():
            data = write_arranged(data, model, (*path, key), old.get(key), value, moves)
        return data
    if isinstance(old, list) and isinstance(new, list) and inner:
        order = moves.get(path)
        if order is None:
            order = tuple(range(len(old))) if len(old) == len(new) else None
        if order is not None:
            return _write_list(data, model, path, old, new, order, moves)
    return write_difference(data, model, path, old, new)


def _write_list(  # noqa: PLR0913, PLR0917
    data: bytes,
    model: type[Record],
    path: Path,
    old: list[Any],
    new: list[Any],
    order: tuple[int | None, ...],
    moves: Moves,
) -> bytes:
    kept = [number for number in order if number is not None]
    if not kept:
        return set_value(data, model, path, new)
    for number in reversed(range(len(old))):
        if number not in kept:
            data = remove_value(data, (*path, number))
    here = sorted(kept)
    for target, number in enumerate(kept):
        source = here.index(number)
        if source != target:
            data = move_item(data, path, source, target)
            here.insert(target, here.pop(source))
    for number, was in enumerate(order):
        if was is None:
            data = insert_item(data, model, path, number, new[number])
        else:
            data = write_arranged(data, model, (*path, number), old[was], new[number], moves)
    return data
