"""`cxsite init`: a playbook that is fine from its first minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_begins_a_playbook_in_which_no_rule_finds_anything(tmp_path: Path, language: str) -> None:
    begun = cxsite("init", "shop", "--language", language, "--title", "Tiệm Nắng: 2026", cwd=tmp_path)
    assert begun.code == 0
    assert "shop/content/playbook.yml" in begun.out
    ran = cxsite("-C", "shop", "validate", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == {"vi": "Không thấy vấn đề nào.\n", "en": "No problems found.\n"}[language]


def test_speaks_the_systems_language_unless_told(tmp_path: Path) -> None:
    assert "Sổ tay của bạn" in cxsite("init", "a", cwd=tmp_path, LC_ALL="vi_VN.UTF-8").out
    assert "Your playbook" in cxsite("init", "b", cwd=tmp_path).out
    assert "Sổ tay của bạn" in cxsite("--language", "vi", "init", "c", cwd=tmp_path).out


def test_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ran = cxsite("init", ".", cwd=tmp_path)
    assert ran.code == 2
    assert "notes.txt" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
