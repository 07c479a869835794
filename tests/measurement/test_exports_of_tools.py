"""The examples of docs/exports.md: each is read from a small file of its tool, without a bad row."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from answers import check, project, write
from openpyxl import Workbook

ROOT = Path(__file__).parents[2]
TOOLS = Path(__file__).parent / "exports/tools"
EXAMPLE = re.compile(r"```yaml\n# content/sources/([a-z0-9-]+)\.yml\n(.*?)```", re.DOTALL)
METRICS = {
    "nps": "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n",
    "csat": "{name: CSAT, kind: csat, variant: top-box, family: feedback, scale: {min: 1, max: 5}}\n",
    "solved-well": "{name: Giải quyết tốt, kind: percentage, family: feedback}\n",
    "visits": "{name: Lượt truy cập, kind: count, family: analytics}\n",
    "handle-time": "{name: Xử lý cuộc gọi, kind: duration, family: operations, direction: lower, unit: phút}\n",
}
EXAMPLES = dict(EXAMPLE.findall((ROOT / "docs/exports.md").read_text(encoding="utf-8")))


def test_both_languages_have_the_same_examples() -> None:
    assert dict(EXAMPLE.findall((ROOT / "docs/exports.vi.md").read_text(encoding="utf-8"))) == EXAMPLES
    assert set(EXAMPLES) == {file.stem for file in TOOLS.glob("*.csv")}


@pytest.mark.parametrize("tool", EXAMPLES)
def test_the_lines_read_the_export_of_the_tool(tmp_path: Path, tool: str) -> None:
    project(tmp_path, "")
    (tmp_path / "content/sources/phieu.yml").unlink()
    for name, metric in METRICS.items():
        write(tmp_path / f"content/metrics/{name}.yml", metric.encode())
    write(tmp_path / f"content/sources/{tool}.yml", EXAMPLES[tool].encode())
    if ".xlsx" in EXAMPLES[tool]:
        book = Workbook()
        assert book.active is not None
        book.active.title = "Sheet1"
        for row in csv.reader((TOOLS / f"{tool}.csv").read_text(encoding="utf-8").splitlines()):
            book.active.append(row)
        book.save(tmp_path / f"content/answers/{tool}.xlsx")
    else:
        shutil.copy(TOOLS / f"{tool}.csv", tmp_path / f"content/answers/{tool}.csv")
    found, problems = check(tmp_path, tool)
    assert problems == []
    assert found is not None
    assert found.adds_up
    assert found.bad_count == 0
    assert found.used >= 20
    assert {str(period) for period, _ in found.cells} == {"2026-10"}
