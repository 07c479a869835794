"""Answers the requests of the editor: shows forms, saves what is posted, undoes it, and sends it for review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from cxsite.editing.changes import find_changes, zip_changes
from cxsite.editing.conflicts import find_conflict, locate_opened, only_mine
from cxsite.editing.edit import DuplicateItem, EditProblem, MoveItem, RemoveItem
from cxsite.editing.form import Choice, Posted
from cxsite.editing.form_words import capitalize
from cxsite.editing.new_records import NEW_KINDS, make_new, prefilled
from cxsite.editing.open_form import open_form, open_new_form
from cxsite.editing.read_posted import read_posted
from cxsite.editing.renaming import list_renamable_ids, rename_in_path
from cxsite.editing.sending import plan_sending, send_changes
from cxsite.editing.session import ChangedMeanwhileError
from cxsite.editing.uploads import import_journeys
from cxsite.i18n.error_messages import translate_error
from cxsite.preview.edit_answers import EditAnswer, EditRequest, done_answer, page_answer
from cxsite.preview.edit_locations import site_location
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.editing.edit import Edit, EditResult
    from cxsite.editing.form import Form
    from cxsite.editing.located import EditableFiles
    from cxsite.editing.session import EditingSession
    from cxsite.editing_pages.pages import EditorPages

_CONTROLS: Final = frozenset({"token", "record", "digest", "opened", "page", "do", "number", "for", "ideal"})
"""Names of inputs that are not values of a record."""
_NOT_FOUND: Final = HTTPStatus.NOT_FOUND
_UNPROCESSABLE: Final = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True)
class Editor:
    """Answers requests below `/.edit/`. Access was decided before."""

    session: EditingSession
    pages: EditorPages

    def answer(self, method: str, request: EditRequest) -> EditAnswer:
        """Return the answer to a request; what goes wrong in the environment is a page with the reason."""
        found = {"GET": _SHOWN, "POST": _DONE}.get(method, {}).get(request.path)
        try:
            if found is not None:
                return found(self, request)
            asset = self.pages.asset(request.path) if method == "GET" else None
            if asset is not None:
                return EditAnswer(HTTPStatus.OK, asset[1], asset[0])
            return self._message(request, "no-page", _NOT_FOUND)
        except CxsiteError as error:
            what, advice = translate_error(error, self.session.language)
            html = self.pages.message(self._say("failed"), f"{what} {advice}".strip(), fragment=request.is_panel)
            return page_answer(html, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _say(self, key: str, **values: object) -> str:
        return self.session.words(f"message.{key}", **values)

    def _message(self, request: EditRequest, key: str, status: HTTPStatus, **values: object) -> EditAnswer:
        html = self.pages.message(self._say(f"{key}-title"), self._say(key, **values), fragment=request.is_panel)
        return page_answer(html, status)

    def _no_record(self, request: EditRequest, files: EditableFiles, address: str) -> EditAnswer:
        key = "broken-file" if files.is_broken(address) else "no-record"
        return self._message(request, key, _NOT_FOUND)

    # Forms of what exists

    def show_form(self, request: EditRequest) -> EditAnswer:
        """Show the form of a record."""
        files, address = self.session.files(), request.values.get("record")
        form = open_form(files, address)
        if form is None:
            return self._no_record(request, files, address)
        self._remember(files, form)
        return self._form(request, form)

    def _remember(self, files: EditableFiles, form: Form) -> None:
        if form.path in files.files:
            self.session.remember(files.files[form.path])

    def _form(
        self, request: EditRequest, form: Form, status: HTTPStatus = HTTPStatus.OK, pressed: str = ""
    ) -> EditAnswer:
        extra = {name: request.values.get(name) for name in ("number", "for", "opened") if request.values.get(name)}
        page = request.values.get("page")
        html = self.pages.form(form, page=page, fragment=request.is_panel, pressed=pressed, **extra)
        return page_answer(html, status)

    def post_form(self, request: EditRequest) -> EditAnswer:
        """Save what was posted, or show the form again after the button of a list."""
        values, files = request.values, self.session.files()
        address, pressed, digest = values.get("record"), values.get("do", "save"), values.get("digest")
        form = open_form(files, address, Posted())  # without the problems of the file, which nobody will see
        if form is None and not digest:
            return self._no_record(request, files, address)
        if pressed == "take-theirs":
            return self.show_form(request)
        posted = _values_only(values)
        if form is not None:
            posted = self.pages.choose_ids(form, posted)
        if pressed not in {"save", "keep-mine"}:
            return self._pressed(request, files, posted, pressed)
        return self._save(request, files, posted)

    def _pressed(self, request: EditRequest, files: EditableFiles, posted: Posted, pressed: str) -> EditAnswer:
        posted = self.pages.change_list(posted, pressed)
        form = open_form(files, request.values.get("record"), posted)
        if form is None:
            return self._no_record(request, files, request.values.get("record"))
        return self._form(request, replace(form, digest=request.values.get("digest")), pressed=pressed)

    def _save(self, request: EditRequest, files: EditableFiles, posted: Posted) -> EditAnswer:
        values = request.values
        address, digest = values.get("record"), values.get("digest")
        found = files.locate(address)
        opened = self.session.opened(values.get("opened") or digest)
        if found is None or found.model is None:
            return self._conflict(request, files, posted, opened)
        before = locate_opened(files, address, opened) if values.get("opened") else None
        base = found.raw if before is None else before.raw
        edit, problems = read_posted(address, found.model, base, posted, files.words)
        edit = only_mine(edit, found.raw, base)
        try:
            if problems:
                return self._refused(request, files, posted, problems)
            result = self.session.save(edit, digest, files)
        except ChangedMeanwhileError:
            return self._conflict(request, self.session.files(), posted, opened)
        if result.is_refused:
            return self._refused(request, files, posted, result.problems)
        return self._done(request, result)

    def _conflict(self, request: EditRequest, files: EditableFiles, posted: Posted, opened: bytes | None) -> EditAnswer:
        address = request.values.get("record")
        conflict = find_conflict(files, address, posted, opened)
        if conflict is None:
            return self._no_record(request, files, address)
        conflict = replace(conflict, opened=request.values.get("opened") or request.values.get("digest"))
        form = open_form(files, address, posted) or _form_of_opened(files, address, opened, posted)
        if form is None:
            return self._no_record(request, files, address)
        html = self.pages.conflict(conflict, form, request.values, fragment=request.is_panel)
        return page_answer(html, HTTPStatus.CONFLICT)

    def _refused(
        self, request: EditRequest, files: EditableFiles, posted: Posted, problems: Iterable[EditProblem]
    ) -> EditAnswer:
        form = open_form(files, request.values.get("record"), posted, problems)
        if form is None:
            return self._no_record(request, files, request.values.get("record"))
        return self._form(request, replace(form, digest=request.values.get("digest") or form.digest), _UNPROCESSABLE)

    def _done(self, request: EditRequest, result: EditResult) -> EditAnswer:
        address, title = result.address, ""
        files = self.session.files() if request.path in {"new", "import"} else None
        form = open_form(files, address) if files is not None else None
        if form is not None:
            title = form.title
        place = tuple(address.split("/")[2:-1])
        location = site_location(address, place, "" if request.path == "import" else request.values.get("page"))
        return done_answer(location, is_panel=request.is_panel, address=address, title=title)

    def post_emotion(self, request: EditRequest) -> EditAnswer:
        """Set the emotion of a touchpoint for everybody or one persona, as dragging along the curve does."""
        values = request.values
        name = f"emotion@{values.get('persona')}" if values.get("persona") else "emotion"
        controls = {key: given for key, given in values.values.items() if key in _CONTROLS}
        return self.post_form(replace(request, values=Posted({**controls, name: (values.get("value"),)})))

    # Items of lists

    def post_move(self, request: EditRequest) -> EditAnswer:
        """Move an item: by one place, or to a number of a list."""
        values = request.values
        address, by = values.get("record"), values.get("by")
        found = self.session.files().locate(address)
        if found is None or not found.is_item:
            return self._message(request, "no-record", _NOT_FOUND)
        here = int(found.place[-1])
        number = here + (_integer(by) or 0) if by else _integer(values.get("number"))
        if number is None:
            return self._message(request, "cannot-move-there", _UNPROCESSABLE)
        return self._change(request, MoveItem(address, max(0, number), values.get("to")))

    def post_duplicate(self, request: EditRequest) -> EditAnswer:
        """Copy an item to the place after it."""
        return self._change(request, DuplicateItem(request.values.get("record")))

    def _change(self, request: EditRequest, edit: Edit) -> EditAnswer:
        try:
            result = self.session.save(edit, request.values.get("digest"))
        except ChangedMeanwhileError as changed:
            return self._message(request, "changed-meanwhile", HTTPStatus.CONFLICT, path=changed.path)
        if result.is_refused:
            text = "\n".join(problem.sentence for problem in result.problems if problem.stops)
            html = self.pages.message(self._say("not-done"), text, fragment=request.is_panel)
            return page_answer(html, _UNPROCESSABLE)
        return self._done(request, result)

    def show_removal(self, request: EditRequest) -> EditAnswer:
        """Ask whether a record is to be removed, and show what names it."""
        return self._ask_removal(request, ())

    def _ask_removal(self, request: EditRequest, problems: Iterable[EditProblem]) -> EditAnswer:
        files, address = self.session.files(), request.values.get("record")
        form = open_form(files, address)
        if form is None or not form.can_remove:
            return self._no_record(request, files, address)
        found = tuple(problems) or self.session.problems_of(RemoveItem(address), files)
        html = self.pages.removal(form, found, page=request.values.get("page"), fragment=request.is_panel)
        return page_answer(html, _UNPROCESSABLE if problems else HTTPStatus.OK)

    def post_removal(self, request: EditRequest) -> EditAnswer:
        """Remove a record once the author has confirmed it."""
        values = request.values
        if values.get("confirmed") != "yes":
            return self._ask_removal(request, ())
        edit = RemoveItem(values.get("record"), references=values.get("references") == "yes")
        try:
            result = self.session.save(edit, values.get("digest"))
        except ChangedMeanwhileError as changed:
            return self._message(request, "changed-meanwhile", HTTPStatus.CONFLICT, path=changed.path)
        if result.is_refused:
            return self._ask_removal(request, result.problems)
        is_file = not result.address
        location = "/" if is_file else site_location(result.address, (), values.get("page"))
        return done_answer(location, is_panel=request.is_panel, address=result.address)

    # Ids

    def show_rename(self, request: EditRequest) -> EditAnswer:
        """Show the form that changes the id of a record."""
        return self._ask_id(request, "")

    def _ask_id(self, request: EditRequest, problem: str) -> EditAnswer:
        files, values = self.session.files(), request.values
        ids = list_renamable_ids(files, values.get("record"))
        if not ids:
            return self._no_record(request, files, values.get("record"))
        html = self.pages.rename(
            values.get("record"), ids, chosen=values.get("of"), new=values.get("new"), problem=problem,
            page=values.get("page"), fragment=request.is_panel,
        )  # fmt: skip
        return page_answer(html, _UNPROCESSABLE if problem else HTTPStatus.OK)

    def post_rename(self, request: EditRequest) -> EditAnswer:
        """Change the id of a record and all references to it."""
        values, new = request.values, request.values.get("new").strip()
        ids = {one.name: one for one in list_renamable_ids(self.session.files(), values.get("record"))}
        renamed = ids.get(values.get("of"))
        if renamed is None:
            return self._ask_id(request, self._say("no-record"))
        try:
            result = self.session.rename(renamed, new)
        except CxsiteError as error:
            return self._ask_id(request, " ".join(filter(None, translate_error(error, self.session.language))))
        if result.is_refused:
            return self._ask_id(request, result.problems[0].sentence)
        page = rename_in_path(values.get("page"), renamed.id, new)
        location = site_location(result.address, tuple(result.address.split("/")[2:-1]), page)
        return done_answer(location, is_panel=request.is_panel, address=result.address, title=renamed.title)

    # New records

    def show_new(self, request: EditRequest) -> EditAnswer:
        """Show the form of a new record, or the choice of what to create."""
        values, files = request.values, self.session.files()
        kind = values.get("kind")
        if kind == "import":
            return page_answer(self.pages.import_form(fragment=request.is_panel))
        if not kind and not values.get("in"):
            kinds = (Choice(one, capitalize(files.words.kind(one))) for one in NEW_KINDS)
            return page_answer(self.pages.choose_new(kinds, fragment=request.is_panel))
        address = values.get("in") or kind
        form = open_new_form(files, address, prefilled(files, address, values.get("for"), values.get("ideal")))
        if form is None:
            return self._message(request, "no-record", _NOT_FOUND)
        if values.get("ideal"):
            request = replace(request, values=Posted({**values.values, "for": (values.get("ideal"),)}))
        return self._form(request, form)

    def post_new(self, request: EditRequest) -> EditAnswer:
        """Create a record, or show its form again after the button of a list."""
        values, files = request.values, self.session.files()
        address, pressed = values.get("record"), values.get("do", "save")
        before: dict[str, Any] = prefilled(files, address, values.get("for"), "")
        form = open_new_form(files, address, before)
        if form is None:
            return self._message(request, "no-record", _NOT_FOUND)
        posted = self.pages.choose_ids(form, _values_only(values))
        if pressed != "save":
            posted = self.pages.change_list(posted, pressed)
            again = open_new_form(files, address, before, posted)
            return self._form(request, again or form, pressed=pressed)
        made = make_new(files, address, posted, _integer(values.get("number")), ideal=values.get("for"))
        if isinstance(made, tuple):
            return self._new_refused(request, files, before, posted, made)
        try:
            result = self.session.save(made, values.get("digest"), files)
        except ChangedMeanwhileError:
            result = self.session.save(made)  # it is added to what is there now
        if result.is_refused:
            return self._new_refused(request, files, before, posted, result.problems)
        return self._done(request, result)

    def _new_refused(
        self,
        request: EditRequest,
        files: EditableFiles,
        before: dict[str, Any],
        posted: Posted,
        problems: Iterable[EditProblem],
    ) -> EditAnswer:
        form = open_new_form(files, request.values.get("record"), before, posted, problems)
        if form is None:
            return self._message(request, "no-record", _NOT_FOUND)
        return self._form(request, form, _UNPROCESSABLE)

    def post_import(self, request: EditRequest) -> EditAnswer:
        """Turn an uploaded table into draft journeys."""
        name, data = request.files.get("file", ("", b""))
        if not name or not data:
            problem = self._say("no-file")
        else:
            try:
                result = import_journeys(self.session, name, data)
            except CxsiteError as error:
                problem = " ".join(filter(None, translate_error(error, self.session.language)))
            else:
                if not result.is_refused:
                    return self._done(request, result)
                problem = "\n".join(one.sentence for one in result.problems)
        return page_answer(self.pages.import_form(problem, fragment=request.is_panel), _UNPROCESSABLE)

    # All changes

    def show_changes(self, request: EditRequest) -> EditAnswer:
        """Show what changed since the last commit, and what can be undone."""
        changes = find_changes(self.session)
        return page_answer(self.pages.changes(changes, fragment=request.is_panel))

    def post_undo(self, request: EditRequest) -> EditAnswer:
        """Undo the newest edit."""
        result = self.session.undo()
        if result.is_refused:
            html = self.pages.message(self._say("not-done"), result.problems[0].sentence, fragment=request.is_panel)
            return page_answer(html, HTTPStatus.CONFLICT)
        return done_answer("/.edit/changes", is_panel=request.is_panel, title=result.sentence)

    def show_send(self, request: EditRequest) -> EditAnswer:
        """Show what sending for review would do."""
        return page_answer(self.pages.send(plan_sending(self.session), fragment=request.is_panel))

    def post_send(self, request: EditRequest) -> EditAnswer:
        """Send the changes for review."""
        result = send_changes(self.session, request.values.get("branch"), request.values.get("message"))
        html = self.pages.sent(result, fragment=request.is_panel)
        return page_answer(html, _UNPROCESSABLE if result.problem and not result.commit else HTTPStatus.OK)

    def show_zip(self, request: EditRequest) -> EditAnswer:
        """Answer with the changed files."""
        del request
        disposition = {"Content-Disposition": 'attachment; filename="content.zip"'}
        return EditAnswer(HTTPStatus.OK, zip_changes(self.session), "application/zip", disposition)

    def show_records(self, request: EditRequest) -> EditAnswer:
        """Answer with the records that a page of the site shows."""
        text = self.pages.records(request.values.get("page"), self.session.files().content, fragment=request.is_panel)
        return EditAnswer(HTTPStatus.OK, text.encode(), "application/json" if request.is_panel else "text/html")


def _values_only(values: Posted) -> Posted:
    """Return what was posted without the inputs that are not values of the record."""
    return Posted({name: given for name, given in values.values.items() if name not in _CONTROLS})


def _form_of_opened(files: EditableFiles, address: str, opened: bytes | None, posted: Posted) -> Form | None:
    """Return the form of a record that is gone, as it was at opening."""
    before = locate_opened(files, address, opened)
    return None if before is None else open_form(replace(files, files={before.path: before.data}), address, posted)


def _integer(text: str) -> int | None:
    plain = text.removeprefix("-")
    return int(text) if plain.isascii() and plain.isdigit() and len(plain) < 6 else None  # noqa: PLR2004 -- a list's number


_SHOWN: Final = {
    "form": Editor.show_form,
    "new": Editor.show_new,
    "delete": Editor.show_removal,
    "rename": Editor.show_rename,
    "changes": Editor.show_changes,
    "send": Editor.show_send,
    "files.zip": Editor.show_zip,
    "records": Editor.show_records,
}
"""What a GET shows."""
_DONE: Final = {
    "form": Editor.post_form,
    "emotion": Editor.post_emotion,
    "move": Editor.post_move,
    "duplicate": Editor.post_duplicate,
    "delete": Editor.post_removal,
    "rename": Editor.post_rename,
    "new": Editor.post_new,
    "import": Editor.post_import,
    "undo": Editor.post_undo,
    "send": Editor.post_send,
}
"""What a POST does."""
