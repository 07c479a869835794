"""What is said of the version of the format, and of plays that mean something else in version 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_playbook import playbook

from cxsite.problems import Level
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

PLAY = "title: Chờ lâu\napplies_to: {journeys: [mua], channels: [zalo]}\nsteps: [Xin lỗi]\n"
CODES = ("CX136", "CX138", "CX139")


def findings(folder: Path, version: str, play: str = "") -> list[tuple[str, str]]:
    files = {"content/playbook.yml": version, "content/plays/cho-lau.yml": play}
    content, problems = playbook(folder, {path: text for path, text in files.items() if text})
    assert problems == []
    return [(p.code, str(p.place)) for p in check_content(content) if p.code in CODES]


def test_version_1_is_reported_at_its_line(tmp_path: Path) -> None:
    assert findings(tmp_path, "version: 1\n") == [("CX136", "content/playbook.yml:14:10")]
    assert findings(tmp_path, "version: 2\n") == []


def test_a_missing_version_is_reported_at_the_top_of_the_playbook(tmp_path: Path) -> None:
    path = tmp_path / "content/playbook.yml"
    assert findings(tmp_path, "version: 2\n") == []
    path.write_text(path.read_text(encoding="utf-8").replace("version: 2\n", ""), encoding="utf-8")
    from cxsite.reading import read  # noqa: PLC0415 -- the file was changed after it was written

    found = [p for p in check_content(read(tmp_path)[0]) if p.code == "CX136"]
    assert [(str(p.place), p.values["written"], p.level) for p in found] == [
        ("content/playbook.yml:1:1", False, Level.NOTE)
    ]


@pytest.mark.parametrize(
    ("version", "code", "place"),
    [("3", "CX137", 10), ("2000000", "CX137", 10), ("0", "CX104", 10), ("1.5", "CX104", 10), ("true", "CX104", 10)],
)
def test_other_versions_are_refused(tmp_path: Path, version: str, code: str, place: int) -> None:
    _, problems = playbook(tmp_path, {"content/playbook.yml": f"version: {version}\n"})
    assert [(p.code, str(p.place)) for p in problems] == [(code, f"content/playbook.yml:14:{place}")]


def test_a_play_of_several_kinds_is_reported_in_version_1_alone(tmp_path: Path) -> None:
    old = findings(tmp_path, "version: 1\n", PLAY)
    assert [code for code, _ in old] == ["CX136", "CX138", "CX139"]
    assert findings(tmp_path, "version: 2\n", PLAY) == [("CX139", "content/plays/cho-lau.yml:2:1")]


def test_a_list_has_the_meaning_of_version_2_in_both(tmp_path: Path) -> None:
    play = (
        "title: Chờ\napplies_to:\n  - {journeys: [mua], channels: [cua-hang]}\n  - {stages: [hau-mai]}\nsteps: [Xin]\n"
    )
    assert [code for code, _ in findings(tmp_path, "version: 1\n", play)] == ["CX136"]


def test_only_the_entry_that_fits_nowhere_is_reported(tmp_path: Path) -> None:
    play = """\
title: Chờ
applies_to:
  - {journeys: [mua], channels: [cua-hang]}
  - {journeys: [mua], channels: [zalo]}
steps: [Xin lỗi]
"""
    assert findings(tmp_path, "version: 2\n", play) == [("CX139", "content/plays/cho-lau.yml:4:6")]


def test_an_unknown_id_is_no_second_problem(tmp_path: Path) -> None:
    play = PLAY.replace("[mua]", "[muaa]")
    assert findings(tmp_path, "version: 2\n", play) == []
