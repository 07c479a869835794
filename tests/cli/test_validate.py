"""`cxsite validate` reads everything and reports what was asked for."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shell import a_project, cxsite

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {"personas/lan.yml": "name: Lan\nquot: Đẹp\n", "goals/vui.yml": "title: Vui\ntarget: nhiều\n"}


def test_a_playbook_without_errors_is_0(tmp_path: Path) -> None:
    ran = cxsite("validate", cwd=a_project(tmp_path))
    assert ran.code == 0
    assert "lỗi" not in ran.out


def test_errors_are_1_and_reported_in_the_playbooks_language(tmp_path: Path) -> None:
    project = a_project(tmp_path, **WRONG)
    ran = cxsite("validate", cwd=project)
    assert ran.code == 1
    assert ran.err == ""
    assert "content/personas/lan.yml:2:1: lỗi CX101\n" in ran.out
    assert "content/goals/vui.yml:2:9: lỗi CX103\n" in ran.out
    assert "content/goals/vui.yml:2:9: error CX103\n" in cxsite("--language", "en", "validate", cwd=project).out


def test_a_path_limits_what_is_reported_never_what_is_read(tmp_path: Path) -> None:
    project = a_project(tmp_path, **WRONG)
    for path in ("content/personas", "content/personas/lan.yml", project / "content/personas"):
        ran = cxsite("validate", path, cwd=project)
        assert ran.code == 1
        assert "content/personas/lan.yml" in ran.out
        assert "goals" not in ran.out
    ran = cxsite("validate", "content/journeys", cwd=project)
    assert ran.code == 0
    assert "CX201" not in ran.out


def test_a_path_may_be_given_from_a_folder_below_or_from_the_project(tmp_path: Path) -> None:
    project = a_project(tmp_path, **WRONG)
    assert cxsite("validate", "lan.yml", cwd=project / "content/personas").code == 1
    assert cxsite("-C", project, "validate", "content/personas/lan.yml", cwd=tmp_path.parent).code == 1


@pytest.mark.parametrize("path", ["content/personas/nobody.yml", "notes.txt", ".."])
def test_a_path_that_is_not_content_is_wrong_usage(tmp_path: Path, path: str) -> None:
    project = a_project(tmp_path)
    (project / "notes.txt").write_text("x", encoding="utf-8")
    ran = cxsite("validate", path, cwd=project)
    assert ran.code == 2
    assert "Cách dùng:" in ran.err


def test_json_has_the_same_findings(tmp_path: Path) -> None:
    project = a_project(tmp_path, **WRONG)
    ran = cxsite("validate", "--format", "json", cwd=project)
    report = json.loads(ran.out)
    assert ran.code == 1
    assert report["counts"]["error"] == 2
    heads = [f"{p['path']}:{p['line']}:{p['column']}" for p in report["problems"]]
    text = cxsite("validate", cwd=project).out
    assert all(f"{head}: " in text for head in heads)


def test_a_title_or_language_that_mkdocs_states_otherwise_is_a_warning_in_playbook_yml(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project / "mkdocs.yml").write_text("site_name: Cẩm nang\ntheme: {name: material, language: en}\n", "utf-8")
    ran = cxsite("validate", cwd=project)
    assert ran.code == 0
    assert "content/playbook.yml:1:8: cảnh báo CX031" in ran.out
    assert "content/playbook.yml:2:13: cảnh báo CX032" in ran.out
    (project / "mkdocs.yml").write_text("site_name: Sổ tay\ntheme: {name: material, language: vi}\n", "utf-8")
    assert "CX03" not in cxsite("validate", cwd=project).out


def on_a_terminal(project: Path, **environment: str) -> bytes:
    """What the command writes where its output is a terminal."""
    main, terminal = pty.openpty()
    settled = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment}
    command = [sys.executable, "-m", "cxsite", "validate"]
    with subprocess.Popen(command, cwd=project, env=settled, stdout=terminal) as running:
        os.close(terminal)
        written = b""
        with contextlib.suppress(OSError):  # a terminal whose other end is closed
            while part := os.read(main, 65536):
                written += part
    os.close(main)
    assert running.returncode == 1
    return written


@pytest.mark.slow
def test_colours_on_a_terminal_only_and_never_with_no_color(tmp_path: Path) -> None:
    project = a_project(tmp_path, **WRONG)
    assert b"\x1b[31;1m" in on_a_terminal(project)
    assert b"\x1b" not in on_a_terminal(project, NO_COLOR="1")
    assert b"\x1b" not in on_a_terminal(project, TERM="dumb")
    assert "\x1b" not in cxsite("validate", cwd=project).out
