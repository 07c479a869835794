"""Real exports are dirty: every row is used, counted as bad with its file and row, or left out by a stated rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from answers import SOURCE, check, good, project, write

from cxsite.measurement.answer_checks import RowFault
from cxsite.measurement.measure import problems_of_rows

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.source_result import SourceResult

PLACED = SOURCE.replace("date: Ngày}", "date: Ngày, store: Cửa hàng, touchpoint: Nơi, comment: Góp ý}")
MANY = "".join(f"2026-10-{day:02},9\n" for day in range(1, 29)) * 4
"""112 good rows, so that a few bad ones are below 5 %."""


def bad_rows(found: SourceResult) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.fault.column, one.fault.reason, one.fault.found) for one in found.rows]


def test_byte_order_mark_semicolons_and_line_breaks_in_cells(tmp_path: Path) -> None:
    rows = '05/10/2026;9;"Chờ lâu;\r\nnhưng ""vui"""\r\n06/10/2026;3;\r\n'
    text = "\ufeffNgày;Điểm;Góp ý\r\n" + rows * 3
    found = good(project(tmp_path, text.encode(), SOURCE + "date_format: dd/mm/yyyy\n"))
    assert (found.read, found.used, found.bad_count) == (6, 6, 0)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("yyyy-mm-dd", ["2026-10-05", "2026-10-5", "2026-10-05 09:30", "2026-10-05T09:30:00"]),
        ("dd/mm/yyyy", ["05/10/2026", "5/10/2026", "05/10/2026 9:30"]),
        ("d.m.yy", ["5.10.26", "05.10.26"]),
        ("mm-dd-yyyy", ["10-05-2026"]),
        ("[dd/mm/yyyy, yyyy-mm-dd]", ["05/10/2026", "2026-10-05"]),
    ],
)
def test_four_date_styles(tmp_path: Path, style: str, written: list[str]) -> None:
    rows = "".join(f"{day},9\n" for day in written)
    found = good(project(tmp_path, "Ngày,Điểm\n" + rows, SOURCE + f"date_format: {style}\n"))
    assert found.used == len(written)
    assert {str(day) for day, _ in found.cells} == {"2026-10"}


def test_a_moment_with_a_zone_falls_on_the_day_of_the_playbook(tmp_path: Path) -> None:
    found = good(project(tmp_path, "Ngày,Điểm\n2026-09-30T23:30:00Z,9\n2026-09-30T23:30:00+07:00,9\n"))
    assert sorted(str(day) for day, _ in found.cells) == ["2026-09", "2026-10"]


def test_days_that_cannot_be(tmp_path: Path) -> None:
    found = good(project(tmp_path, f"Ngày,Điểm\n2026-02-30,9\n05/10/2026,9\n,9\n2026-11-21,9\n26-10-05,9\n{MANY}"))
    assert bad_rows(found) == [
        (2, "date", "not-a-date", "2026-02-30"),
        (3, "date", "not-a-date", "05/10/2026"),
        (4, "date", "empty", ""),
        (5, "date", "future", "2026-11-21"),
        (6, "date", "not-a-date", "26-10-05"),
    ]
    assert (found.read, found.used, found.bad_count) == (117, 112, 5)


def test_answers_that_cannot_be(tmp_path: Path) -> None:
    wrong = "2026-10-05,11\n2026-10-05,\n2026-10-05,chín\n2026-10-05,-1\n2026-10-05,8.5\n"
    found = good(project(tmp_path, f"Ngày,Điểm\n{MANY}{wrong}"))
    assert bad_rows(found) == [
        (114, "answer", "off-scale", "11"),
        (116, "answer", "not-a-number", "chín"),
        (117, "answer", "off-scale", "-1"),
        (118, "answer", "off-scale", "8.5"),
    ]


def test_misspelt_places_are_mapped_or_bad_with_a_suggestion(tmp_path: Path) -> None:
    mapped = PLACED.replace("store: Cửa hàng", "store: {column: Cửa hàng, map: {P. Huế: pho-hue}}")
    rows = ["mây  phố huế", "pho-hue", "P. Huế", "Mây Phố Hếu", "Đà Lạt", ""]
    text = "Ngày,Điểm,Cửa hàng,Nơi,Góp ý\n" + "".join(f"2026-10-05,9,{store},thử đồ,\n" for store in rows)
    found = good(project(tmp_path, text + "2026-10-05,9,pho-hue,Thử đồ,\n" * 60, mapped))
    assert found.bad == {
        RowFault("store", "unknown", "Mây Phố Hếu", "Mây Phố Huế"): 1,
        RowFault("store", "unknown", "Đà Lạt", ""): 1,
    }
    assert [row for row, *_ in bad_rows(found)] == [5, 6]
    assert found.words["store"]["P. Huế", "pho-hue"] == 1
    assert found.words["store"]["", ""] == 1
    assert found.words["touchpoint"] == {("thử đồ", "mua/thu-do"): 4, ("Thử đồ", "mua/thu-do"): 60}


def test_rows_that_cannot_be_taken_apart(tmp_path: Path) -> None:
    text = 'Ngày,Điểm\n2026-10-01,9\n2026-10-02\n\n"2026-10-03","9",x\n2026-10-04,"9" b\n2026-10-05,99\n' + MANY
    found = good(project(tmp_path, text))
    assert bad_rows(found) == [
        (3, "row", "missing-columns", ""),
        (5, "row", "too-many-columns", ""),
        (6, "row", "unquoted-value", ""),
        (7, "answer", "off-scale", "99"),
    ]
    assert (found.read, found.used, found.bad_count) == (117, 113, 4)


def test_an_unclosed_quote_swallows_no_row_unseen(tmp_path: Path) -> None:
    found, problems = check(project(tmp_path, f'Ngày,Điểm\n{MANY}2026-10-05,"9\n{MANY}'))
    assert found is not None
    assert found.adds_up
    assert (found.used, found.bad_count) == (112, 113)
    assert [problem.code for problem in problems] == ["CX164"]


def test_cells_that_are_not_utf_8(tmp_path: Path) -> None:
    found = good(project(tmp_path, f"Ngày,Điểm\n{MANY}".encode() + b"2026-10-05,\xff\n"))
    assert [fault.reason for fault in found.bad] == ["invalid-encoding"]
    assert found.read == 113


@pytest.mark.slow
def test_one_answer_of_each_respondent_and_period_counts(tmp_path: Path) -> None:
    rows = "2026-10-05 9:00,2,a\n2026-10-05 14:00,9,a\n2026-10-04,5,a\n2026-09-01,7,a\n2026-10-06,8,\n2026-10-06,8,\n"
    asked = SOURCE.replace("date: Ngày", "date: Ngày, respondent: Ai")
    counted = {}
    for keep in ("all", "first", "last"):
        found = good(project(tmp_path, f"Ngày,Điểm,Ai\n{rows}", f"{asked}keep: {keep}\n"))
        answers = {answer for (day, _), sums in found.cells.items() if str(day) == "2026-10" for answer in sums.answers}
        counted[keep] = (found.used, found.left_by_keep, sorted(answers))
    assert counted == {"all": (6, 0, [2, 5, 8, 9]), "first": (4, 2, [5, 8]), "last": (4, 2, [8, 9])}


def test_a_bad_answer_never_takes_the_place_of_a_good_one(tmp_path: Path) -> None:
    asked = SOURCE.replace("date: Ngày", "date: Ngày, respondent: Ai") + "keep: last\n"
    rows = "".join(f"2026-10-01,9,{number}\n" for number in range(30))
    found = good(project(tmp_path, f"Ngày,Điểm,Ai\n{rows}2026-10-31,99,1\n", asked))
    assert (found.used, found.bad_count, found.left_by_keep) == (30, 1, 0)


def test_rows_are_chosen_by_where(tmp_path: Path) -> None:
    rows = "2026-10-05,9,xong,1\n2026-10-05,99,thử,1\n2026-10-05,9,xong ,2\n,,,\n"
    found = good(project(tmp_path, f"Ngày,Điểm,Trạng thái,Đợt\n{rows}", SOURCE + "where: {Trạng thái: xong, Đợt: 1}\n"))
    assert (found.read, found.used, found.bad_count, found.left_by_where) == (4, 1, 0, 3)


@pytest.mark.parametrize(
    ("decimal", "numbers", "total"),
    [
        ("", ["1.5", "2,5", "3"], 7.0),
        ("decimal: point\n", ["1,250.5", "2.125"], 1252.625),
        ("decimal: comma\n", ["1.250,5", "2,125"], 1252.625),
    ],
)
def test_numbers_as_both_languages_write_them(tmp_path: Path, decimal: str, numbers: list[str], total: float) -> None:
    metric = "{name: Chờ, kind: duration, family: operations, unit: phút}\n"
    rows = "".join(f"2026-10-05;{number}\n" for number in numbers)
    found = good(project(tmp_path, f"Ngày;Điểm\n{rows}", SOURCE + decimal, metric))
    assert [float(sums.totals[0]) for sums in found.cells.values()] == [total]


def test_a_number_that_may_be_two_is_bad(tmp_path: Path) -> None:
    metric = "{name: Chờ, kind: duration, family: operations, unit: phút}\n"
    rows = "2026-10-05;5\n" * 40
    found = good(project(tmp_path, f"Ngày;Điểm\n2026-10-05;1.250\n2026-10-05;-3\n{rows}", SOURCE, metric))
    assert bad_rows(found) == [(2, "answer", "ambiguous", "1.250"), (3, "answer", "off-scale", "-3")]


def test_yes_and_no_and_what_a_map_makes_of_words(tmp_path: Path) -> None:
    metric = "{name: Khen, kind: percentage, family: feedback}\n"
    mapped = SOURCE.replace("answer: Điểm", "answer: {column: Điểm, map: {Khen: true, Chê: false, lẫn lộn: 0}}")
    rows = "".join(f"2026-10-05,{answer}\n" for answer in ["Khen", "chê", "Lẫn lộn", "có", "không", "1", "0", "yes"])
    found = good(project(tmp_path, f"Ngày,Điểm\n{rows}", mapped, metric))
    assert [dict(sums.answers) for sums in found.cells.values()] == [{1.0: 4, 0.0: 4}]


def test_files_of_a_glob_are_read_each_in_its_own_way(tmp_path: Path) -> None:
    folder = project(tmp_path, "", SOURCE.replace("nps.csv", "thang-*.csv"))
    write(folder / "content/answers/thang-09.csv", "Ngày,Điểm\n2026-09-05,9\n2026-09-05,x\n".encode())
    write(folder / "content/answers/thang-10.csv", ("Thừa;Điểm;Ngày\n" + ";9;2026-10-05\n" * 30).encode("utf-8-sig"))
    found = good(folder)
    assert (found.read, found.used) == (32, 31)
    assert [(one.path, one.row) for one in found.rows] == [("content/answers/thang-09.csv", 3)]


def test_only_the_first_twenty_bad_rows_are_listed(tmp_path: Path) -> None:
    found, _ = check(project(tmp_path, "Ngày,Điểm\n" + "2026-10-05,x\n" * 500))
    assert found is not None
    assert found.bad_count == 500
    assert [one.row for one in found.rows] == list(range(2, 22))


def test_rows_that_do_not_add_up_are_an_error(tmp_path: Path) -> None:
    found = good(project(tmp_path, f"Ngày,Điểm\n{MANY}"))
    assert [problem.code for problem in problems_of_rows(replace(found, read=found.read + 1))] == ["CX166"]
