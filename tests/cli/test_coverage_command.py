"""`cxsite coverage`: the figures, and the gate."""

from __future__ import annotations

import json
import subprocess
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
    assert "80% đạt chỉ tiêu  touchpoints-with-emotion" in text
    assert "80% chưa đạt chỉ tiêu  personas-reviewed" in text


def test_a_gate_that_is_not_met_is_3_with_the_number_as_it_is(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    total = json.loads(cxsite("coverage", "--format", "json", cwd=project).out)["total"]
    assert 0 < total["share"] < 100
    missed = cxsite("coverage", "--fail-under", "99.5", cwd=project)
    assert missed.code == 3
    assert f"{total['share']!r}% ({total['have']} trên {total['total']}), thấp hơn 99.5%" in missed.err
    assert cxsite("coverage", "--fail-under", str(total["share"] - 0.01), cwd=project).code == 0
    assert cxsite("coverage", "--fail-under", "0", cwd=project).code == 0


@pytest.mark.parametrize("wanted", ["101", "-1", "nan", "many"])
def test_a_gate_that_makes_no_sense_is_wrong_usage(tmp_path: Path, wanted: str) -> None:
    assert cxsite("coverage", "--fail-under", wanted, cwd=a_project(tmp_path)).code == 2


def test_content_with_errors_is_not_counted(tmp_path: Path) -> None:
    ran = cxsite("coverage", "--format", "json", cwd=a_project(tmp_path, **{"goals/vui.yml": "titel: Vui\n"}))
    assert (ran.code, ran.out) == (1, "")
    assert "content/goals/vui.yml:1:1: lỗi" in ran.err


TARGETS = "coverage: {targets: {touchpoints-with-emotion: 80, personas-reviewed: 33.5}}\n"


def with_targets(project: Path) -> Path:
    with (project / "content/playbook.yml").open("a", encoding="utf-8") as file:
        file.write(TARGETS)
    return project


def test_the_targets_of_the_playbook_can_be_a_gate(tmp_path: Path) -> None:
    project = with_targets(a_project(tmp_path))
    assert cxsite("coverage", cwd=project).code == 0
    ran = cxsite("--language", "en", "coverage", "--fail-under-targets", cwd=project)
    assert ran.code == 3
    assert ran.err.splitlines() == ["Personas reviewed in time: 0.0 % (0 of 1), which is below the target of 33.5 %."]
    (project / "content/personas/lan.yml").write_text("name: Lan\nreviewed: 2099-01-01\n", encoding="utf-8")
    assert cxsite("coverage", "--fail-under-targets", cwd=project).code == 0


def test_compares_with_an_earlier_report(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(cxsite("coverage", "--format", "json", cwd=project).out, encoding="utf-8")
    unchanged = cxsite("--language", "en", "coverage", "--compare", earlier, cwd=project)
    assert unchanged.code == 0
    assert unchanged.out.endswith("  Nothing has changed.\n")
    journey = project / "content/journeys/mua-vay.yml"
    journey.write_text(journey.read_text("utf-8").replace(", emotion: 2", ""), encoding="utf-8")
    text = cxsite("--language", "en", "coverage", "--compare", earlier, cwd=project).out
    assert "Touchpoints with an emotion: 100% (1/1) → 0% (0/1) (−100)" in text
    markdown = cxsite("coverage", "--compare", earlier, "--format", "markdown", cwd=project).out
    assert "→ 0% (0/1) (−100)" in markdown
    compared = json.loads(cxsite("coverage", "--compare", earlier, "--format", "json", cwd=project).out)["compared"]
    assert compared["since"] == str(earlier)
    assert compared["figures"]["touchpoints-with-emotion"] == {"have": 1, "total": 1, "share": 100.0, "change": -100.0}


def test_compares_with_a_commit(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], cwd=project, check=True)
    (project / "content/journeys/mua-vay.yml").write_text(
        (project / "content/journeys/mua-vay.yml").read_text("utf-8").replace(", emotion: 2", ""), encoding="utf-8"
    )
    ran = cxsite("--language", "en", "coverage", "--compare", "HEAD", cwd=project)
    assert ran.code == 0
    assert "Since HEAD" in ran.out
    assert "Touchpoints with an emotion: 100% (1/1) → 0% (0/1) (−100)" in ran.out
    assert cxsite("coverage", "--compare", "no-such-branch", cwd=project).code == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"version": 1, "figures": {"a": {"have": 2, "total": 1}}, "total": 1}']
)
def test_a_report_that_is_none_is_2(tmp_path: Path, text: str) -> None:
    project = a_project(tmp_path)
    (tmp_path / "earlier.json").write_text(text, encoding="utf-8")
    ran = cxsite("--language", "en", "coverage", "--compare", "earlier.json", cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert "is not a coverage report" in ran.err
