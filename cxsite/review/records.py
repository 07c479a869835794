"""The results of a comparison: changes by thing, curves, and gaps to the ideal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.records.record import Record

Value: TypeAlias = str | bool | int | float | date | tuple[str, ...] | None


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field with its old and new value; None if it was not written.

    `field` is its key as authors write it, with a dot inside (`scenario.trigger`). `kinds` are the possible kinds of
    the ids in it; empty if there are no ids. `model` is the record that has the field; None outside records.
    """

    field: str
    old: Value
    new: Value
    kinds: tuple[str, ...] = ()
    model: type[Record] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The old and new position of a thing (names of stages or touchpoints); equal if only the order changed."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChange:
    """The change of one thing.

    `kind` is persona, journey, stage, touchpoint, pain-point, opportunity, action, metric, goal, play …; `key` is its
    current id (the old one if it was removed), after the journey's id for things inside a journey, whose id is
    `journey`, or after the id of a shared touchpoint, without `journey`. `at` is the name of its parent. `old_key` is
    set only if its id changed and the author states so. For added or removed things `fields` has the main facts.
    """

    kind: str
    key: str
    title: str
    how: ChangeKind
    journey: str = ""
    at: str = ""
    old_key: str = ""
    moved: Move | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveChange:
    """A journey's emotions as ▁▂▃▄▅ (1 to 5), · if unknown, before and after; empty if there was none.

    `who` names the persona; empty if the curves of all personas are equal.
    """

    journey: str
    title: str
    who: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance of a current journey from its ideal: how many touchpoints are worse, and by how much in all."""

    touchpoints: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """The distance between a current journey and its ideal before and after; None if there was no such pair."""

    ideal: str
    current: str
    title: str
    old: Distance | None
    new: Distance | None


@dataclass(frozen=True, kw_only=True)
class Review:
    """All differences between two Contents.

    `names` has by kind, as in references, the name of each id; for renamed things, the new name. `curves` has only
    changed ones; `gaps` every pair of journeys, changed or not.
    """

    changes: tuple[ContentChange, ...] = ()
    curves: tuple[CurveChange, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing changed."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class RecentChanges:
    """The changes from a day (in UTC) to the latest commit, by language."""

    reviews: Mapping[str, Review]
    since: date
