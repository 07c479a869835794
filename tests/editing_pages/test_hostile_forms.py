"""Hostile texts through the form of every kind of record: saved as text, shown as text, and nothing is executed.

`make test` posts a few strings to each form; CXSITE_ATTACK=all posts every string to every box.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from attack_playbook import allowed
from attack_strings import HARMLESS, OWN, every_string
from harmless_playbook import ADDRESSES, NEW_RECORDS, harmless
from hostile_texts import HOSTILE
from posted_forms import all_fields, post_form

from cxsite.authoring.schemas import MODELS
from cxsite.editing.apply import apply_edit
from cxsite.editing.conflicts import find_conflict
from cxsite.editing.located import EditableFiles
from cxsite.editing.new_records import NEW_KINDS, make_new
from cxsite.editing.open_form import open_form, open_new_form
from cxsite.editing.read_posted import read_posted
from cxsite.editing.shown_values import tidy_text
from cxsite.editing_pages.pages import EditorPages
from cxsite.reading import read_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.editing.edit import EditResult
    from cxsite.editing.form import Form, FormField, Posted

WHOLE = os.environ.get("CXSITE_ATTACK") == "all"
TURNS = [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, 700 if WHOLE else 2))]
"""`make quick` has the first turn only."""
STEP = 41
"""How far apart the strings of two boxes of a form are, so that a few rounds try many strings; it is prime."""
PAGES = EditorPages("vi", "0" * 32)
TEXTS = frozenset({"text", "long", "markdown"})
ELEMENTS = """
a article b br button circle code datalist dd del details div dl dt em fieldset footer form g h1 h2 h3 h4 header hr
input ins label legend li main nav ol optgroup option output p path pre section select small span strong summary svg
table tbody td textarea th thead title tr ul
"""
ATTRIBUTES = """
action autocomplete autofocus checked class cols cx cy d data dir disabled enctype fill for formnovalidate height hidden
href id inputmode label lang list max maxlength method min multiple name novalidate open pattern placeholder r readonly
rel required role rows scope selected size spellcheck start step stroke stroke-linecap stroke-width tabindex target
title transform type value viewbox width
"""
SEVERAL_LINES = frozenset({"long", "markdown"})


@cache
def strings() -> tuple[str, ...]:
    """Return the strings that are posted: those of which HTML can show every character."""
    return tuple(allowed(every_string() if WHOLE else (*OWN, *HOSTILE)))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and what each box of its forms has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, ...]] = set()
        self.addresses: set[str] = set()
        self.boxes: dict[str, str] = {}
        self._area = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.add((tag, *sorted(values)))
        self.addresses |= {str(values[name]) for name in ("href", "src", "action", "formaction") if name in values}
        if tag == "textarea":
            self._area = str(values.get("name"))
            self.boxes[self._area] = ""
        elif tag == "input" and values.get("type") not in {"radio", "checkbox"}:
            self.boxes[str(values.get("name"))] = values.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.boxes[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.boxes[self._area] = self.boxes[self._area].removeprefix("\n")  # as browsers do
            self._area = ""


def assert_harmless(html: str) -> Elements:
    """Fail if a page has an element, an attribute or an address that no page of the editor has without an attack."""
    found = Elements(html)
    for tag, *attributes in found.elements:
        assert tag in ELEMENTS.split(), attributes
        own = {one for one in attributes if not one.startswith(("data-", "aria-"))}
        assert own <= set(ATTRIBUTES.split()), tag
    for address in found.addresses:
        assert address.startswith(("/.edit/", "/", "#", "https://", "http://", "mailto:")), address
        assert not address.startswith("//"), address
    return found


def boxes_of(form: Form) -> dict[str, FormField]:
    """Return the fields in which anything may be typed, by the name of their box."""
    found: dict[str, FormField] = {}
    for one in all_fields(form.fields):
        if one.widget in TEXTS and one.name.rpartition(".")[2] not in {"id", "key"}:
            names = [f"{one.name}@{language.value}" for language in one.languages] or [one.name]
            found |= dict.fromkeys(names, one)
    return found


def strings_for(names: Mapping[str, Any], turn: int) -> dict[str, str]:
    if turn >= len(strings()):
        pytest.skip("there are no more strings")
    return {name: strings()[(turn + STEP * number) % len(strings())] for number, name in enumerate(names)}


def wanted_text(text: str, box: FormField) -> str:
    return tidy_text(text, one_line=box.widget not in SEVERAL_LINES)


def leaves(value: Any) -> Iterator[str]:
    """Yield the texts in a value, without the line feed at the end of a block."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield value.removesuffix("\n")


def refused_names(result: EditResult, names: Mapping[str, Any]) -> set[str]:
    """Return the boxes that problems stand beside."""
    beside = {one.name for one in result.problems if one.stops}
    assert all(beside), result.problems
    return {
        name
        for name in names
        if any(name.partition("@")[0] == one or name == one or name.startswith(f"{one}.") for one in beside)
    }


def save(files: EditableFiles, form: Form, texts: Mapping[str, str]) -> tuple[EditResult, dict[str, str]]:
    """Post texts, and then again without those that are refused; return the result, and what was saved."""
    found = files.locate(form.address)
    assert found is not None
    assert found.model is not None
    posted = post_form(form, texts)
    edit, problems = read_posted(form.address, found.model, found.raw, posted, files.words)
    assert problems == ()
    result = apply_edit(files, edit)
    if not result.is_refused:
        return result, dict(texts)
    assert result.texts == {}
    again = open_form(files, form.address, posted, result.problems)
    assert again is not None
    assert_shown(again, texts, boxes_of(form))
    refused = refused_names(result, texts)
    assert refused, result.problems
    return save(files, form, {name: text for name, text in texts.items() if name not in refused})


def assert_shown(form: Form, texts: Mapping[str, str], boxes: Mapping[str, FormField]) -> None:
    """Fail if the form does not show these texts in its boxes, or has anything else than boxes from them."""
    shown = assert_harmless(PAGES.form(form, fragment=True)).boxes
    for name, text in texts.items():
        wanted = wanted_text(text, boxes[name])
        if name in shown or wanted:
            assert wanted_text(shown[name].replace("\r\n", "\n"), boxes[name]) == wanted, name


def with_texts(files: EditableFiles, texts: Mapping[str, bytes | None]) -> EditableFiles:
    """Return the files after an edit."""
    changed = files.files | {path: data for path, data in texts.items() if data is not None}  # type: ignore[operator]
    content, _ = read_files(changed)
    return EditableFiles(changed, content, "vi")


def assert_saved(result: EditResult, texts: Mapping[str, str], boxes: Mapping[str, FormField]) -> None:
    """Fail if another reader of YAML does not find each text in the file."""
    found = Counter(text for data in result.texts.values() for text in leaves(yaml.safe_load(data or b"")))
    wanted = Counter(filter(None, (wanted_text(text, boxes[name]) for name, text in texts.items())))
    assert wanted - found == Counter()


def test_every_kind_of_record_is_attacked() -> None:
    models = {found.model.__name__ for one in ADDRESSES if (found := harmless().locate(one)) and found.model}
    assert len(ADDRESSES) >= 19
    assert {model.__name__ for model in MODELS.values()} <= models
    assert {"Stage", "Touchpoint", "Channel", "Team", "Store"} <= models
    assert len(NEW_RECORDS) >= len(NEW_KINDS) + 9


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_saves_and_shows_attacks_as_text(address: str, turn: int) -> None:
    files = harmless()
    form = open_form(files, address)
    assert form is not None
    boxes = boxes_of(form)
    result, kept = save(files, form, strings_for(boxes, turn))
    if not kept:
        return
    assert_saved(result, kept, boxes)
    after = with_texts(files, result.texts)
    again = open_form(after, result.address)
    assert again is not None
    assert_shown(again, kept, boxes)
    assert_harmless(PAGES.removal(again, (), fragment=True))
    conflict = find_conflict(after, result.address, post_form(form), files.files[form.path])
    assert conflict is not None
    assert_harmless(PAGES.conflict(conflict, again, post_form(again), fragment=True))
    assert_previewed(again, boxes)


def assert_previewed(form: Form, boxes: Mapping[str, FormField]) -> None:
    """Fail if the preview of a Markdown field has more than Markdown."""
    for name, box in boxes.items():
        if box.widget == "markdown":
            assert_harmless(PAGES.form(form, fragment=True, pressed=f"preview:{name}"))


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", NEW_RECORDS)
def test_every_form_of_a_new_record_takes_attacks_as_text(kind: str, turn: int) -> None:
    files = harmless(1)
    form = open_new_form(files, kind, {})
    assert form is not None
    boxes = boxes_of(form)
    kept = strings_for(boxes, turn)
    needed = {one.name: one.choices[-1].value for one in form.fields if one.required and one.choices}
    result, emptied = create(files, form, kept, needed), set[str]()
    while result.is_refused:
        assert result.texts == {}
        again = open_new_form(files, kind, {}, post_new(form, kept, needed), result.problems)
        assert again is not None
        assert_shown(again, kept, boxes)
        refused = refused_names(result, {name: text for name, text in kept.items() if name not in emptied})
        assert refused, result.problems
        emptied |= {name for name in refused if kept[name] == HARMLESS}
        kept |= {name: "" if name in emptied else HARMLESS for name in refused}
        result = create(files, form, kept, needed)
    assert_saved(result, kept, boxes)
    assert all(path.startswith("content/") and ".." not in path for path in result.texts)
    assert_harmless(PAGES.form(opened(files, result), fragment=True))


def opened(files: EditableFiles, result: EditResult) -> Form:
    """Return the form of a record that was just created."""
    form = open_form(with_texts(files, result.texts), result.address)
    assert form is not None
    return form


def post_new(form: Form, texts: Mapping[str, str], needed: Mapping[str, str]) -> Posted:
    return post_form(replace(form, fields=form.fields), {**texts, **{name: ("", one) for name, one in needed.items()}})


def create(files: EditableFiles, form: Form, texts: Mapping[str, str], needed: Mapping[str, str]) -> EditResult:
    made = make_new(files, form.address, post_new(form, texts, needed), None)
    assert not isinstance(made, tuple), made
    return apply_edit(files, made)
