"""`cxsite init`: a playbook that is fine from its first minute."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["vi", "en"])
def test_begins_a_playbook_in_which_no_rule_finds_anything(tmp_path: Path, language: str) -> None:
    begun = cxsite("init", "shop", "--language", language, "--title", "Tiệm Nắng: 2026", cwd=tmp_path)
    assert begun.code == 0
    assert "shop/content/playbook.yml" in begun.out
    ran = cxsite("-C", "shop", "validate", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == {"vi": "Không thấy vấn đề nào.\n", "en": "No problems found.\n"}[language]


def test_the_same_day_begins_the_same_files_in_any_folder(tmp_path: Path) -> None:
    begun = []
    for name in ("shop", "other-name"):
        assert cxsite("init", name, "--language", "vi", cwd=tmp_path, SOURCE_DATE_EPOCH="1795219200").code == 0
        files = [path for path in sorted((tmp_path / name).rglob("*")) if path.is_file()]
        begun.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert begun[0] == begun[1]
    assert len(begun[0]) > 5


def test_speaks_the_systems_language_unless_reported(tmp_path: Path) -> None:
    assert "Sổ tay của bạn" in cxsite("init", "a", cwd=tmp_path, LC_ALL="vi_VN.UTF-8").out
    assert "Your playbook" in cxsite("init", "b", cwd=tmp_path).out
    assert "Sổ tay của bạn" in cxsite("--language", "vi", "init", "c", cwd=tmp_path).out


def test_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ran = cxsite("init", ".", cwd=tmp_path)
    assert ran.code == 2
    assert "notes.txt" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("language", [["--language", "vi"], ["--language=vi"]])
def test_what_stands_in_the_way_is_reported_in_the_playbooks_language(tmp_path: Path, language: list[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    refused = cxsite("init", ".", *language, cwd=tmp_path)
    assert refused.err.startswith("cxsite: . không trống: notes.txt.\n  → Nêu một thư mục trống")
    assert cxsite("--language", "en", "init", ".", *language, cwd=tmp_path).err.startswith("cxsite: . is not empty")
    assert cxsite("init", "--nope", *language, cwd=tmp_path).err.startswith("Cách dùng:")


def test_offers_files_for_continuous_integration(tmp_path: Path) -> None:
    plain = cxsite("init", "plain", cwd=tmp_path)
    assert plain.code == 0
    assert not (tmp_path / "plain/.github").exists()
    ran = cxsite("init", "shop", "--ci", "github", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "shop/.github/workflows/playbook.yml" in ran.out
    added = cxsite("init", "shop", "--ci", "gitlab", "--publish", "rsync", cwd=tmp_path)
    assert added.code == 0, "to a playbook that is there it is added"
    assert "TARGET" in (tmp_path / "shop/.gitlab-ci.yml").read_text(encoding="utf-8")
    again = cxsite("init", "shop", "--ci", "gitlab", cwd=tmp_path)
    assert (again.code, "already exists" in again.err) == (2, True)


def test_files_for_ci_lie_at_the_top_of_the_repository_and_name_folder_and_branch(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "master"], cwd=tmp_path, check=True)
    ran = cxsite("init", "docs/so-tay", "--language", "en", "--ci", "github", "--publish", "rsync", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "  .github/workflows/playbook.yml\n    PROJECT is docs/so-tay, the default branch is master.\n" in ran.out
    text = (tmp_path / ".github/workflows/playbook.yml").read_text(encoding="utf-8")
    assert "  PROJECT: docs/so-tay #" in text
    assert "    branches: [master]\n" in text
    assert "github.ref == 'refs/heads/master'" in text
    assert not (tmp_path / "docs/so-tay/.github").exists()
    inside = cxsite("init", ".", "--ci", "gitlab", cwd=tmp_path / "docs/so-tay")
    assert "/.gitlab-ci.yml\n" in inside.out
    assert "  PROJECT: docs/so-tay #" in (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8")


def test_the_pipeline_of_something_else_is_in_the_way_before_anything_is_written(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitlab-ci.yml").write_text("mine", encoding="utf-8")
    ran = cxsite("init", "so-tay", "--ci", "gitlab", cwd=tmp_path)
    assert (ran.code, ".gitlab-ci.yml already exists" in ran.err) == (2, True)
    assert (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "so-tay").exists()


def test_warns_before_pain_points_become_public(tmp_path: Path) -> None:
    ran = cxsite("init", "shop", "--language", "vi", "--ci", "github", "--publish", "pages", cwd=tmp_path)
    assert ran.code == 0
    assert "kể cả điểm đau" in ran.err
    assert cxsite("init", "b", "--publish", "pages", cwd=tmp_path).code == 2


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    def answered(*answers: str, folder: str) -> str:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "cxsite", "--language", "en", "init", folder]
        with subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs) as running:
            os.close(theirs)
            os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
            try:
                running.wait(timeout=60)
            finally:
                running.kill()  # if it waits for one more answer
        message = os.read(ours, 65_536).decode()
        os.close(ours)
        return message

    assert "continuous integration" in answered("", "", folder="a")
    assert sorted(path.name for path in (tmp_path / "a").iterdir() if "git" in path.name) == [".gitignore"]
    message = answered("", "gitlab", "pages", "n", folder="b")
    assert "everyone on the internet" in message
    assert "PUBLIC" not in (tmp_path / "b/.gitlab-ci.yml").read_text(encoding="utf-8")


def test_a_playbook_in_the_current_folder_needs_no_cd(tmp_path: Path) -> None:
    folder = tmp_path / "so-tay"
    folder.mkdir()
    out = cxsite("init", ".", "--language", "vi", cwd=folder).out
    assert "Sổ tay của bạn ở so-tay. Tiếp theo:\n  cxsite serve" in out
    assert "  cd so-tay\n" in cxsite("init", "so-tay", "--language", "vi", cwd=folder).out
