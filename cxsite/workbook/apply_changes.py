"""The new bytes of the playbook's files after the changes of a workbook."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.item_transfer import transfer_item
from cxsite.authoring.key_order import key_order
from cxsite.authoring.layout import lay_out
from cxsite.authoring.new_yaml_values import entry_lines
from cxsite.authoring.schemas import modeline
from cxsite.authoring.value_edits import insert_item, move_item, remove_value
from cxsite.authoring.write_difference import write_difference
from cxsite.authoring.yaml_positions import value_at
from cxsite.model.records.action import Action
from cxsite.model.records.journey import Journey
from cxsite.reading.file_kinds import CONTENT, KINDS
from cxsite.reading.yaml_events import read_yaml
from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.cell_value import CellError, changed_value
from cxsite.workbook.changes import CellProblem
from cxsite.workbook.new_values import by_persona_first
from cxsite.workbook.raw_values import plain
from cxsite.workbook.sheets import POINTS, touchpoint_raw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxsite.authoring.yaml_positions import Path as YamlPath
    from cxsite.model.records.record import Record
    from cxsite.workbook.arrangement import PlacedColumn
    from cxsite.workbook.changes import CellEdit, ThingAddress
    from cxsite.workbook.compare_cells import WorkbookComparison

_MODELS: Final = {kind.folder: kind.model for kind in KINDS}
_WORDS: Final = {kind.folder: kind.name.removeprefix("library ") for kind in KINDS}


class ChangedFiles:
    """The files of a project with the changes of a workbook, in memory."""

    def __init__(self, project: Path, whole: WorkbookComparison, *, has_schemas: bool) -> None:
        self.project = project
        self.whole = whole
        self.content = whole.content
        self.has_schemas = has_schemas
        self.data: dict[str, bytes] = {}
        self.removed: set[str] = set()

    def apply(self, *, remove_files: bool) -> dict[str, bytes | None]:
        """Return the new bytes of each changed file by path, None for a removed one.

        Cells that cannot be taken over are added to the problems of the comparison. Raises CxsiteError for a change
        that cannot be written into a file.
        """
        changes = self.whole.changes
        for address in changes.removed:
            self._remove(address)
        for journey, columns in changes.arrangements.items():
            self._arrange(journey, columns)
        self._add_things()
        for (journey, touchpoint, name), ids in changes.orders.items():
            self._order_points(journey, touchpoint, name, ids)
        for _, group in groupby(self._sorted_edits(), key=lambda one: (one.address, one.field.top)):
            self._edit(list(group))
        for address in changes.missing_files:
            path = self.whole.path_of(address)
            if remove_files:
                self.removed.add(path)
            else:
                changes.remarks.append(("file-kept", {"path": path}))
        kept = {path: data for path, data in self.data.items() if self._original(path) != data}
        return {**kept, **dict.fromkeys(self.removed)}

    def _add_things(self) -> None:
        for one in self.whole.changes.added:
            if one.address.kind in POINTS:
                self._add_point(one.address, one.raw, one.at, one.behind)
            elif one.address.kind == "action":
                self._insert(one.address.journey, ("actions",), None, one.raw)
            elif one.address.kind != "touchpoint":
                self._add_file(one.address.kind, one.address.id, one.raw)
        for key, raw in self.whole.changes.new_journeys.items():
            self._add_file("journeys", key, raw)

    def _sorted_edits(self) -> list[CellEdit]:
        edits = sorted(self.whole.changes.edits, key=lambda one: (str(one.address), one.field.top))
        return [
            one for _, group in groupby(edits, key=lambda one: (one.address, one.field.top)) for one in _ordered(group)
        ]

    def _edit(self, edits: Sequence[CellEdit]) -> None:
        """Write one field of a thing, whose cells may be several: languages, personas."""
        address, name = edits[0].address, edits[0].field.top
        found = self._find(address)
        if found is None:
            return
        path, model, inside = found
        old = plain(value_at(_fields(self._bytes(path)), (*inside, name)))
        shown = self._shown_value(address, name) if old is None else old
        value = shown
        for one in edits:
            try:
                value = changed_value(value, one.field, one.now, one.new, self._context(address))
            except CellError as error:
                problem = CellProblem(one.place, f"cell.{error.key}", error.values)
                self.whole.changes.problems.append(problem)
                return
        if value is None and old is None and shown is True:
            value = False  # what the shared touchpoint has is denied here
        self.data[path] = write_difference(self._bytes(path), model, (*inside, name), old, value)

    def _shown_value(self, address: ThingAddress, name: str) -> Any:  # noqa: ANN401
        """Return what a touchpoint takes from the shared one; None for all else that its file does not have."""
        placed = self.content.touchpoint_by_key.get(f"{address.journey}/{address.id}")
        if address.kind != "touchpoint" or placed is None:
            return None
        return touchpoint_raw(placed.touchpoint, self.content)[0].get(name)

    def _context(self, address: ThingAddress) -> CellContext:
        journey = self.content.journeys.get(address.journey)
        scope = address.journey or (address.id if address.kind == "journeys" else "")
        personas = tuple(journey.personas) if journey is not None else ()
        return CellContext(self.content.playbook.language, self.whole.labels, scope, personas)

    # --- where things stand ---

    def _find(self, address: ThingAddress) -> tuple[str, type[Record], YamlPath] | None:
        """Return the file of a thing, the file's record, and the thing's path in it; None if it is not there."""
        path = self.whole.path_of(address)
        if not address.journey:
            return path, _MODELS[address.kind], ()
        top = _fields(self._bytes(path))
        inside = next((at for kind, key, at in _things(top) if (kind, key) == (address.kind, address.id)), None)
        return None if inside is None else (path, Journey, inside)

    def _journey_path(self, journey: str) -> str:
        return self.content.journeys[journey].path

    def _bytes(self, path: str) -> bytes:
        if path not in self.data:
            self.data[path] = self._original(path)
        return self.data[path]

    def _original(self, path: str) -> bytes:
        file = self.project / path
        return file.read_bytes() if file.is_file() else b""

    # --- lists ---

    def _remove(self, address: ThingAddress) -> None:
        found = self._find(address)
        if found is not None:
            path, _, inside = found
            self.data[path] = remove_value(self._bytes(path), inside)

    def _insert(self, journey: str, inside: YamlPath, number: int | None, raw: dict[str, Any]) -> None:
        path = self._journey_path(journey)
        data = self._bytes(path)
        items = value_at(_fields(data), inside) or []
        self.data[path] = insert_item(data, Journey, inside, len(items) if number is None else number, raw)

    def _add_point(self, address: ThingAddress, raw: dict[str, Any], at: str, behind: str) -> None:
        path = self._journey_path(address.journey)
        top = _fields(self._bytes(path))
        holder = next((p for kind, key, p in _things(top) if (kind, key) == ("touchpoint", at)), None)
        if holder is None:
            return
        inside = (*holder, address.kind)
        ids = _ids(value_at(top, inside))
        number = ids.index(behind) + 1 if behind in ids else len(ids) if behind else 0
        self._insert(address.journey, inside, number, raw)

    def _order_points(self, journey: str, touchpoint: str, name: str, ids: Sequence[str]) -> None:
        path = self._journey_path(journey)
        top = _fields(self._bytes(path))
        holder = next((p for kind, key, p in _things(top) if (kind, key) == ("touchpoint", touchpoint)), None)
        if holder is not None:
            inside = (*holder, name)
            self.data[path] = reordered(self._bytes(path), inside, ids)

    # --- touchpoints ---

    def _arrange(self, journey: str, columns: Sequence[PlacedColumn]) -> None:
        """Put the touchpoints of a journey into the stages and the order of its columns; new ones are inserted."""
        new = {one.address.id: one.raw for one in self.whole.changes.added if one.address.kind == "touchpoint"}
        groups = [(stage, [one.key for one in group]) for stage, group in groupby(columns, key=lambda one: one.stage)]
        path, visits = self._journey_path(journey), dict[str, int]()
        at = -1
        for stage, keys in groups:
            visit = visits[stage] = visits.get(stage, -1) + 1
            at = self._stage_entry(path, stage, visit, at)
            for position, key in enumerate(keys):
                self._place(path, key, at, position, new)
            at = next((n for n, one in enumerate(_stages(self._bytes(path))) if keys[0] in _keys(one)), at)

    def _stage_entry(self, path: str, stage: str, visit: int, behind: int) -> int:
        """Return the number of the stage's entry, after the one before it; a missing one is inserted."""
        entries = [n for n, one in enumerate(_stages(self._bytes(path))) if one.get("stage") == stage]
        if visit >= len(entries):
            data = insert_item(self._bytes(path), Journey, ("stages",), behind + 1, {"stage": stage})
            self.data[path] = data
            return behind + 1
        if entries[visit] < behind:
            self.data[path] = move_item(self._bytes(path), ("stages",), entries[visit], behind)
            return behind
        return entries[visit]

    def _place(self, path: str, key: str, stage: int, position: int, new: dict[str, dict[str, Any]]) -> None:
        data = self._bytes(path)
        target: YamlPath = ("stages", stage, "touchpoints")
        for number, entry in enumerate(_stages(data)):
            keys = _keys(entry)
            if key not in keys:
                continue
            source: YamlPath = ("stages", number, "touchpoints")
            at = keys.index(key)
            if number != stage:
                self.data[path] = transfer_item(data, Journey, source, at, target, position)
            elif at != position:
                self.data[path] = move_item(data, source, at, position)
            return
        if key in new:
            self.data[path] = insert_item(data, Journey, target, position, new[key])

    # --- files ---

    def _add_file(self, kind: str, key: str, raw: dict[str, Any]) -> None:
        model = Action if kind == "actions" else _MODELS[kind]
        head = modeline(_WORDS[kind]) if self.has_schemas else ""
        ordered = [name for name in key_order(model) if raw.get(name) is not None]
        text = head + "\n".join(line for name in ordered for line in entry_lines(name, raw[name])) + "\n"
        self.data[f"{CONTENT}/{kind}/{key}.yml"] = (lay_out(text, model) or text).encode()


def reordered(data: bytes, path: YamlPath, ids: Sequence[str]) -> bytes:
    """Return the bytes with the items of a list in the order of their ids; items without a place keep theirs."""
    current = _ids(value_at(_fields(data), path))
    wanted = [one for one in ids if one in current]
    slots = [number for number, one in enumerate(current) if one in wanted]
    target = list(current)
    for number, one in zip(slots, wanted, strict=True):
        target[number] = one
    for number, one in enumerate(target):
        at = current.index(one)
        if at != number:
            data = move_item(data, path, at, number)
            current.insert(number, current.pop(at))
    return data


def _ordered(edits: Any) -> list[CellEdit]:  # noqa: ANN401 -- a group of itertools
    given = list(edits)
    order = by_persona_first([one.field for one in given])
    return sorted(given, key=lambda one: order.index(one.field))


def _fields(data: bytes) -> Any:  # noqa: ANN401
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return read_yaml("", text)[0]


def _stages(data: bytes) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else {} for one in value_at(_fields(data), ("stages",)) or []]


def _keys(stage: dict[str, Any]) -> list[str]:
    return [str(one.get("id") or one.get("use") or "") for one in stage.get("touchpoints") or []]


def _ids(items: Any) -> list[str]:  # noqa: ANN401
    return [str(one.get("id", "")) for one in items or []]


def _things(top: Any) -> list[tuple[str, str, YamlPath]]:  # noqa: ANN401
    """Return kind, id and path of everything inside a journey that a workbook can change."""
    found: list[tuple[str, str, YamlPath]] = []
    for number, stage in enumerate(top.get("stages") or []):
        at: YamlPath = ("stages", number)
        if not stage.get("touchpoints"):
            found.append(("stage", f"stage:{number}:{stage.get('stage')}", at))
        for n, touchpoint in enumerate(stage.get("touchpoints") or []):
            key = str(touchpoint.get("id") or touchpoint.get("use") or "")
            inside = (*at, "touchpoints", n)
            found += [("stage", key, at), ("touchpoint", key, inside)]
            for name in POINTS:
                for p, one in enumerate(touchpoint.get(name) or []):
                    found.append((name, str(one.get("id")), (*inside, name, p)))
    found += [("action", str(one.get("id")), ("actions", n)) for n, one in enumerate(top.get("actions") or [])]
    return found
