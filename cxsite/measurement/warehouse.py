"""Runs the same SQL text where a team's answers are stored: in PostgreSQL and Spark through Ibis, in database files.

A source names a table (`data: table:answers_2026`, or `table:schema.answers`); the environment variable
CXSITE_WAREHOUSE holds the address in the form of `ibis.connect`. It is never in the content, because it may contain a
password. Files of DuckDB and SQLite need no further packages (see `database_files`), other warehouses the extra
`cxsite[warehouse]`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.answer_packages import require_packages_for
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.engine import TABLE, EngineTable, LacksColumnsError
from cxsite.measurement.sql_text import quote_table
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxsite.measurement.engine import BrokenRow, Kind, Row
    from cxsite.model.records.source import Source

VARIABLE: Final = "CXSITE_WAREHOUSE"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """An engine over an Ibis connection. It does not know the location of rows: bad rows are counted but not listed."""

    connection: Any

    @classmethod
    def of_address(cls, address: str) -> Warehouse:
        """Return the warehouse at an address. Raises CxsiteError if it cannot be reached."""
        try:
            import ibis  # noqa: PLC0415 -- comes with an extra
        except ImportError:
            raise CxsiteError(
                "A source names a table of a data warehouse.",
                "Install the required packages: pip install 'cxsite[warehouse]'",
            ) from None
        try:
            connection = ibis.connect(address)
            if connection.name == "pyspark":  # the SQL text itself converts from UTC to the playbook's zone
                connection.raw_sql("SET TIME ZONE 'UTC'")
        except Exception as error:  # noqa: BLE001 -- each backend has its own, whose text may repeat the address
            raise CxsiteError(
                "The warehouse cannot be reached: {error}",
                "Check {variable}.",
                error=type(error).__name__,
                variable=VARIABLE,
            ) from None
        return cls(connection)

    def table(self, source: Source, columns: Sequence[str]) -> EngineTable:
        """Return the table that a source names.

        Raises:
            UnreadableError: there is no such table.
            LacksColumnsError: it lacks one of the columns.
        """
        require_packages_for(source.place().path)
        name = source.data.removeprefix(TABLE)
        schema, _, own = name.rpartition(".")
        try:
            found = self.connection.table(own, database=schema or None).schema()
        except Exception:  # noqa: BLE001 -- each backend has its own, and its text may repeat what the table holds
            raise UnreadableError("engine", name) from None
        kinds = {column: _kind(kind) for column, kind in found.items()}
        if lacking := tuple(column for column in columns if column not in kinds):
            raise LacksColumnsError(name, lacking, tuple(kinds))
        # Most warehouses ignore the case of names.
        files = (source.data.casefold(),)
        return EngineTable(quote_table(name), {column: kinds[column] for column in columns}, files=files)

    def rows(self, sql: str) -> list[Row]:
        """Return the rows of a query."""
        import sqlglot  # noqa: PLC0415 -- comes with Ibis

        if self.connection.name == "postgres":  # the same function by another name, which sqlglot does not translate
            sql = sql.replace("regexp_extract(", "regexp_substr(")
        try:
            text = sqlglot.transpile(sql, read="duckdb", write=self.connection.dialect)[0]
            found = self.connection.raw_sql(text)
            return [tuple(row) for row in _fetch(found)]
        except Exception:  # noqa: BLE001 -- as above
            raise UnreadableError("engine", VARIABLE) from None

    def rows_of_files(self, sql: str, files: Iterable[str]) -> list[Row]:  # noqa: ARG002 -- a warehouse has no files
        """Return the rows of a query."""
        return self.rows(sql)

    def broken_rows(self) -> tuple[BrokenRow, ...]:
        """Return no rows: a table has none that cannot be parsed."""
        return ()

    def sheet_rows(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Return nothing: a table has no spreadsheet rows."""
        return list(found)


def _fetch(found: Any) -> list[Row]:  # noqa: ANN401 -- a data frame of Spark, or a cursor
    """Return all rows of a result."""
    if hasattr(found, "collect"):
        return list(found.collect())
    with found as cursor:
        return list(cursor.fetchall())


def address_of_environment() -> str:
    """Return the address in CXSITE_WAREHOUSE. Raises CxsiteError if there is none."""
    address = os.environ.get(VARIABLE, "")
    if not address:
        raise CxsiteError(
            "A source names a table, but {variable} is not set.", "Set it to an address for Ibis.", variable=VARIABLE
        )
    return address


def _kind(kind: Any) -> Kind:  # noqa: ANN401 -- a type of Ibis
    if kind.is_timestamp():
        return "zoned" if kind.timezone else "moment"
    if kind.is_date():
        return "day"
    if kind.is_boolean():
        return "flag"
    return "number" if kind.is_numeric() else "text"
