"""Label and help of the fields of records, as the models define them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from cxsite.model.records.record import Record
from cxsite.model.records.values import Doc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo


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
