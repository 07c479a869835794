"""What the models say about their fields: label and help, markers, and the records that fields hold."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo


M = TypeVar("M")


def find_doc(info: FieldInfo) -> Doc | None:
    """Return the label and help of a field."""
    return next((mark for mark in info.metadata if isinstance(mark, Doc)), None)


def label_path(model: type[Record] | None, steps: Sequence[str], language: str) -> Iterator[str | None]:
    """Return the label of each step from a record to a field inside it (`scenario`, `trigger`).

    None for a key that authors choose (`demographics`, `age`).
    """
    here = model
    for step in steps:
        info = here.model_fields.get(step) if here is not None else None
        doc = find_doc(info) if info is not None else None
        yield doc.label_in(language) if doc is not None else None
        here = record_in(info.annotation) if info is not None else None


def record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 -- annotations are of any type
    """Return the record class that a field holds, alone or in a list; None if it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((record for part in get_args(annotation) if (record := record_in(part))), None)


def find_marker(info: FieldInfo, *markers: type[M]) -> M | type[Record] | None:
    """Return the marker of one of these classes on a field, or else the record class that it holds; None for neither.

    Both may be inside lists, mappings and alternatives.
    """
    return _find_marker((info.annotation, *info.metadata), markers)


def _find_marker(parts: tuple[Any, ...], markers: tuple[type[M], ...]) -> M | type[Record] | None:
    for part in parts:
        if isinstance(part, markers):
            return part
    for part in parts:
        if isinstance(part, type) and not get_origin(part) and issubclass(part, Record):
            return part
        if (inner := _find_marker(_type_arguments(part), markers)) is not None:
            return inner
    return None


def _type_arguments(part: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if hasattr(part, "__metadata__"):
        return (*part.__metadata__, *get_args(part))
    return get_args(part) if get_origin(part) in (tuple, dict, Union, types.UnionType) else ()
