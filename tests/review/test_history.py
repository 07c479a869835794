"""Content as it was, read from real git repositories."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from git_project import FILES, JOURNEY, SETTLED, a_repository

from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.review.history import History

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 15)


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and the time it was last written."""
    stats = {str(path.relative_to(folder)): path.lstat() for path in folder.rglob("*")}
    return {name: (one.st_size, one.st_mtime_ns) for name, one in stats.items()}


def test_reads_what_was_committed_and_touches_nothing(tmp_path: Path) -> None:
    repository = a_repository(tmp_path / "repository")
    first = repository.commit(FILES)
    repository.write({"content/personas/lan.yml": "name: Lan của hôm nay\n"})
    time.sleep(0.02)
    before = snapshot(repository.top)
    history = History(repository.project)
    commit = history.commit("main")
    found = history.read(commit, today=TODAY)
    assert found is not None
    content, problems = found
    assert (commit.hash, commit.day, problems) == (first, date(2026, 11, 1), [])
    assert content.personas["lan"].name == "Lan"
    assert content.texts["content/personas/lan.yml"] == FILES["content/personas/lan.yml"]
    assert snapshot(repository.top) == before


@pytest.mark.parametrize("inside", ["sổ tay", "two words/cx\nplaybook", "-x"])
def test_a_playbook_may_lie_in_a_folder_of_any_name(tmp_path: Path, inside: str) -> None:
    repository = a_repository(tmp_path / "repository", inside)
    repository.commit({**FILES, "content/pages/ba điều.md": "# Ba điều\n"})
    found = History(repository.project).read(History(repository.project).commit("HEAD"), today=TODAY)
    assert found is not None
    assert list(found[0].journeys) == ["mua-vay"]


def test_the_same_problems_are_found_at_a_commit_as_on_the_disk(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit(
        {
            **FILES,
            "content/personas/Tên lạ\n.yml": "name: A\n",
            "content/personas/minh.yml": "name: [\n",
            "content/personas/.hidden.yml": "name: [\n",
            "content/a/b/c/d/e.yml": "x: 1\n",
            "content/goals/long.yml": "title: " + "x" * 1_100_000,
            "content/pictures/lan.png": "png",
            "content/observations/a.csv": "metric,period,value\nnps,2026-09,x\n",
        }
    )
    (repository.project / "content/personas/chi.yml").symlink_to("lan.yml")
    (repository.project / "content/personas/etc.yml").symlink_to("/etc/hostname")
    (repository.project / "content/personas/round.yml").symlink_to("round.yml")
    repository.commit({})
    history = History(repository.project)
    found = history.read(history.commit("HEAD"), today=TODAY)
    assert found is not None
    content, problems = found
    on_disk, problems_on_disk = read(repository.project, today=TODAY)
    assert problems == problems_on_disk
    assert {problem.code for problem in problems} >= {"CX001", "CX011", "CX015", "CX018", "CX153"}
    assert content.personas["chi"].name == "Lan"
    assert (content.pictures, content.texts) == (on_disk.pictures, on_disk.texts)


def test_there_may_have_been_no_playbook_yet(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit({"README.md": "hello"})
    assert History(tmp_path).read(History(tmp_path).commit("HEAD"), today=TODAY) is None


@pytest.mark.parametrize("ref", ["nowhere", "--all", "HEAD~5", "HEAD:content", "", "main\nHEAD", "$(touch x)"])
def test_an_unknown_ref_is_reported(tmp_path: Path, ref: str) -> None:
    a_repository(tmp_path).commit(FILES)
    with pytest.raises(CxsiteError, match="Git knows no commit"):
        History(tmp_path).commit(ref)
    assert not (tmp_path / "x").exists()


def test_a_folder_without_git_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match="is not in a git repository"):
        History(tmp_path).commit("HEAD")


def test_a_repository_of_somebody_else_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_repository(tmp_path).commit(FILES)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(CxsiteError, match="does not trust") as reported:
        History(tmp_path).commit("HEAD")
    assert "safe.directory" in reported.value.remedy


def test_missing_git_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_repository(tmp_path).commit(FILES)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CxsiteError, match="Git is not installed"):
        History(tmp_path).commit("HEAD")


def clone(repository: Path, to: Path, *options: str) -> Path:
    command = ["git", "clone", "--quiet", *options, repository.as_uri(), str(to)]
    subprocess.run(command, check=True, env={**os.environ, **SETTLED}, capture_output=True)
    return to


def test_a_history_that_was_fetched_in_part_is_reported(tmp_path: Path) -> None:
    repository = a_repository(tmp_path / "whole")
    repository.commit(FILES)
    repository.commit({"content/personas/lan.yml": "name: Chị Lan\n"})
    history = History(clone(repository.top, tmp_path / "shallow", "--depth", "1"))
    assert history.is_shallow
    assert history.commit("HEAD").hash
    with pytest.raises(CxsiteError, match="not in the part of the history") as reported:
        history.commit("HEAD~1")
    assert "fetch-depth: 0" in reported.value.remedy
    assert history.find_recent_range(TODAY) is None


def test_objects_that_were_not_fetched_are_reported_and_not_fetched(tmp_path: Path) -> None:
    repository = a_repository(tmp_path / "whole")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit(FILES)
    history = History(clone(repository.top, tmp_path / "partial", "--filter=blob:none", "--no-checkout"))
    with pytest.raises(CxsiteError, match="made with --filter"):
        history.read(history.commit("HEAD"), today=TODAY)


def test_nothing_of_the_repositorys_own_is_run(tmp_path: Path) -> None:
    repository = a_repository(tmp_path / "repository")
    repository.commit({**FILES, ".gitattributes": "*.yml diff=evil filter=evil\n"})
    trap = tmp_path / "sprung"
    evil = f"touch '{trap}'; cat"
    for key in ("core.fsmonitor", "core.pager", "diff.evil.textconv", "diff.evil.command", "diff.external"):
        repository.git("config", key, evil)
    for key in ("filter.evil.smudge", "filter.evil.clean", "gpg.program", "core.sshCommand"):
        repository.git("config", key, evil)
    repository.git("config", "log.showSignature", "true")
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        hook = repository.top / ".git/hooks" / name
        hook.write_text(f"#!/bin/sh\n{evil}\n", encoding="utf-8")
        hook.chmod(0o755)
    history = History(repository.project)
    assert history.read(history.commit("HEAD"), today=TODAY) is not None
    assert history.find_recent_range(TODAY) is None
    assert not trap.exists()


def test_a_git_that_called_us_does_not_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = a_repository(tmp_path / "other")
    other.commit({"README.md": "other"})
    mine = a_repository(tmp_path / "mine")
    first = mine.commit(FILES)
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git/index"))
    assert History(mine.project).commit("HEAD").hash == first


def test_lately_begins_with_the_last_commit_before_thirty_days(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit(FILES, day="2026-08-01")
    base = repository.commit({"content/personas/lan.yml": "name: Chị Lan\n"}, day="2026-10-15")
    repository.commit({"content/journeys/mua-vay.yml": JOURNEY.replace("emotion: 2", "emotion: 3")}, day="2026-10-20")
    head = repository.commit({"content/personas/lan.yml": "name: Lan\n"}, day="2026-11-14")
    found = History(tmp_path).find_recent_range(TODAY)
    assert found is not None
    assert [commit.hash for commit in found] == [base, head]
    later = History(tmp_path).find_recent_range(date(2027, 3, 1))
    assert later is not None
    assert [commit.hash for commit in later] == [head, head], "nothing was committed in the 30 days before"


def test_a_younger_playbook_is_compared_with_how_it_began(tmp_path: Path) -> None:
    repository = a_repository(tmp_path)
    repository.commit({"README.md": "an older repository"}, day="2025-01-01")
    began = repository.commit(FILES, day="2026-11-10")
    head = repository.commit({"content/personas/lan.yml": "name: Chị Lan\n"}, day="2026-11-12")
    found = History(tmp_path).find_recent_range(TODAY)
    assert found is not None
    assert [commit.hash for commit in found] == [began, head]
