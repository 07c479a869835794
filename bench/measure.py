"""Measures figures from ten million Parquet answers and a million CSV rows, against DuckDB's own count.

    .venv/bin/python bench/measure.py [--rows 10000000] [--csv-rows 1000000] [--runs 3]

Each run is a separate process, in turn; figures are medians, the ratio to `count(*) … group by` of the same file by the
same two columns, and the peak memory of ours. Goals: ratio no more than 3, peak below 1 GB.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

PLAYBOOK = "title: Bench\nstages: [{id: mua, name: Mua}]\nchannels: [{id: quay, name: Quầy, kind: in-person}]\n"
JOURNEY = "title: Mua\npersonas: [lan]\nstages:\n  - stage: mua\n    touchpoints:\n"
METRIC = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n"
SOURCE = "metric: nps\ndata: answers.%s\ncolumns: {answer: answer, date: day, touchpoint: touchpoint}\n"
TOUCHPOINTS = 24
GOAL_RATIO, GOAL_MEMORY = 3.0, 1_000_000_000


def main() -> None:
    """Generate the data, measure, print a table, and fail if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--csv-rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one_run(options.one[0], Path(options.one[1]))))
        return
    with tempfile.TemporaryDirectory() as top:
        rows = (("parquet", options.rows), ("csv", options.csv_rows))
        missed = [form for form, count in rows if not measure_form(Path(top) / form, form, count, options.runs)]
    sys.exit(1 if missed else 0)


def measure_form(folder: Path, form: str, rows: int, runs: int) -> bool:
    """Measure one form of data; return whether both goals are met."""
    write_project(folder, form, rows)
    theirs, ours = [], []
    for _ in range(runs):
        theirs.append(process("theirs", folder))
        ours.append(process("ours", folder))
    ratio = median(one["seconds"] for one in ours) / median(one["seconds"] for one in theirs)
    peak = max(one["bytes"] for one in ours)
    used = {one["used"] for one in ours}
    print(f"{form}: {rows:,} rows, used {used}: ratio {ratio:.2f} to count(*), peak {peak / 1e6:,.0f} MB")
    print(f"  for scale: ours {median(one['seconds'] for one in ours):.2f} s", end=", ")
    print(f"count(*) {median(one['seconds'] for one in theirs):.2f} s")
    return bool(ratio <= GOAL_RATIO and peak < GOAL_MEMORY)


def process(what: str, folder: Path) -> dict[str, Any]:
    """Do one run in a separate process."""
    reported = subprocess.check_output([sys.executable, __file__, "--one", what, str(folder)], text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(reported)
    return found


def one_run(what: str, folder: Path) -> dict[str, Any]:
    """Return seconds without imports, peak memory of the process in bytes, and rows used."""
    import duckdb  # noqa: PLC0415 -- before the clock starts

    atexit.register(gc.unfreeze)  # reading disables the garbage collector, which DuckDB would report as a leak
    from cxsite.measurement.answer_reading import read_answers  # noqa: PLC0415
    from cxsite.measurement.computing import ComputedMetric  # noqa: PLC0415 -- as above
    from cxsite.measurement.measure import Engines  # noqa: PLC0415
    from cxsite.reading import read  # noqa: PLC0415

    content, _ = read(folder)
    source = content.sources["answers"]
    start = time.perf_counter()
    if what == "theirs":
        month = "date_trunc('month', CAST(day AS DATE))"
        scan = f"SELECT touchpoint, {month}, count(*) FROM '{folder}/{source.data}' GROUP BY ALL"  # noqa: S608
        used = sum(row[2] for row in duckdb.connect().execute(scan).fetchall())
    else:
        found = read_answers(content, source, Engines(content, folder).of(source))
        list(ComputedMetric(content.metrics["nps"], (found,)).observations(content.today))
        used = found.used
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "bytes": _peak(), "used": used}


def _peak() -> int:
    """Return the peak memory of this process in bytes; not from `getrusage`, which starts with the parent's value."""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) * 1024


def write_project(folder: Path, form: str, rows: int) -> None:
    """Write a playbook with that many answers over six months at 24 touchpoints."""
    import duckdb  # noqa: PLC0415

    places = "".join(f"      - {{id: t-{n}, name: T {n}, channels: [quay]}}\n" for n in range(TOUCHPOINTS))
    texts = {
        "playbook.yml": PLAYBOOK,
        "personas/lan.yml": "name: Lan\n",
        "journeys/mua.yml": JOURNEY + places,
        "metrics/nps.yml": METRIC,
        "sources/answers.yml": SOURCE % form,
    }
    for path, text in texts.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    day = "DATE '2026-05-01' + CAST(hash(i) % 184 AS INTEGER) AS day"
    answer = "CAST(hash(i, 1) % 11 AS TINYINT) AS answer"
    place = f"'mua/t-' || (hash(i, 2) % {TOUCHPOINTS}) AS touchpoint"
    table = f"SELECT {day}, {answer}, {place}, 'k' || (hash(i, 3) % {rows}) AS respondent FROM range({rows}) AS r(i)"  # noqa: S608
    duckdb.connect().execute(f"COPY ({table}) TO '{folder}/answers.{form}' (FORMAT {form})")


if __name__ == "__main__":
    main()
