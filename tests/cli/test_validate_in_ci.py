"""`cxsite validate` where CI runs it: its forms, the summary, and findings that are known."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from shell import a_project, cxsite

if TYPE_CHECKING:
    from pathlib import Path

LAN = "name: Lan\nchannels: [zaloo]\n"
UNOWNED = "content/journeys/mua-vay.yml"


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_each_form_has_the_same_exit_code_and_the_error(tmp_path: Path, form: str) -> None:
    ran = cxsite("validate", "--format", form, cwd=a_project(tmp_path, **{"personas/lan.yml": LAN}))
    assert (ran.code, ran.err) == (1, "")
    assert "CX204" in ran.out
    assert "content/personas/lan.yml" in ran.out


def test_github_gets_a_summary_added_to_what_is_there(tmp_path: Path) -> None:
    project = a_project(tmp_path / "p", **{"personas/lan.yml": LAN})
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    ran = cxsite("validate", "--format", "github", cwd=project, GITHUB_STEP_SUMMARY=str(summary))
    assert "::error file=content/personas/lan.yml,line=2,endLine=2,col=12,endColumn=16,title=CX204::" in ran.out
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("# Before\n## cxsite: ")
    assert "CX204" in written
    missing = str(tmp_path / "no" / "summary.md")
    assert cxsite("validate", "--format", "github", cwd=project, GITHUB_STEP_SUMMARY=missing).code == 2
    assert cxsite("validate", "--format", "json", cwd=project, GITHUB_STEP_SUMMARY=missing).code == 1


def test_files_are_named_from_the_top_of_the_repository(tmp_path: Path) -> None:
    project = a_project(tmp_path / "docs" / "so tay", **{"personas/lan.yml": LAN})
    alone = json.loads(cxsite("validate", "--format", "json", cwd=project, GITHUB_WORKSPACE=str(project)).out)
    assert alone["prefix"] == ""
    for where in ({"GITHUB_WORKSPACE": str(tmp_path)}, {"CI_PROJECT_DIR": str(tmp_path)}):
        entries = json.loads(cxsite("validate", "--format", "gitlab", cwd=project, **where).out)
        assert "docs/so tay/content/personas/lan.yml" in {entry["location"]["path"] for entry in entries}
    (tmp_path / ".git").mkdir()
    assert " file=docs/so tay/content/" in cxsite("validate", "--format", "github", cwd=project).out


def test_known_findings_are_listed_and_only_new_ones_fail(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": LAN})
    written = cxsite("known", "write", cwd=project)
    assert written.code == 0
    known = project / ".cxsite/known.json"
    assert str(known) in written.out
    ran = cxsite("--language", "en", "validate", "--known", known, cwd=project)
    assert ran.code == 0
    assert ran.out.startswith("No problems found.\n")
    assert "known findings, accepted for now:" in ran.out
    assert "content/personas/lan.yml:2:12: CX204 " in ran.out
    (project / "content/personas/lan.yml").write_text("\n" + LAN + "tagline: x\nquot: y\n", encoding="utf-8")
    ran = cxsite("validate", "--known", known, "--format", "json", cwd=project)
    new = [entry["code"] for entry in json.loads(ran.out)["problems"] if not entry["known"]]
    assert ran.code == 1
    assert new == ["CX101"]


def test_a_new_warning_is_a_gate_not_met(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    cxsite("known", "write", "known.json", cwd=project)
    journey = project / UNOWNED
    journey.write_text(journey.read_text("utf-8").replace(", emotion: 2", ""), encoding="utf-8")
    assert cxsite("validate", "--known", "known.json", cwd=project).code == 3
    assert cxsite("validate", cwd=project).code == 0


def test_shrinking_is_free(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": LAN})
    cxsite("known", "write", "known.json", cwd=project)
    shutil.copy(project / "known.json", project / "before.json")
    (project / "content/personas/lan.yml").write_text("name: Lan\n", encoding="utf-8")
    ran = cxsite("--language", "en", "validate", "--known", "known.json", cwd=project)
    assert ran.code == 0
    assert "fixed; `cxsite known write` removes" in ran.err
    cxsite("known", "write", "known.json", cwd=project)
    assert (project / "known.json").stat().st_size < (project / "before.json").stat().st_size
    assert cxsite("validate", "--known", "known.json", cwd=project).err == ""


def test_what_a_file_said_that_cannot_be_read_now_is_not_reported_as_put_right(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": LAN})
    cxsite("known", "write", "known.json", cwd=project)
    (project / "content/personas/lan.yml").write_text("name: Lan: x\n", encoding="utf-8")
    ran = cxsite("validate", "--known", "known.json", cwd=project)
    assert (ran.code, ran.err) == (1, "")


@pytest.mark.parametrize("text", ["{", '{"version": 1, "known": [{}]}', None])
def test_a_corrupt_or_missing_file_of_known_findings_is_2(tmp_path: Path, text: str | None) -> None:
    project = a_project(tmp_path)
    if text is not None:
        (project / "known.json").write_text(text, encoding="utf-8")
    ran = cxsite("validate", "--known", "known.json", cwd=project)
    assert (ran.code, ran.out) == (2, "")
    assert "known.json" in ran.err
    assert "→ " in ran.err
