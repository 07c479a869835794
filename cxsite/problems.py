"""What is wrong with content, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = str | int | float | bool | tuple[str, ...]


class Level(StrEnum):
    """How much a problem weighs; only an error stops a publish by itself."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note: the order of reports."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A range in an author's file.

    `path` is POSIX and relative to the project folder (`content/personas/lan.yml`).
    Lines and columns count from 1, columns in code points; the end is exclusive.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """`path:line:column`, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: a stable code, its place, and the values its sentence names.

    The sentence itself is made by `cxsite.reports` in the reader's language.
    """

    code: str
    level: Level
    place: Place
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Problems are reported by file, then line, column and code."""
        return (self.place.path, self.place.line, self.place.column, self.code)


class CxsiteError(Exception):
    """The world is not as it must be: a folder is missing, the disk is full, a template is broken.

    Bad content is never one of these; it is a list of `Problem`.
    `message` says what happened and `remedy` what to do, in the user's words.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
