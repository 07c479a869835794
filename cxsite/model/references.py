"""Every id that a record names, with its place: found from the marks on the models' fields."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin

from cxsite.model.record import Record
from cxsite.model.values import HoldsMarkdown, Refers

if TYPE_CHECKING:
    from cxsite.problems import Place

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`value` is named at `path` in the file of `record`, as the id of a thing of one of `kinds`.

    `in_text` tells that it stands as a link in a Markdown text (`persona:lan`), `is_key` that it stands before
    a colon (`emotion: {lan: 4}`).
    """

    kinds: tuple[str, ...]
    value: str
    record: Record
    path: Path
    in_text: bool = False
    is_key: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.record.key_place(*self.path) if self.is_key else self.record.place(*self.path)


def references(record: Record) -> Iterator[Reference]:
    """Every reference in a record read from a file, in the order of its fields.

    What a touchpoint takes from the library is left out: it is the library file's to answer for.
    """
    yield from _in_record(record, record, ())


def _in_record(top: Record, record: Record, path: Path) -> Iterator[Reference]:
    record = record.as_written
    for name, shape in _shapes(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _in_value(top, value, shape, (*path, name))


def _in_value(top: Record, value: Any, shape: Any, path: Path) -> Iterator[Reference]:  # noqa: ANN401
    if isinstance(value, Record):
        yield from _in_record(top, value, path)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _in_value(top, item, shape, (*path, number))
    elif isinstance(value, Mapping):
        for key in value:
            yield Reference(kinds=shape.kinds, value=key, record=top, path=(*path, key), is_key=True)
    elif isinstance(shape, Refers) and isinstance(value, str):
        yield Reference(kinds=shape.kinds, value=value, record=top, path=path)
    elif isinstance(shape, HoldsMarkdown) and isinstance(value, str) and "](" in value:
        from cxsite.escaping.author_markdown import read as read_markdown  # noqa: PLC0415 -- slow, and seldom needed

        for link in read_markdown(value).links:
            kind, colon, target = link.target.partition(":")
            if colon and kind in LINKED_KINDS:
                yield Reference(kinds=LINKED_KINDS[kind], value=target, record=top, path=path, in_text=True)


LINKED_KINDS: Mapping[str, tuple[str, ...]] = {
    "persona": ("persona",),
    "journey": ("journey",),
    "play": ("play",),
    "metric": ("metric",),
    "goal": ("goal",),
    "touchpoint": ("touchpoint",),
}


@cache
def _shapes(cls: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The fields of a record class that can hold references, each with its mark (None for nested records)."""
    found = ((name, _shape((info.annotation, *info.metadata))) for name, info in cls.model_fields.items())
    return tuple((name, shape) for name, shape in found if shape is not _NOTHING)


_NOTHING = object()


def _shape(parts: tuple[Any, ...]) -> Any:  # noqa: ANN401
    for part in parts:
        if isinstance(part, (Refers, HoldsMarkdown)):
            return part
    for part in parts:
        if isinstance(part, type) and not get_origin(part) and issubclass(part, Record):
            return None
        inner = _shape(_inside(part))
        if inner is not _NOTHING:
            return inner
    return _NOTHING


def _inside(part: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if hasattr(part, "__metadata__"):
        return (*part.__metadata__, *get_args(part))
    return get_args(part) if get_origin(part) in (tuple, dict, Union, types.UnionType) else ()
