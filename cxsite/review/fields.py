"""The differences of two records, field by field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.records.dates import Duration
from cxsite.model.records.field_markers import ReferenceTo
from cxsite.model.records.rating import Rating
from cxsite.model.records.record import Record
from cxsite.model.records.strategy import AppliesTo
from cxsite.review.records import FieldChange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cxsite.review.records import Value

NOT_REPORTED: Final = frozenset({"id", "formerly", "waivers", "version"})
"""Fields that mean nothing for the customer, or that are reported as a new id."""
_OWN: Final = frozenset({"stages", "touchpoints", "pain_points", "opportunities", "actions"})
"""Lists of things that are compared one by one, each by its id."""
_EMPTY: Final = (None, "", (), False)


def field_changes(
    old: Record, new: Record, names: Mapping[str, Mapping[str, str]], *, leave_out: Collection[str] = ()
) -> Iterator[FieldChange]:
    """Return each field whose value differs, in the order of the model. `names` is for the personas of emotions."""
    silent = {*NOT_REPORTED, *_lists_of_things(old), *leave_out}
    old_values, new_values = _values(old, silent, names), _values(new, silent, names)
    yield from _changes(type(new), old_values, new_values, _kinds(old) | _kinds(new))


def facts(record: Record, wanted: Collection[str], names: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    """Return the non-empty fields among those wanted, by their keys."""
    values = _values(record, set(type(record).model_fields) - set(wanted), names)
    return {key: value for key, value in values.items() if value not in _EMPTY}


def fact_changes(
    record: Record, wanted: Collection[str], names: Mapping[str, Mapping[str, str]], *, added: bool
) -> tuple[FieldChange, ...]:
    """Return facts as changes from or to nothing."""
    none: dict[str, Value] = {}
    wording = facts(record, wanted, names)
    old, new = (none, wording) if added else (wording, none)
    return tuple(_changes(type(record), old, new, _kinds(record)))


def _changes(
    model: type[Record], old: Mapping[str, Value], new: Mapping[str, Value], kinds: Mapping[str, tuple[str, ...]]
) -> Iterator[FieldChange]:
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before != after:
            yield FieldChange(field=key, old=before, new=after, kinds=kinds.get(key, ()), model=model)


def _lists_of_things(record: Record) -> frozenset[str]:
    """Return the names of fields that hold lists of records with ids; a list of ids only is a field like others."""
    fields = type(record).model_fields
    return frozenset(name for name in _OWN if name in fields and not _kinds_in_type(fields[name].annotation))


def _values(record: Record, silent: Collection[str], names: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    flat: dict[str, Value] = {}
    for name in type(record).model_fields:
        if name not in silent:
            flat |= _flatten(name, getattr(record, name), names)
    return flat


def _flatten(name: str, value: object, names: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    """Return a value by its key, or the fields of a nested record or table by their keys after a dot."""
    if isinstance(value, Rating):
        return {name: _rating(value, names)}
    if isinstance(value, Record):
        inside = _values(value, (), names)
        return {(name if key == "level" else f"{name}.{key}"): one for key, one in inside.items()}
    if isinstance(value, tuple) and value and isinstance(value[0], AppliesTo):
        return {name: tuple(_entry(one, names) for one in value)}
    if isinstance(value, dict):
        return {f"{name}.{key}": _to_value(one) for key, one in value.items()}
    return {name: _to_value(value)}


def _entry(entry: AppliesTo, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text of an entry of a play's `applies_to`: all that it names must match."""
    return " + ".join(", ".join(names.get(kind, {}).get(key, key) for key in ids) for kind, ids in entry.places.items())


def _rating(rating: Rating, names: Mapping[str, Mapping[str, str]]) -> Value:
    if not rating.by_persona:
        return rating.everyone
    personas = names.get("persona", {})
    return ", ".join(f"{personas.get(key, key)} {number}" for key, number in rating.by_persona.items())


def _to_value(value: object) -> Value:
    if isinstance(value, (list, tuple)):
        return tuple(_describe(one) for one in value) or None
    if value is None or isinstance(value, (str, bool, int, float, date)):
        return value
    return _describe(value)


def _describe(value: object) -> str:
    """Return a value in one line: of a record, all its fields."""
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, Record):
        wording = (getattr(value, name) for name in type(value).model_fields)
        return " · ".join(_describe(one) for one in wording if one not in _EMPTY)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_describe, value))
    return str(value)


def _kinds(record: Record) -> dict[str, tuple[str, ...]]:
    """Return by key the kinds of the ids in a field."""
    found: dict[str, tuple[str, ...]] = {}
    for name, info in type(record).model_fields.items():
        if kinds := _kinds_in_type(info.annotation) or _refers_in(info.metadata):
            found[name] = kinds
        inside = getattr(record, name)
        if isinstance(inside, Record):
            found |= {f"{name}.{key}": kinds for key, kinds in _kinds(inside).items()}
    return found


def _refers_in(metadata: Collection[Any]) -> tuple[str, ...]:
    return next((one.kinds for one in metadata if isinstance(one, ReferenceTo)), ())


def _kinds_in_type(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a type, or what typing makes of one
    """Return the kinds that occur inside a type such as `tuple[ChannelRef, ...]` or `MetricRef | None`."""
    inside = getattr(annotation, "__args__", ())
    marked = _refers_in(getattr(annotation, "__metadata__", ()))
    return marked or next((kinds for one in inside if (kinds := _kinds_in_type(one))), ())
