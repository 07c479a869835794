"""Builds a playbook in this process and samples what it does: processor seconds by step, and each function's share.

    .venv/bin/python bench/where_time_goes.py FOLDER [--again] [--top 40]

FOLDER holds content/ and mkdocs.yml. Without `--again` its build/ and site/ are removed first, for a cold build. All is
done by one process, so that nothing escapes the samples; a build as usual spreads pages over the cores.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.cli.assemble_site import assemble_site
from cxsite.incremental.state_files import site_state_path
from cxsite.reading import read
from cxsite.rules import check_content
from cxsite.site.build import build
from cxsite.site.builders import processes

if TYPE_CHECKING:
    from types import FrameType

EVERY_SECONDS = 0.004
TODAY = date(2026, 11, 20)


class Samples:
    """Counts in how many samples each function is at work, itself or by what it calls."""

    def __init__(self) -> None:
        self.all = 0
        self.found: Counter[str] = Counter()

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Look at the stack once."""
        self.all += 1
        seen = set()
        while frame:
            code = frame.f_code
            seen.add(f"{'/'.join(Path(code.co_filename).parts[-3:])}:{code.co_name}")
            frame = frame.f_back
        self.found.update(seen)


def steps(folder: Path) -> None:
    """Read, check and build, telling the processor time of each step as it ends."""
    start = time.process_time()

    def step(name: str) -> None:
        print(f"{time.process_time() - start:8.2f} s  {name}")

    step("read")
    content, _ = read(folder, today=TODAY)
    step("check")
    check_content(content)
    site, target = assemble_site(folder, content, step=step), folder / "site"
    built = build(site, target, state=site_state_path(folder, target), step=step)
    step(f"done: {built.made} of {built.pages} pages made")


def main() -> None:
    """Build once, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", action="store_true", help="build upon what is there")
    parser.add_argument("--top", type=int, default=40, metavar="NUMBER")
    options = parser.parse_args()
    if not options.again:
        for name in ("build", "site"):
            shutil.rmtree(options.folder / name, ignore_errors=True)
    processes.count_usable_cores = lambda: 1
    samples = Samples()
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
    steps(options.folder)
    signal.setitimer(signal.ITIMER_PROF, 0)
    for name, count in samples.found.most_common(options.top):
        print(f"{count / samples.all:7.1%}  {name}")


if __name__ == "__main__":
    main()
