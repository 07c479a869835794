"""What is known about a kind of problem that is found while reading."""

from __future__ import annotations

from dataclasses import dataclass

from cxsite.problems import Level


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its stable code, its name, and its manual page."""

    code: str
    name: str
    page: str
    level: Level = Level.ERROR
