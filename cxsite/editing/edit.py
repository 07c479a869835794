"""Edits that a form asks for, and what they do to the texts of files: values only, nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Steps: TypeAlias = tuple[str | int, ...]
"""Keys, and numbers of list items from 0: the place of a record or value in its file."""


@dataclass(frozen=True, slots=True)
class SetValues:
    """Sets values of the record at `address`, each by its path in the record; None removes a value.

    `moves` has, by the path of a list in the new values that was rearranged, for each item its old number; None for a
    new item. `names` has, by the path of a list item in the new values, the name of its boxes in the form.
    """

    address: str
    values: Mapping[Steps, Any] = field(default_factory=dict)
    moves: Mapping[Steps, tuple[int | None, ...]] = field(default_factory=dict)
    names: Mapping[Steps, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Inserts a record into the list at `address` (`journeys/mua-hang/stages/0/touchpoints`), before item `number`.

    None for the number puts it at the end. `names` is that of `SetValues`.
    """

    address: str
    value: Mapping[str, Any]
    number: int | None = None
    names: Mapping[Steps, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DuplicateItem:
    """Copies the item at `address` to the place after it, with ids that are still free."""

    address: str


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Moves the item at `address` into the list at `target`, so that it becomes item `number` there.

    An empty target is the list that it is in.
    """

    address: str
    number: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Removes the item or file at `address`; with `references`, also what names it in other places."""

    address: str
    references: bool = False


@dataclass(frozen=True, slots=True)
class NewFile:
    """Creates a file of a kind (`persona`) with these values; its id is made from its name.

    `names` is that of `SetValues`.
    """

    kind: str
    values: Mapping[str, Any]
    names: Mapping[Steps, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewText:
    """Creates a file of a kind with a text made elsewhere: an ideal journey, an imported table."""

    kind: str
    title: str
    text: str


Edit: TypeAlias = SetValues | InsertItem | DuplicateItem | MoveItem | RemoveItem | NewFile | NewText


@dataclass(frozen=True, slots=True, kw_only=True)
class EditProblem:
    """A problem of an edit in the author's language; `name` is the field that it stands beside, or empty.

    `stops` is whether it prevents saving: warnings and notes do not. `is_outside` is whether it is in another record
    of the file.
    """

    sentence: str
    name: str = ""
    stops: bool = True
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult:
    """The texts of the files that an edit changes (None: the file is removed), and its problems.

    If a problem stops it, `texts` is empty. `address` is the record as it is called after the edit; `sentence` says
    what was done, for the list of edits that can be undone.
    """

    texts: Mapping[str, bytes | None] = field(default_factory=dict)
    problems: tuple[EditProblem, ...] = ()
    address: str = ""
    sentence: str = ""

    @property
    def is_refused(self) -> bool:
        """Return whether a problem prevents saving."""
        return any(problem.stops for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The file changed on disk after the form was opened: what both sides want, field by field.

    `digest` is the file's present hash, with which the author's values can be saved over the others; `opened` is the
    hash at opening, so that only what the author changed is saved (the hidden inputs `digest` and `opened`).
    """

    address: str
    path: str
    digest: str
    opened: str = ""
    fields: tuple[ConflictField, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class ConflictField:
    """A field that the author changed, with the author's text, the text on disk, and the text at opening."""

    name: str
    label: str
    mine: str
    theirs: str
    before: str
