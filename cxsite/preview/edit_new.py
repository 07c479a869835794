"""Creates records: from a form, or from an uploaded table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxsite.editing.form import Choice, Posted
from cxsite.editing.form_words import capitalize
from cxsite.editing.new_records import NEW_KINDS, make_new, prefilled
from cxsite.editing.open_form import open_new_form
from cxsite.editing.session import ChangedMeanwhileError
from cxsite.editing.uploads import import_journeys
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import page_answer
from cxsite.preview.editor_context import UNPROCESSABLE, read_integer, values_only
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.preview.edit_answers import EditAnswer, EditRequest
    from cxsite.preview.editor_context import EditorContext


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
