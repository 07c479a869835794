"""Rows of `observations/*.csv` as observations; each slip with its row and cell."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from cxsite.model.observation import Observation, Period
from cxsite.model.suggest import suggest
from cxsite.problems import Level, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.problems import Value

COLUMNS: Final = (
    "metric",
    "period",
    "date",
    *(f.name for f in fields(Observation) if f.name not in ("metric", "period", "place")),
)
_NUMBERS: Final = ("value", "n", "low", "high", "numerator", "denominator", "median", "p90")
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?\Z", re.ASCII)
MAX_CELL: Final = 4_000


@dataclass(slots=True)
class _Table:
    path: str
    lines: list[str]
    delimiter: str
    header: list[str]
    problems: list[Problem]

    def problem(self, code: str, line: int, cell: int | None = None, **values: Value) -> None:
        place = self.place(line, cell)
        self.problems.append(Problem(code=code, level=Level.ERROR, place=place, values=values))

    def place(self, line: int, cell: int | None = None) -> Place:
        """A row, or one cell of it where the row stands on one line and its cells can be counted."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        cells = text.split(self.delimiter)
        if cell is None or '"' in text or cell >= len(cells):
            return Place(self.path, line, 1, line, len(text) + 1)
        start = sum(len(one) + 1 for one in cells[:cell]) + 1
        return Place(self.path, line, start, line, start + max(1, len(cells[cell])))


def read_observations(path: str, text: str) -> tuple[list[Observation], list[Problem]]:
    """All good rows of a file, and what is wrong with the others."""
    lines = text.split("\n")
    delimiter = max(",;\t", key=lines[0].count)
    header = [name.strip() for name in next(csv.reader(lines[:1], delimiter=delimiter), [])]
    table = _Table(path, lines, delimiter, header, [])
    if not any(header):
        table.problem("CX010", 1)
        return [], table.problems
    _check_header(table)
    if table.problems:
        return [], table.problems
    rows = [row for line, cells in _rows(table) if (row := _row(table, line, cells))]
    return _once(table, rows), table.problems


def _check_header(table: _Table) -> None:
    for cell, name in enumerate(table.header):
        if name not in COLUMNS:
            table.problem("CX151", 1, cell, column=name, suggestion=suggest(name, COLUMNS), allowed=COLUMNS)
        elif name in table.header[:cell]:
            table.problem("CX002", 1, cell, key=name, first_line=1)
    for name in ("metric", "value"):
        if name not in table.header:
            table.problem("CX152", 1, column=name)
    if "period" not in table.header and "date" not in table.header:
        table.problem("CX152", 1, column="period")


def _rows(table: _Table) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader((f"{line}\n" for line in table.lines), delimiter=table.delimiter, strict=True)
    line = 1
    try:
        next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(table.header):
                    yield line, dict(zip(table.header, (cell.strip() for cell in cells), strict=True))
                else:
                    table.problem("CX155", line, cells=len(cells), columns=len(table.header))
            line = reader.line_num + 1
    except csv.Error as error:
        table.problem("CX158", line, reason=str(error))


def _row(table: _Table, line: int, cells: dict[str, str]) -> Observation | None:
    before = len(table.problems)
    for name in ("metric", "value"):
        if not cells[name]:
            table.problem("CX157", line, table.header.index(name), column=name)
    period = _period(table, line, cells)
    numbers = {name: _number(table, line, name, cells.get(name, "")) for name in _NUMBERS}
    if len(table.problems) > before or period is None or numbers["value"] is None:
        return None
    count = numbers.pop("n")
    value = numbers.pop("value") or 0.0
    words = {name: cells[name] for name in table.header if name not in (*_NUMBERS, "period", "date")}
    place = table.place(line)
    n = None if count is None else int(count)
    return Observation(period=period, value=value, n=n, place=place, **numbers, **words)  # type: ignore[arg-type]


def _period(table: _Table, line: int, cells: dict[str, str]) -> Period | None:
    column = "period" if cells.get("period") or "date" not in cells else "date"
    if not cells[column]:
        table.problem("CX157", line, table.header.index(column), column=column)
        return None
    period = Period.read(cells[column])
    if period is None:
        table.problem("CX154", line, table.header.index(column), found=cells[column][:80])
    return period


def _number(table: _Table, line: int, column: str, text: str) -> float | None:
    if not text:
        return None
    comma = "," in text
    if not _NUMBER.match(text) or (comma and table.delimiter == ",") or (column == "n" and not text.isdigit()):
        table.problem("CX153", line, table.header.index(column), column=column, found=text[:80])
        return None
    return float(text.replace(",", "."))


def _once(table: _Table, rows: list[Observation]) -> list[Observation]:
    """The rows without a second figure for one metric, time, place and source."""
    first: dict[object, Observation] = {}
    for row in rows:
        key = (row.metric, row.period, row.where, row.source)
        if key in first:
            table.problem("CX156", row.place.line, first_line=first[key].place.line)
        else:
            first[key] = row
    return list(first.values())
