"""`cxsite new`: a file to start from, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell import a_project, cxsite

from cxsite.authoring.skeletons import NEW

if TYPE_CHECKING:
    from pathlib import Path


def test_tells_the_new_files_path_and_that_it_is_a_draft(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    ran = cxsite("new", "persona", "Chị Đào", cwd=project / "content")
    assert ran.code == 0
    assert ran.out.startswith("Đã tạo content/personas/chi-dao.yml.\n")
    assert "bản nháp" in ran.out
    assert (project / "content/personas/chi-dao.yml").is_file()


def test_what_it_writes_has_no_error_by_any_rule(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    for kind in NEW:
        assert cxsite("new", kind, "Một thứ mới", cwd=project).code == 0
    ideal = cxsite("new", "journey", "Mơ", "--ideal-of", "mua-vay", cwd=project)
    assert "content/journeys/mo.yml" in ideal.out
    assert cxsite("validate", cwd=project).code == 0


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (["new", "goal", "Mơ", "--ideal-of", "mua-vay"], "--ideal-of"),
        (["new", "journey", "Mơ", "--ideal-of", "nowhere"], "mua-vay"),
        (["new", "goal", "?!"], "chữ cái hoặc chữ số"),
    ],
)
def test_what_cannot_be_written_is_2(tmp_path: Path, arguments: list[str], reported: str) -> None:
    project = a_project(tmp_path)
    ran = cxsite(*arguments, cwd=project)
    assert ran.code == 2
    assert reported in ran.err
    assert not (project / "content/goals").exists()


def test_a_journey_from_a_file_is_imported_in_the_language_of_the_call(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project / "a.mmd").write_text("journey\n  section Mua hàng\n  Thử: đồ: 9: Lan\n", encoding="utf-8")
    ran = cxsite("--language", "en", "new", "journey", "Mơ", "--from", "a.mmd", cwd=project)
    assert "emotion (scale 0…10)" in ran.out
    assert (project / "content/journeys/mo.yml").read_text(encoding="utf-8").startswith("# Nhập từ a.mmd.")
