"""Finds the record that an address names, in the texts of files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxsite.authoring.schemas import MODELS
from cxsite.authoring.yaml_positions import value_at
from cxsite.editing.address import find_place, make_address, parse_address
from cxsite.editing.form_words import FormWords
from cxsite.editing.shown_values import as_plain_value
from cxsite.model.records.field_info import record_in
from cxsite.problems import Level
from cxsite.reading.files import YAML, ContentFile, read_text
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.address import FileAddress
    from cxsite.editing.edit import Steps
    from cxsite.model.content import Content
    from cxsite.model.records.record import Record
    from cxsite.model.records.source_location import Fields
    from cxsite.problems import Problem


@dataclass(frozen=True)
class EditableFiles:
    """The bytes of content files by path, what was read from all of them, and the author's language."""

    files: Mapping[str, bytes]
    content: Content
    language: str

    @cached_property
    def words(self) -> FormWords:
        """The words of forms about this content."""
        return FormWords(self.content, self.language)

    def find_path(self, file: FileAddress) -> str | None:
        """Return the path of the file of an address; None if there is none."""
        return next((path for suffix in YAML if (path := file.stem + suffix) in self.files), None)

    def locate(self, address: str) -> LocatedRecord | None:
        """Return the record or list at an address; None if there is none, or its file cannot be read."""
        file = parse_address(address)
        path = self.find_path(file) if file is not None else None
        if file is None or path is None:
            return None
        data = self.files[path]
        text, _ = read_text(ContentFile("", path, data))
        top, problems = read_yaml(path, text) if text is not None else (None, [])
        place = find_place(top, file.steps) if top is not None else None
        if text is None or top is None or place is None or _has_error(problems):
            return None
        return LocatedRecord(file=file, path=path, data=data, top=top, place=place)

    def is_broken(self, address: str) -> bool:
        """Return whether the file of an address exists, but cannot be read as YAML."""
        file = parse_address(address)
        path = self.find_path(file) if file is not None else None
        if path is None:
            return False
        text, _ = read_text(ContentFile("", path, self.files[path]))
        top, problems = read_yaml(path, text) if text is not None else (None, [])
        return top is None or _has_error(problems)


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.level is Level.ERROR for problem in problems)


@dataclass(frozen=True, kw_only=True)
class LocatedRecord:
    """A record in a file, or (if `place` ends with a key) a list of records, which may be missing."""

    file: FileAddress
    path: str
    data: bytes
    top: Fields
    place: Steps

    @property
    def file_model(self) -> type[Record]:
        """The record class of the whole file."""
        return MODELS[self.file.kind]

    @cached_property
    def model(self) -> type[Record] | None:
        """The record class at the place; None if the model has none there."""
        return model_at(self.file_model, self.place)

    @cached_property
    def raw(self) -> Any:  # noqa: ANN401 -- any YAML value
        """The value at the place, without its locations; None if it is missing."""
        return as_plain_value(value_at(self.top, tuple(self.place)))

    @property
    def is_item(self) -> bool:
        """Return whether it is an item of a list."""
        return bool(self.place) and isinstance(self.place[-1], int)

    @property
    def is_list(self) -> bool:
        """Return whether the place is that of a list of records."""
        return bool(self.place) and isinstance(self.place[-1], str) and isinstance(self.raw, (list, type(None)))

    @property
    def address(self) -> str:
        """Its address in the shortest form."""
        return make_address(self.top, self.file, self.place)

    @property
    def journey(self) -> str:
        """The id of the journey that it is in; empty outside journeys."""
        return self.file.id if self.file.kind == "journey" else ""


def model_at(model: type[Record], place: Steps) -> type[Record] | None:
    """Return the record class at a place of a file, alone or in a list; None if the model has none there."""
    found: type[Record] | None = model
    for step in place:
        if isinstance(step, str):
            info = found.model_fields.get(step) if found is not None else None
            found = record_in(info.annotation) if info is not None else None
    return found
