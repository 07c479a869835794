"""The report that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.problems import Level, Place, Problem
from cxsite.reading import read
from cxsite.reports.as_text import count_sentence, problems_as_text

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden

PLAYBOOK = """\
title: Sổ tay
languages: [vi]
stages: [{id: mua-hang, name: Mua hàng}]
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-persn}
"""
JOURNEY = """\
titel: Mua váy 👗
personas: [lan]
state: curent
reviewed: 2026-02-30
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ 👗👗 "vừa", emotion: 6}
      - {id: Thử đồ, name: Trả tiền, channels: cua-hang}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "playbook.yml": PLAYBOOK,
        "journeys/mua-vay.yml": JOURNEY,
        "personas/lan.yml": "name: Lan\n\tquote: Đẹp\n",
        "goals/ban-them.yml": "title: Bước 1: bán thêm\n",
        "metrics/nps.yml": "",
    }
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_shows_each_problem_with_its_line_and_remedy(project: Path, golden: Golden, language: str) -> None:
    content, problems = read(project)
    golden(f"reports/problems.{language}.txt", problems_as_text(problems, content.texts, language))


def test_colours_only_where_asked_for(project: Path) -> None:
    content, problems = read(project)
    plain = problems_as_text(problems, content.texts, "en")
    coloured = problems_as_text(problems, content.texts, "en", colours=True)
    assert "\x1b" not in plain
    assert "\x1b[31;1merror CX104\x1b[0m" in coloured


def test_hostile_file_names_cannot_steer_the_terminal() -> None:
    problem = Problem(code="CX009", level=Level.ERROR, place=Place("content/a\x1b[2J\n::error::.yml"))
    assert problems_as_text([problem], {}, "en").startswith("content/a\\x1b[2J\\n::error::.yml:1:1: error CX009\n")


def test_a_place_behind_the_end_of_its_file_is_reported_without_a_line() -> None:
    problem = Problem(code="CX010", level=Level.ERROR, place=Place("content/a.yml", 9))
    assert " | " not in problems_as_text([problem], {"content/a.yml": "a: b\n"}, "en")


def test_closes_with_a_count() -> None:
    def one(level: Level, path: str) -> Problem:
        return Problem(code="CX009", level=level, place=Place(path))

    problems = [one(Level.ERROR, "a"), one(Level.WARNING, "a"), one(Level.WARNING, "b"), one(Level.NOTE, "b")]
    assert count_sentence(problems, "en") == "1 error, 2 warnings, 1 note in 2 files."
    assert count_sentence(problems, "vi") == "1 lỗi, 2 cảnh báo, 1 ghi chú trong 2 tệp."
    assert count_sentence([], "vi") == "Không thấy vấn đề nào."


@pytest.mark.parametrize(("path", "is_draft"), [("content/journeys/a.yml", True), ("content/pages/a.md", False)])
def test_only_what_can_be_a_draft_is_reported_as_one(path: str, is_draft: bool) -> None:  # noqa: FBT001 -- a column of the table
    problem = Problem(code="CX009", level=Level.WARNING, place=Place(path, 2, 1))
    report = problems_as_text([problem], {path: "---\nstatus: draft\n---\n"}, "en")
    assert ("Drafts, not on the site yet" in report) == is_draft
