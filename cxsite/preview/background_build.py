"""Builds of the preview in a separate process, so that serving never waits for them."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.reading.garbage_collection import collect_everything
from cxsite.site.builders.processes import end_with_parent
from cxsite.site.pipeline import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from cxsite.site.builders.page_frame import PageFrames

    PreviewBuild: TypeAlias = "Callable[[Path, Callable[[], bool]], PreviewResult]"

_GIVES_WAY: Final = 5
_QUIET_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class PreviewResult:
    """The result of a build: the site's folder (None if it cannot be built), and the problems to show, as sentences.

    `looks` are the page frames, with which a page can be shown before the next build.
    """

    site: Path | None
    problems: Sequence[str] = ()
    looks: Sequence[PageFrames] = ()


class BackgroundBuild:
    """Builds in a forked process, or in a thread if the system cannot fork.

    Create it before other threads start, because a fork copies only one thread. Only the latest request is built.
    `build` builds the site below an empty folder, and raises OutdatedError if it stopped because the function that it
    is given returned true.
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
        """Request a build of the current content, below a folder named after the number."""
        with suppress(OSError):
            self._pipe.send(number)

    def pause(self) -> None:
        """Suspend the build, so that the processor is free to render the current page; nothing is lost."""
        self._signal("SIGSTOP")

    def resume(self) -> None:
        """Resume the suspended build."""
        self._signal("SIGCONT")

    def _signal(self, name: str) -> None:
        if self._copy and self._copy.pid:
            with suppress(ProcessLookupError, PermissionError):  # the process has only just started, or has ended
                os.killpg(self._copy.pid, getattr(signal, name))

    def result(self) -> tuple[int, PreviewResult] | None:
        """Wait for the next finished build and return its number and result; None if no more will come."""
        try:
            number, done = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return number, done

    def close(self) -> None:
        """Stop building."""
        if self._copy:
            self._copy.kill()
            self._copy.join()
        self._pipe.close()


def _in_copy(pipe: Connection, theirs: Connection, build: PreviewBuild, scratch: Path) -> None:
    theirs.close()
    os.setpgrp()  # own group: signals reach its helpers as well, and Ctrl-C only the parent
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # skip cleanup handlers: the parent cleans up
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
