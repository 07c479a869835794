"""Builds behind the preview: in a process of their own, so that nothing that is shown waits for them."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final, Protocol

from cxsite.reading.garbage_collection import collect_everything
from cxsite.site.builders.fast_build import OutdatedError
from cxsite.site.builders.processes import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from cxsite.site.builders.page_frame import PageFrames

_GIVES_WAY: Final = 5
_QUIET_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """What a build gave: the site's folder (None if it cannot be built), and the problems to show, as sentences.

    `looks` says how pages look, by which one of them can be shown before the next build.
    """

    site: Path | None
    problems: Sequence[str] = ()
    looks: Sequence[PageFrames] = ()


class PreviewBuild(Protocol):
    """Builds the site below an empty folder."""

    def __call__(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        """Build it. Raises OutdatedError where it stopped, for `is_outdated` said that there was another change."""


class BackgroundBuild:
    """Builds in a copy of this process; where the system cannot copy it, in a thread of it.

    Begin it before there are other threads. Only the last that is wanted is built.
    """

    def __init__(self, build: PreviewBuild, scratch: Path) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._copy: multiprocessing.process.BaseProcess | None = None
        if hasattr(os, "fork"):
            self._copy = multiprocessing.get_context("fork").Process(
                target=_in_copy, args=(theirs, self._pipe, build, scratch), daemon=True
            )
            self._copy.start()
            theirs.close()
        else:
            Thread(target=_work, args=(theirs, build, scratch), daemon=True).start()

    def request(self, number: int) -> None:
        """Have the site built as it is now, below a folder that is called so."""
        with suppress(OSError):
            self._pipe.send(number)

    def pause(self) -> None:
        """Have it stand still, whatever it does, so that the machine is free for what is shown; no more than that."""
        self._signal("SIGSTOP")

    def resume(self) -> None:
        """Let it go on."""
        self._signal("SIGCONT")

    def _signal(self, name: str) -> None:
        if self._copy and self._copy.pid:
            with suppress(ProcessLookupError, PermissionError):  # it has only just begun, or has ended
                os.killpg(self._copy.pid, getattr(signal, name))

    def result(self) -> tuple[int, PreviewResult] | None:
        """The next build that came to an end, and its number; None where no more will come."""
        try:
            number, done = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return number, done

    def stop(self) -> None:
        """See to it that nothing is built any more."""
        if self._copy:
            self._copy.kill()
            self._copy.join()
        self._pipe.close()


def _in_copy(pipe: Connection, theirs: Connection, build: PreviewBuild, scratch: Path) -> None:
    theirs.close()
    os.setpgrp()  # it is paused with its own copies, and Ctrl-C is for the first process alone
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # clearing up is the first process's part
        signal.signal(ending, signal.SIG_DFL)
    end_with_parent()
    os.nice(_GIVES_WAY)
    _work(pipe, build, scratch)


def _work(pipe: Connection, build: PreviewBuild, scratch: Path) -> None:
    with suppress(EOFError, OSError):
        number = pipe.recv()
        while True:
            while pipe.poll():
                number = pipe.recv()
            folder = scratch / str(number)
            folder.mkdir()
            try:
                done = build(folder, pipe.poll)
            except OutdatedError:
                done = None
            if done is None or done.site is None:
                shutil.rmtree(folder, ignore_errors=True)
            if done is not None:
                pipe.send((number, done))
            if not pipe.poll(_QUIET_SECONDS):
                collect_everything()
            number = pipe.recv()
