"""Describes what does not fit a record: each mistake once, at its place, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import fold
from cxsite.i18n.catalogue import LANGUAGES
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.field_info import find_doc
from cxsite.model.records.source_location import Fields, Items, TextPart, node_at, place_of, place_within, span_of
from cxsite.problems import Level, Place, Problem
from cxsite.reading.advice import advice_on_kind, backslash_paste, braces_or_colon, text_in_remark, text_with_key
from cxsite.reading.misplaced_keys import find_right_place, is_elsewhere
from cxsite.reading.model_at import choices_at, keys_at, records_at
from cxsite.reading.value_errors import SHOWN, Values, describe_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record

_EXPECTED: Final = {
    "string_type": "text",
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "float_type": "number",
    "bool_type": "yes-no",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
}
_OF_TEXTS: Final = frozenset(["literal_error", "not_a_day", "not_a_duration"])
"""Reported for a list or for fields too, where a word is expected."""
_MAX_DETAILS: Final = 1_000
_LABELS: Final = ("name", "title", "text")
_PICTURES: Final = ("picture", "pictures")
"""Often written as a file name alone; the advice shows the complete form."""


def describe_mistakes(top: Fields, model: type[Record], details: list[Any], lost: list[Problem]) -> Iterator[Problem]:
    """Yield one problem for each mistake: none twice at a place, and no missing key if it was mistyped.

    `details` are pydantic's errors, `lost` the problems of texts that are lost.
    """
    yield from lost
    taken: set[Place] = set()
    meant: set[tuple[Any, ...]] = set()
    deepest = {tuple(detail["loc"]) for detail in details[:_MAX_DETAILS]}
    details = sorted(details, key=lambda detail: detail["type"] != "extra_forbidden")
    for detail in details[:_MAX_DETAILS]:
        loc = tuple(detail["loc"])
        if detail["type"] == "missing" and loc in meant:
            continue
        if detail["type"] == "too_short" and _has_inner(loc, deepest):
            continue
        code, values, place = _problem(top, model, detail)
        if code == "CX101" and values["suggestion"]:
            meant.add((*loc[:-1], values["suggestion"]))
        if any(one.place.covers(place) for one in lost if one.level is Level.ERROR):
            continue
        if place not in taken or code == "CX102":
            taken.add(place)
            yield Problem(code=code, level=Level.ERROR, place=place, values=values)


def _has_inner(loc: tuple[Any, ...], others: set[tuple[Any, ...]]) -> bool:
    """Return whether an inner value is wrong: pydantic also reports a list whose items all fail as empty."""
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in others)


def _problem(top: Fields, model: type[Record], detail: Any) -> tuple[str, Values, Place]:  # noqa: ANN401
    loc, kind, context, found = tuple(detail["loc"]), detail["type"], detail.get("ctx") or {}, detail["input"]
    if kind == "extra_forbidden":
        return _unknown_key(top, model, loc)
    if kind == "missing":
        return _describe_missing(top, model, loc)
    place = _value_place(top, loc, detail)
    if found is None:
        return _describe_empty(top, model, loc, place)
    if kind in _EXPECTED or (kind in _OF_TEXTS and isinstance(found, (list, dict))):
        return _wrong_kind(top, model, loc, _EXPECTED.get(kind, "text"), found)
    code, values = describe_error(kind, model, loc, context, found)
    if code == "CX104" and isinstance(allowed := values["allowed"], tuple) and values["found"] in allowed:
        return _wrong_kind(top, model, loc, "text" if isinstance(found, (int, float)) else "whole-number", found)
    return code, values | _values_from_file(code, top, loc, values, place), place


def _describe_empty(top: Fields, model: type[Record], loc: tuple[Any, ...], place: Place) -> tuple[str, Values, Place]:
    """Return the problem of an entry without a value, or with one that a `#` turns into a comment."""
    is_entry = isinstance(loc[-1], int)
    values: Values = {"key": _last_key(top, loc), "empty": True, "entry": is_entry, "allowed": choices_at(model, loc)}
    if remark := text_in_remark(top, place):
        return "CX102", {**values, "remark": True, "paste": remark[1]}, remark[0]
    return "CX102", values, place


def _wrong_kind(
    top: Fields, model: type[Record], loc: tuple[Any, ...], expected: str, found: object
) -> tuple[str, Values, Place]:
    place = place_of(top, loc)
    values: Values = {"key": _last_key(top, loc), "expected": expected, "found": _describe_value(found)}
    if values["key"] in _PICTURES and isinstance(found, str):
        values |= {"record": str(values["key"]), "file": found[:SHOWN]}
    else:
        values |= advice_on_kind(top, model, loc, found, values)
    if values.get("form") == "bullet":
        place = Place(place.path, place.line, place.column, place.line, place.column + 1)
    return "CX103", values, place


def _values_from_file(code: str, top: Fields, loc: tuple[Any, ...], values: Values, place: Place) -> Values:
    """Return values that only the file has: the key, and what to type."""
    if code == "CX116":
        return {"key": _last_key(top, loc)}
    if code == "CX117":
        return braces_or_colon(top, loc, str(values["key"]))
    if code == "CX113" and (paste := backslash_paste(top, place)):
        return {"paste": paste, "written": "backslash"}
    return {}


def _unknown_key(top: Fields, model: type[Record], loc: tuple[Any, ...]) -> tuple[str, Values, Place]:
    key, allowed = str(loc[-1])[:SHOWN], keys_at(model, loc[:-1])
    near = "" if is_elsewhere(key, model) else suggest(key, allowed)
    near = near or _suggest_label(key, records_at(model, loc[:-1]), allowed)
    values: Values = {"key": key, "suggestion": near, "allowed": allowed}
    where, holder = ("", "") if near else find_right_place(key, records_at(model, loc[:-1]), model)
    if where:
        values |= {"belongs": where, "holder": holder}
    elif not near and (paste := text_with_key(top, loc)):
        values |= {"form": "text", "paste": paste}
    return "CX101", values, place_of(top, loc, key=True)


def _suggest_label(key: str, records: list[type[Record]], allowed: tuple[str, ...]) -> str:
    """Return a suggestion for a label: its key has one of three similar names, or is the field's name on pages."""
    if key in _LABELS:
        return next((label for label in _LABELS if label in allowed), "")
    called = fold(key)
    return next((one for one in allowed if called in _labels_of(one, records)), "")


def _labels_of(key: str, records: list[type[Record]]) -> tuple[str, ...]:
    """Return the labels of a field in every language."""
    docs = (find_doc(record.model_fields[key]) for record in records if key in record.model_fields)
    return tuple(fold(doc.label_in(language)) for doc in docs if doc is not None for language in LANGUAGES)


def _last_key(top: Fields, loc: tuple[Any, ...]) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str) and _is_written(top, loc, step)), "")[:SHOWN]


def _is_written(top: Fields, loc: tuple[Any, ...], step: str) -> bool:
    """Return whether the file itself has this step of the path, and not only the model."""
    node: object = top
    for one in loc:
        if one == step:
            return isinstance(node, Fields) and step in node.places
        inside = isinstance(node, (Fields, Items)) and (isinstance(one, int) or one in node)
        node = node[one] if inside else node  # type: ignore[index]
    return False


def _describe_missing(top: Fields, model: type[Record], loc: tuple[Any, ...]) -> tuple[str, Values, Place]:
    values: Values = {"key": str(loc[-1]), "empty": False, "allowed": choices_at(model, loc)}
    holder = node_at(top, loc[:-1])
    if isinstance(holder, Fields) and loc[-1] in holder.places:
        return "CX102", {**values, "empty": True}, Place(top.path, *holder.key_span(loc[-1]))
    first = holder.first_span() if isinstance(holder, Fields) else span_of(top, loc)
    return "CX102", values, Place(top.path, *first)


def _value_place(top: Fields, loc: tuple[Any, ...], detail: Any) -> Place:  # noqa: ANN401
    context = detail.get("ctx") or {}
    if loc and loc[-1] == "[key]":
        return place_of(top, loc[:-1], key=True)
    if detail["type"] == "not_a_text" and context["key"]:
        return place_of(top, (*loc, context["key"]), key=True)
    if detail["type"] == "markdown":
        text = detail["input"].strip()
        return place_within(top, loc, text, _faulty_part(text, context["line"], context["column"], context["found"]))
    return place_of(top, loc)


def _faulty_part(text: str, line: int, column: int, found: str) -> TextPart:
    """Return the place of a fault inside a text, from its beginning to the end of the reported part."""
    whole = text.split("\n")[line - 1]
    at = whole.find(found, column - 1)
    return TextPart(line, column, whole[column - 1 : max(column, at + len(found))])


def _describe_value(value: object) -> str:
    kinds: tuple[tuple[Any, str], ...] = (
        (bool, "yes-no"),
        ((int, float), "number"),
        (dict, "fields"),
        ((list, tuple), "list"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "text")
