"""The changes of a journey's map: touchpoints in columns, their stages and order, pain points and opportunities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.workbook.arrangement import PlacedColumn, arranged, merged
from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.changes import CellConflict, NewThing, ThingAddress
from cxsite.workbook.fields import CellForm, fields_of
from cxsite.workbook.new_values import ids_in, new_id, new_raw
from cxsite.workbook.points import identify, slots_of
from cxsite.workbook.raw_values import plain
from cxsite.workbook.sheets import MAP, POINTS, map_fields, personas_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.records.journey import Journey
    from cxsite.workbook.compare_cells import WorkbookComparison
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.points import PointSlot
    from cxsite.workbook.read_filled import FilledRow, FilledSheet, ThingId

_PLACEHOLDER: Final = "stage:"
_POINT_KINDS: Final = {"pain_points": "pain point", "opportunities": "opportunity"}


@dataclass(slots=True)
class FilledColumn:
    """A column with what it stands for: an existing touchpoint, a new one, or only a stage."""

    row: FilledRow
    stage: str
    key: str = ""
    is_new: bool = False


class MapComparison:
    """Compares one map. `announce` finds new touchpoints and points with their ids, `compare` all changes.

    `journey_id` is the journey's id, also of a new one, for which `journey` is None.
    """

    def __init__(
        self, whole: WorkbookComparison, sheet: FilledSheet, journey_id: str, taken: dict[str, set[str]]
    ) -> None:
        self.whole = whole
        self.sheet = sheet
        self.id = journey_id
        self.journey: Journey | None = whole.content.journeys.get(journey_id)
        self.taken = taken.setdefault(journey_id, ids_in(self.journey))
        self.columns: list[FilledColumn] = []
        self.points: dict[tuple[str, str], list[tuple[str, PointSlot]]] = {}
        """By touchpoint and list: the id of each filled lane, new ones included, with the lane."""
        self.new_points: set[str] = set()
        self.point_fields = {
            name: {one.key: one for one in fields_of(model, whole.languages)} for name, model in POINTS.items()
        }

    @property
    def personas(self) -> tuple[str, ...]:
        """The personas whose ratings the map can hold."""
        return personas_of(self.journey) if self.journey is not None else ()

    @property
    def fields(self) -> tuple[SheetField, ...]:
        """The lanes of stages and touchpoints, without pain points and opportunities."""
        lanes = map_fields(self.personas, dict.fromkeys(POINTS, 0), self.whole.content)
        return tuple(one for one in lanes if one.key in self.sheet.fields)

    def announce(self) -> None:
        """Find the touchpoint of each column, and give new touchpoints and points their ids."""
        for row in self.sheet.rows:
            column = self._column(row)
            if column is not None:
                self.columns.append(column)
        for column in self.columns:
            if column.key:
                self._announce_points(column)

    def compare(self) -> None:
        """Add all changes of the map of an existing journey."""
        present = {column.key for column in self.columns if column.key}
        for column in self.columns:
            if column.row.key.startswith(_PLACEHOLDER):
                self._compare_stage(column, column.row.key)
            if column.is_new:
                self._add(column)
            elif column.key:
                thing: ThingId = (MAP, self.id, column.key)
                self._compare_touchpoint(column, thing)
                self._compare_points(column, thing)
        gone = [key for key in self.whole.exported_things(MAP, self.id) if key not in present]
        for key in gone:
            if not key.startswith(_PLACEHOLDER) and (MAP, self.id, key) in self.whole.now:
                self._remove(key)
        self._arrange(gone)
        self._keep_moved_points()

    def new_stages(self, persona_ids: tuple[str, ...]) -> list[dict[str, Any]]:
        """Return the stages of a new journey as in YAML."""
        context = self._context(persona_ids)
        stages: list[dict[str, Any]] = []
        for column in self.columns:
            if not stages or stages[-1]["stage"] != column.stage:
                stages.append({"stage": column.stage})
            places = self._places(column.row)
            inside = self._stage_fields()
            for key, value in new_raw(inside, column.row.texts, context, places, self.whole.changes.problems).items():
                stages[-1].setdefault(key, value)
            if column.key:
                stages[-1].setdefault("touchpoints", []).append(self._raw(column, context))
        return stages

    # --- columns ---

    def _column(self, row: FilledRow) -> FilledColumn | None:
        is_place = row.key.startswith(_PLACEHOLDER)
        is_blank = not any(text for key, text in row.texts.items() if not _is_of_stage(key))
        stage = self._stage(row)
        if row.key and not is_place:
            thing: ThingId = (MAP, self.id, row.key)
            if any(column.key == row.key for column in self.columns):
                self.whole.problem(row.place, "same-key", key=row.key)
            elif not self.whole.was_exported(thing) and thing not in self.whole.now:
                self.whole.problem(row.place, "unknown-key", key=row.key)
            elif not is_blank:
                return FilledColumn(row, stage, row.key)
            return None
        if is_blank:
            self._note_stage_texts(row, is_place=is_place)
            is_stage = is_place or (self.journey is None and self._has_stage_texts(row))
            return FilledColumn(row, stage) if is_stage else None
        return self._new_column(row, stage)

    def _new_column(self, row: FilledRow, stage: str) -> FilledColumn | None:
        labels = self.whole.labels
        name = row.texts.get("name", "")
        use = (
            labels.find_reference(("library touchpoint",), row.texts.get("use", ""), "") if row.texts.get("use") else ""
        )
        if not name and not use:
            self.whole.problem(row.place, "no-name", thing=labels.words("place.touchpoint"))
            return None
        stage = stage or (self.columns[-1].stage if self.columns else "")
        if not stage:
            if not row.texts.get("stage"):
                self.whole.problem(row.place, "no-stage")
            return None
        for (kind, scope, key), one in self.whole.now.items():
            is_later = (kind, scope) == (MAP, self.id) and not self.whole.was_exported((kind, scope, key))
            if name and is_later and one.texts.get("name", "").strip() == name:
                return FilledColumn(row, stage, key)
        key = new_id(name or str(use), self.taken, "diem-cham")
        labels.pending.setdefault(("touchpoint", self.id), {})[key] = name or str(use)
        return FilledColumn(row, stage, key, is_new=True)

    def _stage(self, row: FilledRow) -> str:
        """Return the id of a column's stage; an unchanged label keeps the stage, whatever it is called now."""
        label = row.texts.get("stage", "")
        thing: ThingId = (MAP, self.id, row.key)
        if row.key and self.whole.base_texts(thing).get("stage") == label and row.key in self._stages_now():
            return self._stages_now()[row.key]
        if not label:
            return ""
        found = self.whole.labels.find_reference(("stage",), label, "")
        if found is None:
            known = ", ".join(f"“{name}”" for name in self.whole.labels.references(("stage",), "").values())
            self.whole.problem(self.whole.place_of(row, "stage"), "reference", text=label, known=known)
        return found or ""

    def _stages_now(self) -> Mapping[str, str]:
        if self.journey is None:
            return {}
        return {one.key: stage.stage for stage in self.journey.stages for one in stage.touchpoints}

    def _has_stage_texts(self, row: FilledRow) -> bool:
        return any(text for key, text in row.texts.items() if key.startswith("stage."))

    def _note_stage_texts(self, row: FilledRow, *, is_place: bool) -> None:
        if not is_place and self.journey is not None:
            for key, text in row.texts.items():
                if key.startswith("stage.") and text:
                    place = self.whole.place_of(row, key)
                    self.whole.changes.remarks.append(("lost", {"place": place, "text": text}))

    # --- cells ---

    def _compare_touchpoint(self, column: FilledColumn, thing: ThingId) -> None:
        own = [one for one in self.fields if not _is_of_stage(one.key)]
        row = self.whole.now.get(thing)
        inherited = row.inherited if row is not None else frozenset()
        cleared = {
            one.key
            for one in own
            if one.key in inherited and one.form is not CellForm.FLAG and not column.row.texts.get(one.key)
        }
        for key in cleared & column.row.cells.keys():
            if self.whole.now_texts(thing).get(key):
                self.whole.problem(self.whole.place_of(column.row, key), "inherited")
        address = ThingAddress("touchpoint", self.id, column.key)
        self.whole.compare(thing, column.row, [one for one in own if one.key not in cleared], address)
        self._compare_stage(column, column.key)

    def _compare_stage(self, column: FilledColumn, key: str) -> None:
        inside = [one for one in self.fields if one.key.startswith("stage.")]
        self.whole.compare((MAP, self.id, key), column.row, inside, ThingAddress("stage", self.id, key))

    def _stage_fields(self) -> list[SheetField]:
        return [one for one in self.fields if one.key.startswith("stage.")]

    def _context(self, personas: tuple[str, ...] = ()) -> CellContext:
        own = tuple(self.journey.personas) if self.journey is not None else personas
        return CellContext(self.whole.content.playbook.language, self.whole.labels, self.id, own)

    def _places(self, row: FilledRow) -> dict[str, str]:
        return {key: self.whole.place_of(row, key) for key in row.cells}

    # --- touchpoints ---

    def _add(self, column: FilledColumn) -> None:
        raw = self._raw(column, self._context())
        self.whole.changes.added.append(NewThing(ThingAddress("touchpoint", self.id, column.key), raw))
        for one in self._stage_fields():
            if (text := column.row.texts.get(one.key, "")) and not column.row.key.startswith(_PLACEHOLDER):
                place = self.whole.place_of(column.row, one.key)
                self.whole.compare_text(place, one, ThingAddress("stage", self.id, column.key), "", "", text)

    def _raw(self, column: FilledColumn, context: CellContext) -> dict[str, Any]:
        row = column.row
        own = [one for one in self.fields if not _is_of_stage(one.key)]
        raw = {"id": column.key, **new_raw(own, row.texts, context, self._places(row), self.whole.changes.problems)}
        for name in POINTS:
            if points := [self._point_raw(name, key, slot) for key, slot in self.points.get((column.key, name), [])]:
                raw[name] = points
        return raw

    def _remove(self, key: str) -> None:
        thing: ThingId = (MAP, self.id, key)
        address = ThingAddress("touchpoint", self.id, key)
        base, now = self.whole.base_texts(thing), self.whole.now_texts(thing)
        if any(base.get(one, "") != now.get(one, "") for one in {*base, *now} if not _is_of_stage(one)):
            conflict = CellConflict(self.sheet.name, "gone", {"key": key}, removal=address)
            self.whole.changes.conflicts.append(conflict)
        else:
            self.whole.changes.removed.append(address)

    def _arrange(self, gone: list[str]) -> None:
        stages = self._stages_now()
        now = [PlacedColumn(key, stage) for key, stage in stages.items()]
        before = list(self._exported_columns()) if self.whole.has_base else now
        wanted = [PlacedColumn(one.key, one.stage or stages.get(one.key, "")) for one in self.columns if one.key]
        order = [stage.id for stage in self.whole.content.playbook.stages]
        made = arranged(wanted, before, order)
        left = [one for one in before if one.key not in gone]
        if list(made) == left and not any(column.is_new for column in self.columns):
            return
        target = merged(made, before, now)
        if target is None:
            conflict = CellConflict(self.sheet.name, "order", arrangement=(self.id, made))
            self.whole.changes.conflicts.append(conflict)
        elif list(target) != now:
            self.whole.changes.arrangements[self.id] = target

    def _exported_columns(self) -> Iterator[PlacedColumn]:
        for key in self.whole.exported_things(MAP, self.id):
            if not key.startswith(_PLACEHOLDER):
                label = self.whole.base_texts((MAP, self.id, key)).get("stage", "")
                found = self.whole.labels.find_reference(("stage",), label, "")
                yield PlacedColumn(key, found or self._stages_now().get(key, label))

    # --- pain points and opportunities ---

    def _announce_points(self, column: FilledColumn) -> None:
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
                self.points.setdefault((column.key, name), []).append((key, slot))

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

    def _compare_points(self, column: FilledColumn, thing: ThingId) -> None:
        for name in POINTS:
            before = {slot.id: slot for slot in slots_of(name, self.whole.base_texts(thing), {}) if slot.id}
            slots = self.points.get((column.key, name), [])
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
            elsewhere = {key for (_, one), there in self.points.items() if one == name for key, _ in there}
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

    def _point_raw(self, name: str, key: str, slot: PointSlot) -> dict[str, Any]:
        places = {field: f"{self.sheet.name}!{cell}" for field, cell in slot.cells.items()}
        fields = self.point_fields[name].values()
        return {"id": key, **new_raw(fields, slot.texts, self._context(), places, self.whole.changes.problems)}

    def _keep_moved_points(self) -> None:
        """A point that was removed at one touchpoint and added with the same text at another was moved: keep its id."""
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


def _is_of_stage(key: str) -> bool:
    return key == "stage" or key.startswith("stage.")
