"""Prints the table of speed goals: our builds beside those of other generators, measured in turn in one run.

    make bench                                        every row, all sizes; takes hours
    make bench ROWS="hugo eleventy" SIZES=1000        some rows
    make bench ROWS="unchanged reading" SIZES=30 ROUNDS=1

Rows: elements hugo eleventy bodies page mkdocs small serve sample engines edited unchanged growth reading
validate heaviest preview search. Figures are medians of whole processes, round by round; seconds only show the scale.
A figure is judged at the number of journeys of its goal; at other sizes it is only printed. docs/performance.md says
what each row means.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench_run import Bench
from projects import HERE, Peers
from rows import ROWS
from table import HEAD, goal_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = (10, 30, 100, 300, 1_000, 10_000)


def main() -> None:
    """Generate the playbooks, run the rows in turn, and print the table; exit with 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="JOURNEYS")
    parser.add_argument("--rows", nargs="+", choices=tuple(ROWS), default=tuple(ROWS), metavar="ROW")
    parser.add_argument("--list", action="store_true", help="print the goals and measure nothing")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path, default=HERE.parent / ".venv-bench")
    parser.add_argument("--node-modules", type=Path, default=HERE / "node_modules")
    options = parser.parse_args()
    if options.list:
        print("\n".join(goal_lines()))
        return
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores; ", end="")
    print(f"medians of {options.rounds} rounds\n\n{HEAD}")
    found = Peers(options.peers.absolute(), options.node_modules.absolute())
    with tempfile.TemporaryDirectory() as top:
        bench = Bench(Path(top), tuple(sorted(options.sizes)), options.rounds, found, frozenset(options.rows))
        missed = print_rows(bench, options.rows)
    sys.exit(1 if missed else 0)


def print_rows(bench: Bench, names: Sequence[str]) -> int:
    """Measure and print the named rows in the order of the table, and return how many goals are missed."""
    missed = 0
    for name, measure in ROWS.items():
        if name in names:
            for row in measure(bench):
                print(row, flush=True)
                missed += row.verdict == "**missed**"
    return missed


if __name__ == "__main__":
    main()
