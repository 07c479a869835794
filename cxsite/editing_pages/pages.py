"""The pages of the editor as HTML: whole pages, or only their content for the panel over a page of the preview."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cxsite.drawing.face import face
from cxsite.editing.form import GROUPS
from cxsite.editing_pages import posted_form
from cxsite.editing_pages.form_filters import FILTERS, has_problem, has_value, is_open, lower_first
from cxsite.editing_pages.page_records import collect_page_records, list_page_records
from cxsite.escaping import author_markdown
from cxsite.escaping.html import finalize
from cxsite.i18n.catalogue import Translator, entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxsite.editing.edit import Conflict, EditProblem
    from cxsite.editing.form import Choice, Form, FormField, Posted
    from cxsite.editing.renaming import RenamableId
    from cxsite.editing.review import PlaybookChanges, SendPlan, SendResult
    from cxsite.model.content import Content

ROOT: Final = "/.edit/"
"""The address below which the editor answers."""
_CATALOGUE: Final = "editing_pages"
_ASSETS: Final = {"editor.js": "text/javascript", "page-editor.js": "text/javascript", "editor.css": "text/css"}
_FACE_BOX: Final = 28
_OWN: Final = frozenset({"token", "digest", "opened", "do"})
"""Names of inputs that are not values of the record."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of a group that is folded: how many are filled in, and whether it is shown unfolded."""

    name: str
    fields: tuple[FormField, ...]
    filled: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class EditorPages:
    """The pages in the language of an author. `token` is what each form must send along.

    With `fragment`, only the content is returned, for the panel.
    """

    language: str
    token: str

    def form(self, form: Form, *, page: str = "", fragment: bool = False, pressed: str = "", **extra: str) -> str:
        """Return the form of a record. `page` is where its author came from; `extra` are further hidden values."""
        previewed = pressed.removeprefix("preview:") if pressed.startswith("preview:") else ""
        groups = [*_group_fields(form, pressed.partition(":")[2])]
        folded = {id(one) for group in groups if not group.is_open for one in group.fields}
        return self._render(
            "form.html",
            fragment=fragment,
            form=form,
            address=form.address,
            heading=self._heading(form),
            page=page,
            extra=tuple(extra.items()),
            previewed=previewed,
            faulty=[*filter(None, map(_find_faulty, form.fields))],
            folded_warnings=[
                pair for one in form.fields for pair in _folded_warnings(one, is_folded=id(one) in folded)
            ],
            groups=groups,
        )

    def conflict(self, conflict: Conflict, form: Form, posted: Posted, *, fragment: bool = False) -> str:
        """Return both versions of a record that somebody else has changed meanwhile, and the choice between them."""
        pairs = [(name, value) for name, values in posted.values.items() if name not in _OWN for value in values]
        return self._render("conflict.html", fragment=fragment, conflict=conflict, form=form, posted=pairs)

    def removal(
        self, form: Form, problems: Sequence[EditProblem] = (), *, page: str = "", fragment: bool = False
    ) -> str:
        """Return the question whether a record is to be removed, with what refers to it."""
        return self._render("removal.html", fragment=fragment, form=form, problems=problems, page=page)

    def rename(  # noqa: PLR0913 -- what was asked, and what was answered
        self, record: str, ids: Sequence[RenamableId], *, chosen: str = "", new: str = "", problem: str = "",
        page: str = "", fragment: bool = False,
    ) -> str:  # fmt: skip
        """Return the form that changes the id of a record; `problem` says why the last one was not taken."""
        title = next((one.title for one in ids), "")
        values = {"record": record, "ids": ids, "title": title, "chosen": chosen, "new": new, "problem": problem}
        return self._render("rename.html", fragment=fragment, page=page, **values)

    def changes(self, changes: PlaybookChanges, *, fragment: bool = False) -> str:
        """Return what the author has changed, in words and line by line, and what can be undone."""
        return self._render("changes.html", fragment=fragment, changes=changes)

    def send(self, plan: SendPlan, *, fragment: bool = False) -> str:
        """Return what sending for review would do, to confirm it."""
        return self._render("send.html", fragment=fragment, plan=plan)

    def sent(self, result: SendResult, *, fragment: bool = False) -> str:
        """Return what sending for review has done."""
        return self._render("sent.html", fragment=fragment, result=result)

    def message(self, title: str, text: str, *, fragment: bool = False) -> str:
        """Return a page with one message."""
        return self._render("message.html", fragment=fragment, title=title, text=text)

    def choose_new(self, kinds: Iterable[Choice], *, fragment: bool = False) -> str:
        """Return the choice of what to create."""
        return self._render("choose_new.html", fragment=fragment, kinds=tuple(kinds))

    def import_form(self, problem: str = "", *, fragment: bool = False) -> str:
        """Return the form that takes a table of another program; `problem` says why the last one was not taken."""
        return self._render("import.html", fragment=fragment, problem=problem)

    def records(self, page: str, content: Content, *, fragment: bool = False) -> str:
        """Return the records that a page of the site shows: as JSON for the script, or as a list of links."""
        words = self._words
        if fragment:
            found = collect_page_records(page, content, words)
            return json.dumps({"token": self.token, "words": _script_words(words), **found}, ensure_ascii=False)
        records = list_page_records(page, content, words)
        return self._render("records.html", fragment=False, page=page, records=records)

    def tags(self) -> str:
        """Return the style sheet and the scripts that make the records of a page of the preview editable."""
        return self._render("tags.html", fragment=True)

    @staticmethod
    def change_list(posted: Posted, pressed: str) -> Posted:
        """Return what was posted after the pressed button of a list; see `posted_form.change_list`."""
        return posted_form.change_list(posted, pressed)

    @staticmethod
    def choose_ids(form: Form, posted: Posted) -> Posted:
        """Return what was posted with ids instead of the names that were chosen; see `posted_form.choose_ids`."""
        return posted_form.choose_ids(form, posted)

    @staticmethod
    def asset(name: str) -> tuple[str, bytes] | None:
        """Return the media type and the content of the script or the style sheet; None for any other name."""
        if name not in _ASSETS:
            return None
        return _ASSETS[name], resources.files("cxsite.editing_pages").joinpath(name).read_bytes()

    @property
    def _words(self) -> Translator:
        return Translator(self.language, _CATALOGUE)

    def _heading(self, form: Form) -> str:
        key = "form.heading-new" if form.is_new else "form.heading"
        return self._words(key, kind=lower_first(form.kind_label), title=form.title)

    def _render(self, template: str, *, fragment: bool, **values: object) -> str:
        own = {
            "frame": "panel.html" if fragment else "layout.html",
            "t": self._words,
            "token": self.token,
            "root": ROOT,
            "faces": _draw_faces(),
            "markdown": _show_markdown,
            "script_words": json.dumps(_script_words(self._words), ensure_ascii=False),
        }
        return _environment().get_template(template).render({**own, **values})


def _group_fields(form: Form, pressed: str) -> Iterator[FieldGroup]:
    """Yield the groups that are folded: all but the required fields, and the two sides if they stand side by side.

    Unfolded is the group with a problem, and that of the field whose button was pressed.
    """
    beside = {"main"}
    if form.group("customer") and form.group("us"):
        beside |= {"customer", "us"}
    for name in GROUPS:
        fields = form.group(name)
        if fields and name not in beside:
            is_used = any(f"{pressed}.".startswith((f"{one.name}.", f"{one.name}@")) for one in fields)
            is_wrong = any(map(has_problem, fields))
            yield FieldGroup(name, fields, sum(map(has_value, fields)), is_used or is_wrong)


def _find_faulty(field: FormField) -> FormField | None:
    """Return the field, or the first field inside it, that has a problem of its own."""
    if field.problems:
        return field
    inner = (_find_faulty(one) for item in field.items for one in item.fields)
    return next(filter(None, inner), None)


def _folded_warnings(field: FormField, *, is_folded: bool) -> Iterator[tuple[FormField, str]]:
    """Yield each warning that stands beside a field in a folded group or entry, with the field."""
    if is_folded:
        yield from ((field, warning) for warning in field.warnings)
    for item in field.items:
        hidden = is_folded or (field.widget == "records" and not is_open(item))
        for inner in item.fields:
            yield from _folded_warnings(inner, is_folded=hidden)


def _script_words(words: Translator) -> dict[str, str]:
    """Return the sentences that the script shows, by their keys."""
    keys = (key for key in entries(words.language, words.name) if key.startswith("script."))
    return {key.removeprefix("script."): str(entries(words.language, words.name)[key]) for key in keys}


def _show_markdown(text: str) -> Markup:
    """Return an author's Markdown as HTML without the targets of links inside the playbook."""
    return author_markdown.read(text).html(lambda _kind, _id: None)


@cache
def _draw_faces() -> dict[int, Markup]:
    half = _FACE_BOX / 2
    box = f'viewBox="0 0 {_FACE_BOX} {_FACE_BOX}" width="{_FACE_BOX}" height="{_FACE_BOX}"'
    return {
        emotion: Markup(  # noqa: S704 -- numbers only
            f'<svg class="cx-drawing" {box} aria-hidden="true">{face(half, half, emotion)}</svg>'
        )
        for emotion in range(1, 6)
    }


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("cxsite.editing_pages"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.filters.update(FILTERS)
    return made
