"""Engines over database files: DuckDB's are read where they are, tables of SQLite are copied first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.answer_files import AnswerFile
from cxsite.measurement.answer_packages import require_packages_for
from cxsite.measurement.csv_head import UnreadableError, read_csv_head
from cxsite.measurement.duck_engine import DuckEngine
from cxsite.measurement.engine import TABLE, EngineTable, LacksColumnsError
from cxsite.measurement.engine_columns import engine_kind
from cxsite.measurement.spreadsheet_answers import copy_table
from cxsite.measurement.sql_text import quote_table
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.measurement.data_access import DataAccess
    from cxsite.measurement.engine import Engine
    from cxsite.model.records.source import Source

_DUCKDB, _SQLITE = "duckdb://", "sqlite://"
_SIDE_FILES: Final = ("-journal", "-wal", "-shm")


def open_database_file(address: str, access: DataAccess, zone: str) -> Engine | None:
    """Return the engine for the address of a database file; None for other addresses.

    Raises:
        CxsiteError: there is no such file.
    """
    kind = next((one for one in (_DUCKDB, _SQLITE) if address.startswith(one)), None)
    if kind is None:
        return None
    file = access.project / Path(address.removeprefix(kind).partition("?")[0])
    if not file.is_file():
        raise CxsiteError("The warehouse cannot be reached: {error}", "Check {variable}.", error="no such file",
                          variable="CXSITE_WAREHOUSE")  # fmt: skip
    return DuckFile(access, zone, database=file) if kind == _DUCKDB else SqliteFile(access, zone, database=file)


@dataclass(slots=True)
class DuckFile(DuckEngine):
    """A DuckDB file, opened for reading only."""

    database: Path = Path()

    def table(self, source: Source, columns: Sequence[str]) -> EngineTable:
        """Return the table that a source names."""
        require_packages_for(source.place().path)
        name = source.data.removeprefix(TABLE)
        described = self.rows(f"DESCRIBE SELECT * FROM {quote_table(name)}")  # noqa: S608 -- names are quoted
        kinds = {column: engine_kind(kind) for column, kind, *_ in described}
        if lacking := tuple(column for column in columns if column not in kinds):
            raise LacksColumnsError(name, lacking, tuple(kinds))
        files = (source.data.casefold(),)
        return EngineTable(quote_table(name), {column: kinds[column] for column in columns}, files=files)

    def rows_of_files(self, sql: str, files: object) -> list[tuple[Any, ...]]:  # noqa: ARG002 -- a table has no files
        """Return the rows of a query."""
        return self.rows(sql)

    def _connect(self) -> Any:  # noqa: ANN401 -- DuckDB is imported late
        import duckdb  # noqa: PLC0415 -- a tenth of a second

        try:
            return duckdb.connect(str(self.database), read_only=True, config={"autoinstall_known_extensions": False})
        except duckdb.Error:
            raise UnreadableError("engine", self.database.name) from None

    def _lock(self) -> None:
        self._connection.execute("SET enable_external_access = FALSE")
        self._connection.execute("SET lock_configuration = TRUE")


@dataclass(slots=True)
class SqliteFile(DuckEngine):
    """A SQLite file. Its columns have no fixed types, so the cells of a table are read as text, like those of a CSV."""

    database: Path = Path()

    def _find(self, source: Source) -> tuple[AnswerFile, ...]:
        name = source.data.removeprefix(TABLE)
        target = self.new_file()
        copy_table(self.database, name, None, target)
        head = read_csv_head(target, name, 1)
        return (AnswerFile(source.data.casefold(), str(target), head.columns, head.delimiter),)
