"""A source reads files of the project and of folders that playbook.yml names, and opens nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from answers import FILES, SOURCE, check, project, write

from cxsite.measurement import data_access
from cxsite.measurement.data_access import DataAccess, NotAllowed

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Ngày,Điểm\n" + "2026-10-05,9\n" * 30
OUTSIDE = "root:x:0:0,bí mật\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project beside which a secret lies."""
    write(tmp_path / "secret" / "a.csv", OUTSIDE.encode())
    return project(tmp_path / "shop", ROWS)


def outcome(folder: Path, data: str, answers: str = "") -> tuple[str, object]:
    """The code and reason of the problem that a source of these data has; empty where it is read."""
    write(folder / "content/sources/phieu.yml", SOURCE.replace("content/answers/nps.csv", f"'{data}'").encode())
    write(folder / "content/playbook.yml", (FILES["content/playbook.yml"] + answers).encode())
    found, problems = check(folder)
    if found is not None:
        return ("", "")
    (problem,) = problems
    assert (problem.place.path, problem.place.line) == ("content/sources/phieu.yml", 2)
    assert "bí mật" not in str(problem)
    return (problem.code, problem.values["reason"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("/etc/passwd", "path"),
        ("../secret/a.csv", "path"),
        ("../../../../../../../../etc/passwd", "path"),
        ("content/../../secret/a.csv", "path"),
        ("../secret/*.csv", "path"),
        ("content/*/../../../secret/a.csv", "path"),
        ("/**/*.csv", "path"),
        ("/proc/self/environ", "path"),
        ("/dev/stdin", "path"),
        ("~/a.csv", "path"),
        ("~root/.bashrc", "path"),
        ("file:///etc/passwd", "path"),
        ("FILE:///etc/passwd", "path"),
        ("file:/etc/passwd", "path"),
        ("file:///%65tc/passwd", "path"),
        ("file://server/share/a.csv", "host"),
        ("//server/share/a.csv", "host"),
        (r"\\server\share\a.csv", "host"),
        (r"..\secret\a.csv", "host"),
        ("https://vaymay.example/a.csv", "address"),
        ("s3://kho/a.parquet", "address"),
    ],
)
def test_what_lies_outside_is_refused_at_its_line(folder: Path, data: str, reason: str) -> None:
    assert outcome(folder, data) == ("CX170", reason)


@pytest.mark.slow
def test_what_lies_in_the_project_is_read(folder: Path) -> None:
    for data in (
        "content/answers/nps.csv",
        "./content/answers/*.csv",
        "content/**/n?s.csv",
        str(folder / "content/answers/nps.csv"),
    ):
        assert outcome(folder, data) == ("", "")
    assert outcome(folder, (folder / "content/answers/nps.csv").as_uri()) == ("", "")


@pytest.mark.slow
def test_folders_that_the_playbook_names_are_read(folder: Path) -> None:
    shared = folder.parent / "chung" / "thang 10"
    write(shared / "nps.csv", ROWS.encode())
    for named in ("../chung", str(shared.parent), str(shared)):
        for data in (str(shared / "nps.csv"), "../chung/thang 10/*.csv", (shared / "nps.csv").as_uri()):
            assert outcome(folder, data, f"answers: ['{named}']\n") == ("", "")
        assert outcome(folder, "../secret/a.csv", f"answers: ['{named}']\n") == ("CX170", "path")
    assert outcome(folder, "../chung-khac/a.csv", "answers: [../chung]\n") == ("CX170", "path")


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("https://kho.example/cx/a.csv", True),
        ("HTTPS://kho.example/cx/2026/a.csv", True),
        ("https://kho.example/cx-khac/a.csv", False),
        ("https://kho.example/cx/../a.csv", False),
        ("https://kho.example/cx/%2e%2e/a.csv", False),
        ("https://kho.example/cx/*.csv", False),
        ("https://kho.example.evil.example/cx/a.csv", False),
        ("https://a@kho.example/cx/a.csv", False),
        ("http://kho.example/cx/a.csv", False),
    ],
)
def test_addresses_below_those_that_the_playbook_names(tmp_path: Path, address: str, is_allowed: bool) -> None:  # noqa: FBT001 -- a column of the table
    access = DataAccess(tmp_path, ("https://kho.example/cx/",))
    if is_allowed:
        assert access.address(address) == address
    else:
        with pytest.raises(NotAllowed):
            access.address(address)


def test_links_that_lead_out_are_not_opened(folder: Path) -> None:
    answers = folder / "data"
    answers.mkdir()
    (answers / "link.csv").symlink_to(folder.parent / "secret/a.csv")
    (answers / "out").symlink_to(folder.parent / "secret")
    (answers / "gone.csv").symlink_to("/nowhere/a.csv")
    for data in ("link.csv", "*.csv", "out/a.csv", "out/*.csv", "*/a.csv", "gone.csv"):
        assert outcome(folder, f"data/{data}") == ("CX170", "link")
    write(folder.parent / "secret/a.csv", ROWS.encode())
    assert outcome(folder, "data/link.csv", "answers: [../secret]\n") == ("", "")


def test_links_inside_the_project_are_read(folder: Path) -> None:
    (folder / "content/answers/again.csv").symlink_to("nps.csv")
    assert outcome(folder, "content/answers/again.csv") == ("", "")


def test_two_stars_do_not_follow_links_to_folders(folder: Path) -> None:
    (folder / "content/answers/loop").symlink_to(folder / "content")
    (folder / "content/answers/out").symlink_to(folder.parent / "secret")
    found = DataAccess(folder).files("content/**/*.csv")
    assert [name for name, _ in found] == ["content/answers/nps.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "content/answers/pipe.csv")
    assert outcome(folder, "content/answers/pipe.csv") == ("CX162", "not-a-file")
    assert outcome(folder, "content/answers/p*.csv") == ("CX162", "not-a-file")


def test_patterns_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        write(folder / f"content/answers/{number}.csv", ROWS.encode())
    assert outcome(folder, "content/answers/*.csv") == ("", "")
    for limit, value in (("MOST_FILES", 12), ("MOST_BYTES", 1_000), ("MOST_SECONDS", -1.0)):
        with monkeypatch.context() as patch:
            patch.setattr(data_access, limit, value)
            assert outcome(folder, "content/answers/*.csv") == ("CX162", "too-wide")


def test_a_pattern_that_would_walk_through_very_many_entries_stops(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_access, "MOST_ENTRIES", 3)
    for number in range(3):
        write(folder / f"data/{number}/a.csv", ROWS.encode())
    assert outcome(folder, "data/0/*.csv") == ("", "")
    assert outcome(folder, "data/**/*.csv") == ("CX162", "too-wide")
