"""A workbook that was filled in, as texts by thing and field, with what was exported in it (its base)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils import get_column_letter

from cxsite.importing.read_workbook import open_workbook
from cxsite.workbook.cell_text import YES, number_text
from cxsite.workbook.package import unescape
from cxsite.workbook.sheets import MAP
from cxsite.workbook.write_workbook import BASE_SHEET, FIRST_ROW, HELD, MARKER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

_FIRST_COLUMN: Final = 3
_FIRST_LANE: Final = 2
_MOST_NAMED: Final = 8

ThingId = tuple[str, str, str]
"""Kind of the sheet, journey of a map, and key of the thing."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A thing of a sheet: its id (empty for a new one), its texts by field, and the cell of each field (`D7`)."""

    key: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet: its kind, the journey of a map, its name, its things in order, and the keys of its fields."""

    kind: str
    scope: str
    name: str
    rows: tuple[FilledRow, ...]
    fields: frozenset[str]


@dataclass(slots=True)
class ExportedBase:
    """What the workbook had when it was exported: texts by thing, in order; `held` are texts that were shown only."""

    languages: tuple[str, ...] = ()
    texts: dict[ThingId, dict[str, str]] = field(default_factory=dict)
    held: dict[ThingId, dict[str, str]] = field(default_factory=dict)

    @property
    def sheets(self) -> set[tuple[str, str]]:
        """Kind and journey of each sheet that had things."""
        return {(kind, scope) for kind, scope, _ in self.texts}


@dataclass(slots=True)
class FilledWorkbook:
    """All that was read; `base` is None if the hidden sheet is lost. `unread` are cells outside of known fields."""

    sheets: list[FilledSheet] = field(default_factory=list)
    base: ExportedBase | None = None
    unknown_sheets: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    formulas_without_value: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


def read_filled_workbook(file: Path, data: bytes) -> FilledWorkbook:
    """Return the sheets of a workbook of ours. Raises CxsiteError where it cannot be read."""
    _, values, formulas = open_workbook(file, data)
    found = FilledWorkbook()
    for page in values.worksheets:
        if page.title == BASE_SHEET:
            found.base = _read_base(page)
            continue
        marker = _text(page["A1"]).split(":")
        if len(marker) == _FIRST_COLUMN and marker[0] == MARKER:
            found.sheets.append(_read_sheet(page, formulas[page.title], marker[1], marker[2], found))
        elif page.sheet_state == "visible" and page.title != values.worksheets[0].title:
            found.unknown_sheets.append(page.title)
    return found


def _read_base(page: Worksheet) -> ExportedBase:
    rows = page.iter_rows(max_col=5, values_only=True)
    head = next(rows, (None,) * 5)
    base = ExportedBase(tuple(str(head[2] or "").split()))
    for kind, scope, key, name, text in rows:
        thing = (str(kind or ""), str(scope or ""), unescape(str(key or "")))
        texts = base.texts.setdefault(thing, {})
        shown = unescape(str(name or ""))
        if shown.startswith(HELD):
            base.held.setdefault(thing, {})[shown.removeprefix(HELD)] = settled(unescape(str(text or "")))
        elif shown:
            texts[shown] = settled(unescape(str(text or "")))
    return base


def _read_sheet(page: Worksheet, formulas: Worksheet, kind: str, scope: str, found: FilledWorkbook) -> FilledSheet:
    grid: dict[int, dict[int, Any]] = defaultdict(dict)
    is_map = kind == MAP
    for (row, column), cell in page._cells.items():  # noqa: SLF001 -- openpyxl has no public way to the cells that exist
        grid[column if is_map else row][row if is_map else column] = cell
    keys = {at: _text(cell) for at, cell in grid[1].items() if at > 1}
    first = _FIRST_COLUMN if is_map else FIRST_ROW
    rows = []
    for at in sorted(one for one in grid if one >= first):
        texts: dict[str, str] = {}
        cells: dict[str, str] = {}
        for across, cell in sorted(grid[at].items()):
            if across == 1:
                continue
            text = _text(cell)
            _note_formula(page, formulas, cell, found)
            name = keys.get(across, "")
            if name:
                texts[name], cells[name] = text, cell.coordinate
            elif text and across >= _FIRST_LANE:
                found.unread.append((f"{page.title}!{cell.coordinate}", text))
        key = _text(grid[at][1]) if 1 in grid[at] else ""
        if key or any(texts.values()):
            place = get_column_letter(at) if is_map else str(at)
            rows.append(FilledRow(key, texts, cells, f"{page.title}!{place}"))
    return FilledSheet(kind, scope, page.title, tuple(rows), frozenset(keys.values()))


def _note_formula(page: Worksheet, formulas: Worksheet, cell: Any, found: FilledWorkbook) -> None:  # noqa: ANN401
    if formulas[cell.coordinate].data_type == "f":
        place = f"{page.title}!{cell.coordinate}"
        found.formulas.append(place)
        if cell.value is None:
            found.formulas_without_value.append(place)


def _text(cell: Any) -> str:  # noqa: ANN401
    """Return what a cell says: a number without needless decimals (a percentage as percent), a day as YYYY-MM-DD."""
    value = cell.value
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, (int, float)):
        return number_text(round(value * 100, 10) if "%" in (cell.number_format or "") else value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else settled(unescape(str(value)))


def settled(text: str) -> str:
    """Return a text as cells are compared: without spaces around it that programs may drop."""
    return text.rstrip().lstrip(" \t")


def named(places: list[str]) -> str:
    """Return the first of several places for a message."""
    return ", ".join(places[:_MOST_NAMED]) + (" …" if len(places) > _MOST_NAMED else "")
