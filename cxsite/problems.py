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
    """The severity of a problem; only an error stops a publish by itself."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note: the sort order of reports."""
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
        """Return whether the other place begins in this range of the same file."""
        starts, ends = (self.line, self.column), (self.end_line, self.end_column)
        return self.path == other.path and starts <= (other.line, other.column) < ends

    def __str__(self) -> str:
        """Return `path:line:column`, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: a stable code, its place, and the values for its message.

    `cxsite.reports` makes the message in the reader's language.
    """

    code: str
    level: Level
    place: Place
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The sort key of reports: file, then line, column and code."""
        return (self.place.path, self.place.line, self.place.column, self.code)


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A message that can be translated: its English text with `{names}`, and the values for these.

    `cxsite.i18n.error_messages` translates it. A value may be another `Message`; a tuple is shown as lines.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Return the message in English."""
        return self.fill(self.text, to_plain_text)

    def fill(self, text: str, shown: Callable[[object], str]) -> str:
        """Return `text`, a translation of the English one, with the same values filled in."""
        return text.format_map({name: shown(value) for name, value in self.values})


def make_message(text: str, /, **values: object) -> Message:
    """Return a message with its values; exceptions other than system errors are reduced to their text.

    If a file is a value of its own, the text of an error does not repeat its name.
    """
    named = {to_plain_text(value) for value in values.values() if not isinstance(value, OSError)}
    return Message(text, tuple((key, _to_keepable(value, named)) for key, value in values.items()))


def _to_keepable(value: object, named: Container[str]) -> object:
    if isinstance(value, OSError) and str(value.filename) in named:
        return OSError(value.errno, value.strerror)
    return value if isinstance(value, OSError | Message | tuple) else to_plain_text(value)


def to_plain_text(value: object) -> str:
    """Return a value as English text: of system errors the reason and the file, of other exceptions their text."""
    if isinstance(value, tuple):
        return "".join(f"\n  {to_plain_text(one)}" for one in value)
    if isinstance(value, OSError):
        return f"{value.strerror or value}{describe_file(value)}"
    if isinstance(value, Exception):
        return str(value).strip() or type(value).__name__
    return str(value)


def describe_file(error: OSError) -> str:
    """Return ` (file)` for an error that names a file, else an empty text."""
    return f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""


class CxsiteError(Exception):
    """A fault of the environment: a folder is missing, the disk is full, a template is broken.

    Faults of the content are never raised as this error; they are lists of `Problem`.
    `what` is what happened and `advice` what to do, for the user; `values` fill the `{names}` of both.
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
        """What to do, in English; empty if there is no advice."""
        return str(self.advice)
