"""Helpers that export a workbook, change cells of it, and read its changes back, all in memory but the files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from cxsite.reading import read
from cxsite.workbook.apply_changes import ChangedFiles
from cxsite.workbook.find_changes import find_changes
from cxsite.workbook.read_filled import FilledWorkbook, ThingId, read_filled_workbook, settled
from cxsite.workbook.sheets import MAP, make_sheets
from cxsite.workbook.write_workbook import content_as_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from cxsite.model.content import Content
    from cxsite.workbook.changes import WorkbookChanges
    from cxsite.workbook.fields import SheetField


@dataclass(frozen=True)
class EditableCell:
    """A cell of the exported workbook: its thing, its field, its sheet, and its address."""

    thing: ThingId
    field: SheetField
    text: str
    sheet: str
    at: str


def export(project: Path, today: date) -> tuple[Content, bytes]:
    """Return the content of a project, and its workbook."""
    content, _ = read(project, today=today)
    return content, content_as_workbook(content)


def opened(data: bytes) -> Workbook:
    """Return a workbook as openpyxl opens it."""
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page_of(book: Workbook, kind: str, scope: str = "") -> Worksheet:
    """Return the sheet of a kind: a journey's map, or a table."""
    return next(page for page in book.worksheets if page["A1"].value == f"cxsite:{kind}:{scope}")


def cell_of(book: Workbook, thing: ThingId, field: str) -> Any:
    """Return the cell of a field of a thing."""
    page = page_of(book, thing[0], thing[1])
    if thing[0] == MAP:
        row = next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == field)
        column = next(column for column in range(2, page.max_column + 1) if page.cell(1, column).value == thing[2])
    else:
        row = next(row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == thing[2])
        column = next(column for column in range(1, page.max_column + 1) if page.cell(1, column).value == field)
    return page.cell(row, column)


def free_column(page: Worksheet) -> int:
    """Return the first column of a map without an id and a name."""
    return next(n for n in range(3, page.max_column + 2) if not page.cell(1, n).value and not page.cell(3, n).value)


def free_row(page: Worksheet) -> int:
    """Return the first empty row of a table."""
    return next(n for n in range(3, page.max_row + 2) if not page.cell(n, 1).value and not page.cell(n, 2).value)


def fill(page: Worksheet, at: int, texts: Mapping[str, object]) -> None:
    """Fill in a column of a map or a row of a table by the keys of fields."""
    is_map = page["A1"].value.startswith(f"cxsite:{MAP}:")
    keys = {
        (page.cell(n, 1) if is_map else page.cell(1, n)).value: n
        for n in range(2, (page.max_row if is_map else page.max_column) + 1)
    }
    for key, text in texts.items():
        cell: Any = page.cell(*((keys[key], at) if is_map else (at, keys[key])))
        cell.value = text


@lru_cache(maxsize=1)
def filled(data: bytes) -> FilledWorkbook:
    """Read a workbook; one that is imported again is not read again."""
    return read_filled_workbook(Path("a.xlsx"), data)


def changes_of(
    project: Path, data: bytes, today: date, **options: Any
) -> tuple[WorkbookChanges, dict[str, bytes | None]]:
    """Return the changes that a workbook makes, and the new bytes of files; nothing is written."""
    content, _ = read(project, today=today)
    whole = find_changes(content, filled(data), options.pop("personas", ()))
    for conflict in whole.changes.conflicts if options.pop("take", False) else ():
        whole.changes.take(conflict)
    made = ChangedFiles(project, whole, has_schemas=False).apply(remove_files=options.pop("remove_files", False))
    return whole.changes, made


def write(project: Path, made: Mapping[str, bytes | None]) -> None:
    """Write changed files."""
    for path, data in made.items():
        if data is None:
            (project / path).unlink()
        else:
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_bytes(data)


def texts_of(content: Content) -> dict[tuple[ThingId, str], str]:
    """Return every text of the workbook of a content, by thing and field."""
    return {
        ((sheet.kind, sheet.scope, row.key), key): settled(text)
        for sheet in make_sheets(content)
        for row in sheet.rows
        for key, text in row.texts.items()
        if text and not key.endswith(".id")
    }


def editable_cells(content: Content, book: Workbook) -> Iterator[EditableCell]:
    """Yield each cell of the workbook that can be changed."""
    for sheet in make_sheets(content):
        page = page_of(book, sheet.kind, sheet.scope)
        for number, row in enumerate(sheet.rows):
            for across, one in enumerate(sheet.fields, start=2):
                if one.key in row.texts:
                    at = page.cell(across, 3 + number) if sheet.kind == MAP else page.cell(3 + number, across)
                    thing = (sheet.kind, sheet.scope, row.key)
                    yield EditableCell(thing, one, settled(row.texts[one.key]), page.title, at.coordinate)
