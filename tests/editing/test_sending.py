"""Changes are shown in words and lines, and sent as a branch to a bare repository."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from editing_playbook import JOURNEY_PATH, TOUCHPOINT, write_playbook

from cxsite.editing.changes import find_changes, zip_changes
from cxsite.editing.edit import NewFile, SetValues
from cxsite.editing.merge_address import merge_address
from cxsite.editing.sending import plan_sending, send_changes
from cxsite.editing.session import EditingSession

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Lan"), ("EMAIL", "lan@example.com"))
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in git with a bare repository as its remote."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    folder = write_playbook(tmp_path / "playbook")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "Bắt đầu")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(folder, "push", "--quiet", "-u", "origin", "main")
    return folder


def edited(project: Path) -> EditingSession:
    session = EditingSession(project, "vi")
    assert session.save(SetValues(TOUCHPOINT, {("does",): "Khách soi gương"})).texts
    assert session.save(NewFile("persona", {"name": "Mai"})).texts
    return session


def test_changes_are_told_in_words_and_lines(project: Path) -> None:
    changes = find_changes(edited(project))
    assert any("Khách soi gương" in line for line in changes.sentences)
    journey, persona = changes.files
    assert (journey.path, journey.state, persona.path, persona.state) == (
        JOURNEY_PATH, "changed", "content/personas/mai.yml", "new"
    )  # fmt: skip
    assert [(line.kind, line.text.strip()) for line in journey.lines if line.kind in {"added", "deleted"}] == [
        ("deleted", "does: 'Khách thử ba cái váy'"),
        ("added", "does: 'Khách soi gương'"),
    ]
    assert [edit.sentence for edit in changes.undoable] == ["Đã tạo “Mai”", "Đã sửa “Thử đồ”"]


def test_sending_makes_one_commit_on_a_new_branch(project: Path, tmp_path: Path) -> None:
    session = edited(project)
    (project / "note.txt").write_text("việc khác")
    plan = plan_sending(session)
    assert plan.paths == (JOURNEY_PATH, "content/personas/mai.yml")
    assert "Khách soi gương" in plan.message
    before = git(project, "rev-parse", "main")
    result = send_changes(session, "sua-vay", "Sửa điểm thử đồ\n\nLời nói thêm")
    assert (result.is_pushed, result.problem, result.branch) == (True, "", "sua-vay")
    remote = tmp_path / "remote.git"
    assert git(remote, "rev-parse", "sua-vay") == result.commit
    assert git(remote, "rev-parse", "main") == before == git(project, "rev-parse", "main")
    assert git(remote, "log", "-1", "--format=%B", "sua-vay") == "Sửa điểm thử đồ\n\nLời nói thêm"
    assert git(remote, "diff", "--name-only", "main", "sua-vay").split("\n") == list(plan.paths)
    assert git(project, "status", "--porcelain") == "?? note.txt"
    assert find_changes(session).files == ()
    assert plan_sending(session).problem


def test_a_branch_that_exists_is_not_touched(project: Path) -> None:
    session = edited(project)
    git(project, "branch", "co-roi")
    before = git(project, "rev-parse", "co-roi")
    assert send_changes(session, "co-roi", "x").problem == "Đã có nhánh “co-roi”. Hãy chọn tên khác."
    for name in ("-f", "a..b", "x y", "HEAD^", "refs/../x"):
        assert send_changes(session, name, "x").problem
    assert git(project, "rev-parse", "co-roi") == before
    assert git(project, "branch", "--show-current") == "main"


def test_a_commit_that_a_hook_refuses_leaves_everything_as_it_was(project: Path) -> None:
    session = edited(project)
    hook = project / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho khong duoc >&2\nexit 1\n")
    hook.chmod(0o755)
    before = git(project, "status", "--porcelain")
    result = send_changes(session, "moi", "x")
    assert "khong duoc" in result.problem
    assert not result.commit
    assert git(project, "branch", "--format=%(refname:short)") == "main"
    assert git(project, "status", "--porcelain") == before


def test_a_push_that_fails_keeps_the_commit(project: Path, tmp_path: Path) -> None:
    session = edited(project)
    (tmp_path / "remote.git").rename(tmp_path / "away.git")
    result = send_changes(session, "moi", "x")
    assert (result.is_pushed, bool(result.commit), bool(result.problem)) == (False, True, True)
    assert "git push -u origin moi" in result.advice
    assert git(project, "branch", "--show-current") == "moi"


def test_without_a_remote_the_branch_stays_here(project: Path) -> None:
    git(project, "remote", "remove", "origin")
    result = send_changes(edited(project), "", "")
    assert result.branch.startswith("content-")
    assert (result.is_pushed, result.problem) == (False, "")
    assert result.branch in result.advice


def test_a_merge_under_way_is_not_mixed_up(project: Path) -> None:
    session = edited(project)
    (project / ".git/MERGE_HEAD").write_text(git(project, "rev-parse", "HEAD") + "\n")
    assert "trộn dở" in plan_sending(session).problem


def test_the_first_commit_of_a_fresh_repository_has_the_whole_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    folder = write_playbook(tmp_path / "playbook")
    (folder / "mkdocs.yml").write_text("site_name: x\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    result = send_changes(EditingSession(folder, "vi"), "dau-tien", "Bắt đầu")
    assert result.problem == ""
    assert "mkdocs.yml" in git(folder, "ls-tree", "-r", "--name-only", "dau-tien")


def test_without_git_the_changed_files_are_in_a_zip(tmp_path: Path) -> None:
    folder = write_playbook(tmp_path / "playbook")
    session = EditingSession(folder, "vi")
    assert plan_sending(session).needs_zip
    assert session.save(SetValues(TOUCHPOINT, {("does",): "Khách soi gương"})).texts
    changes = find_changes(session)
    assert [one.path for one in changes.files] == [JOURNEY_PATH]
    assert "chưa dùng git" in changes.problem
    with zipfile.ZipFile(io.BytesIO(zip_changes(session))) as archive:
        assert archive.namelist() == [JOURNEY_PATH]
        assert "Khách soi gương" in archive.read(JOURNEY_PATH).decode()


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/compare/main...x/y?expand=1"),
        ("git@github.com:a/b.git", "https://github.com/a/b/compare/main...x/y?expand=1"),
        ("https://user:secret@github.com/a/b", "https://github.com/a/b/compare/main...x/y?expand=1"),
        (
            "ssh://git@gitlab.example.com:2222/g/h/b.git",
            (
                "https://gitlab.example.com/g/h/b/-/merge_requests/new?merge_request%5Bsource_branch%5D=x/y"
                "&merge_request%5Btarget_branch%5D=main"
            ),
        ),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/compare/main...x/y"),
        ("https://gitea.example.com:3000/a/b.git", "https://gitea.example.com:3000/a/b/compare/main...x/y"),
        ("git@bitbucket.org:a/b.git", "https://bitbucket.org/a/b/pull-requests/new?source=x/y&dest=main"),
        (
            "https://bitbucket.example.com/scm/cx/b.git",
            (
                "https://bitbucket.example.com/projects/cx/repos/b/pull-requests?create"
                "&sourceBranch=refs%2Fheads%2Fx%2Fy&targetBranch=refs%2Fheads%2Fmain"
            ),
        ),
        (
            "git@ssh.dev.azure.com:v3/org/project/b",
            "https://dev.azure.com/org/project/_git/b/pullrequestcreate?sourceRef=x/y&targetRef=main",
        ),
        (
            "https://org@dev.azure.com/org/project/_git/b",
            "https://dev.azure.com/org/project/_git/b/pullrequestcreate?sourceRef=x/y&targetRef=main",
        ),
        ("/srv/git/b.git", ""),
        ("C:\\git\\b", ""),
        ("file:///srv/b.git", ""),
        ("https://git.example.com/a/b.git", ""),
    ],
)
def test_the_address_of_a_merge_request_follows_the_remote(remote: str, address: str) -> None:
    assert merge_address(remote, "x/y", "main") == address


def test_a_server_of_another_name_says_the_address_itself() -> None:
    said = "remote: \nremote: To create a merge request, visit:\nremote:   https://git.example.com/a/b/-/new?x=1\n"
    assert merge_address("git@git.example.com:a/b.git", "x", "main", said) == "https://git.example.com/a/b/-/new?x=1"
    assert merge_address("git@other.example.com:a/b.git", "x", "main", said) == ""
