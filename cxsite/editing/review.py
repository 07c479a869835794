"""What an author changed since the last commit, and how it is sent for review: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a file's difference: added, deleted, unchanged (`context`), or the head of a part (`part`)."""

    kind: Literal["added", "deleted", "context", "part"]
    text: str


@dataclass(frozen=True, slots=True)
class FileDiff:
    """The difference of one file: `state` is whether it is new, changed or deleted."""

    path: str
    state: Literal["new", "changed", "deleted"]
    lines: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class UndoableEdit:
    """An edit that can be undone: its number, the time of day it was saved, and what it did."""

    number: int
    time: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookChanges:
    """The author's changes: in words (Markdown-free lines of `cxsite diff`), file by file, and what can be undone.

    `base` names the commit they are compared with; it is empty without git or without a commit, and `sentences` is
    empty then. `problem` says why there is no comparison.
    """

    base: str = ""
    sentences: tuple[str, ...] = ()
    files: tuple[FileDiff, ...] = ()
    undoable: tuple[UndoableEdit, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPlan:
    """What sending would do: the proposed branch and message, the files, and the remote (empty if there is none).

    `needs_zip` is whether there is no git repository, so that only a ZIP file can be sent. `problem` says why nothing
    can be sent (nothing changed; errors in the content; a merge in progress).
    """

    branch: str = ""
    message: str = ""
    base: str = ""
    remote: str = ""
    remote_address: str = ""
    paths: tuple[str, ...] = ()
    needs_zip: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """What sending did. `merge_address` is where a merge request is opened; empty if the remote's kind is not known.

    `problem` says what failed, with git's own words; a commit that was made but not pushed stays, and `advice` says
    what to do with it.
    """

    branch: str = ""
    commit: str = ""
    is_pushed: bool = False
    merge_address: str = ""
    problem: str = ""
    advice: str = ""
