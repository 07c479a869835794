"""The workbook both ways: unchanged it changes no byte; changed cells change exactly what they say."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from full_examples import write_project
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sample_project import copied
from workbook_edits import changes_of, editable_cells, export, opened, saved, texts_of, write

from cxsite.authoring.starters import start_playbook
from cxsite.reading import read
from cxsite.workbook.cell_text import CONTINUED, lines_of
from cxsite.workbook.fields import LISTS, CellForm
from cxsite.workbook.package import set_text
from cxsite.workbook.sheets import MAP, make_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_edits import EditableCell

    from cxsite.model.content import Content

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
EXAMPLES = int(os.environ.get("CXSITE_EXAMPLES", "2"))
"""How many sets of random edits each playbook gets; `make test-long` tries thousands, and two more playbooks."""
PLAYBOOKS = ("sample", "starter-en", "full", "generated-1", *(("starter-vi", "generated-2") if EXAMPLES > 2 else ()))


def project_of(name: str, folder: Path) -> Path:
    if name == "sample":
        return copied(folder)
    if name == "full":
        write_project(folder)
        return folder
    if name.startswith("generated-"):
        return generated(folder, Random(int(name.removeprefix("generated-"))))  # noqa: S311 -- a random playbook
    start_playbook(folder, name.removeprefix("starter-"), "", TODAY)
    return folder


def generated(folder: Path, draw: Random) -> Path:
    """Write a playbook in two languages with random texts, lists and ratings, in block style and in braces."""

    def text() -> str:
        own = json.dumps(words(draw), ensure_ascii=False)
        return draw.choice([own, f"{{vi: {own}, en: {json.dumps(words(draw), ensure_ascii=False)}}}"])

    def touchpoint(number: int) -> str:
        lines = [f"      - id: d-{number}", f"        name: {text()}  # tên", f"        does: {text()}"]
        lines += draw.choice([[], ["        emotion: {lan: 2, mai: 5}"], [f"        emotion: {draw.randint(1, 5)}"]])
        lines += draw.choice([[], ["        actors:", f"          - {text()}", f"          - {text()}"]])
        lines += draw.choice([[], ["        moment_of_truth: true"], ["        channels: [zalo, app]"]])
        for at in range(draw.randint(0, 3)):
            lines += [] if at else ["        pain_points:"]
            lines += [f"          - {{id: p-{number}-{at}, text: {text()}, severity: {draw.randint(1, 5)}}}"]
        return "\n".join(lines)

    stages = "\n".join(
        f"  - stage: {stage}\n    goal: {text()}\n    touchpoints:\n"
        + "\n".join(touchpoint(10 * number + at) for at in range(draw.randint(1, 3)))
        for number, stage in enumerate(("a", "b"), start=1)
    )
    files = {
        "playbook.yml": "version: 2\ntitle: S\nlanguages: [vi, en]\nstages: [{id: a, name: A}, {id: b, name: B}]\n"
        "channels: [{id: zalo, name: Zalo}, {id: app, name: {vi: Ứng dụng, en: App}}]\n",
        "personas/lan.yml": f"name: Lan\nquote: {text()}\ngoals:\n  - {text()}\n  # giữa\n  - {text()}\n",
        "personas/mai.yml": f"name: Mai\ndemographics: {{age: 30, job: {text()}}}\n",
        "journeys/di.yml": f"title: {text()}\npersonas: [lan, mai]\n"
        f"scenario: {{trigger: {text()}}}\nstages:\n{stages}\n",
    }
    for path, body in files.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(body, encoding="utf-8")
    return folder


@dataclass(repr=False)
class Exported:
    """A playbook with its workbook."""

    project: Path
    content: Content
    data: bytes


@pytest.fixture(scope="module", params=PLAYBOOKS)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    project = project_of(request.param, tmp_path_factory.mktemp(request.param))
    content, data = export(project, TODAY)
    return Exported(project, content, data)


def test_unchanged_it_changes_no_byte(exported: Exported) -> None:
    project, data = exported.project, exported.data
    changes, made = changes_of(project, data, TODAY)
    assert (changes.problems, changes.conflicts, changes.remarks, made) == ([], [], [], {})
    assert changes.is_empty


def test_saved_again_by_openpyxl_it_changes_no_byte(exported: Exported) -> None:
    project, data = exported.project, exported.data
    _, made = changes_of(project, saved(opened(data)), TODAY)
    assert made == {}


ODD = [
    "đ",
    "ê",
    "ơ",
    " ",
    "x",
    "0",
    "'",
    '"',
    ":",
    "#",
    "-",
    "|",
    "=",
    "+",
    "_x0041_",
    "[",
    "]",
    "{",
    "}",
    "%",
    "…",
    "–",
]


def words(draw: Random) -> str:
    """Return a text with characters that mean something to YAML or to spreadsheets."""
    first = draw.choice(["Lời", "=1+1", "+84", "- gạch", "@tên", "'nháy", "Lời: hai", "12"])
    return " ".join(f"{first} {''.join(draw.choices(ODD, k=draw.randint(0, 12)))}.".split())


def new_text(draw: Random, cell: EditableCell, content: Content) -> str:  # noqa: PLR0911 -- one return a form
    """Return another text that the cell's field can take."""
    one = cell.field
    if one.form is CellForm.TEXT:
        return "Lời " + words(draw) if one.key == "about" or "standard" in one.key else words(draw)
    if one.form is CellForm.TEXTS:
        lines = lines_of(cell.text)
        if one.language != content.playbook.language:
            return "\n".join(words(draw) for _ in lines)
        at = draw.randint(0, len(lines))
        kept = [line.replace("\n", CONTINUED) for line in lines]
        return "\n".join([*kept[:at], words(draw), *kept[at + draw.randint(0, 1) :]])
    if one.form in (CellForm.RATING, CellForm.NUMBER):
        low, high = one.bounds or ((1, 5) if one.form is CellForm.RATING else (1, 500))
        return str(draw.randint(int(low), int(high)))
    if one.form is CellForm.DAY:
        return date(draw.randint(2020, 2030), draw.randint(1, 12), draw.randint(1, 28)).isoformat()
    if one.form is CellForm.FLAG:
        return "" if cell.text else "x"
    return f"{draw.randint(1, 99)}d"


EDITED = frozenset(
    {CellForm.TEXT, CellForm.TEXTS, CellForm.NUMBER, CellForm.DAY, CellForm.FLAG, CellForm.DURATION, CellForm.RATING}
)


def can_be_edited(cell: EditableCell, content: Content) -> bool:
    """Return whether any new text of its form is a valid value here, whatever other cells say."""
    if cell.field.form not in EDITED or (cell.field.form in LISTS and not cell.text):
        return False
    if cell.thing[0] == MAP and (cell.thing[2].startswith("stage:") or cell.field.key.startswith("stage.")):
        return False
    if cell.field.top == "scale":
        return False
    if cell.field.top in ("pain_points", "opportunities"):
        return bool(cell.text)
    if cell.field.form is CellForm.RATING:
        return bool(cell.text) and (bool(cell.field.persona) or "." not in cell.field.key)
    return cell.field.language in ("", content.playbook.language) or bool(cell.text)


def edited(exported: Exported, seed: int, folder: Path) -> dict[Any, tuple[str, str]]:
    """Change random cells, import, and return where the playbook then differs from the workbook."""
    project, content, made = exported.project, exported.content, exported.data
    draw = Random(seed)  # noqa: S311 -- random edits
    book = opened(made)
    cells = [cell for cell in editable_cells(content, book) if can_be_edited(cell, content)]
    expected = texts_of(content)
    chosen = {(cell.thing, cell.field.top): cell for cell in draw.choices(cells, k=draw.randint(1, 8))}
    for cell in chosen.values():
        text = new_text(draw, cell, content)
        there = book[cell.sheet][cell.at]
        set_text(there, text)
        expected[cell.thing, cell.field.key] = text
    changes, files = changes_of(project, saved(book), TODAY)
    found = [*changes.problems, *changes.conflicts]
    assert found == [], found
    shutil.copytree(project / "content", folder / "content")
    write(folder, files)
    after, _ = read(folder, today=TODAY)
    return differences(expected, texts_of(after), (content, after))


@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 1_000_000))
def test_random_edits_of_cells_come_back_as_exactly_those(
    exported: Exported, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert edited(exported, seed, tmp_path_factory.mktemp("edited")) == {}


def differences(
    expected: dict[Any, str], found: dict[Any, str], states: tuple[Content, Content]
) -> dict[Any, tuple[str, str]]:
    """Return what differs, without cells that show another thing's name, or the fields of a shared touchpoint."""
    references = {CellForm.REFERENCE, CellForm.REFERENCES}
    repeated = {
        ((sheet.kind, sheet.scope, row.key), one.key)
        for content in states
        for sheet in make_sheets(content)
        for row in sheet.rows
        for one in sheet.fields
        if one.form in references or one.key in row.inherited
    }
    keys = {*expected, *found} - repeated
    return {
        key: (expected.get(key, ""), found.get(key, "")) for key in keys if expected.get(key, "") != found.get(key, "")
    }
