"""The changes of the pain points and opportunities on a journey's map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.changes import CellConflict, NewThing, ThingAddress
from cxsite.workbook.fields import fields_of
from cxsite.workbook.new_values import new_id, new_raw
from cxsite.workbook.points import identify, slots_of
from cxsite.workbook.raw_values import plain
from cxsite.workbook.sheets import MAP, POINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.workbook.compare_cells import WorkbookComparison
    from cxsite.workbook.points import PointSlot
    from cxsite.workbook.read_filled import FilledRow, FilledSheet, ThingId

_POINT_KINDS: Final = {"pain_points": "pain point", "opportunities": "opportunity"}


@dataclass(slots=True)
class FilledColumn:
    """A column with what it stands for: an existing touchpoint, a new one, or only a stage."""

    row: FilledRow
    stage: str
    key: str = ""
    is_new: bool = False


class PointComparison:
    """Compares the pain points and opportunities of one map, touchpoint by touchpoint; first all are announced.

    `taken` are the ids of the journey, to which those of new points are added.
    """

    def __init__(self, whole: WorkbookComparison, sheet: FilledSheet, journey_id: str, taken: set[str]) -> None:
        self.whole = whole
        self.sheet = sheet
        self.id = journey_id
        self.taken = taken
        self.filled: dict[tuple[str, str], list[tuple[str, PointSlot]]] = {}
        """By touchpoint and list: the id of each filled lane, new ones included, with the lane."""
        self.new_points: set[str] = set()
        self.point_fields = {
            name: {one.key: one for one in fields_of(model, whole.languages)} for name, model in POINTS.items()
        }
        journey = whole.content.journeys.get(journey_id)
        personas = tuple(journey.personas) if journey is not None else ()
        self.context = CellContext(whole.content.playbook.language, whole.labels, journey_id, personas)

    def announce(self, column: FilledColumn) -> None:
        """Find the points of a touchpoint, and give new ones their ids."""
        thing: ThingId = (MAP, self.id, column.key)
        for name in POINTS:
            before = slots_of(name, self.whole.base_texts(thing), {}) if not column.is_new else []
            after = slots_of(name, column.row.texts, column.row.cells)
            known = identify(before, after)
            later = self._added_since(name, column.key, {slot.id for slot in before})
            for slot in after:
                if slot.is_empty:
                    self._note_lone_severity(column, name, slot)
                    continue
                key = known.get(slot.number) or later.get(slot.main_text, "")
                if not key:
                    key = new_id(slot.main_text, self.taken, "y")
                    self.new_points.add(key)
                    pending = self.whole.labels.pending.setdefault((_POINT_KINDS[name], self.id), {})
                    pending[key] = slot.main_text
                self.filled.setdefault((column.key, name), []).append((key, slot))

    def _added_since(self, name: str, touchpoint: str, exported: set[str]) -> dict[str, str]:
        """Return by text the points of a touchpoint that the exported workbook had not."""
        now = slots_of(name, self.whole.now_texts((MAP, self.id, touchpoint)), {})
        return {slot.main_text: slot.id for slot in now if slot.id not in exported}

    def _note_lone_severity(self, column: FilledColumn, name: str, slot: PointSlot) -> None:
        before = {one.number: one for one in slots_of(name, self.whole.base_texts((MAP, self.id, column.key)), {})}
        was_there = slot.number in before and not before[slot.number].is_empty
        if slot.texts.get("severity") and not was_there:
            place = f"{self.sheet.name}!{slot.cells.get('severity', '')}"
            self.whole.changes.remarks.append(("lost", {"place": place, "text": slot.texts["severity"]}))

    def compare(self, column: FilledColumn, thing: ThingId) -> None:
        """Add the changes of the points of an existing touchpoint."""
        for name in POINTS:
            before = {slot.id: slot for slot in slots_of(name, self.whole.base_texts(thing), {}) if slot.id}
            slots = self.filled.get((column.key, name), [])
            previous = ""
            for key, slot in slots:
                if key in self.new_points:
                    raw = self._point_raw(name, key, slot)
                    address = ThingAddress(name, self.id, key)
                    self.whole.changes.added.append(NewThing(address, raw, at=column.key, behind=previous))
                else:
                    self._compare_point(name, key, slot, before.get(key))
                previous = key
            kept = [key for key, _ in slots]
            elsewhere = {key for (_, one), there in self.filled.items() if one == name for key, _ in there}
            for key in before.keys() - elsewhere:
                self._remove_point(name, key, before[key])
            settled = [key for key in kept if key in before]
            if settled != [key for key in before if key in settled]:
                self.whole.changes.orders[self.id, column.key, name] = tuple(kept)

    def _compare_point(self, name: str, key: str, slot: PointSlot, before: PointSlot | None) -> None:
        now = self._points_now(name).get(key)
        base: Mapping[str, str | None] = before.texts if before is not None and self.whole.has_base else {}
        for field, text in slot.texts.items():
            if field in slot.cells and field in self.point_fields[name] and (text or base):
                place = f"{self.sheet.name}!{slot.cells[field]}"
                current = now.get(field, "") if now is not None else None
                address = ThingAddress(name, self.id, key)
                exported = base.get(field, "") if base else None
                self.whole.compare_text(place, self.point_fields[name][field], address, exported, current, text)

    def _points_now(self, name: str) -> dict[str, Mapping[str, str]]:
        """Return by id the texts of the journey's points in the playbook."""
        found: dict[str, Mapping[str, str]] = {}
        for kind, scope, key in self.whole.now:
            if (kind, scope) == (MAP, self.id):
                slots = slots_of(name, self.whole.now_texts((kind, scope, key)), {})
                found |= {slot.id: slot.texts for slot in slots if slot.id}
        return found

    def _remove_point(self, name: str, key: str, before: PointSlot) -> None:
        now = self._points_now(name).get(key)
        address = ThingAddress(name, self.id, key)
        if now is None:
            return
        if any(before.texts.get(one, "") != now.get(one, "") for one in {*before.texts, *now}):
            self.whole.changes.conflicts.append(CellConflict(self.sheet.name, "gone", {"key": key}, removal=address))
        else:
            self.whole.changes.removed.append(address)

    def raw(self, touchpoint: str, name: str) -> list[dict[str, Any]]:
        """Return the pain points or opportunities of a touchpoint as in YAML."""
        return [self._point_raw(name, key, slot) for key, slot in self.filled.get((touchpoint, name), [])]

    def _point_raw(self, name: str, key: str, slot: PointSlot) -> dict[str, Any]:
        places = {field: f"{self.sheet.name}!{cell}" for field, cell in slot.cells.items()}
        fields = self.point_fields[name].values()
        return {"id": key, **new_raw(fields, slot.texts, self.context, places, self.whole.changes.problems)}

    def keep_moved(self) -> None:
        """Keep the id of a point that was moved: removed at one touchpoint, and added with the same text at another."""
        changes = self.whole.changes
        for number, one in enumerate(changes.added):
            if one.address.kind not in POINTS or one.address.journey != self.id:
                continue
            for removed in changes.removed:
                same_list = (removed.kind, removed.journey) == (one.address.kind, self.id)
                if same_list and (raw := self._raw_now(removed)) and raw.get("text") == one.raw.get("text"):
                    changes.added[number] = NewThing(removed, {**raw, **one.raw, "id": removed.id}, one.at, one.behind)
                    break

    def _raw_now(self, address: ThingAddress) -> dict[str, Any]:
        key = f"{address.journey}/{address.id}"
        content = self.whole.content
        point = (
            content.pain_points[key].pain_point
            if address.kind == "pain_points" and key in content.pain_points
            else content.opportunities[key].opportunity
            if address.kind == "opportunities" and key in content.opportunities
            else None
        )
        return plain(point.source) if point is not None and point.source is not None else {}
