from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from caret_markers import find_marked, parse_marked
from project_files import assert_reported, read_files

from cxsite.model.records.observation import Observation
from cxsite.reading.observations import COLUMNS, MAX_CELL, MAX_PROBLEMS, read_observations

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = {
    "columns that are not known": """\
metric,month,valu
       ^^^^^ CX151 column=month suggestion=''
             ^^^^ CX151 column=valu suggestion=value
^^^^^^^^^^^^^^^^^ CX152 column=period
nps,2026-10,41
""",
    "columns with a capital letter": """\
Metric,period,Value
^^^^^^ CX151 column=Metric suggestion=metric
              ^^^^^ CX151 column=Value suggestion=value
""",
    "columns left out": """\
n,note
^^^^^^ CX152 column=metric
^^^^^^ CX152 column=value
^^^^^^ CX152 column=period
""",
    "a column twice": """\
metric,period,value,value
                    ^^^^^ CX002 key=value first_line=1
""",
    "no header": """\
nps,2026-10,41
^^^ CX151 column=nps suggestion=''
    ^^^^^^^ CX151 column=2026-10 suggestion=''
            ^^ CX151 column=41 suggestion=''
^^^^^^^^^^^^^^ CX152 column=metric
^^^^^^^^^^^^^^ CX152 column=value
^^^^^^^^^^^^^^ CX152 column=period
""",
    "numbers": """\
metric,period,value,n,low
nps,2026-10,4O,1.5,1e9
            ^^ CX153 column=value found=4O
               ^^^ CX153 column=n found=1.5
                   ^^^ CX153 column=low found=1e9
nps,2026-11,"4,5",-3,²
            ^^^^^ CX153 column=value found=4,5
                  ^^ CX153 column=n found=-3
                     ^ CX153 column=low found=²
""",
    "times": """\
metric,period,date,value
nps,2026-13,,41
    ^^^^^^^ CX154 found=2026-13
nps,,2026-02-30,41
     ^^^^^^^^^^ CX154 found=2026-02-30
nps,2026-Q5,,41
    ^^^^^^^ CX154 found=2026-Q5
nps,2026-W01-1,,41
    ^^^^^^^^^^ CX154 found=2026-W01-1
nps,9999,,41
    ^^^^ CX154 found=9999
nps,0000-12,,41
    ^^^^^^^ CX154 found=0000-12
""",
    "cells left empty": """\
metric,period,value
,2026-10,41
! CX157 column=metric
nps,,41
    ! CX157 column=period
nps,2026-10,
            ! CX157 column=value
""",
    "too few and too many cells": """\
metric,period,value
nps,2026-10
^^^^^^^^^^^ CX155 cells=2 columns=3
nps,2026-10,41,5
^^^^^^^^^^^^^^^^ CX155 cells=4 columns=3
nps,2026-10,41,,
""",
    "the same figure twice": """\
metric,period,value,store
nps,2026-10,41,
nps,2026-10,41,pho-hue
nps,2026-10,42,
^^^^^^^^^^^^^^^ CX156 first_line=2
""",
    "a quote that is not closed": """\
metric,period,value,note
nps,2026-10,41,"một
^^^^^^^^^^^^^^^^^^^ CX158 reason=quote
nps,2026-11,42,hai
""",
    "a word behind a quote": """\
metric,period,value,note
nps,2026-10,41,"một" hai
^^^^^^^^^^^^^^^^^^^^^^^^ CX158 reason=quote
""",
    "rows behind a text of several lines": """\
metric,period,value,note
nps,2026-10,41,"một, hai
ba"
nps,2026-11,x,
            ^ CX153 column=value found=x
""",
    "a cell in a row with quotes": """\
metric,note,period,value
nps,"một, ""hai"" ",2026-10,x
                            ^ CX153 column=value found=x
""",
    "semicolons": """\
metric;period;value
nps;2026-10;41,5
nps;2026-11;1.000,5
            ^^^^^^^ CX153 column=value found=1.000,5
""",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_slip_is_reported_with_row_and_cell(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "observations/a.csv", text)


def test_a_row_has_its_figure_time_and_place() -> None:
    text = (
        "metric,date,value,n,low,high,numerator,denominator,store,note\nnps,2026-10-05,41.5,184,36,47,9,10,pho-hue,x\n"
    )
    (row,), problems = read_observations("content/observations/a.csv", text)
    assert problems == []
    assert isinstance(row, Observation)
    assert (row.metric, row.value, row.n, row.low, row.high, row.numerator) == ("nps", 41.5, 184, 36.0, 47.0, 9.0)
    assert (row.period.first, row.period.kind, row.where, row.note) == (
        date(2026, 10, 5), "day", (("store", "pho-hue"),), "x",
    )  # fmt: skip
    assert (row.place.line, row.place.column, row.place.end_column) == (2, 1, len(text.split("\n")[1]) + 1)


@pytest.mark.parametrize("character", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_tables_of_every_program_are_read(tmp_path: Path, character: str, mark: str, ends: str) -> None:
    value = "41.5" if character == "," else "41,5"
    rows = [["metric", "period", "value", "", ""], ["", "", "", "", ""], ["nps", "2026-10", value, "", ""], []]
    text = mark + ends.join(character.join(row) for row in rows)
    content, problems = read_files(tmp_path, {"observations/a.csv": text})
    assert problems == []
    assert [row.value for row in content.observations] == [41.5]


def test_a_note_may_have_several_lines() -> None:
    (row,), problems = read_observations("a.csv", 'metric,period,value,note\nnps,2026,41,"một\n""hai"""\n')
    assert isinstance(row, Observation)
    assert (row.note, problems) == ('một\n"hai"', [])


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n"])
def test_an_empty_table_is_reported(text: str) -> None:
    rows, problems = read_observations("a.csv", text)
    assert (rows, [p.code for p in problems]) == ([], ["CX010"])


def test_a_control_character_is_reported() -> None:
    example = parse_marked("metric,period,value\nnps,2026,4?1\n          ^ CX008 code=U+0000\n")
    rows, problems = read_observations("a.csv", example.text.replace("?", "\0"))
    assert (rows, find_marked(problems)) == ([], example.reported)


def test_a_huge_cell_is_reported() -> None:
    head = "metric,period,value,note\nnps,2026,41,"
    _, problems = read_observations("a.csv", head + "a" * (MAX_CELL + 1))
    assert [(p.code, p.place.column, p.values) for p in problems] == [
        ("CX106", 13, {"limit": MAX_CELL, "length": MAX_CELL + 1})
    ]
    _, problems = read_observations("a.csv", head + "a" * 200_000)
    assert [(p.code, p.values) for p in problems] == [("CX158", {"reason": "long"})]


def test_a_number_of_very_many_digits_is_reported() -> None:
    _, problems = read_observations("a.csv", "metric,period,value\nnps,2026," + "9" * 400)
    assert [p.code for p in problems] == ["CX153"]


def test_what_columns_there_are_is_reported() -> None:
    _, problems = read_observations("a.csv", "metric,period,value,x\n")
    assert problems[0].values["allowed"] == COLUMNS


def test_of_very_many_slips_the_first_hundred_are_reported() -> None:
    _, problems = read_observations("a.csv", "metric,period,value\n" + "x\n" * 5_000)
    assert len(problems) == MAX_PROBLEMS


@pytest.mark.parametrize(
    "written", ["01/08/2026", "1/8/2026", "01-08-2026", "8/1/2026", "Aug-26", "08/2026", "2026-08"]
)
def test_months_as_excel_rewrites_them(written: str) -> None:
    rows, problems = read_observations("content/observations/a.csv", f"metric,period,value\nnps,{written},41\n")
    assert problems == []
    assert [str(row.period) for row in rows] == ["2026-08"]


@pytest.mark.parametrize("rows", ["nps,05/08/2026,41\n", "nps,01/08/2026,41\nnps,9/1/2026,42\n"])
def test_a_day_that_may_be_another_says_how_to_keep_text_in_excel(rows: str) -> None:
    _, (problem,) = read_observations("content/observations/a.csv", f"metric,period,value\n{rows}")
    assert (problem.code, problem.values["reason"]) == ("CX154", "spreadsheet")
