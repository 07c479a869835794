"""`cxsite coverage`: the figures, and the gate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shell import a_project, cxsite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_tells_every_figure_in_each_form(tmp_path: Path, form: str) -> None:
    ran = cxsite("coverage", "--format", form, cwd=a_project(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert ("Điểm chạm có cảm xúc" if form == "markdown" else "touchpoints-with-emotion") in ran.out


def test_shows_the_targets_of_the_playbook(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    with (project / "content/playbook.yml").open("a", encoding="utf-8") as file:
        file.write("coverage: {targets: {touchpoints-with-emotion: 80, personas-reviewed: 80}}\n")
    text = cxsite("coverage", cwd=project).out
    assert "80% đạt  touchpoints-with-emotion" in text
    assert "80% chưa đạt  personas-reviewed" in text


def test_a_gate_that_is_not_met_is_3_with_the_number_as_it_is(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    total = json.loads(cxsite("coverage", "--format", "json", cwd=project).out)["total"]
    assert 0 < total["share"] < 100
    missed = cxsite("coverage", "--fail-under", "99.5", cwd=project)
    assert missed.code == 3
    assert f"{total['share']!r}% ({total['have']} trên {total['total']}), thấp hơn mức 99.5%" in missed.err
    assert cxsite("coverage", "--fail-under", str(total["share"] - 0.01), cwd=project).code == 0
    assert cxsite("coverage", "--fail-under", "0", cwd=project).code == 0


@pytest.mark.parametrize("wanted", ["101", "-1", "nan", "many"])
def test_a_gate_that_makes_no_sense_is_wrong_usage(tmp_path: Path, wanted: str) -> None:
    assert cxsite("coverage", "--fail-under", wanted, cwd=a_project(tmp_path)).code == 2


def test_content_with_errors_is_not_counted(tmp_path: Path) -> None:
    ran = cxsite("coverage", "--format", "json", cwd=a_project(tmp_path, **{"goals/vui.yml": "titel: Vui\n"}))
    assert (ran.code, ran.out) == (1, "")
    assert "content/goals/vui.yml:1:1: lỗi" in ran.err
