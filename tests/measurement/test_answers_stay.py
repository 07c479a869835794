"""No cell of an answers file stands in a message, a report or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from answers import check, write
from shell import cxsite

from cxsite.measurement.csv_head import looks_like_header
from cxsite.reports.figures_as_text import result_as_text

if TYPE_CHECKING:
    from pathlib import Path

PLAYBOOK = """\
title: Sổ tay
stages: [{id: looking, name: Tìm}]
channels: [{id: whatsapp, name: WhatsApp, kind: chat}]
"""
METRIC = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n"
COLUMNS = "{answer: score, date: date, stage: stage, channel: channel, respondent: cust, comment: words}"
PRIVATE = ("Chị Lan", "0901234567", "lan@thu.example", "KH0042", "bực", "Phố Kín")
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")


SOURCE = f"metric: nps\ndata: content/answers/survey.csv\ncolumns: {COLUMNS}\n"
JOURNEY = """\
title: Mua
personas: [lan]
stages:
  - stage: looking
    touchpoints: [{id: xem, name: Xem, channels: [whatsapp]}]
"""
LAN = '2026-10-01,9,looking,whatsapp,KH0042,"Chị Lan 0901234567 lan@thu.example rất bực"\n'


def shop(folder: Path, answers: str) -> Path:
    for path, text in {
        "playbook.yml": PLAYBOOK,
        "personas/lan.yml": "name: Lan\n",
        "journeys/mua.yml": JOURNEY,
        "metrics/nps.yml": METRIC,
        "sources/survey.yml": SOURCE,
    }.items():
        write(folder / "content" / path, text.encode())
    write(folder / "content/answers/survey.csv", answers.encode())
    return folder


def everything_said(folder: Path) -> str:
    message = ""
    for language, form in (*(("vi", form) for form in FORMATS), ("en", "text")):
        ran = cxsite("--language", language, "validate", "--format", form, cwd=folder)
        message += ran.out + ran.err
    for command in (
        ("build",),
        ("measure",),
        ("measure", "--write"),
        ("measure", "check", "survey"),
        ("measure", "check", "survey", "--format", "json"),
    ):
        ran = cxsite(*command, cwd=folder)
        message += ran.out + ran.err
    kept = [path for path in folder.rglob("*") if path.is_file() and "answers" not in path.parts]
    return message + "".join(path.read_bytes().decode("utf-8", "replace") for path in kept)


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    [
        LAN + "2026-10-02,8,looking,whatsapp,c2,\n",
        "Chị Lan,rất bực,looking,whatsapp,KH0042,Phố Kín\nAnh Nam,vui,looking,whatsapp,KH0043,Phố Rộng\n",
        "Chị Lan,rất bực,Phố Kín\n",
        "late,Chị Lan,looking around,rất bực,scone,Phố Kín\n2026-10-02,8,looking,whatsapp,c2,\n",
        "date,Chị Lan,rất bực\n2026-10-02,8,looking\n",
        "score,date,stage,channel,cust,words\n" + "Phố Kín,Chị Lan,KH0042,bực,0901234567,lan@thu.example\n" * 9,
        'score,date,stage,channel,cust,words\n9,2026-10-01,Phố Kín,whatsapp,KH0042,"Chị Lan bực\n',
        "score,date,stage,channel,cust,words\n9,2026-10-01,looking,whatsapp,KH0042,Chị Lan bực,0901234567\n" * 9,
    ],
    ids=[
        "no-header",
        "no-header-words",
        "one-line",
        "cells-near-names",
        "a-cell-that-is-a-name",
        "all-bad",
        "open-quote",
        "too-many-cells",
    ],
)
def test_cells_are_nowhere(tmp_path: Path, rows: str) -> None:
    message = everything_said(shop(tmp_path, rows))
    assert [one for one in PRIVATE if one in message] == []


def test_names_of_columns_are_reported_where_they_look_like_names(tmp_path: Path) -> None:
    ran = cxsite(
        "--language",
        "en",
        "validate",
        cwd=shop(tmp_path, "score,date,stage,kanal,cust,words\n9,2026-10-01,looking,whatsapp,c1,\n"),
    )
    assert "kanal" in ran.out + ran.err
    ran = cxsite("--language", "en", "validate", cwd=shop(tmp_path, "9,2026-10-01,looking,whatsapp,KH0042,\n"))
    assert "The first line of the file must contain the names of the columns." in ran.out + ran.err


@pytest.mark.parametrize(
    "columns",
    [
        ["Ngày", "Điểm", "Khả năng giới thiệu từ 0 đến 10?"],
        ["Start Date", "Response ID", "Q1"],
        ["Dễ dàng (1-7)", "Kênh", "Bước"],
    ],
)
def test_headers_of_surveys_are_names(columns: list[str]) -> None:
    assert looks_like_header(columns, [["2026-10-01", "9", "x"]])


@pytest.mark.parametrize(
    "cell",
    [
        *("", "9", "4,5", "1.250.000 ₫", "2026-10-01", "5/10/26 lúc 9", "9:30", "15 phút", "KH0042", "có"),
        *("lan@thu.example", "gọi 0901 234 567", "https://x.example/a"),
    ],
)
def test_cells_of_answers_are_no_names(cell: str) -> None:
    assert not looks_like_header(["Kênh", cell])


def test_a_word_that_comes_again_below_is_no_name() -> None:
    assert not looks_like_header(["looking", "Chị Lan"], [["ordering", "Anh Nam"], ["looking", "Chị Hoa"]])


def test_bad_cells_are_shown_on_a_terminal_only(tmp_path: Path) -> None:
    rows = (
        "score,date,stage,channel,cust,words\n"
        + "9,2026-10-01,looking,whatsapp,KH0042,Chị Lan\n" * 40
        + "12,2026-10-01,looking,whatsapp,KH0042,Chị Lan\n"
    )
    folder = shop(tmp_path, rows)
    assert "“12”" not in cxsite("measure", "check", "survey", cwd=folder).out
    found, _ = check(folder, "survey")
    assert found is not None
    shown = result_as_text(found, "en", with_cells=True)
    assert "“12”" in shown
    assert not [one for one in PRIVATE if one in shown]
