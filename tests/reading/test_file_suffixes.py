"""A file with a suffix that nothing reads is reported if its author meant it to be read."""

from __future__ import annotations

import pytest

from cxsite.reading.file_suffixes import find_misleading_suffix


@pytest.mark.parametrize(
    ("path", "ending", "wanted", "suggestion"),
    [
        ("personas/lan.yml.txt", ".txt", "rename", "lan.yml"),
        ("journeys/mua.YAML.txt", ".txt", "rename", "mua.YAML"),
        ("playbook.yml.txt", ".txt", "rename", "playbook.yml"),
        ("observations/thang-10.csv.xlsx", ".xlsx", "rename", "thang-10.csv"),
        ("observations/thang-10.XLSX", ".xlsx", "table", ""),
        ("pages/cach-lam.docx", ".docx", "page", ""),
        ("pictures/lan.heic", ".heic", "picture", ""),
    ],
)
def test_what_was_meant_to_be_read_is_reported(path: str, ending: str, wanted: str, suggestion: str) -> None:
    problem = find_misleading_suffix(f"content/{path}", path.rpartition("/")[0])
    assert problem is not None
    assert (problem.code, str(problem.place)) == ("CX023", f"content/{path}:1:1")
    assert problem.values == {"ending": ending, "wanted": wanted, "suggestion": suggestion}


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("personas/mai.yml.orig", "mai.yml"),
        ("personas/mai.yml.bak", "mai.yml"),
        ("observations/thang-10.xlsx", "thang-10.csv"),
        ("pages/cach-lam.docx", "cach-lam.md"),
    ],
)
def test_nobody_is_reported_to_overwrite_the_file_beside(path: str, beside: str) -> None:
    folder = path.rpartition("/")[0]
    problem = find_misleading_suffix(f"content/{path}", folder, {f"content/{folder}/{beside}"})
    assert problem is not None
    assert (problem.values["wanted"], problem.values["suggestion"]) == ("exists", beside)


@pytest.mark.parametrize(
    "path", ["personas/notes.txt", "personas/README", "pictures/Thumbs.db", "answers/2026.csv.gz", "other/lan.yml.txt"]
)
def test_notes_and_what_else_lies_there_are_left_alone(path: str) -> None:
    assert find_misleading_suffix(f"content/{path}", path.rpartition("/")[0]) is None
