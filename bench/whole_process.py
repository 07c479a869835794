"""Measures commands as whole processes, in turn, with the operating system's accounting."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run: elapsed seconds, processor seconds (all its processes), and peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command run in a folder. `before` restores the initial state and is not measured."""

    args: Sequence[str]
    folder: Path
    before: Callable[[], object] = int
    env: Mapping[str, str] | None = None

    def refuses(self) -> bool:
        """Return whether the command fails, without ending the benchmark."""
        self.before()
        done = subprocess.run(self.args, cwd=self.folder, env={**os.environ, **(self.env or {})}, capture_output=True)  # noqa: S603, PLW1510 -- as below
        return done.returncode != 0

    def run(self) -> Run:
        """Run the command once. If it fails, end the benchmark with its output."""
        found = self.attempt()
        if isinstance(found, str):
            sys.exit(f"{' '.join(self.args)} failed:\n{found}")
        return found

    def attempt(self) -> Run | str:
        """Run the command once; return the end of its output if it fails."""
        self.before()
        start = time.perf_counter()
        # wait4 gives the accounting of this process, which subprocess does not.
        with subprocess.Popen(  # noqa: S603 -- commands of this benchmark
            self.args,
            cwd=self.folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795132800", **(self.env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            message = process.stdout.read() if process.stdout else b""
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            return message.decode(errors="replace")[-3000:] or f"exit code {process.returncode}"
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, Run]:
    """Run the commands in turn, round by round, and return the median of each figure."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(command.run())
    return {name: _medians(found) for name, found in runs.items()}


def _medians(runs: Sequence[Run]) -> Run:
    wall, cpu = median(run.wall for run in runs), median(run.cpu for run in runs)
    return Run(wall, cpu, round(median(run.memory for run in runs)))
