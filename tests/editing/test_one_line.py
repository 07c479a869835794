"""One changed word in one field is a difference of one line, for every field of every kind of record.

The fields come from the models, so a new one is tried by itself.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from field_values import FILES, TEXT, all_places, minimal, nest, sample_pairs
from posted_forms import all_fields, post_form

from cxsite.authoring.new_yaml_values import values_in_brackets
from cxsite.authoring.yaml_positions import value_at
from cxsite.editing.apply import write_values
from cxsite.editing.field_shapes import has_own_form, shapes_of
from cxsite.editing.located import EditableFiles, model_at
from cxsite.editing.new_files import file_text
from cxsite.editing.open_form import open_form
from cxsite.editing.read_posted import read_posted
from cxsite.editing.shown_values import YES, as_plain_value, show_value
from cxsite.reading import read_files
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.editing.edit import Steps
    from cxsite.editing.field_shapes import FieldShape
    from cxsite.model.content import Content
    from cxsite.model.records.record import Record

HOLE = "zzhole"
IS_LONG_RUN = int(os.environ.get("CXSITE_EDITS", "60")) > 60
FOLDERS = {"persona": "personas", "journey": "journeys", "touchpoint": "touchpoints", "action": "actions",
           "goal": "goals", "metric": "metrics", "play": "plays", "research": "research",
           "source": "sources"}  # fmt: skip
STYLES = {
    "plain": "{0}",
    "single": "'{0}'",
    "double": '"{0}"',
    "folded": ">-\n{1}một hai ba\n{1}bốn năm",
    "literal": "|\n{1}{0}",
    "commented": "{0}  # lời ghi bên cạnh",
}


@cache
def content_of_others() -> Content:
    content, _ = read_files({path: text.encode() for path, text in FILES.items()})
    return content


def texts_in_styles(values: dict[str, Any], model: type[Record], old: Any, styles: Iterable[str]) -> Iterator[str]:
    """Yield the file with the old value in each of the styles, with comments around it."""
    whole = with_comments(file_text(model, values))
    yield whole
    key = next((key for key, value in values.items() if HOLE in str(value) or value == old), None)
    if key is not None:
        rest = (
            file_text(model, {name: value for name, value in values.items() if name != key}) if len(values) > 1 else ""
        )
        yield f"# đầu tệp\n{rest}# ngay trên\n{key}: {next(values_in_brackets(values[key]))}  # bên cạnh\n# cuối tệp\n"
    if old == TEXT:
        lines = whole.split("\n")
        number = next(n for n, line in enumerate(lines) if TEXT in line)
        indent = " " * (len(lines[number]) - len(lines[number].lstrip(" -")) + 2)
        for style in styles:
            styled = lines[number].replace(TEXT, style.format(TEXT, indent))
            yield "\n".join([*lines[:number], styled, *lines[number + 1 :]])


def with_comments(text: str) -> str:
    """Return the lines with a comment above each that begins an entry."""
    made = []
    for line in text.splitlines():
        made += [" " * (len(line) - len(line.lstrip())) + "# lời ghi", line]
    return "\n".join(["# đầu tệp", "", *made, "# cuối tệp", ""])


def posted_value(shape: FieldShape, name: str, new: Any) -> dict[str, Any]:
    """Return what is posted for the new value of a field."""
    if shape.widget in {"references", "choices"}:
        return {name: ("", *map(str, new))}
    if shape.widget == "texts":
        return {f"{name}.0": str(new[0])}
    if shape.widget == "mapping" and shape.inner is not None:
        return {f"{name}.0.value": show_value(shape.inner, next(iter(new.values())))}
    return {name: YES if new is True else show_value(shape, new)}


def file_for(kind: str) -> str:
    return "content/playbook.yml" if kind == "playbook" else f"content/{FOLDERS[kind]}/thu.yml"


PLACES = [
    pytest.param(number, *found, id="/".join(map(str, (found[0], *found[2], found[3].name))))
    for number, found in enumerate(all_places())
]


def test_every_kind_of_record_is_tried() -> None:
    assert len(PLACES) > 100


@pytest.mark.parametrize(("number", "kind", "top", "place", "shape"), PLACES)
def test_one_changed_value_is_one_changed_line(
    number: int, kind: str, top: type[Record], place: Steps, shape: FieldShape
) -> None:
    """`make test` tries every other style at each field, in turn; `make test-long` tries all."""
    styles = [*STYLES.values()] if IS_LONG_RUN else [*STYLES.values()][number % 2 :: 2]
    old, new = next(sample_pairs(shape))
    model = model_at(top, place)
    assert model is not None
    values = nest(top, place, {**minimal(model), shape.name: old})
    if kind == "playbook":
        others = read_values(FILES["content/playbook.yml"])
        values = (
            {**others, **values}
            if place[:1] not in {("stages",), ("channels",), ("teams",), ("stores",)}
            else {**others, **values, str(place[0]): [*others[str(place[0])], *values[str(place[0])]]}
        )
        if place and str(place[0]) in others:
            place = (place[0], len(others[str(place[0])]), *place[2:])
    path = file_for(kind)
    for text in texts_in_styles(values, top, old, styles):
        files = {one: data.encode() for one, data in FILES.items()} | {path: text.encode()}
        editable = EditableFiles(files, content_of_others(), "vi")
        address = "/".join([path.removeprefix("content/").removesuffix(".yml"), *map(str, record_place(top, place))])
        inside = place[len(record_place(top, place)) :]
        form, found = open_form(editable, address), editable.locate(address)
        assert form is not None, text
        assert found is not None
        assert found.model is not None
        name = ".".join(map(str, (*inside, shape.name)))
        assert name in {one.name for one in all_fields(form.fields)}, name
        edit, problems = read_posted(
            address, found.model, found.raw, post_form(form, posted_value(shape, name, new)), editable.words
        )
        assert problems == ()
        made = write_values(found, edit, "vi")
        changes = list(unified_diff(text.split("\n"), made.decode().split("\n"), n=0))[3:]
        deleted, added = ([one for one in changes if one[0] == sign] for sign in "-+")
        assert (len(deleted), len(added)) == (1, 0 if new is None else 1), "\n".join(changes)
        now = value_at(read_values(made.decode()), (*place, shape.name))
        assert (now.removesuffix("\n") if isinstance(now, str) else now) == new


def record_place(top: type[Record], place: Steps) -> Steps:
    """Return the place of the record whose form has the field: the file, a stage, a touchpoint, an entry."""
    best: Steps = ()
    model: type[Record] | None = top
    for length in range(2, len(place) + 1, 2):
        inner = model_at(top, place[:length])
        if model is None or inner is None or not isinstance(place[length - 1], int) or not has_own_form(model, inner):
            break
        best, model = place[:length], inner
    return best


def read_values(text: str) -> dict[str, Any]:
    fields, problems = read_yaml("", text)
    assert fields is not None
    assert problems == []
    return dict(as_plain_value(fields))


def test_shapes_cover_every_field_of_the_models() -> None:
    for _, model, _, _ in all_places():
        assert {shape.name for shape in shapes_of(model)} == set(model.model_fields)
