"""Tables in files of DuckDB and SQLite: the same figures as from a CSV file, for every kind of metric."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest
from answers import check
from warehouse_answers import HEAD, KINDS, assert_same, make_project, rows

from cxsite.measurement.data_access import DataAccess
from cxsite.measurement.database_files import open_database_file
from cxsite.measurement.warehouse import VARIABLE
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.engine import Engine

WHOLE = os.environ.get("CXSITE_WAREHOUSE_FILES") == "all"
ZONE = "Asia/Ho_Chi_Minh"
COLUMNS = ", ".join(f'"{name}" VARCHAR' for name in HEAD)
MARKS = ", ".join("?" * len(HEAD))


def duck_file(folder: Path) -> Engine:
    with closing(duckdb.connect(str(folder / "kho.duckdb"))) as connection:
        connection.execute(f"CREATE TABLE answers ({COLUMNS})")
        connection.execute(
            f"INSERT INTO answers SELECT * FROM read_csv('{folder}/content/answers/nps.csv', all_varchar = TRUE)"  # noqa: S608 -- our own words
        )
    found = open_database_file("duckdb://kho.duckdb", DataAccess(folder), ZONE)
    assert found is not None
    return found


def sqlite_file(folder: Path) -> Engine:
    with closing(sqlite3.connect(folder / "kho.db")) as connection, connection:
        connection.execute(f"CREATE TABLE answers ({COLUMNS})")
        connection.executemany(f"INSERT INTO answers VALUES ({MARKS})", rows())  # noqa: S608 -- our own words
    found = open_database_file("sqlite://kho.db", DataAccess(folder), ZONE)
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "number"), [(kind, number) for number, kind in enumerate(KINDS)])
def test_a_file_of_duckdb_or_sqlite_gives_what_a_csv_file_gives(tmp_path: Path, kind: str, number: int) -> None:
    """`make test` tries both in turn; `make test-warehouse` (CXSITE_WAREHOUSE_FILES=all) each for every kind."""
    both = (duck_file, sqlite_file)
    assert_same(tmp_path, kind, *(both if WHOLE else (both[number % 2],)))


SOURCE = "metric: nps\ndata: table:DATA\ncolumns: {answer: Điểm, date: Ngày}\n"


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_typed_columns_schemas_and_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    folder = make_project(tmp_path, "nps")
    table = "cx.answers" if kind == "duckdb" else "answers"
    (folder / "content/sources/phieu.yml").write_text(SOURCE.replace("DATA", table), encoding="utf-8")
    create = f'CREATE TABLE {table} ("Ngày" DATE, "Điểm" INTEGER)'
    insert = f"INSERT INTO {table} VALUES ('2026-10-05', 9), ('2026-10-06', 3), ('2026-10-06', NULL)"  # noqa: S608 -- our own words
    if kind == "duckdb":
        with closing(duckdb.connect(str(folder / "kho"))) as opened:
            opened.execute(f"CREATE SCHEMA cx; {create}; {insert}")
    else:
        with closing(sqlite3.connect(folder / "kho")) as connection, connection:
            connection.execute(create)
            connection.execute(insert)
    monkeypatch.setenv(VARIABLE, f"{kind}://kho")
    found, problems = check(folder)
    assert problems == []
    assert found is not None
    assert (found.used, found.unanswered) == (2, 1)
    (folder / "content/sources/phieu.yml").write_text(SOURCE.replace("DATA", "other"), encoding="utf-8")
    assert [one.code for one in check(folder)[1]] == ["CX162"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_project(tmp_path, "nps", "table:answers")
    monkeypatch.setenv(VARIABLE, "duckdb:///khong/co.duckdb")
    with pytest.raises(CxsiteError):
        check(folder)
