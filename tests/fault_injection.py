"""Runs jobs in forked processes under strace, which makes a system call fail or kills the process at it.

A fork of a process that has imported everything takes a few milliseconds, and its system calls are those of the job
alone. The job's result is passed through shared memory, because any system call may fail.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIZE: Final = 1 << 20
_TRACED: Final = "trace=%file,%desc,syncfs,getpgid"
_START, _END = 4_194_301, 4_194_302
"""Impossible process groups: querying them marks the start and end of the job in the trace."""
_CALL: Final = re.compile(r"^\d+ +(\w+)\((\d+)?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job: its text (None if it was killed), and its system calls."""

    message: str | None
    calls: tuple[tuple[str, int], ...] = ()


def can_trace() -> bool:
    """Return whether strace is installed and may trace our processes."""
    if sys.platform != "linux" or not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False, capture_output=True).returncode == 0


def run(job: Callable[[], str], injections: Sequence[str] = (), *, traced: bool = True) -> Outcome:
    """Run the job in a forked process, with injections in the syntax of strace."""
    memory = mmap.mmap(-1, _SIZE)
    process = os.fork()
    if process == 0:
        _work(job, memory)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        tracer = _attach(process, log, injections) if traced else None
        memory[_SIZE - 1] = 1
        os.waitpid(process, 0)
        if tracer:
            tracer.wait()
        calls = _calls(log.read_text(errors="replace")) if traced else ()
    text = memory[: _SIZE - 1].rstrip(b"\0").decode()
    memory.close()
    return Outcome(json.loads(text) if text else None, calls)


def _work(job: Callable[[], str], memory: mmap.mmap) -> None:
    """Do the job and exit in any case; otherwise two processes would continue the tests."""
    try:
        while not memory[_SIZE - 1]:  # a blocking call may or may not appear in the trace, depending on timing
            time.sleep(0.001)
        _mark(_START)
        try:
            message = job()
        except BaseException as error:  # noqa: BLE001 -- it is reported
            message = f"TRACEBACK {error!r}"
        _mark(_END)
        data = json.dumps(message[: _SIZE // 8]).encode()
        memory[: len(data)] = data
    finally:
        os._exit(0)


def _mark(group: int) -> None:
    try:
        os.getpgid(group)
    except OSError:
        return


def _attach(process: int, log: Path, injections: Sequence[str]) -> subprocess.Popen[bytes]:
    options = [part for one in (_TRACED, *(f"inject={one}" for one in injections)) for part in ("-e", one)]
    command = ["strace", "-f", "-qq", "-o", str(log), *options, "-p", str(process)]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{process}/status")
    while "TracerPid:\t0" in status.read_text():
        if tracer.poll() is not None:
            raise RuntimeError(f"strace ended: {command}")
        time.sleep(0.0005)
    return tracer


def _calls(log: str) -> tuple[tuple[str, int], ...]:
    """Return each system call of the job with its number among calls of that name since tracing started."""
    counts, found, is_inside = Counter[str](), [], False
    for match in map(_CALL.match, log.splitlines()):
        if match is None:
            continue
        name = match[1]
        counts[name] += 1
        if name == "getpgid":
            is_inside = match[2] == str(_START)
        elif is_inside and name != "mmap":
            found.append((name, counts[name]))
    return tuple(found)
