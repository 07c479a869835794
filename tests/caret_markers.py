"""Parses test inputs that mark their own problems: a line of carets under the fault, with code and values.

    stat: current
    ^^^^ CX101 key=stat suggestion=state

The marker lines are removed before the text is read. `!` instead of carets marks a problem without width; a problem
over several lines names its end, `^ 4:9 CX103`. Values are compared as text, except `allowed` and `paste`.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.problems import Problem

_LONG = ("allowed", "paste")
_MARK = re.compile(r"(?P<before>\s*)(?P<range>\^+|!)(?: (?P<end>\d+:\d+))? (?P<code>CX\d{3})(?P<values>.*)")


@dataclass(frozen=True, slots=True, order=True)
class FoundProblem:
    """A problem in the form of a marker line."""

    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class MarkedText:
    """A text without its markers, and the marked problems."""

    text: str = ""
    reported: list[FoundProblem] = field(default_factory=list)


def parse_marked(text: str) -> MarkedText:
    """Remove the markers from a text, and return both."""
    lines: list[str] = []
    reported: list[FoundProblem] = []
    for line in text.split("\n"):
        match = _MARK.fullmatch(line)
        if match is None:
            lines.append(line)
            continue
        column = len(match["before"]) + 1
        width = len(match["range"]) if match["range"] != "!" else 0
        end = match["end"] or f"{len(lines)}:{column + width}"
        end_line, end_column = (int(number) for number in end.split(":"))
        values = tuple(sorted(tuple(pair.split("=", 1)) for pair in shlex.split(match["values"])))
        reported.append(FoundProblem(len(lines), column, end_line, end_column, match["code"], values))  # type: ignore[arg-type]
    return MarkedText("\n".join(lines), sorted(reported))


def find_marked(problems: Iterable[Problem]) -> list[FoundProblem]:
    """Return problems in the form of markers."""
    found = []
    for problem in problems:
        at = problem.place
        values = tuple(sorted((key, str(value)) for key, value in problem.values.items() if key not in _LONG))
        found.append(FoundProblem(at.line, at.column, at.end_line, at.end_column, problem.code, values))
    return sorted(found)
