"""Every id that a record refers to, with its place: found by the markers on the models' fields."""

from __future__ import annotations

import re
import types
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from cxsite.model.records.field_info import find_marker
from cxsite.model.records.field_markers import HoldsMarkdown, ReferenceTo
from cxsite.model.records.source_location import TextPart, place_within
from cxsite.model.records.touchpoint import NextStep

if TYPE_CHECKING:
    from cxsite.escaping.author_markdown import MarkdownLink
    from cxsite.model.records.record import Record
    from cxsite.problems import Place

Path: TypeAlias = tuple[str | int, ...]
Known: TypeAlias = Mapping[tuple[str, ...], Container[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`value` is named at `path` in the file of `record`, as the id of a thing of one of `kinds`.

    `in_text` marks a link in a Markdown text (`persona:lan`), `is_key` an id before a colon (`emotion: {lan: 4}`),
    `is_repeated` an id that its list has before. A link is the `part` of its `text`.
    """

    kinds: tuple[str, ...]
    value: str
    record: Record
    path: Path
    in_text: bool = False
    is_key: bool = False
    is_repeated: bool = False
    text: str = ""
    part: TextPart | None = None

    @property
    def place(self) -> Place:
        """The place where it is written; for a link in a text, its target."""
        if self.part is not None and self.record.source is not None:
            return place_within(self.record.source, self.path, self.text, self.part)
        return self.record.key_place(*self.path) if self.is_key else self.record.place(*self.path)


def collect_references(record: Record, known: Known = types.MappingProxyType({})) -> Iterator[Reference]:
    """Return every reference in a record read from a file, in the order of its fields.

    References that a touchpoint takes from the library are left out, because they belong to the library file. To save
    time in large playbooks, so are ids in `known` for the kinds of a reference, unless its list repeats them.
    """
    found: list[Reference] = []
    _collect(found, record, record, (), known)
    return iter(found)


def _collect(found: list[Reference], top: Record, record: Record, path: Path, known: Known) -> None:
    written = record.as_written
    for name, shape, inside in _field_shapes(type(record)):
        value = getattr(written, name)
        if not value:
            continue
        if inside is None:
            if shape.__class__ is HoldsMarkdown:
                found += _in_texts(top, value, (*path, name), known)
            elif not _need_no_check(value, known.get(shape.kinds, ())):
                found += _in_ids(top, value, shape.kinds, (*path, name))
        elif value.__class__ is tuple:
            _collect_entries(found, top, value, (*path, name), known)
        elif any(getattr(value, one) for one in inside):
            _collect(found, top, value, (*path, name), known)


def _collect_entries(
    found: list[Reference], top: Record, entries: tuple[Record, ...], path: Path, known: Known
) -> None:
    if isinstance(entries[0], NextStep):
        found += _in_steps(top, cast("tuple[NextStep, ...]", entries), path, known)
        return
    for number, inner in enumerate(entries):
        _collect(found, top, inner, (*path, number), known)


def _in_steps(top: Record, steps: tuple[NextStep, ...], path: Path, known: Known) -> Iterator[Reference]:
    """Return a reference for each touchpoint that may follow; they are ids with labels, so none may be repeated."""
    kinds, ids = _field_shapes(NextStep)[0][1].kinds, tuple([step.to for step in steps])
    if not _need_no_check(ids, known.get(kinds, ())):
        for number, one in enumerate(ids):
            again = one in ids[:number]
            yield Reference(kinds=kinds, value=one, record=top, path=(*path, number, "to"), is_repeated=again)


def _need_no_check(value: str | tuple[str, ...] | Mapping[str, object], known: Container[str]) -> bool:
    """Return whether the ids need no report: all are known, and none is repeated."""
    if isinstance(value, str):
        return value in known
    for one in value:
        if one not in known:
            return False
    return len(value) == 1 or len(set(value)) == len(value)


def _in_ids(top: Record, value: Any, kinds: tuple[str, ...], path: Path) -> Iterator[Reference]:  # noqa: ANN401
    if isinstance(value, str):
        yield Reference(kinds=kinds, value=value, record=top, path=path)
    elif isinstance(value, Mapping):
        for key in value:
            yield Reference(kinds=kinds, value=key, record=top, path=(*path, key), is_key=True)
    else:
        for number, one in enumerate(value):
            again = one in value[:number]
            yield Reference(kinds=kinds, value=one, record=top, path=(*path, number), is_repeated=again)


def _in_texts(top: Record, value: str | tuple[str, ...], path: Path, known: Known) -> Iterator[Reference]:
    if isinstance(value, tuple):
        for number, text in enumerate(value):
            yield from _in_texts(top, text, (*path, number), known)
    elif any(target not in known.get(LINKED_KINDS[kind], ()) for kind, target in _LINK.findall(value)):
        from cxsite.escaping.author_markdown import read as read_markdown  # noqa: PLC0415 -- slow, and rarely needed

        for link in read_markdown(value).links:
            kind, colon, target = link.target.partition(":")
            kinds = LINKED_KINDS.get(kind, ())
            if colon and kinds and target not in known.get(kinds, ()):
                part = _target(value, link)
                yield Reference(kinds=kinds, value=target, record=top, path=path, in_text=True, text=value, part=part)


def _target(text: str, link: MarkdownLink) -> TextPart:
    """Return the target of a link as it is written, or the `[` of the link if the source text differs."""
    at = text.split("\n")[link.line - 1].find(link.target, link.column)
    return TextPart(link.line, link.column, "[") if at < 0 else TextPart(link.line, at + 1, link.target)


LINKED_KINDS: Mapping[str, tuple[str, ...]] = {
    "persona": ("persona",),
    "journey": ("journey",),
    "play": ("play",),
    "metric": ("metric",),
    "goal": ("goal",),
    "touchpoint": ("touchpoint",),
    "research": ("research",),
}
_LINK = re.compile(rf"\]\(({'|'.join(LINKED_KINDS)}):([^)\s]*)")
"""What may be an internal link; only texts with an unknown one are parsed as Markdown."""


@cache
def _field_shapes(cls: type[Record]) -> tuple[tuple[str, Any, tuple[str, ...] | None], ...]:
    """Return the fields of a record class that can hold references: each with its marker, or the class of its records.

    Next to that class are the names of its fields that can hold references; None next to a marker.
    """
    found = ((name, find_marker(info, ReferenceTo, HoldsMarkdown)) for name, info in cls.model_fields.items())
    marked = ((name, marker, _inner_names(marker)) for name, marker in found if marker is not None)
    return tuple((name, marker, inside) for name, marker, inside in marked if inside != ())


def _inner_names(marker: Any) -> tuple[str, ...] | None:  # noqa: ANN401
    return tuple(name for name, *_ in _field_shapes(marker)) if isinstance(marker, type) else None
