"""Distributes work over processor cores with forked processes, if that is faster."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")
LEAST_SHARE: Final = 16
"""A process for fewer items takes longer than it saves."""
_RUN: Final = 8
"""How many neighbours stay together: they show the same texts, which a process encodes only once."""
_PIECE: Final = 256
"""How many results are sent at a time, so that those of a large site are not in memory twice."""


def map_in_processes(
    work: Callable[[Sequence[T]], list[R]], items: Sequence[T], *, cores: int | None = None
) -> list[R]:
    """Apply `work` to shares of the items in forked processes, and yield the results in any order.

    If the system cannot fork, or this process has other threads, all work is done in this process.
    """
    shares = min(cores or count_usable_cores(), len(items) // LEAST_SHARE)
    if shares < 2 or not hasattr(os, "fork") or threading.active_count() > 1:  # noqa: PLR2004 -- alone is not spread
        return work(items)
    gc.freeze()  # the garbage collector would write to all objects, and so copy all shared memory
    helpers: list[_ForkedHelper] = []
    try:
        helpers += (_ForkedHelper(work, _share(items, number, shares)) for number in range(1, shares))
        done = work(_share(items, 0, shares))
        for helper in helpers:
            done += helper.results()
        return done
    finally:
        gc.unfreeze()
        for helper in helpers:
            helper.end()


def _share(items: Sequence[T], number: int, shares: int) -> list[T]:
    """Return one of several shares of the items, in runs of neighbours."""
    starts = range(number * _RUN, len(items), shares * _RUN)
    return [item for start in starts for item in items[start : start + _RUN]]


def count_usable_cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class _ForkedHelper:
    """A forked process that does one share of the work and sends its results."""

    def __init__(self, work: Callable[[Sequence[T]], list[R]], items: Sequence[T]) -> None:
        self._reading, writing = os.pipe()
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            _serve(work, items, writing, parent)
        os.close(writing)

    def results(self) -> Iterator[R]:
        """Yield the results of the share, piece by piece; raises the exception that the work raised."""
        with os.fdopen(self._reading, "rb", closefd=False) as pipe:
            while True:
                try:
                    made, error = pickle.load(pipe)  # noqa: S301 -- from our own copy
                except EOFError:
                    raise MemoryError("A process that made pages was ended by the system.") from None
                yield from made
                if error is not None:
                    raise error
                if not made:
                    return

    def end(self) -> None:
        """End the process, so that it writes nothing more."""
        os.close(self._reading)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _serve(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], writing: int, parent: int) -> None:
    made: list[R] = []
    error: BaseException | None = None
    try:
        end_with_parent()
        for item in items:
            if os.getppid() != parent:  # nobody waits for results any more, and another build may be cleaning up
                os._exit(1)
            made += work([item])
    except BaseException as raised:  # noqa: BLE001 -- it is raised again where somebody hears it
        error = raised
    try:
        with os.fdopen(writing, "wb") as pipe:
            for start in range(0, len(made), _PIECE):
                pickle.dump((made[start : start + _PIECE], None), pipe, pickle.HIGHEST_PROTOCOL)
            pickle.dump(([], error), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent ends; no effect on other systems."""
    if sys.platform == "linux":
        death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)
