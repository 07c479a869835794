"""Reads rows of `observations/*.csv` as observations; reports each mistake with its row and cell."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

from cxsite.escaping.invisible import has_invisible
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.observation import PLACE_COLUMNS, SEGMENT_COLUMNS, Observation, Period, Withheld
from cxsite.problems import Level, Place, Problem
from cxsite.reading.invisible_characters import invisible_in_cell
from cxsite.reading.yaml_events import control_character

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.problems import Value

COLUMNS: Final = (
    "metric",
    "period",
    "date",
    *(f.name for f in fields(Observation) if f.name not in ("metric", "period", "place")),
)
_GROUPS: Final = ("promoters", "passives", "detractors")
_COUNTS: Final = ("n", *_GROUPS, "unanswered")
_NUMBERS: Final = ("value", "low", "high", "numerator", "denominator", "median", "p90", *_COUNTS)
_TEXTS: Final = ("source", "note")
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?\Z", re.ASCII)
_CELLS: Final = {character: re.compile(f'("(?:[^"]|"")*"|[^{character}]*)(?:{character}|$)') for character in ",;\t"}
_SPREADSHEET_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_SHOWN: Final = 80
MAX_CELL: Final = 4_000
HIDDEN: Final = "–"
"""The text for a value that is not shown because too few people answered."""
MAX_DIGITS: Final = 40
MAX_PROBLEMS: Final = 100


class _TableStop(Exception):  # noqa: N818 -- not an error: it leaves the loop, its problem is already noted
    """The rest of the table cannot be understood, or has too many mistakes."""


@dataclass(slots=True)
class _ObservationTable:
    path: str
    lines: list[str]
    delimiter: str
    header: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    day_order: str = ""

    def problem(self, code: str, line: int, cell: int | None = None, **values: Value) -> None:
        """Add a problem. Raises _TableStop after the hundredth."""
        place = self.place(line, cell)
        self.problems.append(Problem(code=code, level=Level.ERROR, place=place, values=values))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _TableStop

    def place(self, line: int, cell: int | None = None) -> Place:
        """Return the place of a row, or of one cell if the row is on one line."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        at = 0
        for number in range(0 if cell is None else cell + 1):
            match = _CELLS[self.delimiter].match(text, at)
            if match is None:
                break
            if number == cell:
                return Place(self.path, line, match.start(1) + 1, line, match.end(1) + 1)
            at = match.end()
        return Place(self.path, line, 1, line, len(text) + 1)


def read_observations(path: str, text: str) -> tuple[list[Observation | Withheld], list[Problem]]:
    """Return all valid rows of a file, and the problems of the others: the first 100."""
    if unwanted := control_character(path, text):
        return [], [unwanted]
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    table = _ObservationTable(path, lines, max(",;\t", key=first.count))
    rows: list[Observation | Withheld] = []
    try:
        for line, cells in _rows(table):
            if row := _row(table, line, cells):
                rows.append(row)
        if not table.header:
            table.problem("CX010", 1)
        rows = _without_duplicates(table, rows)
    except _TableStop:
        pass
    return rows, table.problems


def _rows(table: _ObservationTable) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row below the header that has as many cells as the header, with its line."""
    reader = csv.reader((f"{line}\n" for line in table.lines), delimiter=table.delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not table.header:
                _take_header(table, line, cells)
            else:
                row = _without_blank_end(cells, len(table.header))
                if len(row) == len(table.header):
                    yield line, _without_invisible(table, line, [cell.strip() for cell in row])
                else:
                    table.problem("CX155", line, cells=len(row), columns=len(table.header))
            line = reader.line_num + 1
    except csv.Error as error:
        table.problem("CX158", line, reason="long" if "limit" in str(error) else "quote")


def _without_invisible(table: _ObservationTable, line: int, row: list[str]) -> dict[str, str]:
    """Return the cells by column. Invisible characters are reported, and removed except in texts."""
    cells = dict(zip(table.header, row, strict=True))
    for cell, (name, text) in enumerate(cells.items() if any(map(has_invisible, row)) else ()):
        cells[name], problem = invisible_in_cell(text, table.place(line, cell), is_text=name in _TEXTS)
        if problem is not None:
            table.problems.append(problem)
    return cells


def _without_blank_end(cells: list[str], count: int) -> list[str]:
    """Return the cells without empty ones after the last column, which spreadsheet programs often add."""
    while len(cells) > count and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _take_header(table: _ObservationTable, line: int, cells: list[str]) -> None:
    """Store the names of the columns if they are valid. Raises _TableStop otherwise."""
    table.header = header = _without_blank_end([cell.strip() for cell in cells], 1)
    meant = set()
    for cell, name in enumerate(header):
        if name not in COLUMNS:
            near = suggest(name, COLUMNS)
            meant.add(near)
            table.problem("CX151", line, cell, column=name[:_SHOWN], suggestion=near, allowed=COLUMNS)
        elif name in header[:cell]:
            table.problem("CX002", line, cell, key=name, first_line=line)
    for names in ({"metric"}, {"value"}, {"period", "date"}):
        is_counted = names == {"value"} and set(_GROUPS) <= {*meant, *header}
        if names.isdisjoint(meant) and names.isdisjoint(header) and not is_counted:
            table.problem("CX152", line, column=max(names))
    if table.problems:
        raise _TableStop


def _row(table: _ObservationTable, line: int, cells: dict[str, str]) -> Observation | Withheld | None:
    if cells.get("value") == HIDDEN:
        return _withheld(table, line, cells)
    before = len(table.problems)
    for cell, text in enumerate(cells.values()):
        if len(text) > MAX_CELL:
            table.problem("CX106", line, cell, limit=MAX_CELL, length=len(text))
    groups = [cells.get(name, "") for name in _GROUPS]
    for name in ("metric",) if all(groups) else ("metric", "value"):
        if not cells.get(name):
            at = table.header.index(name) if name in table.header else None
            table.problem("CX157", line, at, column=name)
    period = _period(table, line, cells)
    numbers = {name: _number(table, line, name, cells.get(name, "")) for name in _NUMBERS}
    if len(table.problems) > before or period is None:
        return None
    if all(groups):
        numbers |= _from_groups(numbers)
    count = numbers.pop("n")
    value = numbers.pop("value") or 0.0
    words = {name: cells[name] for name in table.header if name not in (*_NUMBERS, "period", "date")}
    place = table.place(line)
    n = None if count is None else int(count)
    return Observation(period=period, value=value, n=n, place=place, **numbers, **words)  # type: ignore[arg-type]


def _from_groups(numbers: dict[str, float | None]) -> dict[str, float | None]:
    """Return value and number of answers of an NPS from its three groups; what is written itself is kept."""
    promoters, passives, detractors = (numbers[name] or 0.0 for name in _GROUPS)
    count = promoters + passives + detractors
    value = round(100 * (promoters - detractors) / count, 4) if count else 0.0
    return {name: found for name, found in (("value", value), ("n", count)) if numbers[name] is None}


def _withheld(table: _ObservationTable, line: int, cells: dict[str, str]) -> Withheld | None:
    period = _period(table, line, cells)
    if period is None:
        return None
    where = tuple((kind, cells[kind]) for kind in (*PLACE_COLUMNS, *SEGMENT_COLUMNS) if cells.get(kind))
    source = cells.get("source", "")
    return Withheld(metric=cells["metric"], period=period, where=where, place=table.place(line), source=source)


def _period(table: _ObservationTable, line: int, cells: dict[str, str]) -> Period | None:
    column = "period" if cells.get("period") or "date" not in cells else "date"
    if not cells[column]:
        table.problem("CX157", line, table.header.index(column), column=column)
        return None
    text = cells[column]
    if column == "period" and (day := _SPREADSHEET_DAY.match(text)):
        text = _first_of_month(table, day)
    period = Period.read(text)
    if period is None:
        reason = {"reason": "spreadsheet"} if _SPREADSHEET_DAY.match(cells[column]) else {}
        table.problem("CX154", line, table.header.index(column), found=cells[column][:_SHOWN], **reason)
    return period


def _first_of_month(table: _ObservationTable, day: re.Match[str]) -> str:
    """Return the month whose first day Excel has made of a month: `01/08/2026`, or `8/1/2026` in the American order.

    Empty if it is no first day, or if another cell of the table has the other order.
    """
    first, second, year = int(day[1]), int(day[2]), day[3]
    if first != 1 and second != 1:
        return ""
    if first != second:
        order = "day" if first == 1 else "month"
        table.day_order = table.day_order or order
        if table.day_order != order:
            return ""
    return f"{year}-{max(first, second):02}"


def _number(table: _ObservationTable, line: int, column: str, text: str) -> float | None:
    if not text:
        return None
    is_number = _NUMBER.match(text) and len(text) <= MAX_DIGITS
    in_doubt = "," in text and table.delimiter == ","
    if not is_number or in_doubt or (column in _COUNTS and not text.isdigit()):
        table.problem("CX153", line, table.header.index(column), column=column, found=text[:_SHOWN])
        return None
    return float(text.replace(",", "."))


def _without_duplicates(table: _ObservationTable, rows: list[Observation | Withheld]) -> list[Observation | Withheld]:
    """Return the rows without a second figure for the same metric, time, place and source."""
    first: dict[object, Observation | Withheld] = {}
    for row in rows:
        key = (row.metric, row.period, row.where, row.source)
        if key in first:
            table.problem("CX156", row.place.line, first_line=first[key].place.line)
        else:
            first[key] = row
    return list(first.values())
