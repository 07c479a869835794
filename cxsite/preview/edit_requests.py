"""Answers the requests of the editor: shows forms, saves what is posted, undoes it, and sends it for review."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from cxsite.editing.changes import find_changes, zip_changes
from cxsite.editing.sending import plan_sending, send_changes
from cxsite.editing.session import ChangedMeanwhileError
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import EditAnswer, EditRequest, done_answer, page_answer
from cxsite.preview.edit_forms import post_emotion, post_form, post_import, post_new, show_form, show_new
from cxsite.preview.edit_records import post_duplicate, post_move, post_removal, post_rename, show_removal, show_rename
from cxsite.preview.editor_context import NOT_FOUND, UNPROCESSABLE, EditorContext
from cxsite.problems import CxsiteError


class Editor(EditorContext):
    """Answers requests below `/.edit/`. Access was decided before."""

    def answer(self, method: str, request: EditRequest) -> EditAnswer:
        """Return the answer to a request; what goes wrong in the environment is a page with the reason."""
        found = {"GET": _SHOWN, "POST": _DONE}.get(method, {}).get(request.path)
        try:
            if found is not None:
                return found(self, request)
            asset = self.pages.asset(request.path) if method == "GET" else None
            if asset is not None:
                return EditAnswer(HTTPStatus.OK, asset[1], asset[0])
            return self.message(request, "no-page", NOT_FOUND)
        except ChangedMeanwhileError as changed:
            return self.message(request, "changed-meanwhile", HTTPStatus.CONFLICT, path=changed.path)
        except CxsiteError as error:
            what, advice = translate_error(error, self.session.language)
            html = self.pages.message(self.say("failed"), f"{what} {advice}".strip(), fragment=request.is_panel)
            return page_answer(html, HTTPStatus.INTERNAL_SERVER_ERROR)


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


_SHOWN: Final = {
    "form": show_form,
    "new": show_new,
    "delete": show_removal,
    "rename": show_rename,
    "changes": show_changes,
    "send": show_send,
    "files.zip": show_zip,
    "records": show_records,
}
"""What a GET shows."""
_DONE: Final = {
    "form": post_form,
    "emotion": post_emotion,
    "move": post_move,
    "duplicate": post_duplicate,
    "delete": post_removal,
    "rename": post_rename,
    "new": post_new,
    "import": post_import,
    "undo": post_undo,
    "send": post_send,
}
"""What a POST does."""
