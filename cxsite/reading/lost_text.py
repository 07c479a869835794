"""Texts that YAML would change or drop silently: cut at a comma, read as `null`, or invisible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Level, Place, Problem
from cxsite.reading.braces import cut_texts, is_cut_in_braces, keys_without_value
from cxsite.reading.brackets import cut_entries
from cxsite.reading.invisible_characters import invisible_characters
from cxsite.reading.model_at import is_text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record

Loc = tuple[str | int, ...]
_HAS_VALUE = 7


class LostText(NamedTuple):
    """Problems of texts that are changed or cut, and paths of unknown keys without a value."""

    problems: list[Problem]
    unknown_keys: list[Loc]


def find_lost_text(top: Fields, model: type[Record]) -> LostText:
    """Return the texts of a file that its values no longer hold. Invisible characters are removed except from texts."""
    found = LostText(invisible_characters(top, model), [])
    for loc, node in _collections(top):
        if isinstance(node, Fields):
            _look_at_fields(node, loc, model, found)
        elif len(node) > 1 and _is_in_brackets(node, top) and is_text_at(model, (*loc, 0)):
            found.problems.extend(cut_entries(node, top.file))
    return found


def _look_at_fields(fields: Fields, loc: Loc, model: type[Record], found: LostText) -> None:
    if is_cut_in_braces(fields):
        found.problems.extend(cut_texts(fields, loc, model))
    if len(fields.places) != len(fields):
        found.unknown_keys.extend((*loc, key) for key in keys_without_value(fields, loc, model))
        found.problems.extend(_null_problems(fields, loc, model))


def _collections(top: Fields) -> Iterator[tuple[Loc, Any]]:
    """Yield every mapping and every list, with its path."""
    waiting: list[tuple[Loc, Any]] = [((), top)]
    while waiting:
        loc, node = waiting.pop()
        yield loc, node
        inside: Any = node.items() if node.__class__ is Fields else enumerate(node)
        waiting += [((*loc, step), value) for step, value in inside if value.__class__ in (Fields, Items)]


def _is_in_brackets(items: Items, top: Fields) -> bool:
    line, column, *_ = items.span
    return top.file.lines[line - 1].startswith("[", column - 1)


def _null_problems(fields: Fields, loc: Loc, model: type[Record]) -> Iterator[Problem]:
    """Return the problems of texts `null` and `~`, which YAML reads as no value."""
    for key, at in fields.places.items():
        if key not in fields and len(at) == _HAS_VALUE and is_text_at(model, (*loc, key)):
            line, column, end_line, end = at[3:]
            place = Place(fields.path, line + 1, column + 1, end_line + 1, end + 1)
            word = fields.file.lines[line][column:end]
            yield Problem(code="CX123", level=Level.WARNING, place=place, values={"key": key, "found": word})
