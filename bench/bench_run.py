"""One run of the benchmark: its playbooks, its builds, and how their figures are written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from projects import HERE, Playbook
from table import Row
from whole_process import Command, Run, in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from projects import Peers

MOST_IN_ROUNDS: Final = 3_000
"""Larger playbooks are built once, and only beside same-work peers."""
PEERS: Final = ("hugo", "eleventy")


@dataclass(slots=True)
class Bench:
    """One run of the benchmark: its playbooks by number of journeys, and what has been measured of them."""

    top: Path
    sizes: tuple[int, ...]
    rounds: int
    found: Peers
    asked: frozenset[str]
    playbooks: dict[int, Playbook] = field(default_factory=dict)
    built: dict[int, dict[str, Run]] = field(default_factory=dict)
    compared: dict[int, dict[str, Run]] = field(default_factory=dict)

    @property
    def usual(self) -> tuple[int, ...]:
        """The sizes that are built in rounds."""
        return tuple(size for size in self.sizes if size <= MOST_IN_ROUNDS)

    def rounds_of(self, size: int) -> int:
        return self.rounds if size <= MOST_IN_ROUNDS else 1

    def playbook(self, size: int) -> Playbook:
        """Return the playbook with that many journeys, built."""
        if size not in self.playbooks:
            self.playbooks[size] = made = Playbook(self.top, size)
            made.cold.run()
        return self.playbooks[size]

    def peer(self, name: str, size: int) -> Path | None:
        """Return the folder of a same-work peer's project, or None if the peer is not installed."""
        command = self.found.same_work(name, self.top / str(size) / f"same-{name}")
        return self.playbook(size).same_work(name, self.found) if command else None

    def comparison(self, size: int) -> Mapping[str, Run]:
        """Return the cold builds of ours and of the peers that were asked for, in turn."""
        if size not in self.compared:
            playbook = self.playbook(size)
            commands: dict[str, Command | None] = {"ours": playbook.cold}
            for name in PEERS:
                if name in self.asked and (folder := self.peer(name, size)):
                    commands[f"same-{name}"] = self.found.same_work(name, folder)
            if "bodies" in self.asked and size <= MOST_IN_ROUNDS:
                playbook.write_bodies()
                commands["bodies-hugo"] = self.found.hugo(playbook.top / "hugo")
                commands["bodies-eleventy"] = self.found.eleventy(playbook.top / "eleventy")
            present = {name: command for name, command in commands.items() if command}
            if size > MOST_IN_ROUNDS:  # where a peer may need more memory than there is
                each = {name: command.attempt() for name, command in present.items()}
                self.compared[size] = {name: run for name, run in each.items() if isinstance(run, Run)}
            else:
                self.compared[size] = in_turn(present, self.rounds)
        return self.compared[size]

    def builds(self, size: int) -> Mapping[str, Run]:
        """Return a cold build, one after an edit, and one after nothing, in turn."""
        if size not in self.built:
            playbook = self.playbook(size)
            commands = {"cold": playbook.cold, "edited": playbook.edited, "same": playbook.command("build")}
            self.built[size] = in_turn(commands, self.rounds_of(size))
        return self.built[size]


def missing(name: str, size: int) -> Row:
    """Return the row of what is not there to compare with."""
    return Row(name, float("nan"), journeys=size, scale="not installed, or does not build it: left out")


def run_script(playbook: Playbook, name: str, *arguments: str) -> str:
    """Return what a script of this folder prints; its last argument is the playbook's folder."""
    command = [sys.executable, str(HERE / name), *arguments, str(playbook.folder)]
    return subprocess.check_output(command, text=True, env={**os.environ, **playbook.env})  # noqa: S603


def describe_run(run: Run) -> str:
    """Return the time and memory of one run."""
    return f"{run.wall:.2f} s, {run.cpu:.2f} s of processor, {run.memory / 1e6:.0f} MB"


def compare_runs(one: Run, other: Run) -> str:
    """Return the time and memory of one run and of another."""
    return f"{describe_run(one)} against {describe_run(other)}"
