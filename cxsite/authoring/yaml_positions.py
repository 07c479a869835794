"""Locates values, keys, list items and their lines in the text of a YAML file, as offsets."""

from __future__ import annotations

from typing import Any

from cxsite.authoring.text_edits import find_offsets
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError, Place

Path = tuple[str | int, ...]
"""Keys, and numbers of list items from 0."""


def value_at(value: Any, path: Path) -> Any:  # noqa: ANN401
    """Return the value at a path; None if it is missing."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def item_bounds(text: str, items: Items) -> list[int]:
    """Return where each item begins, including the comments above in the column of its dash, and the end of the last.

    Comments below an item with more indentation belong to it.
    """
    column = dash_column(text, items)
    starts = [_above(text, start, column) for start in item_starts(text, items)]
    end = min(line_end(text, find_offsets(text, Place("", *items.item_span(len(items) - 1)))[1]) + 1, len(text))
    while end < len(text) and (line := text[end : line_end(text, end + 1)]).lstrip().startswith("#"):
        if len(line) - len(line.lstrip()) <= column:
            break
        end = min(end + len(line) + 1, len(text))
    return [*starts, end]


def _above(text: str, start: int, column: int) -> int:
    """Return the start of the comment lines directly above a line that begin in a column."""
    while start:
        begin = text.rfind("\n", 0, start - 1) + 1
        line = text[begin : start - 1]
        if not line.startswith(" " * column + "#"):
            break
        start = begin
    return start


def mapping_at(top: Fields, path: Path) -> Fields:
    """Return the mapping at a path. Raises CxsiteError if the value is not a mapping."""
    found = value_at(top, path) if path else top
    if not isinstance(found, Fields):
        raise CxsiteError("This change cannot be written into the file.", "Make the change in the file itself.")
    return found


def list_at(top: Fields, path: Path) -> Items:
    """Return the list at a path. Raises CxsiteError if the value is not a list."""
    found = value_at(top, path)
    if not isinstance(found, Items):
        raise CxsiteError("This change cannot be written into the file.", "Make the change in the file itself.")
    return found


def value_range(text: str, top: Fields, path: Path) -> tuple[int, int]:
    """Return start and end of the value at a path."""
    holder = value_at(top, path[:-1]) if len(path) > 1 else top
    step = path[-1]
    if isinstance(holder, Items) and isinstance(step, int):
        return find_offsets(text, Place("", *holder.item_span(step)))
    return find_offsets(text, Place("", *holder.value_span(str(step))))


def is_in_brackets(text: str, holder: Fields | Items) -> bool:
    """Return whether a mapping or list is written in flow style (in brackets), not in block style."""
    return text[find_offsets(text, Place("", *holder.span))[0] :][:1] in ("{", "[")


def stands_in_brackets(text: str, top: Fields, path: Path) -> bool:
    """Return whether the value is inside brackets or braces."""
    holders = (value_at(top, path[:length]) if length else top for length in range(len(path)))
    return any(is_in_brackets(text, holder) for holder in holders if isinstance(holder, (Fields, Items)))


def indent_of(text: str, top: Fields, path: Path) -> int:
    """Return the column of the key or dash that a value belongs to."""
    holder = value_at(top, path[:-1]) if len(path) > 1 else top
    if isinstance(holder, Items):
        return dash_column(text, holder) if not is_in_brackets(text, holder) else 0
    return holder.span[1] - 1 if isinstance(holder, Fields) else 0


def entry_end(text: str, holder: Fields, key: str) -> int:
    """Return the end of a key's value, or of its colon if it has none."""
    if key in holder:
        return find_offsets(text, Place("", *holder.value_span(key)))[1]
    end = find_offsets(text, Place("", *holder.key_span(key)))[1]
    colon = text.find(":", end)
    return colon + 1 if colon >= 0 else end


def line_end(text: str, at: int) -> int:
    """Return the end of the line, including a comment, that contains the character before `at`."""
    if at and text[at - 1] == "\n":
        return at - 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def dash_column(text: str, items: Items) -> int:
    """Return the column of the dashes of a block list."""
    start = find_offsets(text, Place("", *items.item_span(0)))[0]
    dash = text.rindex("-", 0, start)
    return dash - text.rfind("\n", 0, dash) - 1


def item_starts(text: str, items: Items) -> list[int]:
    """Return the start of the line of each item's dash."""
    starts = (find_offsets(text, Place("", *items.item_span(number)))[0] for number in range(len(items)))
    column = dash_column(text, items)
    return [_dash_line(text, start, column) for start in starts]


def _dash_line(text: str, start: int, column: int) -> int:
    """Return the line at or above `start` that has the list's dash in its column."""
    begin = text.rfind("\n", 0, start) + 1
    while text[begin + column : begin + column + 1] != "-" or text[begin : begin + column].strip(" -"):
        begin = text.rfind("\n", 0, begin - 1) + 1
    return begin
