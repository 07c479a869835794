"""Writes a new value over an old one in an author's file: only the parts that differ are touched."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from cxsite.authoring.value_edits import insert_item, remove_value, set_value

if TYPE_CHECKING:
    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record


def write_difference(data: bytes, model: type[Record], path: Path, old: Any, new: Any) -> bytes:  # noqa: ANN401
    """Return the bytes with `new` at `path`, where they have `old` (None for a value that is missing).

    Mappings are changed key by key. Of lists, changed items are set, and items are inserted and removed where they
    differ.
    """
    if _key(old) == _key(new):
        return data
    if new is None:
        return remove_value(data, path)
    if old is None:
        return set_value(data, model, path, new)
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            data = write_difference(data, model, (*path, key), old.get(key), value)
        for key in old.keys() - new.keys():
            data = remove_value(data, (*path, key))
        return data
    if isinstance(old, list) and isinstance(new, list):
        return _write_list(data, model, path, old, new)
    return set_value(data, model, path, new)


def _write_list(data: bytes, model: type[Record], path: Path, old: list[Any], new: list[Any]) -> bytes:
    matcher = SequenceMatcher(a=[_key(one) for one in old], b=[_key(one) for one in new], autojunk=False)
    for how, start, end, first, last in reversed(matcher.get_opcodes()):  # from the end, so that positions stay valid
        if how == "equal":
            continue
        both = min(end - start, last - first)
        for number in reversed(range(start + both, end)):
            data = remove_value(data, (*path, number))
        for offset in range(both, last - first):
            data = insert_item(data, model, path, start + offset, new[first + offset])
        for offset in range(both):
            data = write_difference(data, model, (*path, start + offset), old[start + offset], new[first + offset])
    return data


def _key(value: Any) -> str:  # noqa: ANN401
    """Return a text that is equal for equal values only; a boolean differs from a number."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_key(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_key, value)) + "]"
    return f"{type(value).__name__[:3]}:{value!r}"
