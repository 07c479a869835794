"""Any sequence of edits leaves files that parse and say what the forms said; undoing all gives the same bytes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hostile_texts import HOSTILE
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from posted_forms import all_fields, post_form
from sample_project import ROOT

from cxsite.editing.edit import DuplicateItem, InsertItem, MoveItem, RemoveItem
from cxsite.editing.open_form import open_form
from cxsite.editing.read_posted import read_posted
from cxsite.editing.session import EditingSession
from cxsite.editing.shown_values import as_plain_value, tidy_text
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from cxsite.editing.edit import EditResult
    from cxsite.editing.form import FormField

EDITS = 30
TEXTS = (*HOSTILE, "Khách hỏi giá, cửa hàng trả lời ngay", "một\n\nhai ba", "12", "true", "dài " * 60)
NEW_TOUCHPOINT = {"name": "Gọi điện hỏi lại", "emotion": 3, "pain_points": [{"text": "Phải chờ máy lâu"}]}


WIDGETS = frozenset({"text", "long", "markdown", "score", "flag"})


def is_id(name: str) -> bool:
    return name == "id" or name.endswith((".id", ".key"))


class RandomAuthor:
    """Edits a playbook at random through forms, and checks each result."""

    def __init__(self, session: EditingSession, random: Random) -> None:
        self.session, self.random = session, random
        self.saved = self.refused = 0

    def edit(self) -> None:
        """Do one thing."""
        act = self.random.choice((self.change, self.change, self.change, self.insert, self.move, self.remove,
                                  self.duplicate, self.undo))  # fmt: skip
        act()

    def note(self, result: EditResult) -> None:
        """Count a result, and check that the changed files parse."""
        self.saved += bool(result.texts)
        self.refused += result.is_refused
        for path, data in result.texts.items():
            if data is not None:
                fields, problems = read_yaml(path, data.decode().replace("\r\n", "\n"))
                assert fields is not None
                assert problems == []

    def place(self, depth: int) -> str:
        """Return the address of a file (0), of a stage (1) or of a touchpoint (2)."""
        content = self.session.files().content
        if not depth:
            record = self.random.choice(content.files)
            return record.path.removeprefix("content/").rpartition(".")[0]
        journey = self.random.choice(list(content.journeys.values()))
        number = self.random.randrange(len(journey.stages))
        stage = f"journeys/{journey.id}/stages/{number}"
        if depth == 1:
            return stage
        touchpoints = journey.stages[number].touchpoints
        return f"{stage}/touchpoints/{self.random.randrange(len(touchpoints))}" if touchpoints else stage

    def change(self) -> None:
        """Change one field through its form."""
        address = self.place(self.random.choice((0, 1, 2, 2)))
        files = self.session.files()
        form, found = open_form(files, address), files.locate(address)
        assert form is not None
        assert found is not None
        assert found.model is not None
        fields = [one for one in all_fields(form.fields) if one.widget in WIDGETS and not is_id(one.name)]
        field = self.random.choice(fields)
        name = f"{field.name}@{files.content.playbook.language}" if field.languages else field.name
        text = self.new_text(field)
        edit, problems = read_posted(address, found.model, found.raw, post_form(form, {name: text}), files.words)
        assert problems == ()
        result = self.session.save(edit, form.digest, files)
        self.note(result)
        if result.texts:
            self.check_shown(result.address, field, name, text)
            self.check_nothing_else(found.raw, address, {str(path[0]) for path in edit.values})

    def new_text(self, field: FormField) -> str:
        if field.widget == "score":
            return str(self.random.randint(1, 5))
        return self.random.choice(("yes", "")) if field.widget == "flag" else self.random.choice(TEXTS)

    def check_shown(self, address: str, field: FormField, name: str, text: str) -> None:
        """The form that is opened again shows what was posted."""
        again = open_form(self.session.files(), address)
        assert again is not None
        wanted = tidy_text(text, one_line=field.widget not in {"long", "markdown"})
        shown = {one.name: one for one in all_fields(again.fields)}.get(field.name)
        if shown is None:  # the last value of an entry was removed, and the entry with it
            assert not wanted
        elif "@" in name:
            assert tidy_text(shown.texts[name.partition("@")[2]], one_line=False) == wanted
        else:
            assert tidy_text(shown.value, one_line=False) == wanted

    def check_nothing_else(self, before: dict[str, Any], address: str, keys: set[str]) -> None:
        """Only the changed fields differ."""
        found = self.session.files().locate(address)
        assert found is not None
        assert {k: v for k, v in found.raw.items() if k not in keys} == {
            k: v for k, v in before.items() if k not in keys
        }

    def insert(self) -> None:
        stage = self.place(1)
        self.note(self.session.save(InsertItem(f"{stage}/touchpoints", NEW_TOUCHPOINT, self.random.randint(0, 3))))

    def duplicate(self) -> None:
        self.note(self.session.save(DuplicateItem(self.place(2))))

    def move(self) -> None:
        source = self.place(2)
        journey = "/".join(source.split("/")[:2])
        target = self.place(1)
        within = f"{target}/touchpoints" if target.startswith(f"{journey}/") else ""
        self.note(self.session.save(MoveItem(source, self.random.randint(0, 3), within)))

    def remove(self) -> None:
        self.note(self.session.save(RemoveItem(self.place(self.random.choice((1, 2, 2))), references=True)))

    def undo(self) -> None:
        if self.session.undoable:
            assert not self.session.undo().is_refused


def snapshot(project: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted((project / "content").rglob("*")) if path.is_file()}


@pytest.mark.slow
@settings(max_examples=max(1, settings().max_examples // 20), deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_thirty_random_edits_and_their_undoing(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content", ignore=shutil.ignore_patterns("*.png", "*.webp"))
        before = snapshot(project)
        author = RandomAuthor(EditingSession(project, "vi"), Random(seed))  # noqa: S311 -- repeatable
        for _ in range(EDITS):
            author.edit()
        assert author.saved > author.refused
        while author.session.undoable:
            assert not author.session.undo().is_refused
        assert snapshot(project) == before


def test_the_bytes_of_a_form_are_values_without_places() -> None:
    fields, _ = read_yaml("", "a: [1, {b: c}]\n")
    assert as_plain_value(fields) == {"a": [1, {"b": "c"}]}
