"""Removes a record or a file, and what names it in other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.authoring.value_edits import remove_value
from cxsite.editing.address import make_address
from cxsite.editing.edit import EditProblem, EditResult
from cxsite.editing.edit_context import EditRefusedError, text_of_file
from cxsite.editing.located import model_at
from cxsite.editing.named_things import find_references, named_things
from cxsite.editing.shown_values import as_plain_value
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.edit import RemoveItem, Steps
    from cxsite.editing.edit_context import EditContext
    from cxsite.editing.located import LocatedRecord
    from cxsite.model.facts.references import Reference


def remove_record(context: EditContext, edit: RemoveItem) -> EditResult:
    """Remove an item or a file, and (if wanted) the references to what goes with it.

    Without that, and where a reference cannot be removed, each reference is a problem. Raises EditRefusedError if the
    record cannot be removed at all.
    """
    found = context.locate(edit.address)
    if not found.is_item and found.place:
        raise context.no_record()
    if found.file.kind == "playbook" and not found.place:
        raise EditRefusedError(context.say("playbook-stays"))
    data = remove_value(found.data, tuple(found.place)) if found.place else None
    gone = named_things(found.file, as_plain_value(found.top))
    if data is not None:
        top, _ = read_yaml(found.path, text_of_file(data))
        gone -= named_things(found.file, as_plain_value(top))
    outside = [one for one in find_references(context.files.content, gone) if not _is_inside(one, found)]
    removable = [one for one in outside if not one.in_text and not _is_needed(one)]
    if outside and (not edit.references or len(removable) < len(outside)):
        return EditResult(problems=tuple(context.named_elsewhere(one) for one in outside))
    texts = {found.path: data, **_without_references(context, found, data, removable)}
    problems: list[EditProblem] = []
    for path, new in texts.items():
        if new is not None:
            problems += context.check(path, context.files.files[path], new)
    return context.result(texts, problems, _parent_address(found), "removed", context.title(found))


def _parent_address(found: LocatedRecord) -> str:
    place = found.place[:-2] if found.is_item else ()
    return make_address(found.top, found.file, tuple(place)) if found.place else ""


def _without_references(
    context: EditContext, found: LocatedRecord, data: bytes | None, references: list[Reference]
) -> Mapping[str, bytes | None]:
    """Return the files that named a removed record, without that; `data` is its own file without it, None if it goes.

    The last references are removed first, so that places stay valid.
    """
    changed: dict[str, bytes] = {}
    for one in sorted(references, key=lambda one: _order(one.path), reverse=True):
        path = one.place.path
        changed[path] = remove_value(changed.get(path, context.files.files[path]), tuple(one.path))
    if found.path in changed:
        own = changed.pop(found.path)
        return changed if data is None else {**changed, found.path: remove_value(own, tuple(found.place))}
    return changed


def _order(path: Steps) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


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
