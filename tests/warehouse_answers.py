"""The same answers for every kind of metric, read by DuckDB from a CSV file and by another engine from its table."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from answers import content_of, project

from cxsite.measurement.answer_reading import read_answers
from cxsite.measurement.computing import ComputedMetric
from cxsite.measurement.data_access import DataAccess
from cxsite.measurement.duck_engine import DuckEngine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxsite.measurement.engine import Engine
    from cxsite.measurement.source_result import SourceResult
    from cxsite.model.records.strategy import Metric

PLACED = "date: Ngày, respondent: Ai, store: Cửa hàng, channel: Kênh"
ANSWER = f"columns: {{answer: Điểm, {PLACED}}}\nkeep: last\nwhere: {{Đợt: [1, 3]}}\nno_answer: [không biết]\n"
PAIR = "columns: {numerator: Điểm, denominator: Trên, date: Ngày, store: Cửa hàng}\n"
GROUPS = "columns: {promoters: Trên, passives: Điểm, detractors: Đợt, date: Ngày, channel: Kênh}\n"
COUNTED = f"columns: {{answer: Điểm, count: Trên, {PLACED.replace('respondent: Ai, ', '')}}}\n"
PARTS = "columns: {parts: [Điểm, {column: Đợt, weight: 2}], denominator: Trên, date: Ngày, store: Cửa hàng}\n"
SCALE = "scale: {min: 0, max: 10}"
KINDS = {
    "nps": (f"{{name: M, kind: nps, family: overall, {SCALE}}}\n", ANSWER),
    "nps-counts": (f"{{name: M, kind: nps, family: overall, {SCALE}}}\n", COUNTED),
    "nps-groups": (f"{{name: M, kind: nps, family: overall, {SCALE}}}\n", GROUPS),
    "csat": (f"{{name: M, kind: csat, variant: top-box, family: feedback, {SCALE}}}\n", ANSWER),
    "csat-mean": (f"{{name: M, kind: csat, variant: mean, family: feedback, {SCALE}}}\n", ANSWER),
    "ces": ("{name: M, kind: ces, variant: mean-1-7, family: feedback}\n", ANSWER),
    "ces-net": ("{name: M, kind: ces, variant: net, family: feedback}\n", ANSWER),
    "percentage": ("{name: M, kind: percentage, family: feedback}\n", ANSWER),
    "rate": ("{name: M, kind: rate, family: operations}\n", PAIR),
    "mean": (f"{{name: M, kind: mean, family: overall, {SCALE}}}\n", ANSWER),
    "mean-counts": (f"{{name: M, kind: mean, family: overall, {SCALE}}}\n", COUNTED),
    "duration": ("{name: M, kind: duration, family: overall, unit: phút}\n", ANSWER),
    "handle-time": ("{name: M, kind: duration, family: operations, unit: phút}\n", PARTS),
    "count": ("{name: M, kind: count, family: analytics}\n", ANSWER),
    "money": ("{name: M, kind: money, family: overall, unit: đ}\n", ANSWER),
    "score": ("{name: M, kind: score, family: on-site, scale: {min: 0, max: 100}}\n", PAIR),
    "weeks": (f"{{name: M, kind: mean, family: overall, period: week, {SCALE}}}\n", ANSWER),
    "fiscal-years": (f"{{name: M, kind: mean, family: overall, period: fiscal-year, {SCALE}}}\n", ANSWER),
}
"""By name: a metric, and how its source names the columns."""
HEAD = ("Ngày", "Điểm", "Ai", "Cửa hàng", "Kênh", "Đợt", "Trên")
BAD_DAYS = ("2026-02-30", "", "2027-01-01", "1899-12-31", "hôm qua", "2026-09-30 17:00 EST")
DAYS = (
    "2026-10-05", "2026-10-31 23:59", "2026-09-30T23:30:00Z", "2026-10-7 9:05", "2026-10-07 9:05:00 CH",
    "2026-10-7 12:30 am", "2026-09-30 23:30:00 UTC", "2026-09-30 17:00:00+00", "2026-10-01 00:30 GMT+9",
    "2026-09-29 23:59:59 -0500", "2026-04-01 00:00 Europe/Berlin",
)  # fmt: skip


def rows(count: int = 1200) -> list[tuple[str, ...]]:
    """Return rows with dates, numbers and places of every kind, some of them bad."""
    chance = random.Random(11)  # noqa: S311 -- the same rows every time
    stores = ["pho-hue"] * 9 + ["Mây Hải Châu"] * 6 + ["", "Phố Hếu", "O'Neil \\ x"]
    answers = ["0", "1", "1", "5", "7", "8.0", "9", "10"] * 6 + [
        "3,5",
        "11",
        "x",
        "",
        "không biết",
        "00:02:30",
        "1.250",
    ]
    return [
        (
            chance.choice(DAYS) if chance.random() > 0.02 else chance.choice(BAD_DAYS),
            chance.choice(answers),
            f"k{chance.randint(1, 300)}",
            chance.choice(stores),
            chance.choice(("zalo", "cua-hang")),
            chance.choice("1123"),
            chance.choice(("10", "12", "10", "11")),
        )
        for _ in range(count)
    ]


def make_project(folder: Path, kind: str, table: str = "content/answers/nps.csv") -> Path:
    """Write a playbook whose source reads the rows for a kind of metric."""
    metric, columns = KINDS[kind]
    project(folder, "", f"metric: nps\ndata: {table}\n{columns}date_format: yyyy-mm-dd\n", metric)
    with (folder / "content/answers/nps.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([HEAD, *rows()])
    return folder


def assert_same(folder: Path, kind: str, *engines: Callable[[Path], Engine]) -> None:
    """Read the answers by DuckDB, and by other engines from the table `answers`, and compare all figures."""
    make_project(folder, kind)
    content = content_of(folder)
    ours = content.sources["phieu"]
    theirs = ours.model_copy(update={"data": "table:answers"})
    here = read_answers(content, ours, DuckEngine(DataAccess(folder), "Asia/Ho_Chi_Minh"))
    assert here.adds_up
    assert here.used > 100
    for engine in engines:
        assert_same_figures(content.metrics["nps"], here, read_answers(content, theirs, engine(folder)))


def assert_same_figures(metric: Metric, here: SourceResult, there: SourceResult) -> None:
    """Compare what two engines read: numbers of rows, cells, and the figures of the metric."""
    for name in ("read", "used", "unanswered", "left_by_where", "left_by_keep"):
        assert getattr(there, name) == getattr(here, name), name
    assert there.bad == here.bad
    assert there.cells.keys() == here.cells.keys()
    assert there.unanswered_cells == here.unanswered_cells
    assert there.quantiles == here.quantiles
    assert there.people == here.people
    figures = [
        {(period, group): figure for period in one.periods for group, figure in one.groups(period).items()}
        for one in (ComputedMetric(metric, (here,)), ComputedMetric(metric, (there,)))
    ]
    assert figures[0] == figures[1]
