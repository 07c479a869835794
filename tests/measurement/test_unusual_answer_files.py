"""Exports that other programs write oddly: read rightly, or refused in words that say what to do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import normalize

import duckdb
import pytest
from answers import SOURCE, check, figures, good, project, write
from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.source_result import SourceResult

ROWS = "2026-10-05,9\n" * 30
ASKED = SOURCE.replace("date: Ngày", "date: Ngày, respondent: Ai") + "keep: last\n"
MEAN = "{name: Tiền, kind: mean, family: overall}\n"


def parquet(folder: Path, sql: str, source: str = SOURCE, metric: str | None = None) -> SourceResult:
    """What is gathered from a Parquet file of these rows."""
    project(folder, "", source.replace("nps.csv", "nps.parquet"), metric)
    duckdb.execute(f"COPY ({sql}) TO '{folder}/content/answers/nps.parquet' (FORMAT parquet)")
    found, _ = check(folder)
    assert found is not None
    assert found.adds_up
    return found


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('"Có giới thiệu không, từ 0 đến 10?";Ngày\n' + "9;2026-10-05\n" * 6, "Có giới thiệu không, từ 0 đến 10?"),
        ("Có giới thiệu không, thật không;Ngày\n" + "9;2026-10-05\n" * 6, "Có giới thiệu không, thật không"),
        ('Ngày,"Khả năng\r\ngiới thiệu"\r\n' + "2026-10-05,9\r\n" * 6, "Khả năng giới thiệu"),
        (normalize("NFD", "Ngày,Điểm\n") + "2026-10-05,9\n" * 6, "Điểm"),
        ("Ngày,Điểm\r" + "2026-10-05,9\r" * 6, "Điểm"),
        ("sep=;\r\nNgày;Điểm\r\n" + "2026-10-05;9\r\n" * 6, "Điểm"),
        ("day of the answer,Điểm\n" + "2026-10-05,9\n" * 6, "Điểm"),
    ],
    ids=["comma-quoted", "comma", "line-break", "parted-accents", "old-mac", "stated-delimiter", "our-own-name"],
)
def test_heads_as_other_programs_write_them(tmp_path: Path, text: str, answer: str) -> None:
    day = "day of the answer" if "day of" in text else "Ngày"
    source = SOURCE.replace("Điểm", f'"{answer}"').replace("Ngày", day)
    found = good(project(tmp_path, text.encode(), source))
    assert (found.read, found.used) == (6, 6)


def test_rows_below_a_stated_delimiter_are_counted_as_excel_shows_them(tmp_path: Path) -> None:
    found = good(project(tmp_path, "sep=;\nNgày;Điểm\n" + "2026-10-05;9\n" * 50 + "2026-10-05;99\n2026-10-05\n"))
    assert [(one.row, one.fault.reason) for one in found.rows] == [(52, "off-scale"), (53, "missing-columns")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("nps.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "workbook"),
        ("nps.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet"),
        ("nps.csv.gz", b"\x1f\x8b\x08\x00\x00", "packed"),
        ("nps.parquet", b"PAR1 cut off", "not-parquet"),
        ("nps.parquet", b"", "not-parquet"),
        ("nps.csv", "Ngày,Điểm\n".encode("utf-16-le"), "not-utf-8"),
        ("nps.csv", "Ngày,Điểm,Điểm\n2026-10-05,9,3\n".encode(), "twice"),
        ("nps.csv", f"Ngày,Điểm\r\n{ROWS}2026-10-06,9\r\n".encode(), "mixed-line-ends"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    folder = project(tmp_path, "", SOURCE.replace("nps.csv", name))
    write(folder / "content/answers" / name, data)
    (problem,) = figures(folder).problems
    assert (problem.code, problem.values["reason"]) == ("CX162", reason)


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        ("content/answers", "CX162", "folder"),
        ("https://vaymay.example/nps.csv", "CX162", "remote"),
        ("foo://vaymay.example/nps.csv", "CX161", "missing"),
    ],
)
def test_what_is_no_file_here_is_refused_in_words(tmp_path: Path, data: str, code: str, reason: str) -> None:
    folder = project(tmp_path, f"Ngày,Điểm\n{ROWS}", SOURCE.replace("content/answers/nps.csv", data))
    playbook = folder / "content/playbook.yml"
    write(playbook, playbook.read_bytes() + b"answers: ['https://vaymay.example/', 'foo://vaymay.example']\n")
    (problem,) = figures(folder).problems
    assert (problem.code, problem.values) == (code, {"reason": reason, "found": data})


@pytest.mark.parametrize(
    ("style", "sooner", "later"),
    [
        ("mm/dd/yyyy", "10/05/2026 09:00:00 AM", "10/05/2026 02:00:00 PM"),
        ("mm/dd/yyyy", "10/05/2026 12:30 AM", "10/05/2026 1:00 am"),
        ("mm/dd/yyyy", "10/05/2026 12:30pm", "10/05/2026 1:00pm"),
        ("dd/mm/yyyy", "05/10/2026 9:00:00 SA", "05/10/2026 2:00:00 CH"),
        ("dd/mm/yyyy", "05/10/2026 9:00", "05/10/2026 14:00"),
        ("yyyy-mm-dd", "2026-10-05T23:30:00Z", "2026-10-06 7:00"),
    ],
)
def test_the_last_answer_by_a_clock_of_twelve_hours(tmp_path: Path, style: str, sooner: str, later: str) -> None:
    rows = "".join(f"{later},10,k{n}\n{sooner},0,k{n}\n" for n in range(9))
    found = good(project(tmp_path, f"Ngày,Điểm,Ai\n{rows}", f"{ASKED}date_format: {style}\n"))
    assert [dict(sums.answers) for sums in found.cells.values()] == [{10.0: 9}]


@pytest.mark.parametrize("end", ["Z", " UTC", " GMT", "+00:00", "-0000"])
def test_moments_in_universal_time(tmp_path: Path, end: str) -> None:
    found = good(project(tmp_path, f"Ngày,Điểm\n2026-09-30 23:30:00{end},9\n"))
    assert [str(day) for day, _ in found.cells] == ["2026-10"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_whose_name_looks_like_a_pattern_is_read_itself(tmp_path: Path, ending: str) -> None:
    folder = project(tmp_path, "", SOURCE.replace("nps.csv", f"t[12]*.{ending}"))
    for name, answer in (("t[12]*", 0), ("t1", 9), ("t2", 9)):
        sql = f"SELECT DATE '2026-10-05' AS Ngày, {answer} AS Điểm FROM range(6)"  # noqa: S608 -- our own words
        duckdb.execute(f"COPY ({sql}) TO '{folder}/content/answers/{name}.{ending}' (FORMAT {ending})")
    found = good(folder)
    assert [dict(sums.answers) for sums in found.cells.values()] == [{0.0: 6}]


def test_days_before_1900_are_bad(tmp_path: Path) -> None:
    style = SOURCE + "date_format: [yyyy-mm-dd, dd/mm/yyyy]\n"
    found = good(project(tmp_path, f"Ngày,Điểm\n0026-10-05,9\n05/10/0026,9\n1969-12-31,9\n{ROWS}{ROWS}", style))
    assert [(one.row, one.fault.reason) for one in found.rows] == [(2, "early"), (3, "early")]
    assert sorted(str(day) for day, _ in found.cells) == ["1969-12", "2026-10"]


@pytest.mark.parametrize(
    ("where", "used"),
    [
        ("{Xong: true}", 4),
        ("{Xong: false}", 2),
        ("{Xong: 1}", 1),
        ("{Mã: 12345678}", 6),
        ("{Mã: '12345678'}", 6),
        ("{Lời: ổn}", 6),
        ("{Số: 1.5}", 6),
    ],
)
def test_rows_chosen_by_truth_number_or_word(tmp_path: Path, where: str, used: int) -> None:
    reported = normalize("NFD", "ổn")
    rows = "".join(f"2026-10-05,9,{yes},12345678,{reported},1.5\n" for yes in ("true", "Có", "1", "YES", "không", "0"))
    found = good(project(tmp_path, f"Ngày,Điểm,Xong,Mã,Lời,Số\n{rows}", f"{SOURCE}where: {where}\n"))
    assert (found.used, found.left_by_where) == (used, 6 - used)


def test_a_source_of_which_no_row_counts_is_reported(tmp_path: Path) -> None:
    folder = project(tmp_path, "Ngày,Điểm,Xong\n2026-10-05,9,Rồi\n", SOURCE + "where: {Xong: rồi}\n")
    (problem,) = figures(folder).problems
    assert (problem.code, problem.values) == ("CX169", {"id": "phieu", "read": 1, "where": ("Xong: rồi",)})
    (problem,) = figures(project(tmp_path, "Ngày,Điểm\n")).problems
    assert problem.values == {"id": "phieu", "read": 0, "where": ()}


def test_cells_of_parquet_that_are_no_numbers(tmp_path: Path) -> None:
    cells = "SELECT 9.0::DOUBLE AS Điểm, DATE '2026-10-05' AS Ngày FROM range(60)"
    odd = "SELECT 'nan'::DOUBLE, DATE '2026-10-05' UNION ALL SELECT 9, '-infinity'::DATE UNION ALL SELECT 9, NULL"
    for metric in (None, MEAN):
        found = parquet(tmp_path, f"{cells} UNION ALL {odd}", metric=metric)
        assert [(one.row, one.fault.reason) for one in found.rows] == [
            (62, "not-a-number"),
            (63, "early"),
            (64, "empty"),
        ]


@pytest.mark.parametrize("cell", ["[9]", "{'a': 9}", "17900000"])
def test_columns_of_parquet_that_hold_something_else_are_bad_rows(tmp_path: Path, cell: str) -> None:
    name = "Ngày" if cell.isdigit() else "Điểm"
    other = "9 AS Điểm" if cell.isdigit() else "DATE '2026-10-05' AS Ngày"
    found = parquet(tmp_path, f"SELECT {cell} AS {name}, {other}, 1 AS Ai FROM range(3)", ASKED)  # noqa: S608 -- our own words
    assert (found.used, found.bad_count, len(found.rows)) == (0, 3, 3)


def test_codes_of_stores_that_parquet_holds_as_numbers(tmp_path: Path) -> None:
    source = SOURCE.replace("date: Ngày", 'date: Ngày, store: {column: Mã, map: {"1234567": pho-hue}}')
    sql = "SELECT 9 AS Điểm, DATE '2026-10-05' AS Ngày, 1234567::DOUBLE AS Mã FROM range(6)"
    assert dict(parquet(tmp_path, sql, source).words["store"]) == {("1234567", "pho-hue"): 6}


def test_revenue_of_more_than_a_million_million(tmp_path: Path) -> None:
    money = "{name: Doanh thu, kind: money, family: overall, unit: đ}\n"
    found = good(project(tmp_path, "Ngày,Điểm\n" + "2026-10-05,1200000000000.5\n" * 3, SOURCE, money))
    assert [sums.totals for sums in found.cells.values()] == [[3_600_000_000_001.5]]


def test_numbers_too_large_for_their_squares_are_reported(tmp_path: Path) -> None:
    folder = project(tmp_path, "Ngày,Điểm\n" + "2026-10-05,999999999999\n" * 500, SOURCE, MEAN)
    (problem,) = figures(folder).problems
    assert problem.values == {"reason": "too-large", "found": "content/answers/nps.csv"}


def test_a_constant_whole_must_be_a_number(tmp_path: Path) -> None:
    for whole in ("bốn", "0", "true"):
        source = SOURCE.replace("answer: Điểm", f"parts: [Điểm], denominator: {{value: {whole}}}")
        assert check(project(tmp_path, f"Ngày,Điểm\n{ROWS}", source, MEAN)) == (None, [])
    source = SOURCE.replace("answer: Điểm", "numerator: {value: 1}, denominator: Điểm")
    assert check(project(tmp_path, f"Ngày,Điểm\n{ROWS}", source, MEAN)) == (None, [])


@pytest.mark.parametrize(
    "metric",
    [
        "{name: NPS, kind: nps, family: overall, scale: {min: 1, max: 10}}",
        "{name: CES, kind: ces, variant: net, family: feedback, scale: {min: 1, max: 5}}",
        "{name: CES, kind: ces, variant: mean-1-5, family: feedback, scale: {min: 1, max: 7}}",
        "{name: CSAT, kind: csat, variant: top-box, family: feedback, scale: {min: 0, max: 100}}",
        "{name: CSAT, kind: csat, family: feedback}",
        "{name: CSAT, kind: csat, variant: net, family: feedback}",
    ],
)
def test_a_metric_that_its_kind_cannot_be_counted_by_has_no_figure(tmp_path: Path, metric: str) -> None:
    assert figures(project(tmp_path, f"Ngày,Điểm\n{ROWS}", SOURCE, metric + "\n")).metrics == {}


def workbook(folder: Path, *sheets: str, source: str = SOURCE) -> Path:
    """A playbook whose answers are in a workbook, all of them in its first sheet."""
    project(folder, "", source.replace("nps.csv", "nps.xlsx"))
    book = Workbook()
    for number, title in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = title
        sheet.append(["# Báo cáo"])
        sheet.append([])
        sheet.append(["Ngày", "Điểm"] if number == 0 else [])
        for _ in range(30):
            sheet.append([datetime(2026, 10, 5, 9, 30), 9] if number == 0 else [])  # noqa: DTZ001 -- a cell has no zone
    book.save(folder / "content/answers/nps.xlsx")
    return folder


def test_answers_in_a_workbook(tmp_path: Path) -> None:
    found = good(workbook(tmp_path, "Trả lời"))
    assert (found.read, found.used) == (30, 30)
    assert {str(period) for period, _ in found.cells} == {"2026-10"}


def test_one_of_several_sheets_must_be_named(tmp_path: Path) -> None:
    (problem,) = figures(workbook(tmp_path, "Trả lời", "Ghi chú")).problems
    assert (problem.code, problem.values["reason"]) == ("CX162", "sheet")
    assert good(workbook(tmp_path, "Trả lời", "Ghi chú", source=SOURCE + "sheet: trả lời\n")).used == 30
