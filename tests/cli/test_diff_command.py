"""`cxsite diff` in real git repositories."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from git_project import FILES, JOURNEY, a_repository
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

BETTER = {"content/journeys/mua-vay.yml": JOURNEY.replace("emotion: 2", "emotion: 4")}


def test_your_files_against_a_commit(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit(FILES)
    repository.write(BETTER)
    ran = cxsite("diff", "main", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "~ Điểm chạm Thử đồ: cảm xúc 2 → 4" in ran.out
    assert "→ tệp đang có trong thư mục" in ran.out.split("\n")[0]
    assert "Emotion curve: ▄▂· → ▄▄·" in cxsite("--language", "en", "diff", "main", cwd=tmp_path).out


def test_two_commits_whatever_lies_in_the_folder(tmp_path: Path) -> None:
    repository = a_repository(tmp_path, "a b")
    repository.commit(FILES)
    repository.commit(BETTER)
    repository.write({"content/journeys/mua-vay.yml": "title: [\n"})
    ran = cxsite("-C", "a b", "diff", "HEAD~1", "HEAD", "--format", "json", cwd=tmp_path)
    reported = json.loads(ran.out)
    assert [(change["key"], change["how"]) for change in reported["changes"]] == [("mua-vay/thu-do", "changed")]
    assert reported["after"]["name"] == "HEAD"
    assert (reported["new"], reported["fixed"]) == ([], [])


def test_nothing_changed(tmp_path: Path) -> None:
    a_repository(tmp_path).commit(FILES)
    ran = cxsite("diff", "HEAD", "--format", "markdown", cwd=tmp_path)
    assert ran.out.startswith("<!-- cxsite diff -->\n")
    assert "Không có gì thay đổi" in ran.out


def test_a_playbook_that_begins_with_this_change(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit({"README.md": "hello"})
    repository.commit(FILES)
    ran = cxsite("diff", "HEAD~1", cwd=tmp_path)
    assert ran.code == 0
    assert "chưa có sổ tay: mọi thứ đều mới" in ran.out
    assert "+ Thêm hành trình: Mua váy" in ran.out


@pytest.mark.parametrize(
    ("refs", "message"),
    [
        (("nowhere",), "knows no commit nowhere"),
        (("HEAD", "--", "-x"), "knows no commit -x"),
        (("HEAD", "empty"), "no content/ at empty"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_compared_ends_with_two(tmp_path: Path, refs: tuple[str, ...], message: str) -> None:
    repository = a_repository(tmp_path)
    repository.commit({"README.md": "hello"})
    repository.git("tag", "empty")
    repository.commit(FILES)
    ran = cxsite("--language", "en", "diff", *refs, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_outside_git_it_says_so(tmp_path: Path) -> None:
    repository = a_repository(tmp_path / "elsewhere")
    repository.write(FILES)
    (repository.top / ".git").rename(tmp_path / "git")
    ran = cxsite("-C", "elsewhere", "--language", "en", "diff", "HEAD", cwd=tmp_path)
    assert ran.code == 2
    assert "is not in a git repository" in ran.err
