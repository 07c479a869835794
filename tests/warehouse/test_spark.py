"""The one SQL text on Spark in local mode, through Ibis: the same figures as DuckDB's, to the last digit shown.

Run by `make test-warehouse`, which sets up an environment of its own; skipped where Ibis or Java is missing.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from answers import check, figures, project, values, write
from warehouse_answers import KINDS, assert_same

from cxsite.measurement.warehouse import VARIABLE, Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ibis = pytest.importorskip("ibis", reason="the extra cxsite[warehouse] is not installed")
pytest.importorskip("pyspark", reason="PySpark is not installed")
if shutil.which("java") is None:
    pytest.skip("there is no Java to run Spark", allow_module_level=True)

# Spark, pandas and Ibis warn of one another.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- only where it is installed

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.sql.session.timeZone": "UTC"}
    builder = SparkSession.builder.master("local[1]").appName("cxsite")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def spark_table(spark: Any, folder: Path) -> Warehouse:
    """Spark over a table of the same rows, all of them text."""
    frame = spark.read.csv(str(folder / "content/answers/nps.csv"), header=True, escape='"')
    frame.createOrReplaceTempView("answers")
    return Warehouse(ibis.pyspark.connect(spark))


@pytest.mark.parametrize("kind", KINDS)
def test_spark_gives_what_duckdb_gives(tmp_path: Path, spark: Any, kind: str) -> None:
    assert_same(tmp_path, kind, lambda folder: spark_table(spark, folder))


def test_a_source_may_name_a_table(tmp_path: Path, spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "Ngày,Điểm\n" + "2026-10-05,9\n" * 30 + "2026-10-05,3\n" * 10
    folder = project(tmp_path, plain, "metric: nps\ndata: table:nps\ncolumns: {answer: Điểm, date: Ngày}\n")
    spark.read.csv(str(folder / "content/answers/nps.csv"), header=True).createOrReplaceTempView("nps")
    connection = ibis.pyspark.connect(spark)
    monkeypatch.setenv(VARIABLE, "pyspark://")
    monkeypatch.setattr(ibis, "connect", lambda address: {"pyspark://": connection}[address])
    found, problems = check(folder)
    assert problems == []
    assert found is not None
    assert found.used == 40
    assert values(folder) == {("2026-10", ()): 50.0}


def test_a_table_without_the_columns_is_reported(tmp_path: Path, spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, "", "metric: nps\ndata: table:other\ncolumns: {answer: Điểm, date: Ngày}\n")
    spark.createDataFrame([(1, 2)], ["Diem", "Ngày"]).createOrReplaceTempView("other")
    connection = ibis.pyspark.connect(spark)
    monkeypatch.setenv(VARIABLE, "pyspark://")
    monkeypatch.setattr(ibis, "connect", lambda address: {"pyspark://": connection}[address])
    _, (problem,) = check(folder)
    assert (problem.code, problem.values["lacking"]) == ("CX163", ("Điểm",))


def test_metrics_over_one_table_hide_the_same_as_over_a_file(
    tmp_path: Path, spark: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All metrics are shown, and of all answers less those of types A and B no few people follow."""
    cells = (
        ("A", "pho-hue", 30),
        ("B", "pho-hue", 20),
        ("B", "hai-chau", 12),
        ("C", "pho-hue", 2),
        ("C", "hai-chau", 9),
    )
    lines = [
        f"2026-10-0{1 + number % 9},{number % 11},{kind},{store},{kind}{store}{number // 2}"
        for kind, store, count in cells
        for number in range(count)
    ]
    text = "Ngày,Điểm,Loại,Cửa hàng,Khách\n" + "\n".join([*lines, *lines[:7]]) + "\n"
    source = "metric: METRIC\ndata: DATA\nkeep: last\n"
    source += "columns: {answer: Điểm, date: Ngày, respondent: Khách, store: Cửa hàng}\n"
    metrics = {"nps": "", "nps-a": "where: {Loại: A}\n", "nps-b": "where: {Loại: B}\n"}

    def folder_of(data: str) -> Path:
        folder = project(tmp_path / data.replace(":", "-").replace("/", "-"), text)
        (folder / "content/sources/phieu.yml").unlink()
        for key, where in metrics.items():
            write(folder / f"content/metrics/{key}.yml", KINDS["nps"][0].encode())
            one = source.replace("METRIC", key).replace("DATA", data) + where
            write(folder / f"content/sources/{key}.yml", one.encode())
        return folder

    by_file = figures(folder_of("content/answers/nps.csv")).metrics
    file = str(tmp_path / "content-answers-nps.csv/content/answers/nps.csv")
    spark.read.csv(file, header=True).createOrReplaceTempView("phieu")
    connection = ibis.pyspark.connect(spark)
    monkeypatch.setenv(VARIABLE, "pyspark://")
    monkeypatch.setattr(ibis, "connect", lambda address: {"pyspark://": connection}[address])
    by_table = figures(folder_of("table:phieu")).metrics
    assert {key: one.hidden_groups for key, one in by_table.items()} == {
        key: one.hidden_groups for key, one in by_file.items()
    }
    assert not any(one.uncompared for one in by_table.values())
    assert any(one.further_hidden for one in by_table.values())
    assert all(any(one.groups(period)[()] for period in one.periods) for one in by_table.values())
