"""Locates the cells of a CSV row in its text."""

from __future__ import annotations


def cells_of(text: str, start: int, delimiter: str) -> list[tuple[int, int]]:
    """Return start and end of each cell, including quotes, of the row at an offset; a row may span lines."""
    cells: list[tuple[int, int]] = []
    at, in_quotes = start, False
    for offset in range(start, len(text) + 1):
        character = text[offset] if offset < len(text) else "\n"
        if character == '"':
            in_quotes = not in_quotes
        elif not in_quotes and character in (delimiter, "\n"):
            cells.append((at, offset))
            at = offset + 1
            if character == "\n":
                break
    return cells
