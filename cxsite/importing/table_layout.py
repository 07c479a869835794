"""How a table of a journey is laid out: where its header is, what stands above it, and which way it runs.

Known layouts: a row for each touchpoint or stage; a matrix with stages across and lanes down, with or without a second
row of steps; two header rows of which the upper one groups; stage names as bands between the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.importing.headers import FieldMatch, match_head_label, match_header
from cxsite.importing.source_tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOOKED_AT: Final = 25
_FEWEST_LANES: Final = 2
_LONGEST_HEADER: Final = 80
_PLACES: Final = ("stage", "name", "step")
"""Fields without which a row says nothing of a journey."""
IGNORED: Final = "-"
"""What stands for a column that is kept as comments."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a lane of a matrix: its header as written, and the field that it names."""

    header: str
    match: FieldMatch

    @property
    def field(self) -> str:
        """The field that its cells are taken for; empty where they are kept as comments."""
        return self.match.field if self.match.is_sure and self.match.field != IGNORED else ""


@dataclass(slots=True)
class Layout:
    """A table as header and rows of touchpoints.

    `head` has labels that stand above the header with their texts, `title` and `notes` other texts from there.
    `is_matrix` tells that the table's columns are the rows here.
    """

    name: str
    columns: list[Column]
    rows: list[tuple[Cell, ...]]
    title: str = ""
    head: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_matrix: bool = False

    def numbers_of(self, name: str) -> list[int]:
        """The columns of a field, from the left."""
        return [number for number, column in enumerate(self.columns) if column.field == name]


def understand(table: Table, given: Mapping[str, str]) -> Layout | None:
    """The layout of a table; None where nothing in it looks like a journey. `given` has fields by header."""
    if table.is_empty:
        return None
    by_rows = _header_at(table.rows, given)
    turned = _turned(table)
    by_columns = _lanes(turned, given)
    if by_columns is not None and by_columns[0] > (by_rows.score if by_rows else (0, 0)):
        return _matrix(table, turned, by_columns[1], given)
    return _rows(table, by_rows, given) if by_rows is not None else None


def _score(matches: Sequence[FieldMatch]) -> tuple[int, int]:
    """How much a row looks like a header: whether it names places, and how many fields."""
    named = {match.field for match in matches if match.is_sure}
    places = named.intersection(_PLACES)
    return (3 * bool(places) + len(named), len(places)) if places or len(named) > _FEWEST_LANES else (0, 0)


def _match(cell: Cell, given: Mapping[str, str]) -> FieldMatch:
    text = cell.text
    for header, wanted in given.items():
        if " ".join(header.split()) == " ".join(text.split()):
            return FieldMatch(wanted, 1.0, match_header(text).qualifier)
    return match_header(text) if 0 < len(text) <= _LONGEST_HEADER else FieldMatch()


@dataclass(frozen=True, slots=True)
class _Header:
    """A candidate for the header: its last row, its cells, how many rows it takes, and how much it looks like one."""

    at: int
    cells: tuple[Cell, ...]
    rows: int
    score: tuple[int, int]


def _header_at(rows: Sequence[tuple[Cell, ...]], given: Mapping[str, str]) -> _Header | None:
    """The row or pair of rows among the first that looks most like a header; of equals the fuller, then the first.

    In a pair the lower row wins where it has text; the upper one groups columns, or holds what needs no grouping.
    """
    best: tuple[tuple[int, int], int, _Header] | None = None
    for number, row in enumerate(rows[:_LOOKED_AT]):
        candidates = [_Header(number, row, 1, _score([_match(cell, given) for cell in row]))]
        if number and _continues(rows[number - 1], row, given):
            cells = tuple(low if low.text else up for up, low in zip(rows[number - 1], row, strict=True))
            candidates.append(_Header(number, cells, 2, _score([_match(cell, given) for cell in cells])))
        for one in candidates:
            filled = sum(bool(cell.text) for cell in one.cells)
            if one.score > (0, 0) and (best is None or (one.score, filled) > best[:2]):
                best = (one.score, filled, one)
    return best[2] if best else None


def _continues(upper: Sequence[Cell], lower: Sequence[Cell], given: Mapping[str, str]) -> bool:
    """Whether a row is the second row of a header: it names fields only where the upper row names none."""
    above = {number for number, cell in enumerate(upper) if _match(cell, given).is_sure}
    below = {number for number, cell in enumerate(lower) if _match(cell, given).is_sure}
    return (
        len(below) >= _FEWEST_LANES
        and bool(above)
        and not above & below
        and not any(lower[number].text for number in above)
    )


def _turned(table: Table) -> list[tuple[Cell, ...]]:
    return [tuple(column) for column in zip(*table.rows, strict=True)]


def _lanes(turned: Sequence[Sequence[Cell]], given: Mapping[str, str]) -> tuple[tuple[int, int], int] | None:
    """The column whose cells look most like labels of lanes, among the first two."""
    best: tuple[tuple[int, int], int] | None = None
    for number, column in enumerate(turned[:2]):
        matches = [_match(cell, given) for cell in column]
        named = {match.field for match in matches if match.is_sure} - {"personas"}
        score = (3 * bool(named.intersection(_PLACES)) + len(named), len(named.intersection(_PLACES)))
        if len(named) > _FEWEST_LANES and (best is None or score > best[0]):
            best = (score, number)
    return best


def _rows(table: Table, header: _Header, given: Mapping[str, str]) -> Layout:
    columns = [Column(" ".join(cell.text.split()), _match(cell, given)) for cell in header.cells]
    below = table.rows[header.at + 1 :]
    layout = Layout(table.name, columns, [row for row in below if any(cell.text for cell in row)])
    _take_head(layout, table.rows[: header.at - header.rows + 1])
    _settle(layout)
    return layout


def _take_head(layout: Layout, rows: Sequence[Sequence[Cell]]) -> None:
    """Texts above a header: labels with their values, a title, notes."""
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        label = match_head_label(texts[0].rstrip(": ")) if texts else ""
        if len(texts) > 1 and label:
            layout.head.setdefault(label, " ".join(texts[1:]))
        elif len(texts) == 1 and (pair := texts[0].partition(":"))[2].strip() and match_head_label(pair[0]):
            layout.head.setdefault(match_head_label(pair[0]), pair[2].strip())
        elif len(texts) == 1 and not layout.title:
            layout.title = " ".join(texts[0].split())
        elif texts:
            layout.notes.append(" | ".join(texts))


def _settle(layout: Layout) -> None:
    """Decide between columns that would be the name: touchpoints win over steps, numbers are no names."""
    names, steps = layout.numbers_of("name"), layout.numbers_of("step")
    for number in (*names, *steps):
        texts = [row[number].text for row in layout.rows if row[number].text]
        if texts and all(text.replace(".", "").replace(")", "").isdigit() for text in texts):
            _rename(layout, number, "number")
    names, steps = layout.numbers_of("name"), layout.numbers_of("step")
    if not names and steps:
        _rename(layout, steps[0], "name")
    for number in [*names[1:], *steps[0 if names else 1 :]]:
        _rename(layout, number, "")


def _rename(layout: Layout, number: int, name: str) -> None:
    column = layout.columns[number]
    layout.columns[number] = Column(column.header, FieldMatch(name, column.match.confidence, column.match.qualifier))


def _matrix(table: Table, turned: Sequence[Sequence[Cell]], labels_at: int, given: Mapping[str, str]) -> Layout:
    """A matrix read column by column: its lanes are the columns of the layout."""
    labels = turned[labels_at]
    matches = [_match(cell, given) for cell in labels]
    first = _first_lane(table, labels_at, matches)
    columns = [Column(" ".join(cell.text.split()), match) for cell, match in zip(labels, matches, strict=True)]
    columns = _with_unlabelled_places(columns, table, first, labels_at)
    cells = [list(column[first:]) for column in turned[labels_at + 1 :]]
    columns = columns[first:]
    stages = [number for number, column in enumerate(columns) if column.field == "stage"]
    for number in stages:
        _fill_to_the_right(cells, number, [n for n, c in enumerate(columns) if c.field in ("name", "step")])
    layout = Layout(table.name, columns, [], is_matrix=True)
    _take_head(layout, table.rows[:first])
    places = [number for number, column in enumerate(columns) if column.field in _PLACES]
    for row in cells:
        if any(cell.text for number, cell in enumerate(row) if number not in places) or any(
            row[number].text for number in places
        ):
            layout.rows.append(tuple(row))
    _settle(layout)
    return layout


def _first_lane(table: Table, labels_at: int, matches: Sequence[FieldMatch]) -> int:
    """The first row that belongs to the matrix: its stages, or the row of stage names above the first lane."""
    named = [number for number, match in enumerate(matches) if match.is_sure]
    placed = [number for number in named if matches[number].field in _PLACES]
    lanes = [n for n in named if matches[n].field not in ("personas", "journey", "goal")]
    first = min(placed or lanes)
    if any(matches[number].field == "stage" for number in placed):
        return first
    above = first - 1
    while above >= 0:
        filled = [cell for number, cell in enumerate(table.rows[above]) if number > labels_at and cell.text]
        if len(filled) < _FEWEST_LANES or (
            table.rows[above][labels_at].text and match_head_label(table.rows[above][labels_at].text)
        ):
            break
        first, above = above, above - 1
    return first


def _with_unlabelled_places(columns: list[Column], table: Table, first: int, labels_at: int) -> list[Column]:
    """A first row without a known label names the stages; one below it, still above the lanes, the touchpoints."""
    made = list(columns)
    missing = [name for name in ("stage", "name") if not any(c.field == name for c in columns[first:])]
    for number in range(first, len(columns)):
        if columns[number].field or not missing:
            break
        if any(cell.text for cell in table.rows[number][labels_at + 1 :]):
            made[number] = Column(columns[number].header, FieldMatch(missing.pop(0), 1.0))
    return made


def _fill_to_the_right(cells: list[list[Cell]], number: int, names: Sequence[int]) -> None:
    """A merged stage stands over several columns, of which only the first has its name."""
    last = Cell()
    for row in cells:
        if row[number].text:
            last = row[number]
        elif any(row[name].text for name in names) or any(cell.text for cell in row):
            row[number] = Cell(last.text)
