"""The changes of a journey's map: touchpoints in columns, their stages and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.workbook.arrangement import PlacedColumn, arranged, merged
from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.changes import CellConflict, NewThing, ThingAddress
from cxsite.workbook.compare_map_points import FilledColumn, PointComparison
from cxsite.workbook.fields import CellForm
from cxsite.workbook.new_values import ids_in, new_id, new_raw
from cxsite.workbook.sheets import MAP, POINTS, map_fields, personas_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.records.journey import Journey
    from cxsite.workbook.compare_cells import WorkbookComparison
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.read_filled import FilledRow, FilledSheet, ThingId

_PLACEHOLDER: Final = "stage:"


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
        self.points = PointComparison(whole, sheet, journey_id, self.taken)

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
                self.points.announce(column)

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
                self.points.compare(column, thing)
        gone = [key for key in self.whole.exported_things(MAP, self.id) if key not in present]
        for key in gone:
            if not key.startswith(_PLACEHOLDER) and (MAP, self.id, key) in self.whole.now:
                self._remove(key)
        self._arrange(gone)
        self.points.keep_moved()

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
            if points := self.points.raw(column.key, name):
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


def _is_of_stage(key: str) -> bool:
    return key == "stage" or key.startswith("stage.")
