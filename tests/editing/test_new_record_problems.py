"""A refused text in the form of a new record: the problem stands beside its field, in every form and list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from harmless_playbook import NEW_RECORDS, harmless
from posted_forms import all_fields

from cxsite.editing.apply import apply_edit
from cxsite.editing.describe import NEW_NUMBER
from cxsite.editing.edit import NewFile
from cxsite.editing.form import Posted
from cxsite.editing.new_records import NEW_KINDS, make_new
from cxsite.editing.open_form import open_new_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.editing.edit import EditProblem
    from cxsite.editing.form import Form, FormField

VALID = {"number": "3", "percent": "3", "score": "3", "rating": "3", "date": "2026-01-02", "duration": "3d",
         "flag": "yes"}  # fmt: skip
VALID_BY_NAME = {"id": "", "file": "anh.png", "ticket": "CX-1", "min": "1", "max": "5", "variant": "",
                 "replaces": "", "link": "https://may.example"}  # fmt: skip
REFUSED = {"number": "ba", "percent": "300", "score": "9", "rating": "9", "date": "31/02/2026", "duration": "3 lần",
           "flag": "có", "choice": "khác", "markdown": "<script>"}  # fmt: skip
CONTROL = "chữ\x07"
LEFT_OUT = frozenset({"yaml", "reference", "references"})
"""These are chosen from a list; one that does not exist is found by rules, once everything else can be read."""


def boxes(fields: Iterable[FormField], old: str = "", new: str = "") -> Iterator[tuple[str, FormField]]:
    """Yield the name of every box of a form with its field; each list has two entries, with the numbers 0 and 3."""
    for one in fields:
        name = one.name.replace(old, new, 1) if old else one.name
        if one.widget == "record" and one.blank is not None:
            yield from boxes(one.blank.fields, one.name, name)
        elif one.widget in {"records", "texts", "mapping"} and one.blank is not None:
            for number in (0, 3):
                yield from boxes(one.blank.fields, f"{one.name}.{NEW_NUMBER}", f"{name}.{number}")
        elif one.widget != "children":
            yield from ((f"{name}@{language.value}", one) for language in one.languages)
            if not one.languages:
                yield name, one


def new_form(address: str, posted: Posted | None = None, problems: Iterable[EditProblem] = ()) -> Form:
    form = open_new_form(harmless(1), address, {}, posted, problems)
    assert form is not None
    return form


def valid_text(name: str, box: FormField) -> str:
    last = name.rpartition(".")[2]
    if last == "key":
        return f"Mục {name}"
    chosen = box.choices[-1].value if box.choices else "Chữ"
    return VALID_BY_NAME.get(last, VALID.get(box.widget, chosen))


def refused_text(name: str, box: FormField) -> str:
    return CONTROL if name.endswith((".id", ".key")) else REFUSED.get(box.widget, CONTROL)


def create(address: str, texts: Mapping[str, str], language: str = "vi") -> tuple[Posted, list[EditProblem]]:
    files, posted = replace(harmless(1), language=language), Posted({name: (text,) for name, text in texts.items()})
    edit = make_new(files, address, posted, None)
    problems = edit if isinstance(edit, tuple) else apply_edit(files, edit).problems
    return posted, [one for one in problems if one.stops]


@pytest.mark.slow
@pytest.mark.parametrize("address", NEW_RECORDS)
def test_each_refused_text_has_its_problem_beside_its_box(address: str) -> None:
    form = new_form(address)
    every = dict(boxes(form.fields))
    known = {name: box for name, box in every.items() if box.widget not in LEFT_OUT}
    needed = {
        name: box.choices[0 if "." in name else -1].value for name, box in every.items() if box.required and box.choices
    }
    valid = {**needed, **{name: valid_text(name, box) for name, box in known.items()}}
    assert [(one.name, one.sentence) for one in create(address, valid)[1]] == []
    for name, box in known.items():
        posted, problems = create(address, {**valid, name: refused_text(name, box)})
        if not problems:  # only warned of
            assert name.endswith(".rule")
            continue
        again = new_form(address, posted, problems)
        assert again.problems == (), name
        assert {one.name for one in all_fields(again.fields) if one.problems} == {name.partition("@")[0]}, name


@pytest.mark.parametrize(("language", "sentence"), [("vi", "ít nhất một chữ cái"), ("en", "at least one letter")])
@pytest.mark.parametrize(("kind", "name"), [("persona", "name"), ("journey", "title"), ("play", "title")])
def test_a_name_without_letters_is_refused_beside_it(kind: str, name: str, language: str, sentence: str) -> None:
    given = {name: "?!", "personas": "p0", "stages": "stages-0", "trigger": "Khách gọi", "steps.0": "Xin lỗi"}
    problems = create(kind, given, language)[1]
    assert [one.name for one in problems] == [name]
    assert sentence in problems[0].sentence


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_a_form_that_was_left_empty_asks_for_each_required_field(kind: str) -> None:
    needed = {one.name for one in new_form(kind).fields if one.required}
    problems = create(kind, {})[1]
    assert needed <= {one.name for one in problems}
    assert {one.sentence for one in problems} == {"Mục này không được để trống."}


@pytest.mark.parametrize("key", ["Khu vực: quê", "# nơi ở", "'", "- a", "[b", "true", "No", "010", "{{"])
def test_any_word_can_be_the_name_of_an_entry(key: str) -> None:
    made = make_new(harmless(), "persona", Posted({"name": ("Lan",), **entry(key)}), None)
    assert isinstance(made, NewFile)
    data = next(iter(apply_edit(harmless(), made).texts.values()))
    assert yaml.safe_load(data or b"")["demographics"] == {key: "Đà Lạt"}


def entry(key: str) -> dict[str, tuple[str, ...]]:
    return {"demographics.0.key": (key,), "demographics.0.value": ("Đà Lạt",)}


def test_a_name_of_an_entry_that_is_too_long_is_refused_beside_it() -> None:
    problems = create("persona", {"name": "Lan", "demographics.0.key": "x" * 201, "demographics.0.value": "a"})[1]
    assert [(one.name, one.sentence.partition(";")[0]) for one in problems] == [
        ("demographics.0.key", "Tên này dài 201 ký tự")
    ]
