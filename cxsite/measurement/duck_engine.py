"""The engine that counts answers where they are stored: DuckDB, in this process."""

from __future__ import annotations

import atexit
import gc
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from cxsite.measurement.answer_files import find_answer_files, rows_in_sheet
from cxsite.measurement.answer_packages import require_packages_for
from cxsite.measurement.csv_head import UnreadableError, column_name
from cxsite.measurement.engine import TABLE, BrokenRow, EngineTable, Kind, Row
from cxsite.measurement.engine_columns import EngineColumn, common_kind, engine_kind, select_columns, unique_labels
from cxsite.measurement.sql_text import quote_literal, quote_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.measurement.answer_files import AnswerFile
    from cxsite.measurement.data_access import DataAccess
    from cxsite.model.records.source import Source

_KNOWN_MESSAGES: Final = {
    "CSV Parser state machine": "mixed-line-ends",
    "extension": "remote",
    "No files found": "missing",
    "Overflow": "too-large",
    "out of range": "too-large",
}
"""Parts of DuckDB's error messages, and the reason that each stands for."""


@dataclass(slots=True, weakref_slot=True)
class DuckEngine:
    """DuckDB over CSV and Parquet files, in place and larger than memory. It never downloads extensions."""

    access: DataAccess
    zone: str
    threads: int | None = None
    _connection: Any = None
    _folder: Path | None = None
    _files: dict[str, AnswerFile] = field(default_factory=dict)
    _seen: dict[str, AnswerFile] = field(default_factory=dict)

    def table(self, source: Source, columns: Sequence[str]) -> EngineTable:
        """Return the files that a source's `data` names as one table of the requested columns."""
        found = self._find(source)
        require_packages_for(source.place().path)
        self._connection = None
        self._files = {one.location: one for one in found}
        self._seen |= self._files
        cells = [select_columns(one, self._columns(one), columns) for one in found]
        kinds = {name: common_kind([mine[name].kind for mine in cells]) for name in columns}
        reads = [self._select_sql(one, kinds, mine) for one, mine in zip(found, cells, strict=True)]
        located = _union(located for _, located in reads)
        rows = max(one.header_rows for one in found)
        return EngineTable(_union(read for read, _ in reads), kinds, located, tuple(self._files), rows)

    def _find(self, source: Source) -> tuple[AnswerFile, ...]:
        """Return the files of a source; sheets of workbooks are copied to CSV files."""
        if source.data.startswith(TABLE):
            raise UnreadableError("no-warehouse", source.data)
        return find_answer_files(source.data, self.access, source, self.new_file)

    def new_file(self) -> Path:
        """Return the path of a new file, in a folder that is deleted with the engine."""
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="cxsite-"))
            finalize(self, rmtree, self._folder, ignore_errors=True)
        return self._folder / f"{len(list(self._folder.iterdir()))}.csv"

    def rows(self, sql: str) -> list[Row]:
        """Return the rows of a query."""
        import duckdb  # noqa: PLC0415 -- a tenth of a second, and only where there are answers

        try:
            rows: list[Row] = self._open().execute(sql).fetchall()
        except duckdb.Error as error:
            raise self._reason(error) from None  # its message may repeat cells of the answers
        return rows

    def rows_of_files(self, sql: str, files: Iterable[str]) -> list[Row]:
        """Return the rows of a query over the files of several tables that were opened before."""
        self._connection = None
        self._files = {one: self._seen[one] for one in files}
        return self.rows(sql)

    def _reason(self, error: Exception) -> UnreadableError:
        """Return the reason of an error without the engine's message, which may hold cells of the answers."""
        message = str(error)
        reason = next((reason for part, reason in _KNOWN_MESSAGES.items() if part in message), "engine")
        return UnreadableError(reason, ", ".join(one.path for one in self._files.values()))

    def broken_rows(self) -> tuple[BrokenRow, ...]:
        """Return the rows of CSV files that could not be parsed, in the order of files and rows."""
        if not self.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'reject_errors'"):
            return ()
        sql = """SELECT file_path, line, min(error_type), any_value(csv_line) FROM reject_errors
            JOIN reject_scans USING (scan_id, file_id) GROUP BY 1, 2 ORDER BY 1, 2"""
        return tuple(
            BrokenRow(
                self._files[path].path,
                line - self._files[path].hidden,
                str(reason).lower().replace(" ", "-"),
                len(text.strip().split("\n")),
            )
            for path, line, reason, text in self.rows(sql)
            if path in self._files
        )

    def sheet_rows(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Convert records to rows as a spreadsheet counts them: the header is row 1; line breaks do not split a row."""
        found = list(found)
        broken = self.broken_rows()
        exact: dict[tuple[str, int], int] = {}
        for export in self._files.values():
            records = [record for path, record in found if path == export.path]
            if export.delimiter and records:
                skipped = frozenset(one.row for one in broken if one.path == export.path)
                rows = rows_in_sheet(export, records, skipped)
                exact |= {(export.path, record): row for record, row in rows.items()}
        return [(path, exact.get((path, record), record + 1)) for path, record in found]

    def _open(self) -> Any:  # noqa: ANN401 -- DuckDB is imported late
        if self._connection is None:
            atexit.register(gc.unfreeze)  # else DuckDB reports frozen objects as leaks
            self._connection = self._connect()
            self._connection.execute(f"SET TimeZone = {quote_literal(self.zone)}")
            self._lock()
        return self._connection

    def _connect(self) -> Any:  # noqa: ANN401 -- as above
        import duckdb  # noqa: PLC0415 -- as above

        config: dict[str, Any] = {"autoinstall_known_extensions": False}
        return duckdb.connect(config=config | ({"threads": self.threads} if self.threads else {}))

    def _lock(self) -> None:
        """Allow the engine to open the files of this table and no others, whatever the SQL text asks for."""
        if any(one.is_remote for one in self._files.values()):
            return  # `DataAccess` has allowed the address, and extensions open it in their own ways.
        # Each path is listed in both forms: as it is, and escaped, as queries contain it (see `_scan`).
        paths = dict.fromkeys([*self._files, *map(escape, self._files)])
        self._connection.execute(f"SET allowed_paths = [{', '.join(map(quote_literal, paths))}]")
        self._connection.execute("SET enable_external_access = FALSE")
        self._connection.execute("SET lock_configuration = TRUE")

    def _columns(self, export: AnswerFile) -> list[tuple[str, EngineColumn]]:
        """Return the file's columns in their order, by their names in canonical form."""
        if export.header:
            columns = [EngineColumn(f"c{number}", "text", "VARCHAR") for number in range(len(export.header))]
            named = list(zip(export.header, columns, strict=True))
            return named + unique_labels(export, columns)
        described = self.rows(f"DESCRIBE SELECT * FROM {_scan(export, located=False)}")  # noqa: S608 -- names are quoted
        columns = [EngineColumn(quote_name(name), engine_kind(kind), kind) for name, kind, *_ in described]
        return [(column_name(name), column) for (name, *_), column in zip(described, columns, strict=True)]

    def _select_sql(
        self, export: AnswerFile, kinds: Mapping[str, Kind], own: Mapping[str, EngineColumn]
    ) -> tuple[str, str]:
        """Return the file's columns under the requested names, without and with file and record."""
        cells = ", ".join(f"{own[name].as_a(kind)} AS {quote_name(name)}" for name, kind in kinds.items())
        record = "file_row_number + 1" if export.is_parquet else "row_number() OVER ()"
        where = f"{quote_literal(export.path)} AS file, {record} AS record"
        plain = f"SELECT {cells} FROM {_scan(export, located=False)}"  # noqa: S608 -- names are quoted
        return plain, f"SELECT {cells}, {where} FROM {_scan(export, located=True)}"  # noqa: S608 -- as above


def _scan(export: AnswerFile, *, located: bool) -> str:
    # The engine also expands `*`, `?` and `[` as patterns, and would read other files that match.
    where = quote_literal(export.location if export.is_remote else escape(export.location))
    if export.is_parquet:
        return f"read_parquet({where}, file_row_number = {quote_literal(located)})"
    if export.is_remote:
        return f"read_csv({where}, all_varchar = TRUE, header = TRUE)"
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(export.header)))
    dialect = (
        f"delim = {quote_literal(export.delimiter)}, quote = '\"', escape = '\"', header = FALSE, auto_detect = FALSE"
    )
    dialect += f", skip = {export.skipped}"
    return f"read_csv({where}, {dialect}, columns = {{{columns}}}, store_rejects = TRUE, rejects_limit = 0)"


def _union(parts: Iterable[str]) -> str:
    return "(" + " UNION ALL ".join(parts) + ")"
