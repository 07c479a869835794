"""Shows the forms of records and of new ones, and saves what is posted from them, or from an uploaded table."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from cxsite.editing.conflicts import find_conflict, locate_opened, only_mine
from cxsite.editing.form import Choice, Posted
from cxsite.editing.form_words import capitalize
from cxsite.editing.new_records import NEW_KINDS, make_new, prefilled
from cxsite.editing.open_form import open_form, open_new_form
from cxsite.editing.read_posted import read_posted
from cxsite.editing.session import ChangedMeanwhileError
from cxsite.editing.uploads import import_journeys
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import page_answer
from cxsite.preview.editor_context import CONTROLS, UNPROCESSABLE, read_integer, values_only
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.editing.form import Form
    from cxsite.editing.located import EditableFiles
    from cxsite.preview.edit_answers import EditAnswer, EditRequest
    from cxsite.preview.editor_context import EditorContext


def show_form(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show the form of a record."""
    files, address = editor.session.files(), request.values.get("record")
    form = open_form(files, address)
    if form is not None:
        editor.remember(files, form)
    return editor.form(request, form)


def post_form(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Save what was posted, or show the form again after the button of a list."""
    values, files = request.values, editor.session.files()
    address, pressed, digest = values.get("record"), values.get("do", "save"), values.get("digest")
    form = open_form(files, address, Posted())  # without the problems of the file, which nobody will see
    if form is None and not digest:
        return editor.no_record(request)
    if pressed == "take-theirs":
        return show_form(editor, request)
    posted = values_only(values)
    if form is not None:
        posted = editor.pages.choose_ids(form, posted)
    if pressed not in {"save", "keep-mine"}:
        form = open_form(files, address, editor.pages.change_list(posted, pressed))
        return editor.form(request, form, pressed=pressed, digest=digest)
    return _save(editor, request, files, posted)


def _save(editor: EditorContext, request: EditRequest, files: EditableFiles, posted: Posted) -> EditAnswer:
    values = request.values
    address, digest = values.get("record"), values.get("digest")
    found = files.locate(address)
    opened = editor.session.opened(values.get("opened") or digest)
    if found is None or found.model is None:
        return _conflict(editor, request, files, posted, opened)
    before = locate_opened(files, address, opened) if values.get("opened") else None
    base = found.raw if before is None else before.raw
    edit, problems = read_posted(address, found.model, base, posted, files.words)
    edit = only_mine(edit, found.raw, base)
    try:
        result = editor.session.save(edit, digest, files) if not problems else None
    except ChangedMeanwhileError:
        return _conflict(editor, request, editor.session.files(), posted, opened)
    if result is not None and not result.is_refused:
        return editor.done(request, result)
    form = open_form(files, address, posted, problems if result is None else result.problems)
    return editor.form(request, form, UNPROCESSABLE, digest=digest)


def _conflict(
    editor: EditorContext, request: EditRequest, files: EditableFiles, posted: Posted, opened: bytes | None
) -> EditAnswer:
    address = request.values.get("record")
    conflict = find_conflict(files, address, posted, opened)
    form = open_form(files, address, posted) or _form_of_opened(files, address, opened, posted)
    if conflict is None or form is None:
        return editor.no_record(request)
    conflict = replace(conflict, opened=request.values.get("opened") or request.values.get("digest"))
    html = editor.pages.conflict(conflict, form, request.values, fragment=request.is_panel)
    return page_answer(html, HTTPStatus.CONFLICT)


def post_emotion(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Set the emotion of a touchpoint for everybody or one persona, as dragging along the curve does."""
    values = request.values
    name = f"emotion@{values.get('persona')}" if values.get("persona") else "emotion"
    controls = {key: given for key, given in values.values.items() if key in CONTROLS}
    return post_form(editor, replace(request, values=Posted({**controls, name: (values.get("value"),)})))


def _form_of_opened(files: EditableFiles, address: str, opened: bytes | None, posted: Posted) -> Form | None:
    """Return the form of a record that is gone, as it was at opening."""
    before = locate_opened(files, address, opened)
    return None if before is None else open_form(replace(files, files={before.path: before.data}), address, posted)


def show_new(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show the form of a new record, or the choice of what to create."""
    values, files = request.values, editor.session.files()
    kind = values.get("kind")
    if kind == "import":
        return page_answer(editor.pages.import_form(fragment=request.is_panel))
    if not kind and not values.get("in"):
        kinds = (Choice(one, capitalize(files.words.kind(one))) for one in NEW_KINDS)
        return page_answer(editor.pages.choose_new(kinds, fragment=request.is_panel))
    address = values.get("in") or kind
    form = open_new_form(files, address, prefilled(files, address, values.get("for"), values.get("ideal")))
    if values.get("ideal"):
        request = replace(request, values=Posted({**values.values, "for": (values.get("ideal"),)}))
    return editor.form(request, form)


def post_new(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Create a record, or show its form again after the button of a list."""
    values, files = request.values, editor.session.files()
    address, pressed = values.get("record"), values.get("do", "save")
    before: dict[str, Any] = prefilled(files, address, values.get("for"), "")
    form = open_new_form(files, address, before)
    if form is None:
        return editor.no_record(request)
    posted = editor.pages.choose_ids(form, values_only(values))
    if pressed != "save":
        posted = editor.pages.change_list(posted, pressed)
        return editor.form(request, open_new_form(files, address, before, posted), pressed=pressed)
    made = make_new(files, address, posted, read_integer(values.get("number")), ideal=values.get("for"))
    if isinstance(made, tuple):
        problems = made
    else:
        try:
            result = editor.session.save(made, values.get("digest"), files)
        except ChangedMeanwhileError:
            result = editor.session.save(made)  # it is added to what is there now
        if not result.is_refused:
            return editor.done(request, result)
        problems = result.problems
    return editor.form(request, open_new_form(files, address, before, posted, problems), UNPROCESSABLE)


def post_import(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Turn an uploaded table into draft journeys."""
    name, data = request.files.get("file", ("", b""))
    if not name or not data:
        problem = editor.say("no-file")
    else:
        try:
            result = import_journeys(editor.session, name, data)
        except CxsiteError as error:
            problem = " ".join(filter(None, translate_error(error, editor.session.language)))
        else:
            if not result.is_refused:
                return editor.done(request, result)
            problem = "\n".join(one.sentence for one in result.problems)
    return page_answer(editor.pages.import_form(problem, fragment=request.is_panel), UNPROCESSABLE)
