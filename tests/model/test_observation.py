from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.model.records.observation import Observation, Period
from cxsite.problems import Place


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "quarter"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "quarter"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "month"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "month"),
        ("2026-10-05", date(2026, 10, 5), date(2026, 10, 5), "day"),
        ("2200", date(2200, 1, 1), date(2200, 12, 31), "year"),
    ],
)
def test_a_period_is_read_and_written(text: str, first: date, last: date, kind: str) -> None:
    period = Period.read(text)
    assert period == Period(first, last, kind)
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("Aug-26", 8), ("Sept-26", 9), ("oct 2026", 10), ("December-2026", 12), ("May-26", 5)),
        *(("Thg8-26", 8), ("thg 10-26", 10), ("T8/2026", 8), ("tháng 8/2026", 8), ("08/2026", 8), ("1-2026", 1)),
    ],
)
def test_a_month_is_read_as_spreadsheet_programs_write_it(text: str, month: int) -> None:
    assert str(Period.read(text)) == f"2026-{month:02}"


@pytest.mark.parametrize(
    "text",
    [
        *("10-26", "13/2026", "26-Aug", "Augu-26", "Aug-1826", "Aug-٢٦", "Thg13-26", "Aug26", "5/10/2026"),
        *("", "26", "2026-", "2026-0", "2026-13", "2026-00", "2026-q3", "2026-Q0", "2026Q3", "2026-1-5", "2026-02-30"),
        *("2026-W01-1", "20261005", "0000", "0001-01-01", "1899-12", "2201", "9999-12", "٢٠٢٦", "2026\n", " 2026"),
    ],
)
def test_what_is_no_period_is_not_read(text: str) -> None:
    assert Period.read(text) is None


@given(st.text("0123456789-QW٢ ", max_size=12))
def test_any_text_is_a_period_or_none(text: str) -> None:
    period = Period.read(text)
    assert period is None or (Period.read(str(period)) == period and period.first <= period.last)


def test_where_a_figure_was_taken() -> None:
    period = Period.read("2026-10")
    assert period is not None
    row = Observation(metric="nps", period=period, value=41, place=Place("x"), store="pho-hue", journey="mua")
    assert row.where == (("journey", "mua"), ("store", "pho-hue"))
