"""`cxsite migrate`: a report of what changes its meaning, and files that change all together or not at all."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from shell import a_project, cxsite

PLAYBOOK = """\
version: 1
title: Sổ tay
languages: [{language}]
stages:
  - {{id: mua-hang, name: Mua hàng}}
channels: [{{id: cua-hang, name: Cửa hàng, kind: in-person}}, {{id: zalo, name: Zalo, kind: chat}}]
"""
PLAY = "title: Chờ lâu\napplies_to: {journeys: [mua-vay], channels: [zalo]}\nsteps: [Xin lỗi]\n"
REPORTS = {
    "en": """\
content/plays/cho-lau.yml:2:1: Chờ lâu
  In version 1 it applies where one of these kinds fits (journeys, channels): 1 touchpoint.
  Unchanged, it would have to fit all of them in version 2: 0 touchpoints.
  Without a change it would no longer be shown at: mua-vay/thu-do
""",
    "vi": """\
content/plays/cho-lau.yml:2:1: Chờ lâu
  Ở phiên bản 1, kịch bản áp dụng khi một trong các loại này khớp (journeys, channels): 1 điểm chạm.
  Nếu giữ nguyên, ở phiên bản 2 kịch bản phải khớp tất cả: 0 điểm chạm.
  Nếu giữ nguyên, kịch bản không còn hiện ở: mua-vay/thu-do
""",
}


def old_project(folder: Path, language: str = "vi") -> Path:
    files = {"playbook.yml": PLAYBOOK.format(language=language), "plays/cho-lau.yml": PLAY}
    return a_project(folder, **files)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_reports_each_play_then_writes_and_has_nothing_more_to_do(tmp_path: Path, language: str) -> None:
    old_project(tmp_path, language)
    assert "cxsite migrate" in cxsite("validate", cwd=tmp_path).out
    checked = cxsite("migrate", "--check", cwd=tmp_path)
    assert (checked.code, checked.err) == (3, "")
    assert checked.out.startswith(REPORTS[language])
    assert (tmp_path / "content/plays/cho-lau.yml").read_text(encoding="utf-8") == PLAY
    ran = cxsite("migrate", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(REPORTS[language])
    written = (tmp_path / "content/plays/cho-lau.yml").read_text(encoding="utf-8")
    assert "applies_to: [{journeys: [mua-vay]}, {channels: [zalo]}]\n" in written
    again = cxsite("migrate", "--check", cwd=tmp_path)
    assert again.code == 0
    assert "2" in again.out
    assert "cxsite migrate" not in cxsite("validate", cwd=tmp_path).out


def test_nothing_changes_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    old_project(tmp_path)
    playbook = tmp_path / "content/playbook.yml"
    before = playbook.read_bytes()
    play = tmp_path / "content/plays/cho-lau.yml"
    outside = tmp_path / "full"
    outside.mkdir()
    play.rename(outside / "cho-lau.yml")
    play.symlink_to(outside / "cho-lau.yml")
    ran = cxsite("migrate", cwd=tmp_path)
    assert (ran.code, "content/plays/cho-lau.yml" in ran.err) == (2, True), "a link out of content is not followed"
    assert playbook.read_bytes() == before
    assert (outside / "cho-lau.yml").read_text(encoding="utf-8") == PLAY


@pytest.mark.slow
def test_schemas_for_editors_follow(tmp_path: Path) -> None:
    old_project(tmp_path)
    cxsite("schema", "--write", cwd=tmp_path)
    schema = tmp_path / ".cxsite/schemas/playbook.json"
    schema.write_text("{}", encoding="utf-8")
    assert cxsite("migrate", cwd=tmp_path).code == 0
    assert '"version"' in schema.read_text(encoding="utf-8")


def test_a_newer_version_is_reported_with_what_to_do(tmp_path: Path) -> None:
    a_project(tmp_path, **{"playbook.yml": PLAYBOOK.format(language="en").replace("version: 1", "version: 3")})
    ran = cxsite("validate", cwd=tmp_path)
    assert ran.code == 1
    assert "content/playbook.yml:1:10" in ran.out
    assert "newer cxsite" in ran.out
    assert cxsite("migrate", cwd=tmp_path).code == 2


INDEXES = ("plays/index.md", "touchpoints/index.md", "en/plays/index.md", "en/touchpoints/index.md")
"""These say of each play its channels, and of each channel how many plays it has."""


def pages(project: Path) -> dict[str, str]:
    assert cxsite("generate", cwd=project, SOURCE_DATE_EPOCH="1794700800").code == 0
    folder = project / "build/docs"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


@pytest.mark.slow
def test_the_sites_pages_differ_only_where_a_play_is_shown_that_was_reported(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    shutil.copytree(root / "content", tmp_path / "content")
    shutil.copytree(root / "tests/authoring/version_1", tmp_path / "content/plays", dirs_exist_ok=True)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    shutil.copy(root / "mkdocs.en.yml", tmp_path)
    playbook = tmp_path / "content/playbook.yml"
    playbook.write_text(playbook.read_text("utf-8").replace("version: 2", "version: 1", 1), encoding="utf-8")
    before = pages(tmp_path)
    reported = re.findall(r"^content/plays/([a-z0-9-]+)\.yml:", cxsite("migrate", cwd=tmp_path).out, re.MULTILINE)
    after = pages(tmp_path)
    assert len(reported) == 5
    assert before.keys() == after.keys()
    for path in (path for path, text in after.items() if text != before[path]):
        old, new = Counter(before[path].split("\n")), Counter(after[path].split("\n"))
        lines = [*(old - new), *(new - old)]
        about = [line for line in lines if re.search(f"plays/({'|'.join(reported)})", line)]
        assert about or path.removesuffix(".md").endswith(tuple(reported)) or path in INDEXES, path
