"""What a rule is, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cxsite.model.content import cached_on_content
from cxsite.problems import Level, Place

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.problems import Value


class Finding(NamedTuple):
    """One result of a rule: its place, and the values for its message."""

    place: Place
    values: Mapping[str, Value]


def make_finding(place: Place, **values: Value) -> Finding:
    """Return a finding at a place; the values are those that the rule's entry in `rules.toml` names."""
    return Finding(place, values)


WHOLE: Final = ""

Check: TypeAlias = Callable[["Content"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem: its stable code, its name, its level, and the function that finds it.

    With `needs_reason` it cannot be switched off as a whole: only a waiver, which states a reason, silences it.
    `missing` is the field that a record lacks, where the place of a finding is that of another one, such as the title;
    WHOLE if the finding is about the record and no field of it. The function's docstring is the rule's manual page (see
    `cxsite.rules.manual`).
    """

    code: str
    name: str
    level: Level
    check: Check
    needs_reason: bool = False
    missing: str | None = None

    @property
    def is_fixed(self) -> bool:
        """Return whether nobody can lower its level or waive it: pages rely on content without this problem."""
        return self.level is Level.ERROR


def has_unreadable(content: Content, *kinds: str) -> bool:
    """Return whether a file of one of these kinds could not be read, so that its content may exist after all."""
    return any(kind in kinds for kind, _ in content.unreadable)


@cached_on_content
def _line_reader(content: Content) -> Callable[[str], list[str]]:
    """Return a function for the lines of a file, which is split once for any number of rows."""
    return cache(lambda path: content.texts.get(path, "").split("\n"))


def locate_cell(content: Content, row: Place, value: str) -> Place:
    """Return the place of a value in its row of a table; that of the row if the value cannot be located."""
    line = _line_reader(content)(row.path)[row.line - 1 : row.line]
    cell = re.search(f'(?:^|[,;\\t])[ "]*({re.escape(value)})[ "]*(?:[,;\\t]|$)', line[0]) if line else None
    return row if cell is None else Place(row.path, row.line, cell.start(1) + 1, row.line, cell.end(1) + 1)
