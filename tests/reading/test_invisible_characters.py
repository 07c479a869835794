"""Characters that nobody sees: reported at their line in every kind of file, and never shown reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_files import read_files

from cxsite.reading.observations import read_observations

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.problems import Problem

REVERSING = ("\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068")


def places(problems: list[Problem]) -> list[tuple[str, int, int, object]]:
    return [(p.code, p.place.line, p.place.column, p.values["code"]) for p in problems]


@pytest.mark.parametrize("character", REVERSING)
def test_a_reversed_text_is_reported_and_read_without_what_reverses_it(tmp_path: Path, character: str) -> None:
    text = f"name: Lan\ntagline: Muốn {character}đẹp\ndemographics: {{location: '{character}Huế'}}\n"
    content, problems = read_files(tmp_path, {"personas/lan.yml": text})
    code = f"U+{ord(character):04X}"
    assert places(problems) == [("CX125", 2, 15, code), ("CX125", 3, 27, code)]
    lan = content.personas["lan"]
    assert (lan.tagline, lan.demographics) == ("Muốn đẹp", {"location": "Huế"})


def test_marks_of_direction_that_scripts_need_stay(tmp_path: Path) -> None:
    content, problems = read_files(tmp_path, {"personas/lan.yml": "name: Lan\ntagline: אבג\u200f!\n"})
    assert places(problems) == [("CX125", 2, 13, "U+200F")]
    assert content.personas["lan"].tagline == "אבג\u200f!"


def test_a_hand_written_page_is_looked_through_and_shown_without_what_reverses_it(tmp_path: Path) -> None:
    text = "# Đổi\u202e trả\n\nTrong bảy\u200b ngày.\n\nGiá 20\u00a0000 đồng 👨\u200d👩\u200d👧.\n"
    content, problems = read_files(tmp_path, {"pages/doi-tra.md": text})
    assert places(problems) == [("CX125", 1, 6, "U+202E"), ("CX125", 3, 10, "U+200B")]
    page = content.pages["doi-tra"]
    assert page.title == "Đổi trả"
    assert "\u202e" not in page.markdown


def test_of_a_page_full_of_them_the_first_twenty_lines_are_reported(tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"pages/doi-tra.md": "# Đổi\n" + "a\u200bb\n" * 50})
    assert len(problems) == 20


def test_in_a_table_ids_are_errors_and_texts_warnings() -> None:
    table = "metric,period,value,channel,source,note\nnps\u200b,2026-10,41,zalo\u202e,Sổ\u202e giao,Ghi\u200b chú\n"
    [row], problems = read_observations("a.csv", table)
    assert places(problems) == [
        ("CX124", 2, 1, "U+200B"),
        ("CX124", 2, 17, "U+202E"),
        ("CX125", 2, 23, "U+202E"),
        ("CX125", 2, 32, "U+200B"),
    ]
    assert (row.metric, row.source) == ("nps", "Sổ giao")
