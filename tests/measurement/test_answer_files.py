"""Rows of an export are found as a spreadsheet counts them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from cxsite.measurement.answer_files import find_answer_files, rows_in_sheet
from cxsite.measurement.data_access import DataAccess

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text('day,text\n1,"a\nb"\n\n2,b\n3,c,c\n4,d\n', encoding="utf-8")
    (export,) = find_answer_files("answers.csv", DataAccess(tmp_path))
    assert rows_in_sheet(export, [1, 2, 3], frozenset({5})) == {1: 2, 2: 4, 3: 6}


def test_a_huge_cell_is_read_and_the_limit_for_others_stays(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    (tmp_path / "answers.csv").write_text(f"day,text\n1,{'a' * 2 * before}\n2,b\n", encoding="utf-8")
    (export,) = find_answer_files("answers.csv", DataAccess(tmp_path))
    assert rows_in_sheet(export, [2], frozenset()) == {2: 3}
    assert csv.field_size_limit() == before
