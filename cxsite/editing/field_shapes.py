"""What a form needs to know of each field, derived from the models: the input, its choices and its limits."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic import BeforeValidator, WrapValidator
from pydantic_core import PydanticUndefined

from cxsite.model.records.dates import Duration
from cxsite.model.records.field_info import find_doc
from cxsite.model.records.field_markers import HoldsMarkdown, HoldsName, HoldsText, OneOf, ReferenceTo
from cxsite.model.records.rating import Rating
from cxsite.model.records.record import FileMetadata, Record

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from cxsite.editing.form import Widget
    from cxsite.model.records.field_markers import Doc

_SHORT: Final = frozenset(
    {"title", "name", "label", "unit", "sheet", "region", "segment", "who", "system", "counted", "contact", "alt"}
)
"""Texts that are a few words, so one line is enough for them."""
_WHOLE_PERCENT: Final = 100
_HIGHEST_SCORE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One field of a record class.

    `kinds` are the kinds of things that a reference may name; `words` is the list of the program that a word is one of
    (`rule`, `figure`); `options` are the values of a Literal. `record` is the class of nested records, `inner` the
    shape of a list's items or a mapping's values, `key` that of a mapping's keys. `is_translated` is whether each
    language may have its own text. `accepts_short` is whether a record may be written as its first field alone.
    """

    name: str
    widget: Widget
    doc: Doc | None = None
    required: bool = False
    default: object = None
    kinds: tuple[str, ...] = ()
    words: str = ""
    options: tuple[str | int, ...] = ()
    record: type[Record] | None = None
    inner: FieldShape | None = None
    key: FieldShape | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_integer: bool = False
    is_translated: bool = False
    is_name: bool = False
    accepts_short: bool = False


@cache
def shapes_of(model: type[Record]) -> tuple[FieldShape, ...]:
    """Return the shapes of a record's fields, in the model's order."""
    return tuple(_shape_of_field(name, info) for name, info in model.model_fields.items())


def shape_of(model: type[Record], name: str) -> FieldShape | None:
    """Return the shape of one field; None if the record has no such field."""
    return next((shape for shape in shapes_of(model) if shape.name == name), None)


def has_own_form(holder: type[Record], model: type[Record]) -> bool:
    """Return whether records of a list in `holder` have forms of their own, instead of being a part of its form.

    These are records that hold lists of further records with ids, and in files all records with ids.
    """
    if "id" in model.model_fields and issubclass(holder, FileMetadata):
        return True
    inner = [shape.record for shape in shapes_of(model) if shape.widget == "records" and shape.record]
    return any("id" in one.model_fields or has_own_form(model, one) for one in inner)


def _shape_of_field(name: str, info: FieldInfo) -> FieldShape:
    default = None if info.default is PydanticUndefined else info.default
    return _shape(
        name,
        info.annotation,
        tuple(info.metadata),
        doc=find_doc(info),
        required=info.is_required(),
        default=default,
    )


def _shape(name: str, annotation: Any, metadata: tuple[Any, ...], **common: Any) -> FieldShape:  # noqa: ANN401
    core, marks = _unwrap(annotation, metadata)
    common["accepts_short"] = any(isinstance(mark, (BeforeValidator, WrapValidator)) for mark in marks)
    origin = get_origin(core)
    if core is Rating:
        return FieldShape(name=name, widget="rating", minimum=1, maximum=_HIGHEST_SCORE, is_integer=True, **common)
    if isinstance(core, type) and origin is None and issubclass(core, Record):
        return FieldShape(name=name, widget="record", record=core, **common)
    if origin is tuple:
        return _list_shape(name, get_args(core)[0], common)
    if origin is dict:
        key, value = get_args(core)
        return _mapping_shape(name, key, value, common)
    if origin is Literal:
        return FieldShape(name=name, widget="choice", options=get_args(core), **common)
    return _plain_shape(name, core, marks, common)


def _list_shape(name: str, item: Any, common: dict[str, Any]) -> FieldShape:  # noqa: ANN401
    inner = _shape(name, item, ())
    if inner.widget == "record" and inner.record is not None:
        return FieldShape(name=name, widget="records", record=inner.record, inner=inner, **common)
    if inner.widget == "reference":
        return FieldShape(name=name, widget="references", kinds=inner.kinds, inner=inner, **common)
    if inner.widget == "choice":
        return FieldShape(name=name, widget="choices", options=inner.options, words=inner.words, inner=inner, **common)
    if inner.widget in {"text", "long", "markdown", "number"}:
        return FieldShape(name=name, widget="texts", inner=inner, **common)
    return FieldShape(name=name, widget="yaml", **common)


def _mapping_shape(name: str, key: Any, value: Any, common: dict[str, Any]) -> FieldShape:  # noqa: ANN401
    of_key, of_value = _shape("key", key, ()), _shape("value", value, ())
    if of_value.widget in {"record", "records", "texts", "yaml", "rating"}:
        return FieldShape(name=name, widget="yaml", **common)
    return FieldShape(name=name, widget="mapping", key=of_key, inner=of_value, **common)


def _plain_shape(name: str, core: Any, marks: tuple[Any, ...], common: dict[str, Any]) -> FieldShape:  # noqa: ANN401
    if core is bool:
        return FieldShape(name=name, widget="flag", **common)
    if core in {int, float}:
        return _number_shape(name, core, marks, common)
    if core is date:
        return FieldShape(name=name, widget="date", **common)
    if core is Duration:
        return FieldShape(name=name, widget="duration", **common)
    if core is str:
        return _text_shape(name, marks, common)
    return FieldShape(name=name, widget="yaml", **common)


def _number_shape(name: str, core: Any, marks: tuple[Any, ...], common: dict[str, Any]) -> FieldShape:  # noqa: ANN401
    least = next((float(str(mark.ge)) for mark in marks if isinstance(mark, Ge)), None)
    most = next((float(str(mark.le)) for mark in marks if isinstance(mark, Le)), None)
    widget: Widget = "number"
    if (least, most) == (1, _HIGHEST_SCORE) and core is int:
        widget = "score"
    elif (least, most) == (0, _WHOLE_PERCENT):
        widget = "percent"
    return FieldShape(name=name, widget=widget, minimum=least, maximum=most, is_integer=core is int, **common)


def _text_shape(name: str, marks: tuple[Any, ...], common: dict[str, Any]) -> FieldShape:
    common["max_length"] = next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None) or next(
        (mark.max_length for mark in marks if getattr(mark, "max_length", None)), None
    )
    if kinds := next((mark.kinds for mark in marks if isinstance(mark, ReferenceTo)), ()):
        return FieldShape(name=name, widget="reference", kinds=kinds, **common)
    if words := next((mark.kind for mark in marks if isinstance(mark, OneOf)), ""):
        return FieldShape(name=name, widget="choice", words=words, **common)
    is_name = _has(marks, HoldsName)
    common |= {"is_translated": _has(marks, HoldsText) or is_name, "is_name": is_name}
    if _has(marks, HoldsMarkdown):
        return FieldShape(name=name, widget="markdown", **common)
    is_long = _has(marks, HoldsText) and name not in _SHORT
    return FieldShape(name=name, widget="long" if is_long else "text", **common)


def _has(marks: tuple[Any, ...], marker: type) -> bool:
    return any(isinstance(mark, marker) for mark in marks)


def _unwrap(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401
    """Return the type inside annotations and `… | None`, and everything that these say about it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, metadata = annotation.__origin__, (*metadata, *_flat(annotation.__metadata__))
        elif get_origin(annotation) in {Union, types.UnionType}:
            parts = [part for part in get_args(annotation) if part is not type(None)]
            if len(parts) != 1:
                return annotation, metadata
            annotation = parts[0]
        else:
            return annotation, metadata


def _flat(marks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return marks, and those inside a `Field(…)`."""
    return tuple(inner for mark in marks for inner in (mark, *getattr(mark, "metadata", ())))
