"""Answers the requests of the editor: shows forms, saves what is posted, undoes it, and sends it for review."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import EditAnswer, EditRequest, page_answer
from cxsite.preview.edit_forms import post_emotion, post_form, show_form
from cxsite.preview.edit_ids import post_rename, show_rename
from cxsite.preview.edit_lists import post_duplicate, post_move, post_removal, show_removal
from cxsite.preview.edit_new import post_import, post_new, show_new
from cxsite.preview.edit_review import post_send, post_undo, show_changes, show_records, show_send, show_zip
from cxsite.preview.editor_context import NOT_FOUND, EditorContext
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
        except CxsiteError as error:
            what, advice = translate_error(error, self.session.language)
            html = self.pages.message(self.say("failed"), f"{what} {advice}".strip(), fragment=request.is_panel)
            return page_answer(html, HTTPStatus.INTERNAL_SERVER_ERROR)


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
