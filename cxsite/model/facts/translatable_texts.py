"""Every text that readers need in their own language, with the languages it is written in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from cxsite.model.records.field_info import find_marker
from cxsite.model.records.field_markers import HoldsText
from cxsite.model.records.source_location import Fields, Items
from cxsite.model.records.texts import has_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record
    from cxsite.problems import Place

Path: TypeAlias = tuple[str | int, ...]
NOT_SHOWN = frozenset({"waivers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatableText:
    """A text at `path` in the file of `record`; a plain one has no language of its own (`languages` is empty)."""

    record: Record
    path: Path
    text: str
    languages: tuple[str, ...]

    @property
    def place(self) -> Place:
        """The place where it is written."""
        return self.record.place(*self.path)

    @property
    def file(self) -> str:
        """The path of its file."""
        return self.record.source.path if self.record.source is not None else ""

    def lacks(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Return the playbook's languages (the main one first) in which it is not written."""
        written = self.languages or languages[:1]
        return tuple(language for language in languages if language not in written)


def collect_texts(record: Record) -> Iterator[TranslatableText]:
    """Return every text of a record that was read from a file, in the order of its fields.

    Texts that a touchpoint takes from the library belong to the library file. Left out are proper names, texts that
    pages do not show, and texts without words.
    """
    if record.source is not None:
        yield from _collect(record, record, record.source, ())


def _collect(top: Record, record: Record, source: object, path: Path) -> Iterator[TranslatableText]:
    as_written = record.as_written
    for name, is_text in _field_shapes(type(record)):
        written = source.get(name) if isinstance(source, Fields) else None
        value = getattr(as_written, name)
        if value and written is not None:
            yield from _collect_at(top, value, written, (*path, name), is_text=is_text)


def _collect_at(top: Record, value: Any, written: object, path: Path, *, is_text: bool) -> Iterator[TranslatableText]:  # noqa: ANN401
    if isinstance(value, tuple):
        pairs = zip(value, written, strict=False) if isinstance(written, Items) else ()
        for number, (one, source) in enumerate(pairs):
            yield from _collect_at(top, one, source, (*path, number), is_text=is_text)
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(written, Fields) and key in written:
                yield from _collect_at(top, one, written[key], (*path, key), is_text=is_text)
    elif not is_text:
        yield from _collect(top, value, written, path)
    elif isinstance(value, str) and has_words(value):
        languages = tuple(written) if isinstance(written, Fields) else ()
        yield TranslatableText(record=top, path=path, text=str(value), languages=languages)


@cache
def _field_shapes(cls: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record class that hold texts (True) or records that do (False)."""
    found = ((name, find_marker(info, HoldsText)) for name, info in cls.model_fields.items() if name not in NOT_SHOWN)
    return tuple(
        (name, isinstance(marker, HoldsText))
        for name, marker in found
        if isinstance(marker, HoldsText) or (marker and _field_shapes(marker))
    )
