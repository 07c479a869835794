"""`cxsite schema`, `rename`, `format` and `new journey --from`: what they print and how they exit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shell import a_project, cxsite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_schema_checks_writes_and_is_kept_fresh_by_new_and_rename(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    assert cxsite("schema", "--check", cwd=project).code == 3
    assert ".cxsite/schemas/journey.json" in cxsite("schema", "--write", cwd=project).out
    assert cxsite("schema", "--check", cwd=project).code == 0
    (project / "content/personas/hai.yml").write_text("name: Hai\n", encoding="utf-8")
    assert cxsite("schema", "--check", cwd=project).code == 3
    assert cxsite("new", "persona", "Chị Ba", cwd=project).code == 0
    assert cxsite("schema", "--check", cwd=project).code == 0
    first = (project / "content/personas/chi-ba.yml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../.cxsite/schemas/persona.json"
    assert cxsite("rename", "persona/chi-ba", "ba", cwd=project).code == 0
    assert cxsite("schema", "--check", cwd=project).code == 0


def test_schema_prints_one_kind_in_the_language_asked_for(tmp_path: Path) -> None:
    ran = cxsite("--language", "en", "schema", "goal", cwd=a_project(tmp_path))
    assert json.loads(ran.out)["properties"]["title"]["markdownDescription"] == "The goal in one line."
    assert cxsite("schema", "goal", "--check", cwd=tmp_path).code == 2
    assert cxsite("schema", cwd=tmp_path).code == 2


def test_rename_tells_each_file_and_the_new_path(tmp_path: Path) -> None:
    ran = cxsite("rename", "persona/lan", "lan-anh", cwd=a_project(tmp_path))
    assert ran.code == 0
    assert "content/journeys/mua-vay.yml: 1" in ran.out
    assert "content/personas/lan.yml → content/personas/lan-anh.yml" in ran.out
    assert ran.out.endswith("Đã sửa 2 chỗ, trong 2 tệp.\n")
    refused = cxsite("rename", "persona/lan-anh", "Lan Anh", cwd=tmp_path)
    assert refused.code == 2
    assert "lan-anh" in refused.err


def test_format_checks_writes_and_leaves_what_it_cannot_read(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": "tagline: Ai\nname:   Lan\r\n"})
    assert cxsite("format", "--check", "content/personas", cwd=project).code == 3
    assert cxsite("format", "content/personas", cwd=project).code == 0
    assert (project / "content/personas/lan.yml").read_bytes() == b"name: Lan\ntagline: Ai\n"
    assert cxsite("format", cwd=project).code == 0
    assert cxsite("format", "--check", cwd=project).code == 0
    (project / "content/personas/hong.yml").write_text("name: [\n", encoding="utf-8")
    ran = cxsite("format", cwd=project)
    assert ran.code == 1
    assert "content/personas/hong.yml" in ran.err
    assert (project / "content/personas/hong.yml").read_text(encoding="utf-8") == "name: [\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: Lan\ndemographics: {location: Phường Vỹ Dạ, Huế}\n", "`cxsite validate`"),
        ("name: Lan\nquote: {vi: Chờ lâu, không ai nói}\n", "`cxsite validate`"),
        ("name: Lan\ndemographics: {age: , location: Huế}\n", "khóa trống trong ngoặc"),
    ],
    ids=["a comma", "a comma in a language", "an empty key"],
)
def test_format_leaves_what_would_get_lost_and_says_why(tmp_path: Path, text: str, says: str) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": text})
    before = (project / "content/personas/lan.yml").read_bytes()
    ran = cxsite("format", "content/personas", cwd=project)
    assert (project / "content/personas/lan.yml").read_bytes() == before
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_new_journey_from_a_table_is_an_import(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project / "a.csv").write_text("Điểm chạm,Chân dung,Giá\nThử đồ,Lan,2 triệu\n", encoding="utf-8")
    ran = cxsite("new", "journey", "Mua hè", "--from", project / "a.csv", cwd=project)
    assert ran.code == 0
    assert "content/journeys/mua-he.yml: 1 điểm chạm.\n1 đoạn không có trường tương ứng" in ran.out
    given = ("--columns", "Giá=quote")
    assert cxsite("new", "journey", "Mua đông", "--from", project / "a.csv", *given, cwd=project).code == 0
    assert 'quote: "2 triệu"' in (project / "content/journeys/mua-dong.yml").read_text(encoding="utf-8")
