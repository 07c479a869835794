"""Exports as survey tools, call centres and databases write them: the right figure, or a message with the fix."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import SOURCE, check, content_of, figures, good, project, write

from cxsite.measurement.formulas import Interval, mean_interval, nps_interval
from cxsite.measurement.measure import measure, with_figures
from cxsite.measurement.series import find_headline, group_into_series
from cxsite.reading import read
from cxsite.rules import check_content

if TYPE_CHECKING:
    from cxsite.measurement.measure import Measurements
    from cxsite.measurement.sums import ComputedFigure

EXPORTS = Path(__file__).parent / "exports"
TODAY = date(2026, 11, 28)
NPS = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n"
ROWS = "".join(f"2026-10-{day:02},9\n" for day in range(1, 29)) * 2


def from_export(folder: Path, case: str, more: str = "", **change: str) -> Path:
    """Write a playbook with the answers and the source of a case; `change` replaces texts of the source."""
    project(folder, "", metric=NPS)
    (folder / "content/sources/phieu.yml").unlink()
    source = (EXPORTS / case / "source.yml").read_text(encoding="utf-8") + more
    for old, new in change.items():
        source = source.replace(old, new)
    write(folder / "content/sources/a.yml", source.encode())
    for file in (EXPORTS / case).glob("*.csv"):
        shutil.copy(file, folder / "content/answers" / file.name)
    return folder


def computed(folder: Path, metric: str = "nps") -> tuple[str, ComputedFigure, Measurements]:
    """Return the last period's figure of all answers, and all measurements."""
    content, problems = read(folder, today=TODAY)
    assert problems == []
    found = measure(content, folder)
    one = found.metrics[metric]
    figure = one.groups(one.periods[-1])[()]
    assert figure is not None
    return str(one.periods[-1]), figure, found


def test_skipped_questions_are_no_fault_and_give_the_response_rate(tmp_path: Path) -> None:
    period, figure, found = computed(from_export(tmp_path, "01-blank-answers"))
    assert found.problems == ()
    rows = (EXPORTS / "01-blank-answers/a.csv").read_text().splitlines()[1:]
    scores = [int(score) for _, score in (row.split(",") for row in rows) if score]
    promoters, detractors = sum(one >= 9 for one in scores), sum(one <= 6 for one in scores)
    assert (period, figure.n, figure.unanswered) == ("2026-10", len(scores), len(rows) - len(scores))
    assert figure.value == round(100 * (promoters - detractors) / len(scores), 4)
    assert figure.groups == (promoters, len(scores) - promoters - detractors, detractors)
    result = found.gathered["a"]
    assert result.response_rate == pytest.approx(len(scores) / len(rows))


@pytest.mark.parametrize("word", ["N/A", "-", "Không trả lời", "99", "n/a"])
def test_words_that_mean_no_answer(tmp_path: Path, word: str) -> None:
    source = SOURCE + 'no_answer: [N/A, "-", Không trả lời, 99]\n'
    found = good(project(tmp_path, f"Ngày,Điểm\n{ROWS}" + f"2026-10-05,{word}\n" * 9, source))
    assert (found.used, found.unanswered, found.bad_count) == (56, 9, 0)


@pytest.mark.parametrize("kind", ["mean", "duration", "money"])
def test_sums_leave_unanswered_rows_out(tmp_path: Path, kind: str) -> None:
    metric = f"{{name: Đo, kind: {kind}, family: operations}}\n"
    found = good(
        project(tmp_path, f"Ngày,Điểm\n{ROWS}2026-10-05,\n2026-10-06,N/A\n", SOURCE + "no_answer: [N/A]\n", metric)
    )
    assert (found.used, found.unanswered, found.bad_count) == (56, 2, 0)


def test_empty_rows_at_the_end_of_a_sheet_are_no_fault(tmp_path: Path) -> None:
    found = good(project(tmp_path, f"Ngày,Điểm\n{ROWS}" + ",\n" * 50))
    assert (found.used, found.unanswered, found.bad_count) == (56, 50, 0)


def test_a_ratio_of_promoters_is_no_nps(tmp_path: Path) -> None:
    folder = from_export(tmp_path, "02-nps-from-counts")
    content, _ = read(folder, today=TODAY)
    (problem,) = [one for one in check_content(content) if one.code == "CX609"]
    assert problem.place.path == "content/sources/a.yml"
    assert measure(content, folder).metrics == {}


@pytest.mark.slow
def test_promoters_passives_and_detractors_are_counted(tmp_path: Path) -> None:
    columns = "promoters: promoters, passives: passives, detractors: detractors"
    old = {"numerator: promoters, denominator: total": columns}
    folder = from_export(tmp_path, "02-nps-from-counts", **old)
    _, figure, found = computed(folder)
    assert (figure.value, figure.n, figure.groups) == (45, 3000, (1800, 750, 450))
    assert figure.interval is not None
    expected = nps_interval(1800, 750, 450)
    assert (figure.interval.low, figure.interval.high) == pytest.approx((expected.low, expected.high), abs=1e-3)
    assert found.problems == ()


@pytest.mark.slow
def test_answers_with_a_count_of_each(tmp_path: Path) -> None:
    source = SOURCE.replace("date: Ngày", "count: Số người, date: Ngày")
    head = "Ngày,Điểm,Số người\n"
    rows = "2026-10-01,10,60\n2026-10-01,8,25\n2026-10-01,3,15\n2026-10-02,7,\n"
    one = figures(project(tmp_path, head + rows, source)).metrics["nps"]
    figure = one.groups(one.periods[0])[()]
    assert figure is not None
    assert (figure.value, figure.n, figure.groups) == (45, 100, (60, 25, 15))
    mean = "{name: Điểm, kind: mean, family: overall}\n"
    one = figures(project(tmp_path, head + "2026-10-01,4,30\n2026-10-01,1,10\n", source, mean)).metrics["nps"]
    figure, singly = one.groups(one.periods[0])[()], mean_interval(40, 130, 490)
    assert figure is not None
    assert singly is not None
    assert (figure.value, figure.n) == (3.25, 40)
    assert figure.interval == Interval(round(singly.low, 4), round(singly.high, 4))


def test_four_answers_counted_together_are_as_few_as_four_rows(tmp_path: Path) -> None:
    source = SOURCE.replace("date: Ngày", "count: Số người, date: Ngày")
    one = figures(project(tmp_path, "Ngày,Điểm,Số người\n2026-10-01,9,4\n", source)).metrics["nps"]
    assert list(one.groups(one.periods[0]).values()) == [None]


def test_counts_that_cannot_be(tmp_path: Path) -> None:
    source = SOURCE.replace("date: Ngày", "count: Số, date: Ngày")
    rows = "2026-10-01,10,5\n" * 60
    found = good(project(tmp_path, f"Ngày,Điểm,Số\n{rows}2026-10-01,9,-1\n2026-10-01,9,x\n2026-10-01,9,1.5\n", source))
    assert [(one.row, one.fault.column, one.fault.reason) for one in found.rows] == [
        (62, "count", "off-scale"),
        (63, "count", "not-a-number"),
        (64, "count", "off-scale"),
    ]


def test_moments_of_a_database_count_in_the_zone_of_the_playbook(tmp_path: Path) -> None:
    found, _ = check(from_export(tmp_path, "03-zone-dropped"), "a")
    assert found is not None
    assert {str(period): sums.n for (period, _), sums in found.cells.items()} == {"2026-10": 6}
    assert {(fault.column, fault.reason): n for fault, n in found.bad.items()} == {("date", "unknown-zone"): 12}


@pytest.mark.parametrize(
    "end",
    ["+00", " +00", "+0000", " +0000", "Z", " UTC", " GMT", "+00:00", " UTC+0", "-00", " Etc/UTC", "+07:00", " UTC+7",
     "+7", " GMT+7", " Asia/Ho_Chi_Minh", "+07:00[Asia/Ho_Chi_Minh]", " GMT+0700 (Indochina Time)"],
)  # fmt: skip
def test_zones_as_programs_write_them(tmp_path: Path, end: str) -> None:
    clock = "2026-10-01 00:00:00" if "7" in end or "Asia" in end else "2026-09-30 17:00:00"
    found = good(project(tmp_path, "Ngày,Điểm\n" + f"{clock}{end},9\n" * 3))
    assert [str(period) for period, _ in found.cells] == ["2026-10"]


@pytest.mark.parametrize("end", [" EST", " IST", " PDT", " CST", " nhé", " +99", " ?", " 7"])
def test_nothing_behind_a_time_is_ignored(tmp_path: Path, end: str) -> None:
    found, _ = check(project(tmp_path, "Ngày,Điểm\n" + f"2026-09-30 17:00:00{end},9\n" * 3))
    assert found is not None
    assert (found.used, found.bad_count) == (0, 3)


def test_summer_time_moves_answers_as_on_the_clocks_of_the_place(tmp_path: Path) -> None:
    rows = "2026-03-29 00:30 Europe/Berlin,9\n2026-03-29 22:30 Europe/Berlin,9\n2026-03-31 18:59 Europe/Berlin,9\n"
    found = good(project(tmp_path, f"Ngày,Điểm\n{rows}2026-03-31 19:00 Europe/Berlin,9\n"))
    assert {str(period): sums.n for (period, _), sums in found.cells.items()} == {"2026-03": 3, "2026-04": 1}


DATES = (EXPORTS / "05-dates-refused/list.txt").read_text(encoding="utf-8").splitlines()
MORE_DATES = [
    "Tuesday, April 21, 2026 at 5:58 PM", "21 tháng 4 năm 2026", "21 Thg 4, 2026", "17h58 ngày 21/04/2026",
    "21.4.2026", "Tue Apr 21 2026 17:58:00 GMT+0700 (Indochina Time)", "21st April 2026", "April 2026",
    "2026/04/21", "1776769080000", "2026-04-21T10:58:00.000Z", "2026.04.21", "202604", "21-Apr-2026", "Thg4-26",
    "Chủ nhật, 19/04/2026 5:58 CH",
]  # fmt: skip


@pytest.mark.parametrize("written", [*DATES, *MORE_DATES])
def test_a_way_of_writing_dates_that_is_the_only_one_is_recognised_and_said(tmp_path: Path, written: str) -> None:
    source = SOURCE.replace("Ngày}", "Ngày}") + "note: x\n"
    folder = project(tmp_path, "Ngày;Điểm\n" + f"{written};9\n" * 6, source)
    found, problems = check(folder)
    assert found is not None
    expected = "2023-08" if "Aug" in written else "2026-04"
    assert {str(period) for period, _ in found.cells} == {expected}
    iso = "-04-21" in written
    assert [one.code for one in problems] == ([] if iso else ["CX185"])


@pytest.mark.slow
def test_a_date_style_may_be_named_with_its_clock(tmp_path: Path) -> None:
    for style in ("dd/mm/yyyy hh:mm", "hh:mm dd/mm/yyyy", "d/m/yyyy, hh:mm:ss"):
        found = good(project(tmp_path, "Ngày;Điểm\n05/10/2026, 17:58;9\n", SOURCE + f'date_format: "{style}"\n'))
        assert [str(period) for period, _ in found.cells] == ["2026-10"]


def test_dates_that_fit_two_ways_name_both_and_a_row(tmp_path: Path) -> None:
    found, (problem,) = check(project(tmp_path, "Ngày,Điểm\n" + "06/06/2026,9\n" * 3 + "05/10/2026,9\n" * 9))
    assert found is not None
    assert problem.code == "CX186"
    assert problem.values == {
        "id": "phieu",
        "row": "content/answers/nps.csv:5",
        "style": "dd/mm/yyyy",
        "other": "mm/dd/yyyy",
        "first": "2026-10-05",
        "second": "2026-05-10",
    }
    assert figures(tmp_path).metrics == {}


def test_one_row_can_tell_two_ways_apart(tmp_path: Path) -> None:
    found, (problem,) = check(project(tmp_path, "Ngày,Điểm\n" + "05/10/2026,9\n" * 9 + "21/10/2026,9\n"))
    assert found is not None
    assert (problem.code, problem.values["style"]) == ("CX185", "dd/mm/yyyy")
    assert {str(period) for period, _ in found.cells} == {"2026-10"}


def test_dates_written_in_several_ways_name_all(tmp_path: Path) -> None:
    _, (problem,) = check(project(tmp_path, "Ngày,Điểm\n" + "2026-10-05,9\n" * 9 + "21/10/2026,9\n" * 5))
    assert problem.code == "CX187"
    assert problem.values == {
        "id": "phieu",
        "row": "content/answers/nps.csv:11",
        "style": "yyyy-mm-dd",
        "other": "dd/mm/yyyy",
        "styles": ("yyyy-mm-dd", "dd/mm/yyyy"),
    }


def test_rows_of_a_quarter_are_no_month(tmp_path: Path) -> None:
    found = good(project(tmp_path, "Ngày,Điểm\n2026-Q2,9\n2026-Q3,9\n", SOURCE + "date_format: yyyy-Qq\n"))
    assert sorted(str(period) for period, _ in found.cells) == ["2026-Q2", "2026-Q3"]


def test_an_export_without_dates_is_one_figure(tmp_path: Path) -> None:
    period, figure, found = computed(from_export(tmp_path, "06-no-date"))
    assert period == "2021-06-16"
    assert figure.n == len((EXPORTS / "06-no-date/u.csv").read_text().splitlines()) - 1
    assert found.problems == ()
    content, _ = with_figures(read(tmp_path, today=TODAY)[0], tmp_path)
    assert [(str(one.period), one.where) for one in content.observations] == [("2021-06-16", ())]


QUALTRICS = """\
metric: nps
data: content/answers/qualtrics.csv
columns: {answer: Q1, date: RecordedDate, respondent: ResponseId}
"""
SURVEYMONKEY = "metric: csat\ndata: content/answers/surveymonkey.csv\ncolumns: {answer: COLUMN, date: Start Date}\n"
GA4 = "metric: visits\ndata: content/answers/ga4.csv\ncolumns: {answer: Sessions, date: Date}\n"
METRICS = {
    "csat": "{name: CSAT, kind: csat, variant: top-box, family: feedback, scale: {min: 1, max: 5}}\n",
    "visits": "{name: Lượt truy cập, kind: count, family: analytics}\n",
}


def with_headers(folder: Path, source: str) -> Path:
    project(folder, "", source)
    for name, metric in METRICS.items():
        write(folder / f"content/metrics/{name}.yml", metric.encode())
    for file in (EXPORTS / "09-headers").glob("*.csv"):
        shutil.copy(file, folder / "content/answers" / file.name)
    return folder


@pytest.mark.parametrize("stated", ["", "header_rows: 3\n"])
def test_qualtrics_has_two_rows_of_labels(tmp_path: Path, stated: str) -> None:
    found, problems = check(with_headers(tmp_path, QUALTRICS + stated))
    assert found is not None
    assert (found.used, found.bad_count) == (
        len((EXPORTS / "09-headers/qualtrics.csv").read_text().splitlines()) - 3,
        0,
    )
    assert [(one.code, one.values["rows"]) for one in problems] == ([] if stated else [("CX188", 3)])


@pytest.mark.parametrize(
    "column", ["Price", "Staff", "How satisfied were you with", "How satisfied were you with – Staff"]
)
def test_surveymonkey_has_a_row_of_labels(tmp_path: Path, column: str) -> None:
    found, problems = check(with_headers(tmp_path, SURVEYMONKEY.replace("COLUMN", f'"{column}"')))
    assert found is not None
    rows = [row.split(",") for row in (EXPORTS / "09-headers/surveymonkey.csv").read_text().splitlines()[2:]]
    at = 3 if "Staff" in column else 2
    (sums,) = found.cells.values()
    assert sums.answers == {
        score: [float(row[at]) for row in rows].count(score) for score in {float(row[at]) for row in rows}
    }
    assert [(one.code, one.values.get("style")) for one in problems] == [("CX188", None), ("CX185", "mm/dd/yyyy")]


def test_ga4_writes_lines_above_the_table(tmp_path: Path) -> None:
    found, problems = check(with_headers(tmp_path, GA4))
    assert found is not None
    assert [(str(period), float(sums.totals[0])) for (period, _), sums in found.cells.items()] == [("2026-10", 250.0)]
    assert [one.code for one in problems] == ["CX185"]


def test_rows_below_several_header_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = "# báo cáo\n# tháng 10\n\nNgày,Điểm\n" + ROWS + "2026-10-05,99\n2026-10-05\n"
    found = good(project(tmp_path, text))
    assert [(one.row, one.fault.reason) for one in found.rows] == [(61, "off-scale"), (62, "missing-columns")]


def test_shares_are_of_the_rows_that_are_told(tmp_path: Path) -> None:
    content, _ = read(from_export(tmp_path, "10-percent-in-message"), today=TODAY)
    (problem,) = measure(content, tmp_path).problems
    assert problem.code == "CX164"
    assert problem.values.items() >= {"bad": 9, "read": 10, "share": 90.0}.items()


@pytest.mark.parametrize(
    ("kind", "unit", "written", "number"),
    [
        ("duration", "phút", "00:02:24", 2.4),
        ("duration", "giây", "00:02:24", 144),
        ("duration", "giờ", "25:30:00", 25.5),
        ("duration", "phút", "7,5 phút", 7.5),
        ("mean", "%", "7,1%", 7.1),
        ("mean", "%", "7.1 %", 7.1),
        ("money", "đ", "1.250.000 ₫", 1_250_000),
        ("money", "đ", "250.000 ₫", 250_000),
        ("money", "đ", "1 250 000 VND", 1_250_000),
        ("money", "$", "$1,250.50", 1250.5),
        ("money", "€", "1.250,50 €", 1250.5),
    ],
)
def test_numbers_with_units_and_clocks(tmp_path: Path, kind: str, unit: str, written: str, number: float) -> None:
    metric = f'{{name: Đo, kind: {kind}, family: operations, unit: "{unit}"}}\n'
    found = good(project(tmp_path, f"Ngày;Điểm\n2026-10-05;{written}\n", SOURCE, metric))
    assert [float(sums.totals[0]) for sums in found.cells.values()] == [pytest.approx(number)]


def test_several_values_in_where(tmp_path: Path) -> None:
    rows = "2026-10-05,9,xong,1\n2026-10-05,9,đóng,2\n2026-10-05,9,mở,1\n"
    source = SOURCE + "where: {Trạng thái: [xong, đóng], Đợt: [1, 2]}\n"
    found = good(project(tmp_path, f"Ngày,Điểm,Trạng thái,Đợt\n{rows}", source))
    assert (found.used, found.left_by_where) == (2, 1)


def test_a_written_nps_from_its_three_groups_has_an_interval(tmp_path: Path) -> None:
    folder = project(tmp_path, "", metric=NPS)
    (folder / "content/sources/phieu.yml").unlink()
    write(folder / "content/observations/a.csv", b"metric,period,promoters,passives,detractors\nnps,2026-10,74,75,35\n")
    content = content_of(folder)
    head = find_headline(group_into_series(content.metrics["nps"], content.observations, content.today))
    assert head is not None
    assert head.latest.value == pytest.approx(21.1957)
    assert head.latest.observation.n == 184
    assert head.latest.interval is not None
    assert (round(head.latest.interval.low, 1), round(head.latest.interval.high, 1)) == (10.3, 31.5)
