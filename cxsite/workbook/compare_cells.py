"""Compares the cells of a thing in three states: as exported, in the playbook, and in the workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxsite.workbook.changes import CellConflict, CellEdit, CellProblem, WorkbookChanges
from cxsite.workbook.labels import CellLabels
from cxsite.workbook.read_filled import settled
from cxsite.workbook.sheets import make_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.model.content import Content
    from cxsite.workbook.changes import ThingAddress
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.read_filled import FilledRow, FilledWorkbook, ThingId
    from cxsite.workbook.sheets import SheetCells, ThingRow


@dataclass(slots=True)
class WorkbookComparison:
    """The three states of all cells, and what was found so far."""

    content: Content
    filled: FilledWorkbook
    labels: CellLabels = field(init=False)
    sheets: dict[tuple[str, str], SheetCells] = field(init=False)
    now: dict[ThingId, ThingRow] = field(init=False)
    changes: WorkbookChanges = field(default_factory=WorkbookChanges)
    _revealed: tuple[CellLabels, dict[ThingId, ThingRow]] | None = None

    def __post_init__(self) -> None:
        """Put the playbook into the form of the workbook."""
        self.labels = CellLabels(self.content)
        made = make_sheets(self.content, has_drafts=True)
        self.sheets = {(one.kind, one.scope): one for one in made}
        self.now = {(one.kind, one.scope, row.key): row for one in made for row in one.rows}

    @property
    def has_base(self) -> bool:
        """Return whether it is known what was exported."""
        return self.filled.base is not None

    @property
    def languages(self) -> tuple[str, ...]:
        """The playbook's languages, the main one first."""
        return (self.content.playbook.language, *self.content.playbook.further_languages)

    def was_exported(self, thing: ThingId) -> bool:
        """Return whether a thing was in the exported workbook; without its base, whether the playbook has it."""
        return thing in (self.filled.base.texts if self.filled.base is not None else self.now)

    def exported_things(self, kind: str, scope: str) -> list[str]:
        """Return the keys of a sheet's things as exported, in order."""
        known = self.filled.base.texts if self.filled.base is not None else {}
        return [key for one, journey, key in known if (one, journey) == (kind, scope)]

    def base_texts(self, thing: ThingId) -> Mapping[str, str]:
        """Return the exported texts of a thing; without a base those of the playbook."""
        if self.filled.base is not None and thing in self.filled.base.texts:
            return self.filled.base.texts[thing]
        return self.now_texts(thing)

    def now_texts(self, thing: ThingId) -> dict[str, str]:
        """Return the texts of a thing in the playbook, as they would be read from a workbook."""
        row = self.now.get(thing)
        return {key: settled(text) for key, text in row.texts.items()} if row is not None else {}

    def compare(self, thing: ThingId, row: FilledRow, fields: Iterable[SheetField], address: ThingAddress) -> None:
        """Add the edits, conflicts and problems of a thing's cells."""
        base, now = self.base_texts(thing), self.now_texts(thing)
        held = self.filled.base.held.get(thing, {}) if self.filled.base is not None else {}
        for one in fields:
            if one.key not in row.cells:
                continue
            new, place = row.texts[one.key], self.place_of(row, one.key)
            if one.key in held:
                if new != held[one.key]:
                    self.problem(place, "read-only", path=self.path_of(address))
            elif self.was_exported(thing) and self.has_base:
                self.compare_text(place, one, address, base.get(one.key, ""), now.get(one.key), new)
            elif one.key in now and (new or not self.has_base) and not self._names_the_same(thing, one, new):
                self.compare_text(place, one, address, None, now[one.key], new)

    def _names_the_same(self, thing: ThingId, one: SheetField, text: str) -> bool:
        """Return whether a cell of a thing from an earlier import names what its file names, drafts included."""
        if not one.kinds or not self.has_base:
            return False
        if self._revealed is None:
            labels = CellLabels(self.content, shows_drafts=True)
            made = make_sheets(self.content, has_drafts=True, labels=labels)
            rows = {(sheet.kind, sheet.scope, row.key): row for sheet in made for row in sheet.rows}
            self._revealed = (labels, rows)
        labels, rows = self._revealed
        scope = thing[1] or (thing[2].rpartition("/")[0] if one.kinds[0] not in ("journey", "team", "metric") else "")

        def ids(shown: str) -> list[str]:
            lines = [shown] if labels.find_reference(one.kinds, shown, scope) else re.split(r"[,;\n]", shown)
            return [labels.find_reference(one.kinds, line, scope) or line.strip() for line in lines if line.strip()]

        return thing in rows and ids(text) == ids(rows[thing].texts.get(one.key, ""))

    def compare_text(  # noqa: PLR0913, PLR0917 -- three states of a cell
        self, place: str, one: SheetField, address: ThingAddress, base: str | None, now: str | None, new: str
    ) -> None:
        """Add the edit or the conflict of one cell.

        `base` is None if it is unknown what was exported, `now` if the playbook no longer has the thing.
        """
        if new in (base, now):
            return
        edit = CellEdit(address, one, now or "", new, place)
        if now is None:
            self.changes.conflicts.append(CellConflict(place, "removed", {"key": address.id}))
        elif now == base:
            self.changes.edits.append(edit)
        else:
            values = {"base": base or "–", "now": now or "–", "new": new or "–"}
            self.changes.conflicts.append(CellConflict(place, "conflict", values, edit=edit))

    def problem(self, place: str, key: str, /, **values: object) -> None:
        """Add a cell that cannot be taken over."""
        self.changes.problems.append(CellProblem(place, f"cell.{key}", values))

    def place_of(self, row: FilledRow, key: str) -> str:
        """Return the sheet and cell of a field, or the row if it has none."""
        sheet = row.place.rpartition("!")[0]
        return f"{sheet}!{row.cells[key]}" if key in row.cells else row.place

    def path_of(self, address: ThingAddress) -> str:
        """Return the path of the file that holds a thing."""
        record = (
            self.content.journeys.get(address.journey)
            if address.journey
            else getattr(self.content, address.kind, {}).get(address.id)
        )
        return record.path if record is not None else address.id
