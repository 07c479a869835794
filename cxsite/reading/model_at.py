"""What the model allows at one place of a file: which records, keys, words and numbers."""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Interval, Le
from pydantic.fields import FieldInfo

from cxsite.model.records.field_markers import HoldsName, HoldsText
from cxsite.model.records.record import Record


def _annotations_at(model: type[Record], loc: tuple[Any, ...]) -> list[Any]:
    """Return every annotation and marker for what may be at `loc`."""
    here: list[Any] = [model]
    for step in loc:
        following: list[Any] = []
        for part in here:
            if isinstance(part, type) and not get_origin(part) and issubclass(part, Record):
                info = part.model_fields.get(step)
                following += [] if info is None else _unwrap(info)
            elif get_origin(part) in (tuple, dict):
                following += _unwrap(get_args(part)[0 if get_origin(part) is tuple else 1])
        here = following or here
    return here


def _unwrap(annotation: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(annotation, FieldInfo):
        return [*annotation.metadata, *_unwrap(annotation.annotation)]
    if hasattr(annotation, "__metadata__"):
        marks = [
            m for mark in annotation.__metadata__ for m in (mark.metadata if isinstance(mark, FieldInfo) else [mark])
        ]
        return [*marks, *_unwrap(get_args(annotation)[0])]
    if get_origin(annotation) in (Union, types.UnionType):
        return [part for choice in get_args(annotation) for part in _unwrap(choice)]
    return [annotation]


def bounds_at(model: type[Record], loc: tuple[Any, ...]) -> tuple[Any, Any]:
    """Return the lowest and the highest number allowed at `loc`; None for an open end."""
    low = high = None
    for mark in _annotations_at(model, loc):
        if isinstance(mark, (Ge, Interval)):
            low = mark.ge
        if isinstance(mark, (Le, Interval)):
            high = mark.le
    return low, high


def records_at(model: type[Record], loc: tuple[Any, ...]) -> list[type[Record]]:
    """Return the record classes allowed at `loc`."""
    return [part for part in _annotations_at(model, loc) if isinstance(part, type) and issubclass(part, Record)]


def keys_at(model: type[Record], loc: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the keys of the records allowed at `loc`, their own before those that every file has."""
    records = records_at(model, loc)
    own = (key for record in records for key in record.__annotations__ if key in record.model_fields)
    return tuple(dict.fromkeys((*own, *(key for record in records for key in record.model_fields))))


def choices_at(model: type[Record], loc: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the words of which one must be at `loc`; none if any text is allowed."""
    words = [get_args(part) for part in _annotations_at(model, loc) if get_origin(part) is Literal]
    return tuple(word for some in words for word in some if isinstance(word, str))


def is_text_at(model: type[Record], loc: tuple[Any, ...]) -> bool:
    """Return whether readers see the value at `loc` as a text."""
    return any(isinstance(part, HoldsText | HoldsName) for part in marks_at(model, loc))


@cache
def _marks_of(model: type[Record], loc: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_annotations_at(model, loc))


def marks_at(model: type[Record], loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the markers of the value at `loc`: `HoldsText`, `ReferenceTo` and the like, among its types."""
    return _marks_of(model, tuple(0 if isinstance(step, int) else step for step in loc))
