"""The hooks of pre-commit, run by pre-commit itself, for a playbook at the top of a repository or below it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from git_project import SETTLED
from shell import a_project

from cxsite.cli.pre_commit import main

if TYPE_CHECKING:
    from pathlib import Path as Folder

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def run_in(top: Folder, *command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **SETTLED, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    environment["PRE_COMMIT_HOME"] = str(top.parent / "pre-commit")
    return subprocess.run(
        [str(part) for part in command], cwd=top, env=environment, capture_output=True, text=True, check=False
    )


def a_repository(top: Folder) -> Folder:
    """A repository with the hooks as they are published, but from the environment of these tests."""
    top.mkdir()
    run_in(top, "git", "init", "-q")
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    settings = {"repos": [{"repo": "local", "hooks": hooks}]}
    (top / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return top


def test_the_manifest_is_one() -> None:
    done = run_in(ROOT, TOOLS / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "tài liệu/sổ tay"])
def test_both_hooks_find_the_playbook_wherever_it_lies(tmp_path: Folder, folder: str) -> None:
    top = a_repository(tmp_path / "r")
    project = a_project(top / folder)
    run_in(top, "git", "add", "-A")
    first = run_in(top, TOOLS / "pre-commit", "run", "cxsite-format")
    assert first.returncode == 1, "files that are laid out anew are to be added again"
    run_in(top, "git", "add", "-A")
    again = run_in(top, TOOLS / "pre-commit", "run")
    assert again.returncode == 0, again.stdout
    (project / "content/personas/lan.yml").write_text("name: Lan\nquot: x\n", encoding="utf-8")
    run_in(top, "git", "add", "-A")
    broken = run_in(top, TOOLS / "pre-commit", "run", "cxsite-validate")
    assert broken.returncode == 1
    assert "content/personas/lan.yml:2:1" in broken.stdout


@pytest.mark.slow
def test_files_of_no_playbook_are_passed_over(tmp_path: Folder) -> None:
    top = a_repository(tmp_path / "r")
    (top / "blog/content").mkdir(parents=True)
    (top / "blog/content/a.yml").write_text("title: x\n", encoding="utf-8")
    run_in(top, "git", "add", "-A")
    assert run_in(top, TOOLS / "pre-commit", "run").returncode == 0


def test_each_playbook_is_looked_at_once_and_the_worst_counts(
    tmp_path: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    good, bad = a_project(tmp_path / "a"), a_project(tmp_path / "b", **{"personas/lan.yml": "nam: Lan\n"})
    files = [good / "content/playbook.yml", good / "content/personas/lan.yml"]
    assert main("validate", *map(str, files)) == 0
    assert capfd.readouterr().out.count("CX502") == len(files)
    assert main("validate", *map(str, files), str(bad / "content/personas/lan.yml")) == 1
