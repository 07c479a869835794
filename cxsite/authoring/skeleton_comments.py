"""Adds comments to the keys of a skeleton, from the model's help texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.model.records.field_info import find_doc, record_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from cxsite.model.records.record import Record

_KEY: Final = re.compile(r"(?P<before> *(?:# )? *(?:- )?)(?P<key>[a-z_]+):(?= |$)")
_COLUMN: Final = 52


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line `key: …` of a skeleton, commented out or not: its number (from 0), and the model's field."""

    number: int
    model: type[Record]
    key: str

    @property
    def field(self) -> FieldInfo:
        """The model's field. Raises KeyError for a key that the model does not have."""
        return self.model.model_fields[self.key]


def annotate(text: str, model: type[Record], language: str) -> str:
    """Add the meaning of each key to the end of its line, as a comment."""
    lines = text.split("\n")
    for line in key_lines(text, model):
        if (doc := find_doc(line.field)) is not None:
            lines[line.number] = f"{lines[line.number].ljust(_COLUMN)}  # {doc.help_in(language)}"
    return "\n".join(lines)


def key_lines(text: str, model: type[Record]) -> Iterator[KeyLine]:
    """Yield every key of the skeleton that is a field, by indentation; keys of free mappings are skipped."""
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
