"""What a rule is, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxsite.model.content import cached_on_content
from cxsite.problems import Level, Place

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.problems import Value


class Finding(NamedTuple):
    """One thing that a rule found: where, and the values that its sentence names."""

    place: Place
    values: Mapping[str, Value]


def make_finding(place: Place, **values: Value) -> Finding:
    """A finding at a place; the values are those that the rule's entry in `rules.toml` names."""
    return Finding(place, values)


Check: TypeAlias = Callable[["Content"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem: its stable code, its name, its level, and the function that finds it.

    With `needs_reason` nobody can switch it off as a whole: only a waiver, which gives a reason, silences it.
    The function's docstring is the rule's manual page (see `cxsite.rules.manual`).
    """

    code: str
    name: str
    level: Level
    check: Check
    needs_reason: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether no one can lower or waive it: what breaks it cannot be shown rightly, so pages count on it."""
        return self.level is Level.ERROR


def has_unreadable(content: Content, *kinds: str) -> bool:
    """Whether a file of one of these kinds is there but could not be read: what it says is not known to be missing."""
    return any(kind in kinds for kind, _ in content.unreadable)


@cached_on_content
def _line_reader(content: Content) -> Callable[[str], list[str]]:
    """Gives the lines of a file, which are told apart once, however many of its rows are asked for."""
    return cache(lambda path: content.texts.get(path, "").split("\n"))


def locate_cell(content: Content, row: Place, value: str) -> Place:
    """Where a value stands in its row of a table; the row itself where it cannot be told."""
    line = _line_reader(content)(row.path)[row.line - 1 : row.line]
    cell = re.search(f'(?:^|[,;\\t])[ "]*({re.escape(value)})[ "]*(?:[,;\\t]|$)', line[0]) if line else None
    return row if cell is None else Place(row.path, row.line, cell.start(1) + 1, row.line, cell.end(1) + 1)
