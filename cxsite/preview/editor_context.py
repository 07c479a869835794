"""What all answers of the editor use: the session, the pages, and the answers that several kinds of requests have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from cxsite.editing.form import Posted
from cxsite.editing.open_form import open_form
from cxsite.preview.edit_answers import EditAnswer, EditRequest, done_answer, page_answer

if TYPE_CHECKING:
    from cxsite.editing.edit import EditResult, Steps
    from cxsite.editing.form import Form
    from cxsite.editing.located import EditableFiles
    from cxsite.editing.session import EditingSession
    from cxsite.editing_pages.pages import EditorPages

CONTROLS: Final = frozenset({"token", "record", "digest", "opened", "page", "do", "number", "for", "ideal"})
"""Names of inputs that are not values of a record."""
NOT_FOUND: Final = HTTPStatus.NOT_FOUND
OK: Final = HTTPStatus.OK
UNPROCESSABLE: Final = HTTPStatus.UNPROCESSABLE_ENTITY
_ANCHORS: Final = {
    "touchpoints": "touchpoint",
    "pain_points": "pain",
    "opportunities": "opportunity",
    "actions": "action",
}
"""The beginning of the anchor of each kind of record on the page of its journey."""
_PAGES: Final = {
    "playbook": "index",
    "touchpoints": "touchpoints/index",
    "actions": "actions/index",
    "goals": "strategy",
    "sources": "measurement/index",
}
"""Pages of records that have none of their own."""
_FOLDERS: Final = {"metrics": "measurement"}
"""Folders of pages that are not called as those of the files."""


@dataclass(frozen=True)
class EditorContext:
    """The session and the pages of an editor, and answers in its author's language."""

    session: EditingSession
    pages: EditorPages

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the author's language."""
        return self.session.words(f"message.{key}", **values)

    def message(self, request: EditRequest, key: str, status: HTTPStatus, **values: object) -> EditAnswer:
        """Answer with a page of one message."""
        html = self.pages.message(self.say(f"{key}-title"), self.say(key, **values), fragment=request.is_panel)
        return page_answer(html, status)

    def no_record(self, request: EditRequest) -> EditAnswer:
        """Answer that there is no such record, or that its file cannot be read."""
        is_broken = self.session.files().is_broken(request.values.get("record"))
        return self.message(request, "broken-file" if is_broken else "no-record", NOT_FOUND)

    def remember(self, files: EditableFiles, form: Form) -> None:
        """Keep the file of a form as its author sees it now."""
        if form.path in files.files:
            self.session.remember(files.files[form.path])

    def form(
        self, request: EditRequest, form: Form | None, status: HTTPStatus = OK, *, pressed: str = "", digest: str = ""
    ) -> EditAnswer:
        """Answer with a form, or that there is no such record; `digest` is that of the file at an earlier opening."""
        if form is None:
            return self.no_record(request)
        form = replace(form, digest=digest or form.digest)
        extra = {name: request.values.get(name) for name in ("number", "for", "opened") if request.values.get(name)}
        page = request.values.get("page")
        html = self.pages.form(form, page=page, fragment=request.is_panel, pressed=pressed, **extra)
        return page_answer(html, status)

    def done(self, request: EditRequest, result: EditResult) -> EditAnswer:
        """Answer that an edit was saved, and lead to the place where it is seen."""
        address, title = result.address, ""
        files = self.session.files() if request.path in {"new", "import"} else None
        form = open_form(files, address) if files is not None else None
        if form is not None:
            title = form.title
        place = tuple(address.split("/")[2:-1])
        location = site_location(address, place, "" if request.path == "import" else request.values.get("page"))
        return done_answer(location, is_panel=request.is_panel, address=address, title=title)


def values_only(values: Posted) -> Posted:
    """Return what was posted without the inputs that are not values of the record."""
    return Posted({name: given for name, given in values.values.items() if name not in CONTROLS})


def read_integer(text: str) -> int | None:
    """Return a whole number of up to five digits; None for any other text."""
    plain = text.removeprefix("-")
    return int(text) if plain.isascii() and plain.isdigit() and len(plain) < 6 else None  # noqa: PLR2004 -- a list's number


def site_location(address: str, place: Steps, page: str) -> str:
    """Return the address on the site: the page that the author came from, or else that of the record.

    An item with an id is at its anchor there.
    """
    base = _own_page(page) or _page_of(address)
    lists = [step for step in place if isinstance(step, str)]
    name = address.rpartition("/")[2]
    anchor = _ANCHORS.get(lists[-1] if lists else "", "")
    return f"{base}#{anchor}-{quote(name)}" if anchor and place and not name.isdecimal() else base


def _own_page(page: str) -> str:
    """Return the path of a page of this server; empty for anything else, such as an address elsewhere."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return ""
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in page
    return quote(parts.path, safe="/%") if is_ours and not parts.path.startswith(("//", "/.edit")) else ""


def _page_of(address: str) -> str:
    folder, _, rest = address.partition("/")
    own = f"{_FOLDERS.get(folder, folder)}/{rest.partition('/')[0]}"
    return f"/{_PAGES.get(folder, own)}.html"
