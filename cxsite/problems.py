"""What is wrong with content, and where."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

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

    def covers(self, other: Place) -> bool:
        """Whether the other begins in this range of the same file."""
        starts, ends = (self.line, self.column), (self.end_line, self.end_column)
        return self.path == other.path and starts <= (other.line, other.column) < ends

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


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A sentence that is made where something happens: its English, with `{names}`, and what these stand for.

    `cxsite.i18n.error_messages` says it in other languages. A value may be another `Said`; a tuple is shown as lines.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """The sentence in English."""
        return self.fill(self.text, to_plain_text)

    def fill(self, text: str, shown: Callable[[object], str]) -> str:
        """A text in the place of the English one, with the same values."""
        return text.format_map({name: shown(value) for name, value in self.values})


def make_message(text: str, /, **values: object) -> Message:
    """A sentence with its values; of errors other than the system's, only their words are kept.

    A file that is a value itself is not named a second time by an error.
    """
    named = {to_plain_text(value) for value in values.values() if not isinstance(value, OSError)}
    return Message(text, tuple((key, _to_keepable(value, named)) for key, value in values.items()))


def _to_keepable(value: object, named: Container[str]) -> object:
    if isinstance(value, OSError) and str(value.filename) in named:
        return OSError(value.errno, value.strerror)
    return value if isinstance(value, OSError | Message | tuple) else to_plain_text(value)


def to_plain_text(value: object) -> str:
    """A value as English shows it: of the system's errors the reason and the file, of others what they say."""
    if isinstance(value, tuple):
        return "".join(f"\n  {to_plain_text(one)}" for one in value)
    if isinstance(value, OSError):
        return f"{value.strerror or value}{describe_file(value)}"
    if isinstance(value, Exception):
        return str(value).strip() or type(value).__name__
    return str(value)


def describe_file(error: OSError) -> str:
    """` (file)` for an error that names one, else nothing."""
    return f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""


class CxsiteError(Exception):
    """The world is not as it must be: a folder is missing, the disk is full, a template is broken.

    Bad content is never one of these; it is a list of `Problem`.
    `what` says what happened and `advice` what to do, in the user's words; `values` fill the `{names}` of both.
    """

    def __init__(self, what: str, advice: str = "", /, **values: object) -> None:
        self.what = make_message(what, **values)
        self.advice = make_message(advice, **values)
        super().__init__(str(self.what))

    @property
    def message(self) -> str:
        """What happened, in English."""
        return str(self.what)

    @property
    def remedy(self) -> str:
        """What to do, in English; empty where nothing can be advised."""
        return str(self.advice)
