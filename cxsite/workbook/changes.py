"""What a filled workbook changes: the differences of three states (exported, playbook, workbook), as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.workbook.arrangement import PlacedColumn
    from cxsite.workbook.fields import SheetField


@dataclass(frozen=True, slots=True)
class ThingAddress:
    """Where a thing stands: its kind, the journey that holds it (empty for files of their own), and its id.

    Kinds are those of sheets, and `stage` (the id is that of a touchpoint in it, or the key of a stage's column),
    `touchpoint`, `pain_points`, `opportunities`, `action`.
    """

    kind: str
    journey: str
    id: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be taken over: its place (`Sheet!D7`), a key of the catalogue `workbook` and its values."""

    place: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A changed cell: the thing and the field, the text that the playbook has now, and the new one."""

    address: ThingAddress
    field: SheetField
    now: str
    new: str
    place: str


@dataclass(frozen=True, slots=True)
class CellConflict:
    """Something that both sides changed: `key` is below `question` in the catalogue.

    If the author takes the workbook's side, `edit`, `removal` or `arrangement` (a journey and its columns) is applied.
    """

    place: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    edit: CellEdit | None = None
    removal: ThingAddress | None = None
    arrangement: tuple[str, tuple[PlacedColumn, ...]] | None = None


@dataclass(frozen=True, slots=True)
class NewThing:
    """A thing to add: its address with its new id, and its values as in YAML.

    A pain point or opportunity names its touchpoint (`at`) and the id that comes before it there.
    """

    address: ThingAddress
    raw: dict[str, Any]
    at: str = ""
    behind: str = ""


@dataclass(slots=True)
class WorkbookChanges:
    """All changes, in the order in which they are applied.

    `arrangements` has by journey its touchpoints in order, new ones included; `orders` by touchpoint and list the ids
    of its points in order.
    """

    edits: list[CellEdit] = field(default_factory=list)
    added: list[NewThing] = field(default_factory=list)
    removed: list[ThingAddress] = field(default_factory=list)
    arrangements: dict[str, tuple[PlacedColumn, ...]] = field(default_factory=dict)
    orders: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)
    new_journeys: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing_files: list[ThingAddress] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    conflicts: list[CellConflict] = field(default_factory=list)
    remarks: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is to be written."""
        return not (self.edits or self.added or self.removed or self.arrangements or self.orders or self.new_journeys)

    def take(self, conflict: CellConflict) -> None:
        """Settle a conflict with the workbook's side."""
        if conflict.edit is not None:
            self.edits.append(conflict.edit)
        if conflict.removal is not None:
            self.removed.append(conflict.removal)
        if conflict.arrangement is not None:
            journey, columns = conflict.arrangement
            self.arrangements[journey] = columns
