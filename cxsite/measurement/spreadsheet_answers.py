"""Answers in Excel workbooks and SQLite tables, copied as text into a CSV file that only this process can read."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.sql_text import quote_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

WORKBOOKS: Final = (".xlsx", ".xlsm")
_MOST_COLUMNS: Final = 500


def copy_sheet(file: Path, name: str, sheet: str | None, target: Path) -> None:
    """Write the cells of a sheet as CSV. Raises UnreadableError if it is no workbook, or the sheet is not clear."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- a fifth of a second, and seldom needed

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 -- openpyxl reports broken files by errors of every kind
        raise UnreadableError("workbook", name) from None
    with closing(book):
        visible = [one for one in book.worksheets if one.sheet_state == "visible"]
        chosen = [one for one in book.worksheets if one.title.strip().casefold() == (sheet or "").strip().casefold()]
        if sheet is None and len(visible) == 1:
            chosen = visible
        if len(chosen) != 1:
            raise UnreadableError("sheet", f"{name}: {', '.join(one.title for one in visible)}")
        _write(target, ([_cell_text(cell) for cell in row[:_MOST_COLUMNS]] for row in chosen[0].iter_rows()))


def copy_table(database: Path, table: str, columns: Sequence[str] | None, target: Path) -> None:
    """Write a table of a SQLite file as CSV, with the names of its columns. Raises UnreadableError if it cannot."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            wanted = ", ".join(map(quote_name, columns)) if columns else "*"
            quoted = ".".join(map(quote_name, table.split(".")))
            found = connection.execute(f"SELECT {wanted} FROM {quoted}")  # noqa: S608 -- names are quoted
            names = [name for name, *_ in found.description]
            _write(target, _with_head(names, found))
    except sqlite3.Error:
        raise UnreadableError("engine", table) from None


def _with_head(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[str]]:
    yield names
    yield from ([_plain_text(value) for value in row] for row in rows)


def _write(target: Path, rows: Iterable[Sequence[str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as opened:
        target.chmod(0o600)
        csv.writer(opened).writerows(rows)


def _cell_text(cell: Any) -> str:  # noqa: ANN401 -- a cell of openpyxl, which has no common type
    """Return a cell as a CSV export would write it; a percentage as Excel shows it."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{value * 100:.10g}%"
    return _plain_text(value)


def _plain_text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None else str(value)
