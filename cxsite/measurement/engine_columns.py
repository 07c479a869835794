"""The columns of an answer file as DuckDB knows them, and those of them that a source names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.csv_head import UnreadableError, column_name, looks_like_header
from cxsite.measurement.engine import Kind, LacksColumnsError
from cxsite.model.facts.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.measurement.answer_files import AnswerFile

_KINDS: Final[Mapping[str, Kind]] = {
    "DATE": "day",
    "TIMESTAMP": "moment",
    "TIMESTAMP WITH TIME ZONE": "zoned",
    "BOOLEAN": "flag",
}
_NUMBERS: Final = ("DECIMAL", "DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


@dataclass(frozen=True, slots=True)
class EngineColumn:
    """A column of a file: its name in SQL, the kind of its cells, and the engine's type."""

    sql: str
    kind: Kind
    type: str

    def as_a(self, kind: Kind) -> str:
        """Return the SQL for the cell converted to a kind; lists, codes and the like become text."""
        is_text = kind == "text" and self.type != "VARCHAR"
        return f"CAST({self.sql} AS VARCHAR)" if is_text or kind != self.kind else self.sql


def unique_labels(export: AnswerFile, columns: Sequence[EngineColumn]) -> list[tuple[str, EngineColumn]]:
    """Return the further names of columns that no other column has."""
    every = [(label, column) for labels, column in zip(export.labels, columns, strict=False) for label in labels]
    names = [*export.header, *(label for label, _ in every)]
    return [(label, column) for label, column in every if names.count(label) == 1]


def select_columns(
    export: AnswerFile, cells: Sequence[tuple[str, EngineColumn]], columns: Sequence[str]
) -> dict[str, EngineColumn]:
    """Return the requested columns.

    Raises:
        LacksColumnsError: the file lacks one of them.
        UnreadableError: two columns have the same name.
    """
    names = [name for name, _ in cells]
    asked = {column: column_name(column) for column in columns}
    if lacking := [column for column, name in asked.items() if name not in names]:
        present = names if _are_names(export, names, asked.values()) else []
        raise LacksColumnsError(export.path, tuple(lacking), tuple(present))
    if twice := next((column for column, name in asked.items() if names.count(name) > 1), ""):
        raise UnreadableError("twice", f"{export.path}: {twice}")
    found = dict(cells)
    return {column: found[name] for column, name in asked.items()}


def _are_names(export: AnswerFile, names: Sequence[str], asked: Iterable[str]) -> bool:
    """Return whether a message may repeat the first line: it looks like names, and has half of the requested ones.

    One must be equal to a requested name: a single cell of an answer may resemble one, as "late" resembles "date".
    """
    looks = export.has_header if export.header else looks_like_header(names)
    wanted = set(asked)
    there = {name for name in wanted if name in names}
    near = {name for name in wanted - there if suggest(name, names)}
    return looks and bool(there) and 2 * len(there | near) >= len(wanted)


def engine_kind(name: str) -> Kind:
    """Return the kind of a column with a type of DuckDB."""
    if name.endswith("]"):
        return "text"
    if name.startswith(_NUMBERS) or (name.startswith("U") and name[1:].startswith(_NUMBERS)):
        return "number"
    return next((kind for start, kind in _KINDS.items() if name == start or name.startswith(f"{start}_")), "text")


def common_kind(kinds: list[Kind]) -> Kind:
    """Return the kind of a column that several files have; text if they differ."""
    return kinds[0] if len(set(kinds)) == 1 else "text"
