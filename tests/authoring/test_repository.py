"""Where CI reads its file, and the name of the default branch, in real repositories of every kind."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.repository import find_repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Lan")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "lan@example.com")


def git(folder: Path, *arguments: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder: Path, branch: str) -> Path:
    git(folder, "init", "-q", "-b", branch)
    git(folder, "commit", "-q", "--allow-empty", "-m", "a")
    return folder


def test_without_git_the_folder_is_the_top_and_the_branch_as_git_is_set_up(tmp_path: Path) -> None:
    found = find_repository(tmp_path / "so-tay")
    assert (found.top, found.project, found.branch, found.uses_lfs) == (
        (tmp_path / "so-tay").resolve(), ".", "main", False,
    )  # fmt: skip
    (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = trunk\n", encoding="utf-8")
    assert find_repository(tmp_path / "so-tay").branch == "trunk"


@pytest.mark.parametrize("branch", ["main", "master", "develop", "bản/chính"])
@pytest.mark.parametrize("folder", [".", "so-tay", "tài liệu/sổ tay"])
def test_a_branch_that_has_no_commit_yet_has_its_name(tmp_path: Path, branch: str, folder: str) -> None:
    git(tmp_path / "r", "init", "-q", "-b", branch)
    found = find_repository(tmp_path / "r" / folder)
    assert (found.top, found.project, found.branch) == ((tmp_path / "r").resolve(), folder, branch)


def test_on_a_branch_of_work_the_usual_name_is_the_default(tmp_path: Path) -> None:
    top = committed(tmp_path / "r", "master")
    git(top, "switch", "-q", "-c", "them-playbook")
    assert find_repository(top / "so-tay").branch == "master"


def test_what_the_remote_says_goes_before_all_else(tmp_path: Path) -> None:
    committed(tmp_path / "remote", "develop")
    git(tmp_path / "remote", "branch", "main")
    git(tmp_path, "clone", "-q", str(tmp_path / "remote"), str(tmp_path / "clone"))
    git(tmp_path / "clone", "switch", "-q", "-c", "work")
    assert find_repository(tmp_path / "clone").branch == "develop"


def test_only_a_branch_of_an_own_name_is_the_default(tmp_path: Path) -> None:
    assert find_repository(committed(tmp_path / "r", "chinh")).branch == "chinh"


def test_in_another_work_tree_the_top_is_its_own(tmp_path: Path) -> None:
    top = committed(tmp_path / "r", "master")
    git(top, "worktree", "add", "-q", str(tmp_path / "w"))
    found = find_repository(tmp_path / "w" / "so-tay")
    assert (found.top, found.project, found.branch) == ((tmp_path / "w").resolve(), "so-tay", "master")


@pytest.mark.parametrize("place", [".gitattributes", "so-tay/.gitattributes", "so-tay/content/pictures/.gitattributes"])
def test_lfs_is_seen_where_it_speaks_for_the_playbook(tmp_path: Path, place: str) -> None:
    git(tmp_path / "r", "init", "-q")
    file = tmp_path / "r" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("*.png filter=lfs diff=lfs merge=lfs -text\n", encoding="utf-8")
    assert find_repository(tmp_path / "r/so-tay").uses_lfs
    file.write_text("*.png binary\n", encoding="utf-8")
    assert not find_repository(tmp_path / "r/so-tay").uses_lfs


def test_where_git_is_not_installed_the_top_is_still_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path / "r", "init", "-q")
    monkeypatch.setenv("PATH", os.devnull)
    found = find_repository(tmp_path / "r/so-tay")
    assert (found.top, found.project, found.branch) == ((tmp_path / "r").resolve(), "so-tay", "main")
