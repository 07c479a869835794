"""The right place of a key that is in the wrong place of its file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from cxsite.model.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find_right_place(key: str, here: Iterable[type[Record]], top: type[Record]) -> tuple[str, str]:
    """Return `("below", holder)` if entries of one key below have it, `("top", "")` if the file itself has it.

    `here` are the records at the place of the key, `top` is the file's. For a key that several places have, nothing is
    returned.
    """
    records = tuple(here)
    holders = {holder for record in records for holder in _holders(key, record)}
    if len(holders) == 1:
        return "below", holders.pop()
    if not holders and top not in records and key in top.model_fields:
        return "top", ""
    return "", ""


def is_elsewhere(key: str, top: type[Record]) -> bool:
    """Return whether the file itself or any entry below it may have the key."""
    return key in top.model_fields or bool(_holders(key, top))


@cache
def _holders(key: str, record: type[Record]) -> frozenset[str]:
    """Return the keys of a record whose entries have the key."""
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
