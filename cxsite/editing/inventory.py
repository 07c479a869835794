"""A touchpoint inventory, in CSV or Excel: one row a touchpoint."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from cxsite.editing.brought import Brought, BroughtTouchpoint
from cxsite.editing.inventory_columns import NAMES, match_columns
from cxsite.escaping.fold import slug
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 5_000
_LOOKED_AT: Final = 20
_KNOWN: Final = frozenset(name for names in NAMES.values() for name in names)
Rows = list[list[str]]


def read_inventory(file: Path, given: Mapping[str, str]) -> Brought:
    """What the rows say. Raises CxsiteError for a file that cannot be read, or whose columns are unclear."""
    data = _bytes(file)
    sheets = _workbook(file, data) if file.suffix.lower() in (".xlsx", ".xlsm") else {"": _csv(file, data)}
    name, rows = max(sheets.items(), key=lambda sheet: _likeness(sheet[1]))
    if not rows:
        raise CxsiteError(
            "{file} has no rows.", "Give a file with a header and one row for each touchpoint.", file=file
        )
    head = _header_row(rows)
    header = [cell.strip() for cell in rows[head]]
    columns = match_columns(header, given)
    brought = Brought(rest=[_joined(row) for row in rows[:head] if any(row)])
    stage = ""
    for row in rows[head + 1 :]:
        if any(row):
            touchpoint = _touchpoint(row, header, columns)
            stage = touchpoint.stage = touchpoint.stage or stage
            brought.touchpoints.append(touchpoint)
    for other, kept in sheets.items():
        brought.rest += [f"{other}: {_joined(row)}" for row in kept if other != name and any(row)]
    return brought


def _touchpoint(row: list[str], header: list[str], columns: Mapping[int, str]) -> BroughtTouchpoint:
    touchpoint = BroughtTouchpoint()
    for number, (cell, name) in enumerate(zip_longest(row, header, fillvalue="")):
        text = cell.strip()
        wanted = columns.get(number)
        if text and wanted == "stage":
            touchpoint.stage = text
        elif text and wanted:
            touchpoint.fields[wanted] = text
        elif text:
            touchpoint.rest.append((name or f"{number + 1}", text))
    return touchpoint


def _header_row(rows: Rows) -> int:
    """The row among the first ones that has most of our words; titles may stand above it."""
    top = range(min(_LOOKED_AT, len(rows)))
    return max(top, key=lambda number: (_words(rows[number]), any(rows[number]), -number))


def _words(row: list[str]) -> int:
    return sum(slug(cell, fallback="x") in _KNOWN for cell in row if cell.strip())


def _likeness(rows: Rows) -> tuple[int, int]:
    return max((_words(row) for row in rows[:_LOOKED_AT]), default=0), len(rows)


def _joined(row: list[str]) -> str:
    return " | ".join(cell.strip() for cell in row if cell.strip())


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CxsiteError(
            "{file} cannot be read: {error}.", "Correct what stands behind --from.", file=file, error=error
        ) from error
    if len(data) > MAX_BYTES:
        raise CxsiteError("{file} is larger than 20 MB.", "Keep the sheet of touchpoints only.", file=file)
    return data


def _csv(file: Path, data: bytes) -> Rows:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        return _bounded(file, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except UnicodeDecodeError as error:
        raise CxsiteError(
            "{file} is not UTF-8.", "In Excel, save it as “CSV UTF-8”, or give the .xlsx.", file=file
        ) from error
    except csv.Error as error:
        raise CxsiteError(
            "{file} cannot be read as CSV: {error}.", "Save it anew as “CSV UTF-8”.", file=file, error=error
        ) from error


def _workbook(file: Path, data: bytes) -> dict[str, Rows]:
    """Every sheet's rows. Where a formula has no stored result, the formula itself stands."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- a fifth of a second, and seldom needed

    try:
        shown, written = (load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False))
        sheets: dict[str, Rows] = {}
        for sheet in shown.worksheets:
            formulas = written[sheet.title].iter_rows(values_only=True)
            pairs = zip_longest(sheet.iter_rows(values_only=True), formulas, fillvalue=())
            sheets[sheet.title] = _bounded(file, (_cells(*pair) for pair in pairs))
    except CxsiteError:
        raise
    except Exception as error:  # openpyxl tells broken files by errors of every kind
        raise CxsiteError(
            "{file} cannot be read as an Excel workbook.", "Save it anew as .xlsx, or as CSV.", file=file
        ) from error
    return sheets


def _cells(shown: tuple[Any, ...], written: tuple[Any, ...]) -> list[str]:
    return [_cell(value if value is not None else formula) for value, formula in zip_longest(shown, written)]


def _cell(value: object) -> str:
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, (datetime, date)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _bounded(file: Path, rows: Iterator[list[str]]) -> Rows:
    kept: Rows = []
    for row in rows:
        kept.append(row)
        if len(kept) > MAX_ROWS:
            raise CxsiteError(
                "{file} has more than {limit} rows.", "Keep one row for each touchpoint.", file=file, limit=MAX_ROWS
            )
    while kept and not any(cell.strip() for cell in kept[-1]):
        kept.pop()
    return kept
