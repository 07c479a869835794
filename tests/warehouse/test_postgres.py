"""The one SQL text on PostgreSQL: the same figures as DuckDB's, to the last digit shown, for every kind of metric.

Run by `make test-warehouse`; the test starts Debian's server on loopback, in a folder of its own. It is skipped with a
message where there is no server or no Ibis.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from answers import check, content_of
from warehouse_answers import HEAD, KINDS, assert_same, make_project, rows

from cxsite.measurement.answer_reading import read_answers
from cxsite.measurement.data_access import DataAccess
from cxsite.measurement.duck_engine import DuckEngine
from cxsite.measurement.warehouse import VARIABLE, Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("ibis", reason="the extra cxsite[warehouse] is not installed")
psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
if PROGRAMS is None or not (PROGRAMS / "initdb").exists():
    pytest.skip("there is no PostgreSQL server: apt install postgresql", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("default")


def run(program: str, *arguments: str) -> None:
    """Run a program of the server, as the user `postgres` where we are root: the server refuses to run as root."""
    assert PROGRAMS is not None
    user: Any = {"user": "postgres"} if os.geteuid() == 0 else {}
    subprocess.run([str(PROGRAMS / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server with the table of all rows, as text and with typed columns."""
    folder = Path(tempfile.mkdtemp(prefix="cxsite-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    data = str(folder / "data")
    run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        fill(f"postgresql://postgres@127.0.0.1:{port}/postgres")
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def fill(address: str) -> None:
    columns = ", ".join(f'"{name}" text' for name in HEAD)
    with psycopg.connect(address) as connection:
        connection.execute(f"CREATE TABLE answers ({columns})")
        with connection.cursor().copy("COPY answers FROM STDIN") as copied:
            for row in rows():
                copied.write_row(row)
        connection.execute("CREATE SCHEMA cx")
        connection.execute(
            """CREATE TABLE cx.typed AS SELECT timestamptz '2026-09-30 17:00:00+00' + i * interval '5 hours' AS "Ngày",
            (array[10, 9, 8, 7, 3])[1 + i % 5] AS "Điểm", (20 + i)::real AS "Giây", i % 2 = 0 AS "Xong"
            FROM generate_series(0, 199) AS i"""
        )


@pytest.mark.parametrize("kind", KINDS)
def test_postgres_gives_what_duckdb_gives(tmp_path: Path, address: str, kind: str) -> None:
    assert_same(tmp_path, kind, lambda _: Warehouse.of_address(address))


def test_a_source_names_a_table_of_a_schema(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, address)
    folder = make_project(tmp_path, "nps", "table:cx.typed")
    source = "metric: nps\ndata: table:cx.typed\ncolumns: {answer: Điểm, date: Ngày}\nwhere: {Xong: true}\n"
    (folder / "content/sources/phieu.yml").write_text(source, encoding="utf-8")
    found, problems = check(folder)
    assert problems == []
    assert found is not None
    assert (found.used, found.left_by_where, found.bad_count) == (100, 100, 0)
    assert {str(period): sums.n for (period, _), sums in found.cells.items()} == {"2026-10": 75, "2026-11": 25}


def test_one_bad_date_is_one_bad_row(tmp_path: Path, address: str) -> None:
    with psycopg.connect(address.replace("postgres://", "postgresql://")) as connection:
        connection.execute('CREATE TABLE IF NOT EXISTS few ("Ngày" text, "Điểm" text)')
        connection.execute("""INSERT INTO few SELECT '2026-10-05', '9' FROM generate_series(1, 40)""")
        connection.execute("INSERT INTO few VALUES ('2026-02-30', '9')")
    folder = make_project(tmp_path, "nps", "table:few")
    source = "metric: nps\ndata: table:few\ncolumns: {answer: Điểm, date: Ngày}\n"
    (folder / "content/sources/phieu.yml").write_text(source, encoding="utf-8")
    content = content_of(folder)
    found = read_answers(content, content.sources["phieu"], Warehouse.of_address(address))
    assert (found.used, found.bad_count) == (40, 1)


def test_a_missing_table_and_column_are_reported(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, address)
    folder = make_project(tmp_path, "nps", "table:cx.typed")
    assert [one.code for one in check(folder)[1]] == ["CX163"]
    source: Any = (folder / "content/sources/phieu.yml").read_text(encoding="utf-8")
    (folder / "content/sources/phieu.yml").write_text(source.replace("cx.typed", "cx.other"), encoding="utf-8")
    assert [one.code for one in check(folder)[1]] == ["CX162"]
    assert DuckEngine(DataAccess(folder), "UTC").broken_rows() == ()
