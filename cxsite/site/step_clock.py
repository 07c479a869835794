"""Measures the seconds of each step of a build."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class StepClock:
    """Measures the seconds of each step, and reports its name when it begins."""

    def __init__(self, received: Callable[[str], object]) -> None:
        self.seconds: dict[str, float] = {}
        self._heard = received
        self._name = ""
        self._start = 0.0

    def begin(self, name: str) -> None:
        """End the current step, and begin the next."""
        self.end()
        self._name, self._start = name, time.perf_counter()
        self._heard(name)

    def end(self) -> None:
        """End the current step."""
        if self._name:
            taken = time.perf_counter() - self._start
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + taken
            self._name = ""
