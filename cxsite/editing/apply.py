"""Applies edits: from the texts of files and an edit to new texts and problems. Nothing is read or written here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxsite.authoring.item_transfer import copy_item, transfer_item
from cxsite.authoring.value_edits import insert_item, move_item, set_value
from cxsite.authoring.write_arrangement import write_arranged
from cxsite.authoring.yaml_positions import value_at
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
from cxsite.editing.edit_context import EditContext, EditRefusedError
from cxsite.editing.located import model_at
from cxsite.editing.new_files import create_file
from cxsite.editing.new_ids import collect_ids, copied_ids, copied_references, with_ids
from cxsite.editing.removal import remove_record
from cxsite.editing.shown_values import as_plain_value
from cxsite.i18n.error_messages import translate_error
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.editing.edit import Steps
    from cxsite.editing.located import EditableFiles, LocatedRecord
    from cxsite.model.records.record import Record


def apply_edit(files: EditableFiles, edit: Edit) -> EditResult:
    """Return the new texts of the files that an edit changes, checked by the reader and the rules, or the problems.

    An edit that changes nothing has no texts and no problems.
    """
    try:
        return _apply(EditContext(files), edit)
    except EditRefusedError as refusal:
        sentence = refusal.sentence
    except CxsiteError as error:
        sentence = " ".join(filter(None, translate_error(error, files.language)))
    return EditResult(problems=(EditProblem(sentence=sentence),))


def _apply(context: EditContext, edit: Edit) -> EditResult:
    match edit:
        case SetValues():
            return _set_values(context, edit)
        case InsertItem():
            return _insert(context, edit)
        case DuplicateItem():
            return _duplicate(context, edit)
        case MoveItem():
            return _move(context, edit)
        case RemoveItem():
            return remove_record(context, edit)
        case NewFile() | NewText():
            return create_file(context, edit)


def _set_values(context: EditContext, edit: SetValues) -> EditResult:
    """Set values of one record, only where they differ."""
    found = context.locate(edit.address)
    if found.model is None or not isinstance(found.raw, dict):
        raise context.no_record()
    data = write_values(found, edit, context.files.language)
    return context.finish(found, data, found.place, "set", edit.names)


def _insert(context: EditContext, edit: InsertItem) -> EditResult:
    """Insert a record into a list."""
    found = context.locate(edit.address)
    if not found.is_list or found.model is None:
        raise context.no_record()
    values = with_ids(found.model, edit.value, _taken_ids(found), context.files.language)
    count = len(found.raw or ())
    number = count if edit.number is None else max(0, min(edit.number, count))
    data = insert_item(found.data, found.file_model, tuple(found.place), number, values)
    return context.finish(found, data, (*found.place, number), "inserted", edit.names)


def _taken_ids(found: LocatedRecord) -> set[str]:
    """Return the ids that a new record at a place must not have."""
    top = as_plain_value(found.top)
    return collect_ids(found.raw or []) if found.file.kind == "playbook" else collect_ids(top)


def _duplicate(context: EditContext, edit: DuplicateItem) -> EditResult:
    """Copy an item to the place after it, with new ids inside."""
    found = context.locate(edit.address)
    if not found.is_item or found.model is None:
        raise context.no_record()
    *parent, number = found.place
    data = copy_item(found.data, found.file_model, tuple(parent), int(number))
    place = (*parent, int(number) + 1)
    ids: dict[str, str] = {}
    new_ids = copied_ids(found.raw, _taken_ids(replace(found, place=tuple(parent))), ids)
    for path, value in (*new_ids, *copied_references(found.raw, ids)):
        data = set_value(data, found.file_model, (*place, *path), value)
    return context.finish(found, data, place, "duplicated", {})


def _move(context: EditContext, edit: MoveItem) -> EditResult:
    """Move an item inside its list, or into another list of the same file."""
    found = context.locate(edit.address)
    if not found.is_item:
        raise context.no_record()
    parent, source = tuple(found.place[:-1]), int(found.place[-1])
    target = context.files.locate(edit.target) if edit.target else replace(found, place=parent)
    if target is None or not target.is_list or target.path != found.path or target.model is not found.model:
        raise EditRefusedError(context.say("cannot-move-there"))
    listed = target.raw or []
    if tuple(target.place) == parent:
        number = max(0, min(edit.number, len(listed) - 1))
        data = found.data if number == source else move_item(found.data, parent, source, number)
        return context.finish(found, data, (*parent, number), "moved", {})
    number = max(0, min(edit.number, len(listed)))
    data = transfer_item(found.data, found.file_model, parent, source, tuple(target.place), number)
    return context.finish(found, data, (*target.place, number), "moved", {})


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


def _with_new_ids(model: type[Record], path: Steps, value: Any, taken: set[str], language: str) -> Any:  # noqa: ANN401
    """Return a new value of a field with ids for the new records in it."""
    inner = model_at(model, path)
    if inner is None or not isinstance(value, list):
        return value
    return [with_ids(inner, one, taken, language) if isinstance(one, dict) else one for one in value]
