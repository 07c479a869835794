"""Sorts keys in the order of the model, each with the comments above it; nothing else of the text changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_origin

from cxsite.model.records.field_info import record_in
from cxsite.model.records.record import FileMetadata, FileRecord
from cxsite.model.records.source_location import Fields, Items
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record

_MODELINE = "# yaml-language-server:"


def order_keys(text: str, model: type[Record]) -> str:
    """Sort the keys of every block in the model's order. Flow mappings (`{…}`) are not changed."""
    while True:
        fields, problems = read_yaml("", text)
        if fields is None or problems:
            return text
        wrong = next((one for one in _blocks(fields, model, text) if _wanted_order(*one) != list(one[0].places)), None)
        if wrong is None:
            return text
        text = _reorder(text, *wrong)


def _blocks(fields: Fields, model: type[Record], text: str) -> Iterator[tuple[Fields, type[Record]]]:
    """Yield every block mapping with its record; outer ones first."""
    lines = text.split("\n")
    if lines[fields.span[0] - 1][fields.span[1] - 1] == "{" or not set(fields.places) <= set(model.model_fields):
        return
    yield fields, model
    for key, value in fields.items():
        inner = record_in(model.model_fields[key].annotation)
        for one in value if isinstance(value, Items) else (value,):
            if inner is not None and isinstance(one, Fields):
                yield from _blocks(one, inner, text)


def key_order(model: type[Record]) -> tuple[str, ...]:
    """Return a record's keys in file order: id, own fields, owner and review, then its lists of records."""
    ranks = {name: _rank(model, name) for name in model.model_fields}
    return tuple(sorted(ranks, key=lambda name: ranks[name]))


def _rank(model: type[Record], name: str) -> int:
    """Return the rank of a key; keys of equal rank stay in the model's order."""
    if name == "id" or not issubclass(model, FileMetadata):
        return -1 if name == "id" else 0
    if name in FileRecord.model_fields and not (name == "status" and not issubclass(model, FileRecord)):
        return 1
    annotation = model.model_fields[name].annotation
    return 2 if get_origin(annotation) is tuple and record_in(annotation) is not None else 0


def _wanted_order(fields: Fields, model: type[Record]) -> list[str]:
    order = key_order(model)
    return sorted(fields.places, key=order.index)


def _reorder(text: str, fields: Fields, model: type[Record]) -> str:
    lines = text.split("\n")
    indent = next(iter(fields.places.values()))[1]
    first = next(iter(fields.places.values()))[0]
    dash = lines[first][:indent]
    chunks = _chunks(lines, fields, first, is_item=bool(dash.strip()))
    start = first - len(chunks[next(iter(chunks))][0])
    end = start + sum(len(above) + len(own) for above, own in chunks.values())
    keys = _wanted_order(fields, model)
    made: list[str] = []
    for number, key in enumerate(keys):
        above, own = chunks[key]
        if dash.strip() and not number:
            made += [dash[: dash.rindex("-")] + line.lstrip() for line in above if line.strip()]
            made += [dash + own[0][indent:], *own[1:]]
        else:
            made += [*above, " " * indent + own[0][indent:], *own[1:]]
    return "\n".join([*lines[:start], *made, *lines[end:]])


def _chunks(lines: list[str], fields: Fields, first: int, *, is_item: bool) -> dict[str, tuple[list[str], list[str]]]:
    """Map each key to the comments and blank lines above it, and to its own lines."""
    starts = [place[0] for place in fields.places.values()]
    ends = [place[5] if len(place) > 3 else place[0] for place in fields.places.values()]  # noqa: PLR2004 -- as Fields tells
    chunks = {}
    after = first if is_item else top_of(lines, first)
    for key, start, end in zip(fields.places, starts, ends, strict=True):
        chunks[key] = (lines[after:start], lines[start : end + 1])
        after = end + 1
    return chunks


def top_of(lines: list[str], first: int) -> int:
    """Return the line (from 0) where the comments directly above the first key begin; earlier ones head the file."""
    top = first
    while top and lines[top - 1].lstrip().startswith("#") and not lines[top - 1].startswith(_MODELINE):
        top -= 1
    apart = top > 0 and (not lines[top - 1].strip() or lines[top - 1].startswith(_MODELINE))
    return top if apart else first


def same_meaning(one: str, other: str) -> bool:
    """Return whether two texts have the same values, ignoring the order of keys."""
    return bool(_plain(read_yaml("", one)[0]) == _plain(read_yaml("", other)[0]))


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any YAML value
    if isinstance(value, dict):
        return {key: (_plain(one), type(one).__name__) for key, one in value.items()}
    return [(_plain(one), type(one).__name__) for one in value] if isinstance(value, list) else value
