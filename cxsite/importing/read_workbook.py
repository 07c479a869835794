"""The sheets of an Excel workbook as tables: stored values, comments and links; nothing in it is executed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from cxsite.importing.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_STORED_CELLS, MAX_UNPACKED_BYTES
from cxsite.importing.source_tables import Cell, Table, table_of_cells
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook as OpenedWorkbook

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK: Final = 1 << 20
_CELL_TAGS: Final = (b"<c ", b"<c>", b":c ")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NO_FILL: Final = frozenset({"00000000", "FFFFFFFF", "00FFFFFF"})


@dataclass(slots=True)
class Workbook:
    """The visible sheets that hold anything, the names of hidden ones, and what else the workbook carries."""

    tables: list[Table] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    formulas: int = 0
    formulas_without_value: int = 0
    has_macros: bool = False
    coloured_cells: int = 0
    pictures: int = 0


def read_workbook(file: Path, data: bytes, *, sheet: str = "") -> Workbook:
    """Read a workbook. `sheet` names the only one wanted, which may be hidden.

    Raises CxsiteError for what is no workbook in the form of Excel 2007 and later, is locked by a password, is larger
    than the limits when unpacked, or has no sheet of that name.
    """
    names, values, formulas = open_workbook(file, data)
    if sheet and sheet not in values.sheetnames:
        raise CxsiteError(
            "{file} has no sheet “{sheet}”.",
            "Its sheets are: {names}.",
            file=file,
            sheet=sheet,
            names=", ".join(f"“{name}”" for name in values.sheetnames),
        )
    found = Workbook(has_macros=any(name.endswith("vbaProject.bin") for name in names))
    for page in values.worksheets:
        if sheet and page.title != sheet:
            continue
        if page.sheet_state != "visible" and not sheet:
            found.hidden.append(page.title)
            continue
        table = table_of_cells(page.title, list(_rows(file, page, formulas[page.title], found)))
        found.pictures += len(getattr(page, "_images", ())) + len(getattr(page, "_charts", ()))
        if not table.is_empty:
            found.tables.append(table)
    return found


def open_workbook(file: Path, data: bytes) -> tuple[list[str], OpenedWorkbook, OpenedWorkbook]:
    """Return the names of a workbook's parts, and the workbook with stored values and with formulas.

    Raises CxsiteError for what is no workbook that can be read, and for one that is larger than the limits.
    """
    names = _check_package(file, data)
    from openpyxl import load_workbook  # noqa: PLC0415 -- takes a fifth of a second and is seldom needed

    try:
        values = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        # Reading is most of the work of an import, so what has no formulas is read once.
        again = _has_formulas(data, names)
        formulas = load_workbook(io.BytesIO(data), data_only=False, keep_links=False) if again else values
    except Exception as error:  # openpyxl reports broken files by errors of every kind
        raise CxsiteError(
            "{file} cannot be read as an Excel workbook.", "Save it again as .xlsx, or as CSV.", file=file
        ) from error
    return names, values, formulas


def _check_package(file: Path, data: bytes) -> list[str]:
    """The names of the parts of a workbook's package; raises CxsiteError where it is none that can be read."""
    if data.startswith(_OLE):
        raise CxsiteError(
            "{file} is an old .xls workbook, or one that is locked by a password.",
            "Open it in Excel, remove the password, and save it as .xlsx.",
            file=file,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CxsiteError(
            "{file} cannot be read as an Excel workbook.", "Save it again as .xlsx, or as CSV.", file=file
        ) from error
    names = [part.filename for part in parts]
    if any(name.startswith("Index/") for name in names):
        raise CxsiteError("{file} is a Numbers document.", "In Numbers, export it to Excel (.xlsx).", file=file)
    if "xl/workbook.xml" not in names:
        raise CxsiteError(
            "{file} cannot be read as an Excel workbook.", "Save it again as .xlsx, or as CSV.", file=file
        )
    wanted = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in wanted) > MAX_UNPACKED_BYTES:
        raise CxsiteError(
            "{file} contains more than {limit} MB of cells.",
            "Copy the sheet with the map into a separate workbook.",
            file=file,
            limit=MAX_UNPACKED_BYTES // 1024 // 1024,
        )
    _check_cells(file, data, _sheets(names))
    return names


def _sheets(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _has_formulas(data: bytes, names: list[str]) -> bool:
    """Return whether any cell of the workbook has a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(_FORMULA.search(package.read(name)) for name in _sheets(names))


def _check_cells(file: Path, data: bytes, sheets: list[str]) -> None:
    """Raise CxsiteError for sheets of so many cells that reading them would take minutes; counting takes a second."""
    cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sheets:
            tail = b""
            try:
                with package.open(name) as part:
                    while chunk := part.read(_CHUNK):
                        cells += sum(map((tail + chunk).count, _CELL_TAGS)) - sum(map(tail.count, _CELL_TAGS))
                        tail = chunk[-4:]
            except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error, NotImplementedError) as error:
                raise CxsiteError(
                    "{file} cannot be read as an Excel workbook.", "Save it again as .xlsx, or as CSV.", file=file
                ) from error
            if cells > MAX_STORED_CELLS:
                raise CxsiteError(
                    "{file} contains more than {limit} cells.",
                    "Copy the sheet with the map into a separate workbook.",
                    file=file,
                    limit=MAX_STORED_CELLS,
                )


def _rows(file: Path, page: Any, formulas: Any, found: Workbook) -> Iterator[list[Cell]]:  # noqa: ANN401
    height, width = page.max_row or 0, page.max_column or 0
    if height > MAX_ROWS or width > MAX_COLUMNS:
        height, width = _filled_size(page)
    if width > MAX_COLUMNS:
        raise CxsiteError(
            "The sheet “{sheet}” of {file} has {rows} rows and {columns} columns.",
            "Keep at most {limit} columns: those of one map.",
            sheet=page.title,
            file=file,
            rows=height,
            columns=width,
            limit=MAX_COLUMNS,
        )
    if height > MAX_ROWS or height * width > MAX_CELLS:
        raise CxsiteError(
            "The sheet “{sheet}” of {file} has {rows} rows and {columns} columns.",
            "Keep at most {limit} rows: those of one map.",
            sheet=page.title,
            file=file,
            rows=height,
            columns=page.max_column,
            limit=MAX_ROWS,
        )
    for number, row in enumerate(page.iter_rows(max_row=height, max_col=width), start=1):
        yield [_cell(one, formulas.cell(number, column), found) for column, one in enumerate(row, start=1)]


def _filled_size(page: Any) -> tuple[int, int]:  # noqa: ANN401
    """Excel counts rows and columns that only have a format; these are the last ones with a value."""
    filled = [at for at, cell in page._cells.items() if cell.value is not None]  # noqa: SLF001 -- openpyxl has no public way to the cells that exist
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


def _cell(shown: Any, written: Any, found: Workbook) -> Cell:  # noqa: ANN401
    value = shown.value
    formula = written.value if isinstance(written.value, str) and written.data_type == "f" else ""
    if formula:
        found.formulas += 1
        found.formulas_without_value += value is None
    fill = getattr(shown, "fill", None)
    if fill is not None and fill.fill_type == "solid":
        colour = getattr(fill.fgColor, "rgb", None)
        found.coloured_cells += isinstance(colour, str) and colour not in _NO_FILL
    comment = getattr(shown, "comment", None)
    link = getattr(shown, "hyperlink", None)
    return Cell(
        text=cell_text(value),
        comment=(comment.text or "").strip() if comment is not None else "",
        link=(link.target or "") if link is not None else "",
    )


def cell_text(value: object) -> str:
    """A stored value as text: dates as YYYY-MM-DD, whole numbers without a decimal point."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return "" if value is None else str(value).replace("_x000D_", "").strip()
