"""Changes the id of a record."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from cxsite.editing.renaming import list_renamable_ids, rename_in_path
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import done_answer, page_answer
from cxsite.preview.edit_locations import site_location
from cxsite.preview.editor_context import UNPROCESSABLE
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.preview.edit_answers import EditAnswer, EditRequest
    from cxsite.preview.editor_context import EditorContext


def show_rename(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show the form that changes the id of a record."""
    return _ask_id(editor, request, "")


def _ask_id(editor: EditorContext, request: EditRequest, problem: str) -> EditAnswer:
    files, values = editor.session.files(), request.values
    ids = list_renamable_ids(files, values.get("record"))
    if not ids:
        return editor.no_record(request, files, values.get("record"))
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
