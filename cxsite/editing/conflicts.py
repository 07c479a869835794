"""Shows both versions where a file changed on disk after its form was opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxsite.editing.address import name_of
from cxsite.editing.edit import Conflict, ConflictField
from cxsite.editing.field_shapes import shape_of
from cxsite.editing.form_words import capitalize
from cxsite.editing.open_form import digest_of
from cxsite.editing.read_posted import is_same, read_posted
from cxsite.editing.shown_values import show_value

if TYPE_CHECKING:
    from cxsite.editing.edit import SetValues
    from cxsite.editing.form import Posted
    from cxsite.editing.located import EditableFiles, LocatedRecord
    from cxsite.model.records.record import Record


def find_conflict(files: EditableFiles, address: str, posted: Posted, opened: bytes | None) -> Conflict | None:
    """Return both versions of the fields that the author changed; None if the address names nothing at all.

    `opened` is the file as it was at opening; None if that is no longer known, and then every posted field counts.
    """
    now = files.locate(address)
    before = locate_opened(files, address, opened)
    if before is None:
        before = now
    if before is None:
        return None
    path = before.path
    data = files.files.get(path)
    model = before.model
    if now is None or data is None or model is None or not _is_same_record(before, now):
        return Conflict(address=address, path=path, digest="", is_gone=True)
    changes, _ = read_posted(address, model, before.raw, posted, files.words)
    fields = tuple(
        _both(files, model, str(key[0]), value, now.raw, before.raw) for key, value in changes.values.items()
    )
    return Conflict(address=address, path=path, digest=digest_of(data), fields=fields)


def locate_opened(files: EditableFiles, address: str, opened: bytes | None) -> LocatedRecord | None:
    """Return the record as it was when its form was opened; None if that is no longer known."""
    if opened is None:
        return None
    now = files.locate(address)
    path = now.path if now is not None else next((p for p in files.files if p.startswith(_stem(address))), None)
    return None if path is None else replace(files, files={path: opened}).locate(address)


def _stem(address: str) -> str:
    return "content/" + "/".join(address.split("/")[:2]) + "."


def _is_same_record(before: LocatedRecord, now: LocatedRecord) -> bool:
    """Return whether an address still leads to the same record, and not to another one at its number."""
    if not (isinstance(before.raw, dict) and isinstance(now.raw, dict)):
        return False
    return name_of(before.raw) == name_of(now.raw)


def _both(  # noqa: PLR0913, PLR0917 -- three versions of one field
    files: EditableFiles,
    model: type[Record],
    key: str,
    mine: Any,  # noqa: ANN401
    now: dict[str, Any],
    before: dict[str, Any],
) -> ConflictField:
    shape = shape_of(model, key)
    label = capitalize(shape.doc.label_in(files.language)) if shape is not None and shape.doc is not None else key

    def show(value: Any) -> str:  # noqa: ANN401
        return "" if value is None else show_value(shape, value) if shape is not None else str(value)

    return ConflictField(key, label, show(mine), show(now.get(key)), show(before.get(key)))


def only_mine(changes: SetValues, now: dict[str, Any], before: dict[str, Any]) -> SetValues:
    """Return the author's changes without moves of lists that meanwhile changed on disk, whose numbers are others."""
    moves = {
        path: order for path, order in changes.moves.items() if is_same(now.get(str(path[0])), before.get(str(path[0])))
    }
    return replace(changes, moves=moves)
