"""Shows what changed, undoes it, and sends it for review."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from cxsite.editing.changes import find_changes, zip_changes
from cxsite.editing.sending import plan_sending, send_changes
from cxsite.preview.edit_answers import EditAnswer, done_answer, page_answer
from cxsite.preview.editor_context import UNPROCESSABLE

if TYPE_CHECKING:
    from cxsite.preview.edit_answers import EditRequest
    from cxsite.preview.editor_context import EditorContext


def show_changes(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show what changed since the last commit, and what can be undone."""
    changes = find_changes(editor.session)
    return page_answer(editor.pages.changes(changes, fragment=request.is_panel))


def post_undo(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Undo the newest edit."""
    result = editor.session.undo()
    if result.is_refused:
        html = editor.pages.message(editor.say("not-done"), result.problems[0].sentence, fragment=request.is_panel)
        return page_answer(html, HTTPStatus.CONFLICT)
    return done_answer("/.edit/changes", is_panel=request.is_panel, title=result.sentence)


def show_send(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Show what sending for review would do."""
    return page_answer(editor.pages.send(plan_sending(editor.session), fragment=request.is_panel))


def post_send(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Send the changes for review."""
    result = send_changes(editor.session, request.values.get("branch"), request.values.get("message"))
    html = editor.pages.sent(result, fragment=request.is_panel)
    return page_answer(html, UNPROCESSABLE if result.problem and not result.commit else HTTPStatus.OK)


def show_zip(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Answer with the changed files."""
    del request
    disposition = {"Content-Disposition": 'attachment; filename="content.zip"'}
    return EditAnswer(HTTPStatus.OK, zip_changes(editor.session), "application/zip", disposition)


def show_records(editor: EditorContext, request: EditRequest) -> EditAnswer:
    """Answer with the records that a page of the site shows."""
    text = editor.pages.records(request.values.get("page"), editor.session.files().content, fragment=request.is_panel)
    return EditAnswer(HTTPStatus.OK, text.encode(), "application/json" if request.is_panel else "text/html")
