"""Formats rows of texts as aligned columns for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcwidth import wcswidth

from cxsite.escaping import terminal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> Iterator[str]:
    """Yield one line per row, columns two spaces apart; columns with numbers in `right` are aligned right."""
    safe = [[terminal.encode(cell) for cell in row] for row in rows]
    widths = [max(wcswidth(row[column]) for row in safe) for column in range(len(safe[0]))] if safe else []
    for row in safe:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - wcswidth(cell))
            cells.append(gap + cell if number in right else cell + gap)
        yield "  ".join(cells).rstrip()
