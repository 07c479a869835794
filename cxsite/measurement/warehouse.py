"""The same SQL text run where a team's answers live: Spark, Trino, BigQuery, Snowflake … through Ibis.

Comes with the extra `cxsite[warehouse]`. A source names a table (`data: table:answers_2026`); which warehouse that is
in stands in the environment variable CXSITE_WAREHOUSE, as an address that `ibis.connect` knows, never in content.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.engine import TABLE, EngineTable, LacksColumnsError, quote_name
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxsite.measurement.engine import BrokenRow, Kind, Row

VARIABLE: Final = "CXSITE_WAREHOUSE"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """An engine over an Ibis connection. It cannot tell rows' places: bad rows are counted but not listed."""

    connection: Any

    @classmethod
    def of_environment(cls) -> Warehouse:
        """The warehouse that CXSITE_WAREHOUSE names. Raises CxsiteError where it cannot be reached."""
        address = os.environ.get(VARIABLE, "")
        if not address:
            raise CxsiteError(
                "A source names a table, but {variable} is not set.",
                "Set it to an address for Ibis.",
                variable=VARIABLE,
            )
        try:
            import ibis  # noqa: PLC0415 -- comes with an extra
        except ImportError:
            raise CxsiteError(
                "A source names a table of a warehouse.", "Install what it takes: pip install 'cxsite[warehouse]'"
            ) from None
        try:
            connection = ibis.connect(address)
            if connection.name == "pyspark":  # the text turns moments into the playbook's zone itself, from UTC
                connection.raw_sql("SET TIME ZONE 'UTC'")
        except Exception as error:  # noqa: BLE001 -- each backend has its own, whose text may repeat the address
            raise CxsiteError(
                "The warehouse cannot be reached: {error}",
                "Check {variable}.",
                error=type(error).__name__,
                variable=VARIABLE,
            ) from None
        return cls(connection)

    def table(self, data: str, columns: Sequence[str]) -> EngineTable:
        """The table of that name. Raises Unreadable where there is none, LacksColumns for one of other columns."""
        name = data.removeprefix(TABLE)
        try:
            schema = self.connection.table(name).schema()
        except Exception:  # noqa: BLE001 -- each backend has its own, and its text may repeat what the table holds
            raise UnreadableError("engine", name) from None
        kinds = {column: _kind(kind) for column, kind in schema.items()}
        if lacking := tuple(column for column in columns if column not in kinds):
            raise LacksColumnsError(name, lacking, tuple(kinds))
        return EngineTable(quote_name(name), {column: kinds[column] for column in columns}, files=(data,))

    def rows(self, sql: str) -> list[Row]:
        """What the text gives."""
        try:
            found = self.connection.sql(sql, dialect="duckdb").to_pyarrow()
        except Exception:  # noqa: BLE001 -- as above
            raise UnreadableError("engine", VARIABLE) from None
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def rows_of_files(self, sql: str, files: Iterable[str]) -> list[Row]:  # noqa: ARG002 -- a warehouse has no files
        """What the text gives."""
        return self.rows(sql)

    def broken_rows(self) -> tuple[BrokenRow, ...]:
        """None: a table has no rows that cannot be taken apart."""
        return ()

    def sheet_rows(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """A table has no spreadsheet rows."""
        return list(found)


def _kind(kind: Any) -> Kind:  # noqa: ANN401 -- a type of Ibis
    if kind.is_timestamp():
        return "zoned" if kind.timezone else "moment"
    if kind.is_date():
        return "day"
    if kind.is_boolean():
        return "flag"
    return "number" if kind.is_numeric() else "text"
