"""Measures the processor milliseconds of a page: a cold build by one process, from planned pages to finished ones.

    python bench/one_process.py PROJECT

Reading, rules, planning, verifying and publishing are not counted. The project's build/ and site/ are removed first.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import defaultdict
from pathlib import Path

from cxsite.cli.assemble_site import assemble_site
from cxsite.reading import read
from cxsite.reading.garbage_collection import collector_paused
from cxsite.site.build import build


class StepTimes:
    """Sums the processor seconds of each step; a step ends when the next one begins."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._name, self._start = "", time.process_time()

    def begin(self, name: str) -> None:
        """End the current step, and begin the next."""
        now = time.process_time()
        self.seconds[self._name] += now - self._start
        self._name, self._start = name, now


def milliseconds_a_page(project: Path) -> float:
    """Build the project in this process on one core, and return the processor milliseconds of a page."""
    if hasattr(os, "sched_setaffinity"):  # one core, so that the build starts no further processes
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in ("build", "site"):
        shutil.rmtree(project / name, ignore_errors=True)
    with collector_paused():  # as the command does
        site = assemble_site(project, read(project)[0])
        times = StepTimes()
        report = build(site, project / "site", step=times.begin)
    return 1000 * times.seconds["build"] / report.pages


if __name__ == "__main__":
    print(milliseconds_a_page(Path(sys.argv[1])))
