"""Where a key belongs that stands in the wrong place of its file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from cxsite.model.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find_right_place(key: str, here: Iterable[type[Record]], top: type[Record]) -> tuple[str, str]:
    """`("below", holder)` where entries of one key below have it, `("top", "")` where the file itself has it.

    `here` are the records that stand where the key was written, `top` is the file's. Of a key that several places
    have nothing is reported.
    """
    records = tuple(here)
    holders = {holder for record in records for holder in _holders(key, record)}
    if len(holders) == 1:
        return "below", holders.pop()
    if not holders and top not in records and key in top.model_fields:
        return "top", ""
    return "", ""


def is_elsewhere(key: str, top: type[Record]) -> bool:
    """Whether the file itself or any entry below it may have the key."""
    return key in top.model_fields or bool(_holders(key, top))


@cache
def _holders(key: str, record: type[Record]) -> frozenset[str]:
    """The keys below a record whose own entries have the key."""
    return frozenset(_below(key, record, {record}))


def _below(key: str, record: type[Record], seen: set[type[Record]]) -> Iterator[str]:
    for name, info in record.model_fields.items():
        for part in _records(info.annotation):
            if key in part.model_fields:
                yield name
            if part not in seen:
                seen.add(part)
                yield from _below(key, part, seen)


def _records(annotation: Any) -> Iterator[type[Record]]:  # noqa: ANN401 -- any field's annotation
    if isinstance(annotation, type) and not get_origin(annotation) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)
