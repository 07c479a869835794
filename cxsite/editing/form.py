"""The form of a record: its fields with their values, labels, help and problems, in the author's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Widget: TypeAlias = Literal[
    "text",  # one line
    "long",  # several lines
    "markdown",
    "number",
    "percent",  # 0 to 100
    "score",  # 1 to 5
    "rating",  # 1 to 5 for everybody, or for each persona
    "flag",  # yes or no
    "choice",  # one of `choices`
    "choices",  # several of `choices`, in order
    "date",  # YYYY-MM-DD
    "duration",  # `20min`, `1h 30min`
    "reference",  # the id of one of `choices`
    "references",  # ids of several of `choices`, in order
    "texts",  # a list of texts
    "record",  # one nested record: `items` has it, or is empty
    "records",  # a list of nested records
    "mapping",  # rows of key and value
    "children",  # a list of records with forms of their own: `items` has their titles and addresses
    "yaml",  # any other value, as YAML
]
Group: TypeAlias = Literal["main", "customer", "us", "measure", "more", "file"]
GROUPS: Final[tuple[Group, ...]] = ("main", "customer", "us", "measure", "more", "file")
"""The groups in the order of the form: what is required; the customer's side; our side; figures; the rest; the file."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen, and the words for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    `name` is the name of its input: the path in the record, joined by dots (`scenario.trigger`, `pain_points.0.text`).
    `value` is what its box shows; of a `flag` it is "yes" or empty. `values` are the values of `references` and
    `choices`.

    `languages` is not empty for a text in several languages: each has a box of its own, named `title@en`, and its value
    in `texts`. `by_persona` are the boxes of a `rating` for single personas, named `emotion@<persona>`; its `value` is
    the one for everybody.

    `items` are the parts of `texts`, `records`, `record`, `mapping` and `children`; `blank` is an empty one, to add
    (its names have `__new__` in the place of the number). `inherited` is what holds if the field is left empty.
    `new_kind` is the kind of record that can be created as a new value of a reference; empty if it cannot.
    """

    name: str
    widget: Widget
    label: str
    help: str = ""
    required: bool = False
    group: Group = "main"
    value: str = ""
    values: tuple[str, ...] = ()
    languages: tuple[Choice, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    by_persona: tuple[tuple[Choice, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    new_kind: str = ""
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    inherited: str = ""
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    items: tuple[FormItem, ...] = ()
    blank: FormItem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormItem:
    """A part of a field that holds several: its own fields, and the title that a folded item is called by.

    `was` is its number (or, of a mapping, its key) in the file, for the hidden input `<name>.<number>.was`, so that an
    item that moves keeps its comments; it is empty for a new item. `address` leads to the form of a child.
    """

    fields: tuple[FormField, ...] = ()
    title: str = ""
    was: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one record, which is a whole file or a part of one.

    `address` is as in `cxsite.editing.address`; for a new record it is that of the list or folder it will be in, and
    `is_new` is true. `kind` is the word for the record (`persona`, `journey`, `stage`, `touchpoint`, `pain point`),
    `kind_label` the same in the author's language. `digest` is the file's hash at opening. `problems` and `warnings`
    are about the record as a whole, or about fields that the form does not have.
    """

    address: str
    kind: str
    kind_label: str
    title: str
    path: str
    digest: str = ""
    is_new: bool = False
    fields: tuple[FormField, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    can_move: bool = False
    can_remove: bool = False
    can_rename: bool = False
    parent: str = ""
    parent_title: str = ""
    offers: tuple[Offer, ...] = ()

    def group(self, group: str) -> tuple[FormField, ...]:
        """Return the fields of one group, in order."""
        return tuple(one for one in self.fields if one.group == group)

    @property
    def has_problems(self) -> bool:
        """Return whether something prevents saving."""
        return bool(self.problems) or any(map(_is_faulty, self.fields))


@dataclass(frozen=True, slots=True)
class Offer:
    """A next step that is missing in the chain, as a sentence, a label and the address of the form for it."""

    sentence: str
    label: str
    address: str


def _is_faulty(one: FormField) -> bool:
    return bool(one.problems) or any(map(_is_faulty, (inner for item in one.items for inner in item.fields)))


@dataclass(frozen=True, slots=True)
class Posted:
    """What a browser posted: the values of each name, in order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """Return the last value of a name."""
        found = self.values.get(name)
        return found[-1] if found else default

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a name that are not empty, in order."""
        return tuple(value for value in self.values.get(name, ()) if value)

    def __contains__(self, name: object) -> bool:
        """Return whether the name was posted, even with an empty value."""
        return name in self.values

    def has_part(self, name: str) -> bool:
        """Return whether the name, or one below it, was posted."""
        return any(one == name or one.startswith((f"{name}.", f"{name}@")) for one in self.values)
