"""Moves, duplicates and removes records, and changes their ids."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from cxsite.editing.edit import DuplicateItem, EditProblem, MoveItem, RemoveItem
from cxsite.editing.open_form import open_form
from cxsite.editing.renaming import list_renamable_ids, rename_in_path
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import done_answer, page_answer
from cxsite.preview.editor_context import NOT_FOUND, UNPROCESSABLE, read_integer, site_location
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.editing.edit import Edit
    from cxsite.preview.edit_answers import EditAnswer, EditRequest
    from cxsite.preview.editor_context import EditorContext


def post_move(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Move an item: by one place, or to a number of a list."""
    values = request.values
    address, by = values.get("record"), values.get("by")
    found = editor.session.files().locate(address)
    if found is None or not found.is_item:
        return editor.message(request, "no-record", NOT_FOUND)
    here = int(found.place[-1])
    number = here + (read_integer(by) or 0) if by else read_integer(values.get("number"))
    if number is None:
        return editor.message(request, "cannot-move-there", UNPROCESSABLE)
    return _change(editor, request, MoveItem(address, max(0, number), values.get("to")))


def post_duplicate(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Copy an item to the place after it."""
    return _change(editor, request, DuplicateItem(request.values.get("record")))


def _change(editor: EditorContext, request: EditRequest, edit: Edit) -> EditAnswer:
    result = editor.session.save(edit, request.values.get("digest"))
    if result.is_refused:
        text = "\n".join(problem.sentence for problem in result.problems if problem.stops)
        html = editor.pages.message(editor.say("not-done"), text, fragment=request.is_panel)
        return page_answer(html, UNPROCESSABLE)
    return editor.done(request, result)


def show_removal(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Ask whether a record is to be removed, and show what names it."""
    return _ask_removal(editor, request, ())


def _ask_removal(editor: EditorContext, request: EditRequest, problems: Iterable[EditProblem]) -> EditAnswer:
    files, address = editor.session.files(), request.values.get("record")
    form = open_form(files, address)
    if form is None or not form.can_remove:
        return editor.no_record(request)
    found = tuple(problems) or editor.session.problems_of(RemoveItem(address), files)
    html = editor.pages.removal(form, found, page=request.values.get("page"), fragment=request.is_panel)
    return page_answer(html, UNPROCESSABLE if problems else HTTPStatus.OK)


def post_removal(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Remove a record once the author has confirmed it."""
    values = request.values
    if values.get("confirmed") != "yes":
        return _ask_removal(editor, request, ())
    edit = RemoveItem(values.get("record"), references=values.get("references") == "yes")
    result = editor.session.save(edit, values.get("digest"))
    if result.is_refused:
        return _ask_removal(editor, request, result.problems)
    is_file = not result.address
    location = "/" if is_file else site_location(result.address, (), values.get("page"))
    return done_answer(location, is_panel=request.is_panel, address=result.address)


def show_rename(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show the form that changes the id of a record."""
    return _ask_id(editor, request, "")


def _ask_id(editor: EditorContext, request: EditRequest, problem: str) -> EditAnswer:
    files, values = editor.session.files(), request.values
    ids = list_renamable_ids(files, values.get("record"))
    if not ids:
        return editor.no_record(request)
    html = editor.pages.rename(
        values.get("record"), ids, chosen=values.get("of"), new=values.get("new"), problem=problem,
        page=values.get("page"), fragment=request.is_panel,
    )  # fmt: skip
    return page_answer(html, UNPROCESSABLE if problem else HTTPStatus.OK)


def post_rename(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Change the id of a record and all references to it."""
    values, new = request.values, request.values.get("new").strip()
    ids = {one.name: one for one in list_renamable_ids(editor.session.files(), values.get("record"))}
    renamed = ids.get(values.get("of"))
    if renamed is None:
        return _ask_id(editor, request, editor.say("no-record"))
    try:
        result = editor.session.rename(renamed, new)
    except CxsiteError as error:
        return _ask_id(editor, request, " ".join(filter(None, translate_error(error, editor.session.language))))
    if result.is_refused:
        return _ask_id(editor, request, result.problems[0].sentence)
    page = rename_in_path(values.get("page"), renamed.id, new)
    location = site_location(result.address, tuple(result.address.split("/")[2:-1]), page)
    return done_answer(location, is_panel=request.is_panel, address=result.address, title=renamed.title)
