"""What engines that count answers have in common: tables, rows that cannot be parsed, and columns that are lacking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.model.records.source import Source

Kind: TypeAlias = Literal["text", "number", "day", "moment", "zoned", "flag"]
"""The kind of a column's cells; `zoned` is a moment with a time zone, `flag` yes or no."""
Row: TypeAlias = tuple[Any, ...]
TABLE: Final = "table:"


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row of a file that could not be parsed: its row in a spreadsheet, and how many lines it took up."""

    path: str
    row: int
    reason: str
    lines: int


@dataclass(frozen=True, slots=True)
class EngineTable:
    """What to select from, and its columns. `located` is the same with the columns `file` and `row`, if known.

    `files` are the locations of its rows, each in one form, whatever form `data` had.
    """

    sql: str
    kinds: Mapping[str, Kind]
    located: str = ""
    files: tuple[str, ...] = ()
    header_rows: int = 1


class Engine(Protocol):
    """An engine that runs the one SQL text, which is written for DuckDB."""

    def table(self, source: Source, columns: Sequence[str]) -> EngineTable:
        """Return the table that a source's `data` names.

        Raises:
            UnreadableError: it cannot be opened, or two of its columns have the same name.
            LacksColumnsError: it lacks one of the columns.
        """

    def rows(self, sql: str) -> list[Row]:
        """Return the rows of a query. Raises UnreadableError if the engine reports an error."""

    def rows_of_files(self, sql: str, files: Iterable[str]) -> list[Row]:
        """Return the rows of a query over the files of several tables that were opened before."""

    def broken_rows(self) -> tuple[BrokenRow, ...]:
        """Return the rows that the last table could not parse, once all of it was read."""

    def sheet_rows(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Convert file and record, as `located` has them, to file and row in a spreadsheet."""


class LacksColumnsError(Exception):
    """A file lacks columns that the source names: the file, those it lacks, those it has.

    Those it has are left out if the file may have no column names, because its first line is then an answer.
    """

    def __init__(self, path: str, lacking: tuple[str, ...], present: tuple[str, ...]) -> None:
        super().__init__(path)
        self.path = path
        self.lacking = lacking
        self.present = present
