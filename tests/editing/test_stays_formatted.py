"""A file that `cxsite format --check` accepts is still accepted after an edit in a form."""

from __future__ import annotations

from functools import cache

import pytest
from editing_playbook import FILES, JOURNEY_PATH, TOUCHPOINT

from cxsite.authoring.layout import lay_out
from cxsite.editing.apply import apply_edit
from cxsite.editing.edit import DuplicateItem, Edit, InsertItem, MoveItem, RemoveItem, SetValues
from cxsite.editing.located import EditableFiles
from cxsite.model.records.journey import Journey
from cxsite.reading import read_files

LONG = "Khách thử từng cái, hỏi mẹ, rồi nhờ nhân viên lấy thêm cỡ khác và đứng chờ ở ngoài phòng thử rất lâu vì đông"
TEXTS = ("Khách soi gương", LONG, f"{LONG}\n\n{LONG}", "một\n\nhai", "- một\n- hai", "50%: #đỏ", "12", "true", "“Đẹp”",
         "'", '"a"', "một\thai", "C:\\temp", "[x]", "a: b")  # fmt: skip


@cache
def formatted() -> EditableFiles:
    files = {path: text.encode() for path, text in FILES.items()}
    made = lay_out(FILES[JOURNEY_PATH], Journey)
    assert made is not None
    files[JOURNEY_PATH] = made.encode()
    return EditableFiles(files, read_files(files)[0], "vi")


def assert_formatted(edit: Edit) -> None:
    result = apply_edit(formatted(), edit)
    assert not result.is_refused
    data = result.texts[JOURNEY_PATH]
    assert data is not None
    assert lay_out(data.decode(), Journey) == data.decode()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("field", ["does", "thinks"])
def test_after_a_text_was_changed_or_added(field: str, text: str) -> None:
    assert_formatted(SetValues(TOUCHPOINT, {(field,): text}))


@pytest.mark.parametrize(
    "edit",
    [
        InsertItem("journeys/mua-vay/stages/0/touchpoints", {"name": LONG, "emotion": 3}),
        InsertItem("journeys/mua-vay/actions", {"title": LONG, "addresses": ["cho-lau"], "owner": "ban-hang"}),
        DuplicateItem(TOUCHPOINT),
        DuplicateItem("journeys/mua-vay/touchpoints/hoi"),
        MoveItem(TOUCHPOINT, 0),
        MoveItem(TOUCHPOINT, 0, "journeys/mua-vay/stages/1/touchpoints"),
        RemoveItem("journeys/mua-vay/touchpoints/hoi"),
        RemoveItem(TOUCHPOINT, references=True),
    ],
    ids=repr,
)
def test_after_a_record_was_added_copied_moved_or_removed(edit: Edit) -> None:
    assert_formatted(edit)
