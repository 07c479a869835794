"""Work is done by several processes as by one, and none outlives the one that asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cxsite.site.builders.processes import LEAST_SHARE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")
ITEMS = LEAST_SHARE * 4
# In a process of its own: where the tests have threads, nothing is spread.
START = "import os, sys, time\nfrom cxsite.site.builders.processes import map_in_processes\n"


def output_of(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", START + program], capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("cores", [1, 2, 3, 100])
def test_everything_is_done_once(cores: int) -> None:
    work = "lambda items: [(os.getpid(), item * 2) for item in items]"
    done = output_of(f"for one in map_in_processes({work}, range({ITEMS}), cores={cores}): print(*one)").split()
    assert sorted(map(int, done[1::2])) == [number * 2 for number in range(ITEMS)]
    assert len(set(done[0::2])) == min(cores, 4)


def test_neighbours_stay_together() -> None:
    work = "lambda items: [(os.getpid(), item) for item in items]"
    done = output_of(f"for one in map_in_processes({work}, range({ITEMS}), cores=2): print(*one)").split()
    maker = dict(zip(map(int, done[1::2]), done[0::2], strict=True))
    assert sum(maker[item] != maker[item + 1] for item in range(ITEMS - 1)) < ITEMS / 4


def test_few_items_are_not_worth_a_process() -> None:
    work = "lambda items: [os.getpid() for _ in items]"
    assert (
        output_of(f"print(set(map_in_processes({work}, range({LEAST_SHARE * 2 - 1}), cores=2)) == {{os.getpid()}})")
        == "True\n"
    )


def test_what_goes_wrong_there_is_reported_here() -> None:
    program = f"""
def work(items):
    if {ITEMS - 1} in items:
        raise ValueError("reported")
    return list(items)
map_in_processes(work, range({ITEMS}), cores=2)
"""
    assert output_of(program).endswith("ValueError: reported\n")


def test_a_helper_ends_where_the_work_here_goes_wrong(tmp_path: Path) -> None:
    program = f"""
def work(items):
    for item in items:
        if item == 0:
            time.sleep(0.3)
            raise ValueError("reported")
        open({str(tmp_path)!r} + "/written", "a").write("x")
        time.sleep(0.02)
    return []
try:
    map_in_processes(work, range(1_000), cores=2)
except ValueError:
    before = os.stat({str(tmp_path)!r} + "/written").st_size
    time.sleep(0.3)
    print(os.stat({str(tmp_path)!r} + "/written").st_size == before)
"""
    assert output_of(program) == "True\n"


def test_a_helper_ends_with_the_one_that_it_helps(tmp_path: Path) -> None:
    program = f"""
def work(items):
    for item in items:
        open({str(tmp_path)!r} + f"/{{os.getpid()}}", "a").write("x")
        time.sleep(0.02)
    return []
map_in_processes(work, range(100_000), cores=2)
"""
    with subprocess.Popen([sys.executable, "-c", START + program]) as process:
        until = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    time.sleep(0.2)
    written = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert len(written) == 2
    time.sleep(0.2)
    assert {path.name: path.stat().st_size for path in tmp_path.iterdir()} == written
