"""The lines of the benchmark's table, and the goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HEAD: Final = "| figure | measured | goal | met | for scale |\n|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that a figure of a row may be, for a number of journeys; None where it does not depend on it."""

    row: str
    most: float
    journeys: int | None = None


GOALS: Final = {
    "against same-work Hugo": Goal("hugo", 0.8, 1_000),
    "against same-work Eleventy": Goal("eleventy", 1.4, 1_000),
    "processor milliseconds a page, one process": Goal("page", 3.5, 300),
    "our builder against stock MkDocs on the same docs tree": Goal("mkdocs", 0.05, 1_000),
    "first build ever, seconds": Goal("small", 1.4, 30),
    "first build of a further playbook, seconds": Goal("small", 1.0, 30),
    "`serve`, first page, seconds (30)": Goal("serve", 1.0, 30),
    "`serve`, first page, seconds (1000)": Goal("serve", 2.5, 1_000),
    "the sample cold, seconds": Goal("sample", 2.5),
    "the sample unchanged, seconds": Goal("sample", 0.3),
    "one journey edited, against cold": Goal("edited", 0.3, 1_000),
    "one journey edited, seconds": Goal("edited", 2.5, 1_000),
    "nothing changed, against cold": Goal("unchanged", 0.012, 1_000),
    "growth 1000 → 10000, time": Goal("growth", 10.5),
    "growth 1000 → 10000, memory": Goal("growth", 7),
    "memory for each journey, MB": Goal("growth", 0.25, 10_000),
    "reading and rules, against CSafeLoader alone": Goal("reading", 1.0, 1_000),
    "`validate` of 28 files from the shell, seconds": Goal("validate", 0.3),
    "heaviest page of a journey with 24 touchpoints, kB": Goal("heaviest", 110, 1_000),
    "preview, saving to seeing, seconds": Goal("preview", 0.3, 1_000),
    "search on a page slowed four times, seconds": Goal("search", 2, 1_000),
    "search index gzipped, MB": Goal("search", 3.5, 1_000),
}
"""The goals by figure, which docs/performance.md lists; elements and bytes of same-work peers are judged by `near`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `goal` is the key of its goal, `journeys` its number of journeys."""

    figure: str
    value: float
    goal: str = ""
    journeys: int | None = None
    scale: str = ""
    near: float | None = None
    """The largest distance from 1 that `value` may have, for what should be equal."""

    @property
    def verdict(self) -> str:
        """Return whether the goal is met; nothing if there is none for this number of journeys."""
        if self.near is not None:
            return _verdict(abs(self.value - 1) <= self.near)
        goal = GOALS.get(self.goal)
        if goal is None or goal.journeys not in (None, self.journeys):
            return ""
        return _verdict(self.value <= goal.most)

    def __str__(self) -> str:
        figure = f"{self.journeys} journeys: {self.figure}" if self.journeys else self.figure
        return f"| {figure} | {self.value:.3g} | {self._goal()} | {self.verdict} | {self.scale} |"

    def _goal(self) -> str:
        if self.near is not None:
            return f"1 ± {self.near:g}"
        goal = GOALS.get(self.goal)
        if goal is None:
            return ""
        other = f" for {goal.journeys}" if goal.journeys not in (None, self.journeys) else ""
        return f"≤ {goal.most:g}{other}"


def _verdict(met: bool) -> str:  # noqa: FBT001 -- a helper of this module
    return "met" if met else "**missed**"


def goal_lines() -> list[str]:
    """Return the goals as lines of a table: row, figure, goal, and the number of journeys that it is for."""
    lines = [f"| {one.row} | {figure} | ≤ {one.most:g} | {one.journeys or ''} |" for figure, one in GOALS.items()]
    return ["| row | figure | goal | journeys |", "|---|---|---|---|", *lines]
