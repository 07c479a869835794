"""What a source file holds before anything of it is understood: tables of cells, and diagrams."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, with the comment and the link that stand on it in a workbook."""

    text: str = ""
    comment: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a name: the sheet's, or the heading's above a Markdown table. All rows are equally long."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.text for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class DiagramTask:
    """One task of a Mermaid journey: its section, its name, its score as written, and who takes part."""

    section: str
    name: str
    score: str
    people: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceDiagram:
    """A Mermaid journey. `notes` are lines that are no task, section or title."""

    title: str
    tasks: tuple[DiagramTask, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class SourceDocument:
    """All that was read from a file. `remarks` name what was left behind: hidden sheets, colours, pictures."""

    name: str
    tables: list[Table] = field(default_factory=list)
    diagrams: list[SourceDiagram] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def table_of_texts(name: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain texts; rows are filled up to the longest, and empty rows at the end are cut."""
    return table_of_cells(name, [[Cell(text.strip()) for text in row] for row in rows])


def table_of_cells(name: str, rows: Sequence[Sequence[Cell]]) -> Table:
    """A table of cells; rows are filled up to the longest that holds anything, and empty rows at the end are cut."""
    kept = [list(row) for row in rows]
    while kept and not any(cell.text or cell.comment for cell in kept[-1]):
        kept.pop()
    width = max((n for row in kept for n, cell in enumerate(row, start=1) if cell.text or cell.comment), default=0)
    filled = (tuple(row[:width]) + (Cell(),) * (width - len(row)) for row in kept)
    return Table(name, tuple(filled))
