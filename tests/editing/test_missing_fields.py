"""What a rule misses stands beside the field that is to be filled, and not beside the title that the rule points to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from posted_forms import all_fields
from small_playbook import playbook

from cxsite.editing.located import EditableFiles
from cxsite.editing.open_form import open_form
from cxsite.editing_pages.pages import EditorPages
from cxsite.reports.sentences import describe_problem
from cxsite.rules import RULES, check_content
from cxsite.rules.manual import manual
from cxsite.rules.rule import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxsite.editing.form import Form
    from cxsite.rules.rule import Rule

MISSING = [rule for rule in RULES if rule.missing is not None]
AT_THEIR_FIELD = {
    "opportunity-without-action",  # the action is another record
    "picture-without-words",
    "remark-without-reason",
    "feedback-without-address",
    "text-without-main-language",
    "source-without-answer",
    "source-without-date",
    "action-without-effect",
    "columns-without-meaning",
    "plural-without-singular",
    "ticket-without-tracker",
}
"""Rules whose findings stand at the field itself, or for which no field is missing."""


def forms_of_file(files: EditableFiles, address: str) -> Iterator[Form]:
    """Yield the form of a file and those of all records in it, each after the one that holds it."""
    form = open_form(files, address)
    assert form is not None
    yield form
    for one in all_fields(form.fields):
        for item in one.items if one.widget == "children" else ():
            yield from forms_of_file(files, item.address)


@pytest.mark.parametrize("rule", MISSING, ids=[rule.name for rule in MISSING])
def test_the_warning_stands_beside_the_missing_field(rule: Rule, tmp_path: Path) -> None:
    changes = {one.path: one.text for one in manual(rule).examples if not one.is_good}
    content, _ = playbook(tmp_path, changes)
    problem = next(one for one in check_content(content) if one.code == rule.code)
    described, path = describe_problem(problem, "en"), problem.place.path
    sentence = described.what if "`" in described.remedy else f"{described.what} {described.remedy}".strip()
    data = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.yml")}
    beside: list[str] = []
    whole: list[str] = []
    for form in forms_of_file(EditableFiles(data, content, "en"), path.partition("/")[2].rpartition(".")[0]):
        whole += [one for one in form.warnings if one == sentence]
        beside += [one.name for one in all_fields(form.fields) if sentence in one.warnings]
    if rule.missing == WHOLE:
        assert (len(whole), beside) == (1, [])
    else:
        assert whole == []
        assert beside[-1].rpartition(".")[2] == rule.missing


def test_every_rule_that_misses_something_names_its_field() -> None:
    named = {rule.name for rule in RULES if "-without-" in rule.name and rule.missing is None}
    assert named == AT_THEIR_FIELD


def test_warnings_in_folded_groups_are_listed_above_the_form_with_links(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, {"content/journeys/mua.yml": "owner:\nreviewed:\n"})
    data = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.yml")}
    form = open_form(EditableFiles(data, content, "vi"), "journeys/mua")
    assert form is not None
    html = EditorPages("vi", "0" * 32).form(form)
    note = html.partition('<div class="cx-edit-note">')[2].partition("</div>")[0]
    assert re.findall(r'<li><a href="#(.*?)">(.*?)</a>', note) == [
        ("f-owner", "Người phụ trách"),
        ("f-reviewed", "Ngày rà soát"),
    ]
    assert 'id="f-title-problem"' not in html
