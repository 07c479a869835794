"""Locates values, keys, list items and their lines in the text of a YAML file, as offsets."""

from __future__ import annotations

import re
from typing import Any, Final

from cxsite.authoring.text_edits import span_offsets
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError

_COLON: Final = re.compile(r"[ \t]*:")
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
    end = line_after(text, span_offsets(text, items.item_span(len(items) - 1))[1])
    comment = re.compile(rf" {{{column + 1},}}#[^\n]*\n?")
    while found := comment.match(text, end):
        end = found.end()
    return [*starts, end]


def _above(text: str, start: int, column: int) -> int:
    """Return the start of the comment lines directly above a line that begin in a column."""
    while start:
        begin = line_start(text, start - 1)
        if not text.startswith(" " * column + "#", begin):
            break
        start = begin
    return start


def list_at(top: Fields, path: Path) -> Items:
    """Return the list at a path. Raises CxsiteError if the value is not a list."""
    found = value_at(top, path)
    if not isinstance(found, Items):
        raise unwritable_change()
    return found


def unwritable_change() -> CxsiteError:
    """Return the error for a change that no edit of the text can make."""
    return CxsiteError("This change cannot be written into the file.", "Make the change in the file itself.")


def value_range(text: str, top: Fields, path: Path) -> tuple[int, int]:
    """Return start and end of the value at a path."""
    holder, step = value_at(top, path[:-1]), path[-1]
    if isinstance(holder, Items) and isinstance(step, int):
        return span_offsets(text, holder.item_span(step))
    return span_offsets(text, holder.value_span(str(step)))


def is_in_brackets(text: str, holder: Fields | Items) -> bool:
    """Return whether a mapping or list is written in flow style (in brackets), not in block style."""
    return text.startswith(("{", "["), span_offsets(text, holder.span)[0])


def stands_in_brackets(text: str, top: Fields, path: Path) -> bool:
    """Return whether the value is inside brackets or braces."""
    return any(is_in_brackets(text, value_at(top, path[:length])) for length in range(len(path)))


def indent_of(text: str, top: Fields, path: Path) -> int:
    """Return the column of the key or dash that a value belongs to."""
    holder = value_at(top, path[:-1])
    if isinstance(holder, Fields):
        return holder.span[1] - 1
    return 0 if is_in_brackets(text, holder) else dash_column(text, holder)


def entry_end(text: str, holder: Fields, key: str) -> int:
    """Return the end of a key's value, or of its colon if it has none."""
    return colon_end(text, span_offsets(text, holder.value_span(key))[1])


def colon_end(text: str, at: int) -> int:
    """Return the end of the colon at `at`; `at` if there is none."""
    colon = _COLON.match(text, at)
    return colon.end() if colon else at


def line_end(text: str, at: int) -> int:
    """Return the end of the line, including a comment, that contains the character before `at`."""
    if at and text[at - 1] == "\n":
        return at - 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def line_start(text: str, at: int) -> int:
    """Return the start of the line that `at` stands in."""
    return text[:at].rfind("\n") + 1


def line_after(text: str, at: int) -> int:
    """Return the start of the line below the character before `at`, or the end of the text."""
    return min(line_end(text, at) + 1, len(text))


def dash_column(text: str, items: Items) -> int:
    """Return the column of the dashes of a block list."""
    start = span_offsets(text, items.item_span(0))[0]
    dash = text.rindex("-", 0, start)
    return dash - line_start(text, dash)


def item_starts(text: str, items: Items) -> list[int]:
    """Return the start of the line of each item's dash."""
    starts = (span_offsets(text, items.item_span(number))[0] for number in range(len(items)))
    column = dash_column(text, items)
    return [_dash_line(text, start, column) for start in starts]


def _dash_line(text: str, start: int, column: int) -> int:
    """Return the line at or above `start` that has the list's dash in its column."""
    dash = re.compile(rf"[ -]{{{column}}}-")
    begin = line_start(text, start)
    while not dash.match(text, begin):
        begin = line_start(text, begin - 1)
    return begin
