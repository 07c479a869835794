"""A playbook with a metric, a source and its answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxsite.measurement.measure import Engines, measure, read_source
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.measure import Measurements
    from cxsite.measurement.source_result import SourceResult
    from cxsite.model.content import Content
    from cxsite.problems import Problem

TODAY = date(2026, 11, 20)
FILES = {
    "content/playbook.yml": """\
title: Sổ tay
timezone: Asia/Ho_Chi_Minh
stages: [{id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng, kind: in-person}, {id: zalo, name: Zalo, kind: chat}]
stores: [{id: pho-hue, name: Mây Phố Huế}, {id: hai-chau, name: Mây Hải Châu}]
""",
    "content/personas/lan.yml": "name: Lan\n",
    "content/journeys/mua.yml": """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}
      - {id: tra-tien, name: Trả tiền, channels: [cua-hang, zalo], emotion: 3}
""",
    "content/metrics/nps.yml": "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}, unit: điểm}\n",
}
SOURCE = """\
metric: nps
data: content/answers/nps.csv
columns: {answer: Điểm, date: Ngày}
"""


def project(folder: Path, answers: bytes | str, source: str = SOURCE, metric: str | None = None) -> Path:
    """Write the playbook with these answers in content/answers/nps.csv."""
    data = answers.encode() if isinstance(answers, str) else answers
    files = {**FILES, "content/sources/phieu.yml": source}
    if metric is not None:
        files["content/metrics/nps.yml"] = metric
    for path, text in files.items():
        write(folder / path, text.encode())
    write(folder / "content/answers/nps.csv", data)
    return folder


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def content_of(folder: Path) -> Content:
    content, problems = read(folder, today=TODAY)
    assert problems == []
    return content


def check(folder: Path, source: str = "phieu") -> tuple[SourceResult | None, list[Problem]]:
    """Read the source as `cxsite measure check` does."""
    content = content_of(folder)
    one = content.sources[source]
    return read_source(content, one, Engines(content, folder).of(one))


def good(folder: Path) -> SourceResult:
    """Read a source that must be readable; check that its row counts add up."""
    found, _ = check(folder)
    assert found is not None
    assert found.adds_up
    return found


def figures(folder: Path) -> Measurements:
    return measure(content_of(folder), folder)


def values(folder: Path, metric: str = "nps") -> dict[tuple[str, tuple[tuple[str, str], ...]], float | None]:
    """Return every figure by period and place; None if it is hidden."""
    found = figures(folder).metrics[metric]
    return {
        (str(period), group): figure.value if figure else None
        for period in found.periods
        for group, figure in found.groups(period).items()
    }
