"""Comments on the keys of a skeleton, from the texts for authors on the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from cxsite.model.records.record import Record
from cxsite.model.records.values import Doc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

_KEY: Final = re.compile(r"(?P<before> *(?:# )? *(?:- )?)(?P<key>[a-z_]+):(?= |$)")
_COLUMN: Final = 52


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line `key: …` of a skeleton, commented out or not: its number from 0, and the model's field."""

    number: int
    model: type[Record]
    key: str

    @property
    def field(self) -> FieldInfo:
        """The field on the model. Raises KeyError for a key that the model does not have."""
        return self.model.model_fields[self.key]


def annotate(text: str, model: type[Record], language: str) -> str:
    """The skeleton with each key's meaning behind it, as a comment."""
    lines = text.split("\n")
    for line in key_lines(text, model):
        says = next((mark for mark in line.field.metadata if isinstance(mark, Doc)), None)
        if says is not None:
            lines[line.number] = f"{lines[line.number].ljust(_COLUMN)}  # {getattr(says, language)}"
    return "\n".join(lines)


def key_lines(text: str, model: type[Record]) -> Iterator[KeyLine]:
    """Every key of the skeleton that is a field, found by indentation; keys of free tables are passed over."""
    open_keys: list[tuple[int, type[Record] | None]] = []
    for number, line in enumerate(text.split("\n")):
        found = _KEY.match(line)
        if found is None:
            continue
        indent = len(found["before"].replace("# ", "", 1))
        while open_keys and open_keys[-1][0] >= indent:
            open_keys.pop()
        here = open_keys[-1][1] if open_keys else model
        if here is None:
            continue
        yield KeyLine(number, here, found["key"])
        open_keys.append((indent, record_in(here.model_fields[found["key"]].annotation)))


def record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 -- annotations are of any type
    """The record that a field holds, alone or in a list; None where it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((record for part in get_args(annotation) if (record := record_in(part))), None)
