"""Applies edits: from the texts of files and an edit to new texts and problems. Nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cxsite.authoring.item_transfer import copy_item, transfer_item
from cxsite.authoring.value_edits import insert_item, move_item, remove_value, set_value
from cxsite.authoring.write_arrangement import write_arranged
from cxsite.authoring.yaml_positions import value_at
from cxsite.editing.address import make_address
from cxsite.editing.checks import check_file, new_problems
from cxsite.editing.describe import FieldDescriber
from cxsite.editing.edit import (
    DuplicateItem,
    Edit,
    EditProblem,
    EditResult,
    InsertItem,
    MoveItem,
    NewFile,
    NewText,
    RemoveItem,
    SetValues,
)
from cxsite.editing.located import LocatedRecord, model_at
from cxsite.editing.named_things import find_references, named_things
from cxsite.editing.new_files import new_file_text
from cxsite.editing.new_ids import collect_ids, free_id, text_of, with_ids
from cxsite.editing.problem_places import describe_problems
from cxsite.editing.shown_values import as_plain_value
from cxsite.i18n.error_messages import translate_error
from cxsite.problems import CxsiteError
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.editing.edit import Steps
    from cxsite.editing.located import EditableFiles
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.record import Record


def apply_edit(files: EditableFiles, edit: Edit) -> EditResult:  # noqa: PLR0911 -- one for each kind
    """Return the new texts of the files that an edit changes, checked by the reader and the rules, or the problems.

    An edit that changes nothing has no texts and no problems.
    """
    editor = _FileEditor(files)
    try:
        match edit:
            case SetValues():
                return editor.set_values(edit)
            case InsertItem():
                return editor.insert(edit)
            case DuplicateItem():
                return editor.duplicate(edit)
            case MoveItem():
                return editor.move(edit)
            case RemoveItem():
                return editor.remove(edit)
            case NewFile() | NewText():
                return editor.create(edit)
    except CxsiteError as error:
        return editor.refusal(" ".join(filter(None, translate_error(error, files.language))))


@dataclass(frozen=True)
class _FileEditor:
    files: EditableFiles

    def refusal(self, sentence: str, **more: Any) -> EditResult:  # noqa: ANN401
        """Return a result with one problem that prevents the edit."""
        return EditResult(problems=(EditProblem(sentence=sentence, **more),))

    def _say(self, key: str, **values: object) -> str:
        return self.files.words.words(f"message.{key}", **values)

    def _find(self, address: str) -> LocatedRecord | EditResult:
        found = self.files.locate(address)
        return found if found is not None else self.refusal(self._say("no-such-record"))

    def set_values(self, edit: SetValues) -> EditResult:
        """Set values of one record, only where they differ."""
        found = self._find(edit.address)
        if isinstance(found, EditResult):
            return found
        if found.model is None or not isinstance(found.raw, dict):
            return self.refusal(self._say("no-such-record"))
        data = write_values(found, edit, self.files.language)
        return self._finish(found, data, found.place, "set", edit.names)

    def insert(self, edit: InsertItem) -> EditResult:
        """Insert a record into a list."""
        found = self._find(edit.address)
        if isinstance(found, EditResult):
            return found
        model = found.model
        if not found.is_list or model is None:
            return self.refusal(self._say("no-such-record"))
        values = with_ids(model, edit.value, self._taken(found), self.files.language)
        count = len(found.raw or ())
        number = count if edit.number is None else max(0, min(edit.number, count))
        data = insert_item(found.data, found.file_model, tuple(found.place), number, values)
        return self._finish(found, data, (*found.place, number), "inserted", {})

    def _taken(self, found: LocatedRecord) -> set[str]:
        """Return the ids that a new record at a place must not have."""
        top = as_plain_value(found.top)
        return collect_ids(found.raw or []) if found.file.kind == "playbook" else collect_ids(top)

    def duplicate(self, edit: DuplicateItem) -> EditResult:
        """Copy an item to the place after it, with new ids inside."""
        found = self._find(edit.address)
        if isinstance(found, EditResult):
            return found
        model = found.model
        if not found.is_item or model is None:
            return self.refusal(self._say("no-such-record"))
        *parent, number = found.place
        data = copy_item(found.data, found.file_model, tuple(parent), int(number))
        place = (*parent, int(number) + 1)
        list_of = replace(found, place=tuple(parent))
        ids: dict[str, str] = {}
        for path, value in _new_ids(found.raw, self._taken(list_of), ids):
            data = set_value(data, found.file_model, (*place, *path), value)
        for path, value in _own_references(found.raw, ids):
            data = set_value(data, found.file_model, (*place, *path), value)
        return self._finish(found, data, place, "duplicated", {})

    def move(self, edit: MoveItem) -> EditResult:
        """Move an item inside its list, or into another list of the same file."""
        found = self._find(edit.address)
        if isinstance(found, EditResult):
            return found
        if not found.is_item:
            return self.refusal(self._say("no-such-record"))
        parent, source = tuple(found.place[:-1]), int(found.place[-1])
        target = self.files.locate(edit.target) if edit.target else replace(found, place=parent)
        if target is None or not target.is_list or target.path != found.path or target.model is not found.model:
            return self.refusal(self._say("cannot-move-there"))
        listed = target.raw or []
        if tuple(target.place) == parent:
            number = max(0, min(edit.number, len(listed) - 1))
            data = found.data if number == source else move_item(found.data, parent, source, number)
            return self._finish(found, data, (*parent, number), "moved", {})
        number = max(0, min(edit.number, len(listed)))
        data = transfer_item(found.data, found.file_model, parent, source, tuple(target.place), number)
        return self._finish(found, data, (*target.place, number), "moved", {})

    def remove(self, edit: RemoveItem) -> EditResult:
        """Remove an item or a file, and (if wanted) the references to what goes with it."""
        found = self._find(edit.address)
        if isinstance(found, EditResult):
            return found
        if not found.is_item and found.place:
            return self.refusal(self._say("no-such-record"))
        if found.file.kind == "playbook" and not found.place:
            return self.refusal(self._say("playbook-stays"))
        before = named_things(found.file, as_plain_value(found.top))
        if not found.place:
            return self._without(found, None, before, edit)
        data = remove_value(found.data, tuple(found.place))
        top, _ = read_yaml(found.path, _text(data))
        return self._without(found, data, before - named_things(found.file, as_plain_value(top)), edit)

    def _without(
        self, found: LocatedRecord, data: bytes | None, gone: frozenset[tuple[str, str]], edit: RemoveItem
    ) -> EditResult:
        outside = [one for one in find_references(self.files.content, gone) if not _is_inside(one, found)]
        removable = [one for one in outside if not one.in_text and not _is_needed(one)]
        if outside and (not edit.references or len(removable) < len(outside)):
            return EditResult(problems=tuple(self._named_elsewhere(one) for one in outside))
        texts: dict[str, bytes | None] = {found.path: data}
        if outside:
            changed = _without_references(self.files.files, removable)
            if data is not None and found.path in changed:
                changed[found.path] = remove_value(changed[found.path], tuple(found.place))
            texts |= {path: new for path, new in changed.items() if path != found.path or data is not None}
        problems: list[EditProblem] = []
        for path, new in texts.items():
            if new is not None:
                problems += self._problems(path, self.files.files[path], new, (), {})
        return self._result(texts, problems, self._parent_address(found), "removed", self._title(found))

    def _parent_address(self, found: LocatedRecord) -> str:
        place = found.place[:-2] if found.is_item else ()
        return make_address(found.top, found.file, tuple(place)) if found.place else ""

    def _named_elsewhere(self, reference: Reference) -> EditProblem:
        sentence = self._say("named-elsewhere", name=reference.value, place=str(reference.place))
        return EditProblem(sentence=sentence)

    def create(self, edit: NewFile | NewText) -> EditResult:
        """Create a file under an id made from its name."""
        path, text = new_file_text(self.files, edit)
        problems = self._problems(path, None, text.encode(), (), {})
        folder, _, name = path.partition("/")[2].rpartition(".")[0].rpartition("/")
        title = edit.title if isinstance(edit, NewText) else text_of(_name_of(edit.values), self.files.language)
        return self._result({path: text.encode()}, problems, f"{folder}/{name}", "created", title)

    def _finish(
        self, found: LocatedRecord, data: bytes, place: Steps, done: str, names: Mapping[Steps, str]
    ) -> EditResult:
        """Check the new bytes of one file and return them."""
        if data == found.data:
            return EditResult(address=found.address)
        top, _ = read_yaml(found.path, _text(data))
        problems = self._problems(found.path, found.data, data, place, names)
        gone = named_things(found.file, as_plain_value(found.top)) - named_things(found.file, as_plain_value(top))
        outside = [one for one in find_references(self.files.content, gone) if one.place.path != found.path]
        problems += [self._named_elsewhere(one) for one in outside]
        made = replace(found, top=top or found.top, place=place, data=data)
        return self._result({found.path: data}, problems, made.address, done, self._title(made))

    def _title(self, found: LocatedRecord) -> str:
        raw = found.raw if isinstance(found.raw, dict) else {}
        model = found.model or found.file_model
        return FieldDescriber(self.files.words).title(model, raw) or found.file.id

    def _problems(
        self, path: str, before: bytes | None, after: bytes, place: Steps, names: Mapping[Steps, str]
    ) -> list[EditProblem]:
        found = check_file(self.files.content, path, after)
        known = check_file(self.files.content, path, before) if before is not None else []
        top, _ = read_yaml(path, _text(after))
        return list(describe_problems(new_problems(known, found), top, place, names, self.files.language))

    def _result(
        self, texts: dict[str, bytes | None], problems: Iterable[EditProblem], address: str, done: str, title: str
    ) -> EditResult:
        found = tuple(problems)
        is_refused = any(problem.stops for problem in found)
        sentence = self.files.words.words(f"done.{done}", title=title)
        return EditResult(texts={} if is_refused else texts, problems=found, address=address, sentence=sentence)


def write_values(found: LocatedRecord, edit: SetValues, language: str) -> bytes:
    """Return the file's bytes with the values of an edit, not checked yet. Raises CxsiteError if it cannot be changed.

    New records in lists get ids made from their texts in the language.
    """
    model, data = found.model, found.data
    taken = collect_ids(as_plain_value(found.top))
    for path, value in edit.values.items():
        new = value if model is None else _with_new_ids(model, path, value, taken, language)
        moves = {(*found.place, *one): order for one, order in edit.moves.items() if one[: len(path)] == path}
        data = write_arranged(
            data, found.file_model, (*found.place, *path), value_at(found.raw, tuple(path)), new, moves
        )
    return data


def _name_of(values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return values.get("name") or values.get("title") or ""


def _text(data: bytes) -> str:
    return data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _with_new_ids(model: type[Record], path: Steps, value: Any, taken: set[str], language: str) -> Any:  # noqa: ANN401
    """Return a new value of a field with ids for the new records in it."""
    inner = model_at(model, path)
    if inner is None or not isinstance(value, list):
        return value
    return [with_ids(inner, one, taken, language) if isinstance(one, dict) else one for one in value]


def _new_ids(raw: Any, taken: set[str], ids: dict[str, str]) -> list[tuple[Steps, str]]:  # noqa: ANN401
    """Return the path and the new value of each id in a copied record; `ids` gets the new id by the old one."""
    found: list[tuple[Steps, str]] = []

    def visit(value: Any, path: Steps) -> None:  # noqa: ANN401
        if isinstance(value, dict):
            name = value.get("id") or value.get("use")
            if isinstance(name, str):
                ids[name] = free_id(name.replace("-", " "), taken, "item")
                taken.add(ids[name])
                found.append(((*path, "id"), ids[name]))
            for key, inner in value.items():
                visit(inner, (*path, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                visit(inner, (*path, number))

    visit(raw, ())
    return found


def _own_references(raw: Any, ids: Mapping[str, str]) -> list[tuple[Steps, str]]:  # noqa: ANN401
    """Return what a copied record's opportunities address, where that was copied with it."""
    found: list[tuple[Steps, str]] = []
    for number, one in enumerate(raw.get("opportunities") or () if isinstance(raw, dict) else ()):
        addressed = one.get("addresses") or () if isinstance(one, dict) else ()
        for at, name in enumerate([addressed] if isinstance(addressed, str) else addressed):
            if name in ids:
                found.append((("opportunities", number, "addresses", at), ids[name]))
    return found


def _is_inside(reference: Reference, found: LocatedRecord) -> bool:
    """Return whether a reference stands in what is removed."""
    is_own = reference.place.path == found.path
    return is_own and tuple(reference.path[: len(found.place)]) == tuple(found.place)


def _is_needed(reference: Reference) -> bool:
    """Return whether the field that holds a reference must have a value."""
    holder = model_at(type(reference.record), tuple(reference.path[:-1]))
    name = reference.path[-1]
    info = holder.model_fields.get(str(name)) if holder is not None and isinstance(name, str) else None
    return info is not None and info.is_required()


def _without_references(files: Mapping[str, bytes], references: list[Reference]) -> dict[str, bytes]:
    """Return the changed files without these references; the last ones are removed first, so that places stay valid."""
    changed: dict[str, bytes] = {}
    for one in sorted(references, key=lambda one: _order(one.path), reverse=True):
        path = one.place.path
        changed[path] = remove_value(changed.get(path, files[path]), tuple(one.path))
    return changed


def _order(path: Steps) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)
