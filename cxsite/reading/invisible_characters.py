"""Invisible and reversing characters in a file: located at their line, with the value that holds them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cxsite.escaping.invisible import find_invisible, has_invisible, visible, without_invisible, without_reversing
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Level, Place, Problem
from cxsite.reading.model_at import is_text_at
from cxsite.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record

_SHOWN = 80
_MOST_OF_PAGE = 20
_BULLET = re.compile(r"[-–—•]\s")
"""The path of an entry of a list."""
_QUOTES = ('"', "'")


class _Held(NamedTuple):
    """A single value or a key: its container, its step there, and its position (from 0)."""

    loc: tuple[str | int, ...]
    holder: Any
    step: str | int
    span: tuple[int, ...]
    is_key: bool


def invisible_characters(top: Fields, model: type[Record]) -> list[Problem]:
    """Return one problem for each value or key that holds such characters.

    In ids, addresses, numbers and keys they are errors, and are removed here, so that nothing else is reported because
    of them. In texts they are warnings; only characters that reverse the text are removed, so that no page shows it
    reversed.
    """
    text = top.file.text
    if not has_invisible(text) and "\\" not in text:
        return []
    every = sorted(_all_held(top, ()), key=lambda held: held.is_key)  # keys last: values are found by them
    problems = [problem for held in every if (problem := _problem(top, model, held))]
    return problems + _in_comments(top, problems)


def _all_held(node: Any, loc: tuple[str | int, ...]) -> Iterator[_Held]:  # noqa: ANN401 -- any value of a file
    places: Any = node.places.items() if isinstance(node, Fields) else enumerate(node.places)
    for step, place in places:
        if isinstance(node, Fields):
            yield _Held((*loc, step), node, step, (place[0], place[1], place[0], place[2]), is_key=True)
            if step not in node:
                continue
        value = node[step]
        if isinstance(value, (Fields, Items)):
            yield from _all_held(value, (*loc, step))
        elif isinstance(value, str):
            yield _Held((*loc, step), node, step, tuple(place[-4:]), is_key=False)


def _problem(top: Fields, model: type[Record], held: _Held) -> Problem | None:
    value = held.step if held.is_key else held.holder[held.step]
    if not isinstance(value, str) or not has_invisible(value):
        return None
    is_text = not held.is_key and is_text_at(model, held.loc)
    at = _first_hit(value, is_text=is_text)
    if at is None or (not is_text and _BULLET.match(value)):
        return None
    if is_text:
        held.holder[held.step] = without_reversing(value)
    else:
        _take_out(held, without_invisible(value))
    problem = _describe(value, at, _place(top, held, value[at]), is_text=is_text)
    if held.is_key and not value[:1].strip("\u00a0\u2000-\u200a\u202f\u205f\u3000"):
        return replace(problem, values={**problem.values, "kind": "indent"})
    return problem


def _first_hit(value: str, *, is_text: bool) -> int | None:
    """Return the first such character; None if there is none, or if the text has nothing else."""
    hits = (hit for hit in find_invisible(value) if not is_text or hit[1] != "space" or _is_at_an_end(value, hit[0]))
    hit = next(hits, None)
    return hit[0] if hit and without_invisible(value) else None


def _describe(value: str, at: int, place: Place, *, is_text: bool) -> Problem:
    values = {
        "kind": next(kind for where, kind in find_invisible(value) if where == at),
        "code": f"U+{ord(value[at]):04X}",
        "found": visible(value)[:_SHOWN],
        "suggestion": without_invisible(value)[:_SHOWN],
    }
    code, level = ("CX125", Level.WARNING) if is_text else ("CX124", Level.ERROR)
    return Problem(code=code, level=level, place=place, values=values)


def invisible_in_cell(value: str, place: Place, *, is_text: bool) -> tuple[str, Problem | None]:
    """Return a table cell without the removed characters, and the problem."""
    at = _first_hit(value, is_text=is_text) if has_invisible(value) else None
    if at is None:
        return value, None
    clean = without_reversing(value) if is_text else without_invisible(value)
    return clean, _describe(value, at, place, is_text=is_text)


def invisible_in_page(path: str, text: str) -> list[Problem]:
    """Return one problem for each line of a hand-written page, at most 20, with an invisible or reversing character."""
    found = []
    for number, line in enumerate(text.split("\n") if has_invisible(text) else (), 1):
        at = next((at for at, kind in find_invisible(line) if kind != "space"), None)
        if at is not None:
            found.append(_describe(line, at, Place(path, number, at + 1, number, at + 2), is_text=True))
    return found[:_MOST_OF_PAGE]


def _is_at_an_end(value: str, at: int) -> bool:
    return not value[:at].strip() or not value[at:].strip()


def _take_out(held: _Held, clean: str) -> None:
    """Replace a key or a value that is no text by what its author sees."""
    holder, step = held.holder, held.step
    if not held.is_key:
        line, column, *_ = held.span
        is_quoted = _holder_text(holder, line, column) in _QUOTES
        holder[step] = clean if is_quoted or not clean else plain_value(clean)
    elif clean not in holder.places:
        holder.places[clean] = holder.places.pop(step)
        if step in holder:
            holder[clean] = holder.pop(step)


def _holder_text(holder: Any, line: int, column: int) -> str:  # noqa: ANN401
    return holder.file.lines[line][column : column + 1] if isinstance(holder, Fields) else ""


def _place(top: Fields, held: _Held, one_character: str) -> Place:
    """Return the place of the character; that of the whole value if the character is written as an escape."""
    first, start, last, end = held.span
    lines = top.file.lines
    for number in range(first, last + 1):
        line = lines[number]
        at = line.find(one_character, start if number == first else 0, end if number == last else len(line))
        if at >= 0:
            return Place(top.path, number + 1, at + 1, number + 1, at + 2)
    return Place(top.path, first + 1, start + 1, last + 1, end + 1)


def _in_comments(top: Fields, known: list[Problem]) -> list[Problem]:
    """Return the problems of reversing characters outside of values: they can make a comment look like content."""
    lines = {problem.place.line for problem in known}
    found: list[Problem] = []
    for number, line in enumerate(top.file.lines, 1):
        if number in lines or not has_invisible(line):
            continue
        at = next((at for at, kind in find_invisible(line) if kind == "bidi" and "#" in line[:at]), None)
        if at is not None:
            place = Place(top.path, number, at + 1, number, at + 2)
            values = {"kind": "comment", "code": f"U+{ord(line[at]):04X}", "found": visible(line.strip())[:_SHOWN]}
            found.append(Problem(code="CX125", level=Level.WARNING, place=place, values={**values, "suggestion": ""}))
    return found
