"""Prints the table of speed goals as ratios: our builds and those of other generators on the same pages, in one run.

    make bench                                     1,000 journeys, five rounds
    make bench SIZES="100 1000 10000" ROUNDS=3     sizes of your own; growth and memory need two of them

Figures are medians of whole processes run in turn, round by round; seconds only show the scale. A cold build begins
without `build/` and `site/`. peers.py describes what is equal among the generators, and what is not.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import preview_speed
from projects import HERE, Peers, Playbook, without
from search_in_browser import IN_TEXTS, at_most, by_clock, index_size, measure
from whole_process import Command, Run, in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_IN_ROUNDS: Final = 3_000
"""Larger playbooks are built once, and not by other generators."""
FEW: Final = 5
"""Journeys of a small playbook: about 30 files."""
TOUCHPOINTS: Final = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `goal` is the maximum of `value`; None if there is none."""

    name: str
    value: float
    goal: float | None
    scale: str = ""

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"≤ {self.goal:g}"
        met = "" if self.goal is None else "yes" if self.value <= self.goal else "**no**"
        return f"| {self.name} | {self.value:.3g} | {goal} | {met} | {self.scale} |"


def main() -> None:
    """Generate the playbooks, run everything in turn, and print the table; exit with 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path, default=HERE.parent / ".venv-bench")
    parser.add_argument("--node-modules", type=Path, default=HERE / "node_modules")
    options = parser.parse_args()
    found = Peers(options.peers.absolute(), options.node_modules.absolute())
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {_cores()} cores; ", end="")
    print(f"medians of {options.rounds} rounds\n")
    print("| figure | ratio or value | goal | met | for scale |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as top:
        missed = _table(Path(top), sorted(options.sizes), options.rounds, found)
    sys.exit(1 if missed else 0)


def _table(top: Path, sizes: Sequence[int], rounds: int, found: Peers) -> int:
    missed = 0
    colds: dict[int, Run] = {}
    for size in sizes:
        playbook = Playbook(top, size)
        if size > MOST_IN_ROUNDS:
            rows = _for_growth(playbook, colds)
        else:
            rows = [*_against_others(playbook, rounds, found, colds), *_of_one_playbook(playbook, rounds)]
        for row in rows:
            print(row, flush=True)
            missed += row.goal is not None and row.value > row.goal
        shutil.rmtree(playbook.top)
    for row in _growth(colds):
        print(row)
        missed += row.goal is not None and row.value > row.goal
    few = Playbook(top, FEW)
    small = in_turn({"validate": few.command("validate")}, rounds)["validate"]
    files = sum(1 for _ in (few.folder / "content").rglob("*.yml"))
    print(Row(f"`validate` of {files} files, from the shell, seconds", small.wall, 0.4))
    return missed + (small.wall > 0.4)  # noqa: PLR2004 -- the goal of the line above


def _against_others(playbook: Playbook, rounds: int, found: Peers, colds: dict[int, Run]) -> list[Row]:
    playbook.write_peers()
    folder, top, size = playbook.folder, playbook.top, playbook.journeys
    stock = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.stock.yml")
    commands = {
        "ours": playbook.cold,
        "Hugo": found.hugo(top / "hugo"),
        "Eleventy": found.eleventy(top / "eleventy"),
    }
    runs = in_turn({name: command for name, command in commands.items() if command}, rounds)
    playbook.command("generate").run()
    runs |= in_turn({"MkDocs": Command(stock, folder, without(folder / "build/stock"))}, min(rounds, 3))
    if (zensical := found.zensical(folder)) and not zensical.refuses():  # as with a large search index
        runs |= in_turn({"Zensical": zensical}, min(rounds, 3))
    colds[size] = ours = runs["ours"]
    rows = [
        Row(f"{size} journeys: cold build from YAML, against {name}", ours.wall / run.wall, goal, _scale(ours, run))
        for name, goal in (("Hugo", 0.8), ("Eleventy", None), ("Zensical", None))
        if (run := runs.get(name))
    ]
    rows += [
        Row(f"{size} journeys: {name}", float("nan"), None, "not installed, or does not build it: left out")
        for name in sorted({"Hugo", "Eleventy", "Zensical"} - runs.keys())
    ]
    command = [sys.executable, str(HERE / "builder.py"), str(folder)]
    alone = median(float(subprocess.check_output(command, env=None)) for _ in range(min(rounds, 3)))  # noqa: S603
    name = f"{size} journeys: our builder alone, against stock `mkdocs build` without mermaid2"
    return [*rows, Row(name, alone / runs["MkDocs"].wall, 0.15, f"{alone:.2f} s against {runs['MkDocs'].wall:.1f} s")]


def _of_one_playbook(playbook: Playbook, rounds: int) -> list[Row]:
    size, site = playbook.journeys, playbook.folder / "site"
    runs = in_turn({"cold": playbook.cold, "edited": playbook.edited, "same": playbook.command("build")}, rounds)
    cold = runs["cold"]
    waited, titles = median(measure(site, way=by_clock)), median(measure(site, way=at_most))
    texts = median(measure(site, IN_TEXTS, way=at_most))
    return [
        Row(
            f"{size} journeys: one journey edited, against cold",
            runs["edited"].wall / cold.wall,
            0.06,
            _scale(runs["edited"], cold),
        ),
        Row(
            f"{size} journeys: nothing changed, against cold",
            runs["same"].wall / cold.wall,
            0.05,
            _scale(runs["same"], cold),
        ),
        Row(f"{size} journeys: heaviest page of a journey with {TOUCHPOINTS} touchpoints, KB", _heaviest(site), 120),
        Row(f"{size} journeys: search on a page slowed four times, seconds to first result", waited, 3),
        Row(f"{size} journeys: the same at most, on one slow core for page and workers", titles, None),
        Row(f"{size} journeys: the same at most, to the first result that only texts have", texts, None),
        Row(f"{size} journeys: search index, gzipped, MB", index_size(site) / 1e6, 6),
        _validating(playbook, rounds),
        _previewing(playbook),
    ]


def _for_growth(playbook: Playbook, colds: dict[int, Run]) -> list[Row]:
    """Return rows of a size that is built once to measure growth; other generators would need hours for it."""
    commands = {"cold": playbook.cold, "edited": playbook.edited, "same": playbook.command("build")}
    runs = in_turn(commands, 1)
    colds[playbook.journeys] = cold = runs["cold"]
    size, index = playbook.journeys, index_size(playbook.folder / "site") / 1e6
    edited, same = runs["edited"], runs["same"]
    return [
        Row(f"{size} journeys: one journey edited, against cold", edited.wall / cold.wall, None, _scale(edited, cold)),
        Row(f"{size} journeys: nothing changed, against cold", same.wall / cold.wall, None, _scale(same, cold)),
        Row(f"{size} journeys: search index, gzipped, MB", index, None),
    ]


def _previewing(playbook: Playbook) -> Row:
    found = preview_speed.measure(playbook.folder)
    each = [*found.idle, *found.busy]
    name = f"{playbook.journeys} journeys: from saving to seeing in the preview, median of seconds"
    return Row(name, median(each), 0.5, f"{median(found.busy):.2f} s while it builds, worst {max(each):.2f} s")


def _heaviest(site: Path) -> float:
    pages = (page.read_bytes() for page in (site / "journeys").glob("hanh-trinh-*.html"))
    return max(len(page) for page in pages if page.count(b'<h3 id="touchpoint-') == TOUCHPOINTS) / 1000


def _validating(playbook: Playbook, rounds: int) -> Row:
    command = [sys.executable, str(HERE / "validate.py"), "--folder", str(playbook.folder), "--rounds", str(rounds)]
    reported = subprocess.check_output(command, text=True)  # noqa: S603
    ratio = float(reported.split()[-1])
    return Row(f"{playbook.journeys} journeys: reading and rules, against CSafeLoader alone", ratio, 0.8)


def _growth(colds: dict[int, Run]) -> list[Row]:
    rows = []
    for small, big in zip(sorted(colds), sorted(colds)[1:], strict=False):
        times, held = colds[big].wall / colds[small].wall, colds[big].memory / colds[small].memory
        rows.append(Row(f"{small} → {big} journeys: time", times, 1.1 * big / small))
        rows.append(Row(f"{small} → {big} journeys: memory", held, big / small))
        rows.append(Row(f"{big} journeys: memory for each, MB", colds[big].memory / big / 1e6, 0.25))
    return rows


def _scale(one: Run, other: Run) -> str:
    return f"{one.wall:.2f} s, {one.memory / 1e6:.0f} MB against {other.wall:.2f} s, {other.memory / 1e6:.0f} MB"


def _cores() -> int:
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
