"""The changes of the sheets with a row for each thing: personas, actions, metrics, opportunities and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.changes import CellConflict, NewThing, ThingAddress
from cxsite.workbook.new_values import ids_in, new_findings, new_id, new_raw
from cxsite.workbook.read_filled import settled
from cxsite.workbook.sheets import FILES, FINDINGS, table_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.workbook.compare_cells import WorkbookComparison
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.read_filled import FilledRow, FilledSheet, ThingId

REFERRED: Final = {
    "journeys": "journey", "personas": "persona", "metrics": "metric", "plays": "play", "goals": "goal",
    "touchpoints": "library touchpoint", "research": "research",
}  # fmt: skip
"""By kind of sheet: the kind of its things in references."""


class TableComparison:
    """Compares one sheet with rows. `announce` finds new rows and their ids, `compare` all changes."""

    def __init__(self, whole: WorkbookComparison, sheet: FilledSheet, taken: dict[str, set[str]]) -> None:
        self.whole = whole
        self.sheet = sheet
        self.kind = sheet.kind
        self.fields = table_fields(sheet.kind, whole.content)
        self.taken = taken
        self.new: list[tuple[str, str, FilledRow]] = []
        self.aliases: dict[str, str] = {}
        """By the key of a row of an empty workbook (`+1`): the id that its thing got."""
        self.adopted: dict[str, str] = {}
        """By place of a row without an id: the key of a thing that an earlier import made of it."""

    @property
    def name_field(self) -> SheetField:
        """The field that names a thing."""
        return next(one for one in self.fields if one.key in ("name", "title", "text"))

    def announce(self) -> None:
        """Give new rows their ids, so that cells of other sheets can refer to them."""
        for row in self.sheet.rows:
            if not self._is_new(row) or self._is_blank(row):
                continue
            name = row.texts.get(self.name_field.key, "")
            scope = self._scope(row)
            if not name or scope is None or (self.kind == "opportunities" and not scope):
                key = "no-name" if not name else "no-journey"
                self.whole.problem(row.place, key, thing=self.whole.labels.words(f"sheet.{self.kind}"))
                continue
            if known := self._known(name, scope):
                self.adopted[row.place] = self.aliases[row.key] = known
                continue
            taken = self.taken.setdefault(scope or self.kind, self._ids(scope))
            key = new_id(name, taken, REFERRED.get(self.kind, self.kind[:-1]).split()[-1])
            self.new.append((key, scope, row))
            self.aliases[row.key] = key
            pending = self.whole.labels.pending
            kind = REFERRED.get(self.kind) or ("opportunity" if self.kind == "opportunities" else "action")
            pending.setdefault((kind, scope), {})[key] = name

    def compare(self) -> None:
        """Add the changes of existing rows, new rows and missing rows."""
        seen: set[str] = set()
        for row in self.sheet.rows:
            key = self.adopted.get(row.place, row.key)
            if not key or (self._is_new(row) and row.place not in self.adopted):
                continue
            thing: ThingId = (self.kind, "", key)
            if key in seen:
                self.whole.problem(row.place, "same-key", key=key)
            elif not self.whole.was_exported(thing) and thing not in self.whole.now:
                self.whole.problem(row.place, "unknown-key", key=key)
            elif not self._is_blank(row):
                seen.add(key)
                self.whole.compare(thing, row, self.fields, self._address(key))
        for key, scope, row in self.new:
            self._add(key, scope, row)
        for key in self.whole.exported_things(self.kind, ""):
            if key not in seen and (self.kind, "", key) in self.whole.now:
                self._remove(key)

    def _is_new(self, row: FilledRow) -> bool:
        return not row.key or row.key.startswith("+")

    def _is_blank(self, row: FilledRow) -> bool:
        return not any(text for key, text in row.texts.items() if key not in ("journey", "touchpoint"))

    def _scope(self, row: FilledRow) -> str | None:
        """Return the journey of a new action or opportunity; None for an unknown one."""
        label = row.texts.get("journey", "")
        if self.kind not in ("actions", "opportunities") or not label:
            return ""
        return self.whole.labels.find_reference(("journey",), label, "")

    def _ids(self, scope: str) -> set[str]:
        content = self.whole.content
        if scope:
            return ids_in(content.journeys.get(scope))
        records = getattr(content, self.kind, {})
        return {*records, *(old for record in records.values() for old in record.formerly)}

    def _known(self, name: str, scope: str) -> str:
        """Return the key of a thing of that name which the playbook has, but the exported workbook had not."""
        for (kind, _, key), row in self.whole.now.items():
            if kind == self.kind and not self.whole.was_exported((kind, "", key)):
                text = row.texts.get(self.name_field.key) or row.shown.get(self.name_field.key, "")
                if settled(text) == name and (not scope or key.startswith(f"{scope}/")):
                    return key
        return ""

    def _address(self, key: str) -> ThingAddress:
        journey, _, own = key.rpartition("/")
        if self.kind == "opportunities":
            return ThingAddress("opportunities", journey, own)
        if self.kind == "actions" and journey:
            return ThingAddress("action", journey, own)
        return ThingAddress(self.kind, "", key)

    def _add(self, key: str, scope: str, row: FilledRow) -> None:
        content = self.whole.content
        context = CellContext(content.playbook.language, self.whole.labels, scope)
        places = {name: self.whole.place_of(row, name) for name in row.cells}
        own = [one for one in self.fields if one.key not in ("journey", "touchpoint")]
        raw = new_raw(own, row.texts, context, places, self.whole.changes.problems)
        if self.kind in FILES:
            raw.setdefault("status", "draft")
        if FINDINGS in raw:
            raw[FINDINGS] = new_findings(raw[FINDINGS], context.main)
        if self.kind == "journeys":
            self.whole.changes.new_journeys[key] = raw
            return
        at = ""
        if self.kind == "opportunities":
            label = row.texts.get("touchpoint", "")
            at = self.whole.labels.find_reference(("touchpoint",), label, scope) or ""
            if not at:
                self.whole.problem(row.place, "no-journey")
        if scope:
            raw = {"id": key, **raw}
        kind = {"actions": "action"}.get(self.kind, self.kind) if scope else self.kind
        self.whole.changes.added.append(NewThing(ThingAddress(kind, scope, key), raw, at=at))

    def _remove(self, key: str) -> None:
        address = self._address(key)
        thing: ThingId = (self.kind, "", key)
        if not address.journey:
            self.whole.changes.missing_files.append(address)
        elif self._differs(self.whole.base_texts(thing), self.whole.now_texts(thing)):
            self.whole.changes.conflicts.append(
                CellConflict(f"{self.sheet.name}", "gone", {"key": key}, removal=address)
            )
        else:
            self.whole.changes.removed.append(address)

    @staticmethod
    def _differs(base: Mapping[str, str], now: Mapping[str, str]) -> bool:
        return any(base.get(key, "") != now.get(key, "") for key in {*base, *now})
