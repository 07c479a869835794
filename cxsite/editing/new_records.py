"""What a new record begins with, and the edit that creates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.ideal_journey import write_ideal_journey
from cxsite.authoring.schemas import MODELS
from cxsite.editing.edit import EditProblem, InsertItem, NewFile, NewText
from cxsite.editing.new_ids import text_of
from cxsite.editing.open_form import child_references
from cxsite.editing.read_posted import read_posted

if TYPE_CHECKING:
    from cxsite.editing.form import Posted
    from cxsite.editing.located import EditableFiles

NEW_KINDS: Final = ("persona", "journey", "touchpoint", "action", "goal", "metric", "play")
"""The kinds of files that are offered as new, in the order in which a playbook grows."""
_MOST_STAGES: Final = 8
"""A new journey begins with the playbook's stages if they are no more than so many."""


def prefilled(files: EditableFiles, address: str, purpose: str, ideal: str) -> dict[str, Any]:
    """Return the values of a new record that are known before: what it is for, or the journey it is the ideal of."""
    if address == "journey":
        return _new_journey(files, ideal)
    found = files.locate(purpose) if purpose else None
    if found is None or not isinstance(found.raw, dict):
        return {}
    name = str(found.raw.get("id") or found.raw.get("use") or "")
    full = f"{found.file.id}/{name}" if found.journey else name
    if address == "play":
        return {"applies_to": [{"touchpoints": [full]}]}
    is_own = address.startswith(f"{found.file.top}/")
    return {"addresses": [name if is_own else full]} if name else {}


def _new_journey(files: EditableFiles, ideal: str) -> dict[str, Any]:
    content = files.content
    baseline = content.journeys.get(ideal)
    if baseline is not None:
        stages = [{"stage": stage.stage} for stage in baseline.stages]
        title = files.words.words("new.ideal", title=baseline.title)
        return {"title": title, "personas": list(baseline.personas), "stages": stages}
    personas = list(content.personas) if len(content.personas) == 1 else []
    listed = content.playbook.stages
    stages = [{"stage": stage.id} for stage in listed] if len(listed) <= _MOST_STAGES else []
    return {"personas": personas, "stages": stages}


def make_new(
    files: EditableFiles, address: str, posted: Posted, number: int | None, *, ideal: str = ""
) -> InsertItem | NewFile | NewText | tuple[EditProblem, ...]:
    """Return the edit that creates what a posted form describes, or the problems of boxes that cannot be read.

    `address` is the kind of a file, or that of a list; `ideal` is the journey of which an ideal one is written.
    """
    found = files.locate(address) if address not in MODELS else None
    model = found.model if found is not None else MODELS.get(address)
    if model is None:
        return (EditProblem(sentence=files.words.words("message.no-such-record")),)
    edit, problems = read_posted("", model, {}, posted, files.words)
    if problems:
        return problems
    values = {str(path[0]): value for path, value in edit.values.items() if value is not None}
    if found is not None:
        return InsertItem(address, values, number, edit.names)
    for shape, reference in child_references(model):
        if chosen := posted.all(shape.name):
            values[shape.name] = [{reference.name: one} for one in dict.fromkeys(chosen)]
    if address == "journey" and ideal in files.content.journeys:
        title = text_of(values.get("title"), files.language)
        return NewText("journey", title, write_ideal_journey(files.content, ideal, title))
    return NewFile(address, values, edit.names)
