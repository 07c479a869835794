"""Words that are read otherwise than they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from line_markers import problems_by_line

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, text: str) -> list[tuple[str, int, int, object]]:
    problems = problems_by_line(folder, {"personas/lan.yml": text})
    return [(p.code, p.place.line, p.place.column, p.values.get("found")) for p in problems]


def test_what_a_hash_takes_away_is_reported(tmp_path: Path) -> None:
    text = """\
name: Lan
tagline: Khách #1 của tiệm
segment: #quen
tags: [a, b]  #nhãn
quote: "Khách #1"
about: |
  Khách #1
  #hai
goals:
  - Mặc đẹp #nhanh
  # một ghi chú
  - Nhanh  # vội
#cả dòng
reviewed: 2026-11-01
"""
    assert found(tmp_path, text) == [
        ("CX442", 3, 16, "#1"),
        ("CX442", 4, 10, "#quen"),
        ("CX442", 11, 13, "#nhanh"),
    ]


def test_an_entry_that_goes_on_with_the_text_above_is_reported(tmp_path: Path) -> None:
    text = """\
name: Lan
goals:
  - Tìm váy vừa người
    - Không phải đổi trả
about: |
  - Kế toán
    - Sống ở Hà Nội
quote: "Đẹp
  - và nhanh"
reviewed: 2026-11-01
"""
    problems = problems_by_line(tmp_path, {"personas/lan.yml": text})
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("CX443", 5, 5)]
