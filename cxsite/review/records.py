"""What a comparison finds: changes thing by thing, curves, and gaps to the ideal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = str | bool | int | float | date | tuple[str, ...] | None


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field with its old and new value; None where it was not written.

    `field` is its key as authors write it, with a dot inside (`scenario.trigger`). `kinds` tells of what the ids in
    it may be; empty for anything but ids.
    """

    field: str
    old: Value
    new: Value
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Where a thing stood and stands (names of stages or touchpoints); alike where only the order changed."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChange:
    """What happened to one thing.

    `kind` is persona, journey, stage, touchpoint, pain-point, opportunity, action, metric, goal, play …; `key` its id
    now (before, if it was removed), with the journey's before it inside a journey, whose id is `journey`. `at` is
    the name of what it stands in. `old_key` is set only where its id changed and the author says so. Of what was
    added or removed, `fields` has the facts that matter most.
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
    """A journey's emotions as ▁▂▃▄▅ (1 to 5), · where unknown, before and after; empty on the side where it was not.

    `who` names the persona; empty where all feel alike.
    """

    journey: str
    title: str
    who: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a current journey is from its ideal: at how many touchpoints it is worse, and by how much in all."""

    touchpoints: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """The distance between a current journey and its ideal before and after; None where there was no such pair."""

    ideal: str
    current: str
    title: str
    old: Distance | None
    new: Distance | None


@dataclass(frozen=True, kw_only=True)
class Review:
    """All that differs between two Contents.

    `names` has by kind, as references tell it, the name of each id; of things whose name changed, the new one.
    `curves` holds only those that changed; `gaps` every pair of journeys, changed or not.
    """

    changes: tuple[ContentChange, ...] = ()
    curves: tuple[CurveChange, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes
