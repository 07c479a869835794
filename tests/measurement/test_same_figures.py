"""Order of rows, splitting of files, CSV against Parquet: none of it changes a figure."""

from __future__ import annotations

import csv
import io
import os
import random
from itertools import product
from typing import TYPE_CHECKING

import duckdb
import pytest
from answers import project, values, write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

HEAD = ["Ngày", "Điểm", "Ai", "Cửa hàng", "Kênh"]
SOURCE = """\
metric: nps
data: content/answers/{data}
columns: {{answer: Điểm, date: Ngày, respondent: Ai, store: Cửa hàng, channel: Kênh}}
keep: {keep}
"""
KINDS = {
    "nps": "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n",
    "mean": "{name: Điểm, kind: mean, family: overall, scale: {min: 0, max: 10}}\n",
    "duration": "{name: Chờ, kind: duration, family: overall}\n",
}


def rows(count: int = 400, seed: int = 4) -> list[list[str]]:
    chance = random.Random(seed)  # noqa: S311 -- the same rows every time
    return [
        [
            f"2026-{chance.choice(['09', '10'])}-{chance.randint(1, 28):02}",
            str(chance.randint(0, 10)),
            f"k{chance.randint(1, 150)}",
            chance.choice(["pho-hue", "Mây Hải Châu", ""]),
            chance.choice(["zalo", "zalo", "zalo", "cua-hang"]),
        ]
        for _ in range(count)
    ]


def as_csv(answers: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([HEAD, *answers])
    return written.getvalue().encode()


def source(data: str = "nps.csv", keep: str = "last") -> str:
    return SOURCE.format(data=data, keep=keep)


KEEPS = ("all", "first", "last")
IS_LONG_RUN = int(os.environ.get("CXSITE_ATTACKED_TABLES", "120")) > 120


@pytest.mark.parametrize(
    ("kind", "keep"), [*product(KINDS, KEEPS)] if IS_LONG_RUN else [*zip(KINDS, KEEPS, strict=True)]
)
def test_the_order_of_rows(tmp_path: Path, kind: str, keep: str) -> None:
    answers = rows()
    reported = values(project(tmp_path / "a", as_csv(answers), source(keep=keep), KINDS[kind]))
    random.Random(9).shuffle(answers)  # noqa: S311 -- as above
    assert values(project(tmp_path / "b", as_csv(answers), source(keep=keep), KINDS[kind])) == reported
    assert len(reported) > 10


@pytest.mark.parametrize("keep", ["all", "last"])
def test_splitting_into_files(tmp_path: Path, keep: str) -> None:
    answers = rows()
    whole = values(project(tmp_path / "a", as_csv(answers), source(keep=keep)))
    folder = project(tmp_path / "b", "", source("teil-*.csv", keep))
    for at in range(0, 400, 90):
        write(folder / f"content/answers/teil-{at}.csv", as_csv(answers[at : at + 90]))
    assert values(folder) == whole


@pytest.mark.parametrize("kind", KINDS)
def test_csv_against_typed_parquet(tmp_path: Path, kind: str) -> None:
    answers = rows()
    folder = project(tmp_path / "a", as_csv(answers), source(), KINDS[kind])
    typed = project(tmp_path / "b", "", source("nps.parquet"), KINDS[kind])
    kinds = 'CAST("Ngày" AS DATE) AS "Ngày", CAST("Điểm" AS DOUBLE) AS "Điểm", "Ai", "Cửa hàng", "Kênh"'
    scan = f"SELECT {kinds} FROM read_csv('{folder}/content/answers/nps.csv', all_varchar = TRUE)"  # noqa: S608 -- our own names
    duckdb.sql(f"COPY ({scan}) TO '{typed}/content/answers/nps.parquet' (FORMAT parquet)")
    assert values(typed) == values(folder)


def test_csv_and_parquet_together(tmp_path: Path) -> None:
    answers = rows()
    whole = values(project(tmp_path / "a", as_csv(answers), source()))
    folder = project(tmp_path / "b", "", source("nps*"))
    write(folder / "content/answers/nps.csv", as_csv(answers[:200]))
    write(tmp_path / "rest.csv", as_csv(answers[200:]))
    target = f"{folder}/content/answers/nps-2.parquet"
    kinds = '* REPLACE (CAST("Ngày" AS TIMESTAMP) AS "Ngày", CAST("Điểm" AS TINYINT) AS "Điểm")'
    duckdb.sql(f"COPY (SELECT {kinds} FROM '{tmp_path}/rest.csv') TO '{target}' (FORMAT parquet)")  # noqa: S608 -- as above
    assert values(folder) == whole
