"""Opens forms: of a record that exists, and of a new one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxsite.authoring.schemas import MODELS
from cxsite.editing.checks import check_file
from cxsite.editing.describe import FieldDescriber
from cxsite.editing.field_shapes import FieldShape, has_own_form, shapes_of
from cxsite.editing.form import Form, FormField, Posted
from cxsite.editing.form_words import capitalize
from cxsite.editing.new_ids import text_of
from cxsite.editing.offers import offers_for
from cxsite.editing.problem_places import PlaceOfForm, describe_problems, nearest_field
from cxsite.editing.renaming import list_renamable_ids
from cxsite.editing.shown_values import as_plain_value, show_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.editing.edit import EditProblem
    from cxsite.editing.located import EditableFiles, LocatedRecord
    from cxsite.model.records.record import Record

_RECORD_KINDS = {
    "Stage": "stage",
    "VocabularyStage": "stage",
    "Touchpoint": "touchpoint",
    "PainPoint": "pain point",
    "Opportunity": "opportunity",
    "JourneyAction": "action",
    "Channel": "channel",
    "Team": "team",
    "Store": "store",
}


def digest_of(data: bytes) -> str:
    """Return the hash by which a change of a file on disk is noticed."""
    return hashlib.sha256(data).hexdigest()[:32]


def open_form(
    files: EditableFiles, address: str, posted: Posted | None = None, problems: Iterable[EditProblem] = ()
) -> Form | None:
    """Return the form of the record at an address; None if there is none, or its file cannot be read as YAML.

    `posted` values are shown instead of those of the file, and `problems` instead of what is wrong with the file now.
    """
    found = files.locate(address)
    model = found.model if found is not None else None
    if found is None or model is None or not isinstance(found.raw, dict):
        return None
    if posted is None:
        known = check_file(files.content, found.path, found.data)
        problems = [
            replace(one, stops=False)
            for one in describe_problems(known, found.top, PlaceOfForm(found.file_model, found.place), files.language)
            if not one.is_outside
        ]
    describer = FieldDescriber(
        files.words, journey=found.journey, address=found.address, posted=posted or Posted(),
        inherited=dict(_inherited(files, model, found.raw)),
    )  # fmt: skip
    above, above_title = _parent(files, found)
    form = Form(
        address=found.address,
        kind=kind_of_record(found),
        kind_label=capitalize(files.words.kind(kind_of_record(found))),
        title=describer.title(model, found.raw) or found.file.id,
        path=found.path,
        digest=digest_of(found.data),
        can_move=found.is_item,
        can_remove=found.is_item or (not found.place and found.file.kind != "playbook"),
        can_rename=bool(list_renamable_ids(files, address)),
        offers=offers_for(files, found),
        parent=above,
        parent_title=above_title,
    )
    return with_problems(form, describer, model, found.raw, problems)


def kind_of_record(found: LocatedRecord) -> str:
    """Return the word for a record: `pain point`."""
    if not found.place:
        return found.file.kind
    name = found.model.__name__ if found.model is not None else ""
    return _RECORD_KINDS.get(name, "entry")


def _parent(files: EditableFiles, found: LocatedRecord) -> tuple[str, str]:
    """Return address and title of the record that holds this one; empty for a file."""
    above = files.locate("/".join([found.file.top, *map(str, found.place[:-2])])) if found.is_item else None
    if above is None or above.model is None or not isinstance(above.raw, dict):
        return "", ""
    return above.address, FieldDescriber(files.words).title(above.model, above.raw) or above.file.id


def _inherited(files: EditableFiles, model: type[Record], raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a touchpoint takes from the shared one that it uses, by field."""
    library = files.content.touchpoints.get(str(raw.get("use"))) if "use" in model.model_fields else None
    source = library.source if library is not None else None
    for shape in shapes_of(model) if source is not None else ():
        value = source.get(shape.name) if source is not None else None
        if value is not None and shape.name not in raw:
            yield shape.name, _show_inherited(files, shape, as_plain_value(value))


def _show_inherited(files: EditableFiles, shape: FieldShape, value: Any) -> str:  # noqa: ANN401 -- any YAML value
    """Return a value of a shared touchpoint in the author's language, with names instead of ids."""
    if shape.widget == "references":
        names = {one.value: one.label for one in files.words.references(shape.kinds, "", map(str, value))}
        return ", ".join(names[str(one)] for one in value)
    if shape.widget in {"records", "record", "texts", "mapping"}:
        return files.words.words("inherited.several")
    return text_of(value, files.language) if isinstance(value, dict) else show_value(shape, value)


def open_new_form(
    files: EditableFiles,
    address: str,
    values: Mapping[str, Any],
    posted: Posted | None = None,
    problems: Iterable[EditProblem] = (),
) -> Form | None:
    """Return the form of a new record; None if the address is neither that of a list nor the word for a kind of file.

    `values` are filled in before. A new file has only the fields of the first groups; the rest follows once it exists.
    """
    posted = posted or Posted()
    if address in MODELS and address != "playbook":
        model = MODELS[address]
        form = Form(
            address=address,
            kind=address,
            kind_label=capitalize(files.words.kind(address)),
            title="",
            path="",
            is_new=True,
        )
        describer = FieldDescriber(files.words, address=address, posted=posted)
        made = with_problems(form, describer, model, values, problems)
        fields = [one for one in made.fields if one.widget != "children" and one.group in {"main", "customer"}]
        return replace(made, fields=(*fields, *new_children(files, model, values, posted, made.fields)))
    found = files.locate(address)
    if found is None or not found.is_list or found.model is None:
        return None
    item = replace(found, place=(*found.place, len(found.raw or ())))
    kind = kind_of_record(item)
    above, above_title = _parent(files, item)
    form = Form(
        address=found.address,
        kind=kind,
        kind_label=capitalize(files.words.kind(kind)),
        title="",
        path=found.path,
        digest=digest_of(found.data),
        is_new=True,
        parent=above,
        parent_title=above_title,
    )
    describer = FieldDescriber(files.words, journey=found.journey, address=found.address, posted=posted)
    made = with_problems(form, describer, found.model, values, problems)
    optional = [replace(one, required=False) if one.name == "id" else one for one in made.fields]
    return replace(made, fields=tuple(one for one in optional if one.widget != "children"))


def new_children(
    files: EditableFiles, model: type[Record], values: Mapping[str, Any], posted: Posted, fields: tuple[FormField, ...]
) -> Iterator[FormField]:
    """Yield fields of a new file for lists of records that it needs: what each of these must refer to.

    Such are the stages of a new journey: they are chosen from the playbook's list, and filled in later.
    """
    labels = {one.name: one for one in fields}
    for shape, reference in child_references(model):
        old = labels[shape.name]
        listed = values.get(shape.name) or []
        chosen = [str(one.get(reference.name)) for one in listed if isinstance(one, dict)]
        many = replace(reference, name=shape.name, widget="references", inner=reference)
        common = {"label": old.label, "help": old.help, "required": True, "group": "main"}
        described = FieldDescriber(files.words, posted=posted).field(many, chosen, shape.name, common)
        yield replace(described, problems=old.problems)


def child_references(model: type[Record]) -> Iterator[tuple[FieldShape, FieldShape]]:
    """Yield each list of records with own forms that a file must have, and the reference that each record needs."""
    for shape in shapes_of(model):
        if shape.widget == "records" and shape.required and shape.record and has_own_form(model, shape.record):
            needed = [one for one in shapes_of(shape.record) if one.required]
            if len(needed) == 1 and needed[0].widget == "reference":
                yield shape, needed[0]


def with_problems(
    form: Form, describer: FieldDescriber, model: type[Record], raw: Mapping[str, Any], problems: Iterable[EditProblem]
) -> Form:
    """Return the form with its fields, each problem beside the innermost field that it is about."""
    listed = list(problems)
    fields = describer.form_fields(model, raw)
    if not listed:
        return replace(form, fields=fields)
    known = frozenset(_names(fields))
    stopping: dict[str, tuple[str, ...]] = {}
    warning: dict[str, tuple[str, ...]] = {}
    for one in listed:
        where = stopping if one.stops else warning
        name = nearest_field(one.name, known)
        where[name] = (*where.get(name, ()), one.sentence)
    fields = replace(describer, problems=stopping, warnings=warning).form_fields(model, raw)
    return replace(form, fields=fields, problems=stopping.get("", ()), warnings=warning.get("", ()))


def _names(fields: Iterable[FormField]) -> Iterator[str]:
    for one in fields:
        yield one.name
        for item in one.items:
            yield from _names(item.fields)
