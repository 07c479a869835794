"""Watches files: compares all of them with what was known of them, again and again.

The operating system's notifications only let the next comparison begin at once. They are not complete: a folder that is
deleted and created again is no longer watched, files of a new folder are missed, and network file systems send none.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_QUIET_MILLISECONDS: Final = 20
"""Notifications within this time are merged, because editors write a file in several steps."""
_LEAST_SECONDS: Final = 1.0
"""The shortest time between two comparisons without a notification."""
_SHARE: Final = 0.02
"""The largest share of time that comparisons without a notification may take."""
_Stamp: TypeAlias = tuple[int, int, int]


class Changes:
    """The paths that changed since they were last taken."""

    def __init__(self, watched: Sequence[Path]) -> None:
        self._watched = [str(path.absolute()) for path in watched]
        self._event, self._lock = Event(), Lock()
        self._paths: set[str] = set()
        self._known = self._look()
        self._announced: dict[str, _Stamp | None] = {}

    def wait(self, seconds: float) -> bool:
        """Wait for a change, at most for `seconds`; return whether there is one."""
        return self._event.wait(seconds)

    def taken(self) -> Collection[Path]:
        """Return all changed paths and forget them."""
        with self._lock:
            self._event.clear()
            paths, self._paths = self._paths, set()
        return {Path(path) for path in paths}

    def announce(self, paths: Iterable[Path]) -> None:
        """Report files that this program has just written or removed, so that nobody waits for the system."""
        found = {path: _stamp(path) for path in (str(path.absolute()) for path in paths)}
        with self._lock:
            self._take(found)
            self._report(found)
            self._announced |= found

    def follow(self, over: Event) -> None:
        """Report changes until the event `over` is set."""
        while not over.is_set():
            identities, earliest = self._identities(), 0.0
            for heard in _notifications([path for path, found in identities.items() if found], over):
                started = time.monotonic()
                if heard or started >= earliest:
                    self._compare(heard)
                    earliest = started + (time.monotonic() - started) / _SHARE
                if self._identities() != identities:  # such as a folder that was created again
                    break

    def _compare(self, heard: Collection[str]) -> None:
        """Report the files of a notification at once, then all others that differ from what was known of them.

        The stamp of a file that was written twice within the resolution of its time may be the same.
        """
        with self._lock:
            self._take({path: _stamp(path) for path in heard if path in self._known})
            before = dict(self._known)
        now = self._look()
        with self._lock:
            different = {path for path, _ in before.items() ^ now.items()}
            self._take({path: now.get(path) for path in different if self._known.get(path) == before.get(path)})

    def _take(self, found: Mapping[str, _Stamp | None]) -> None:
        """Keep the stamps of changed files, and report those that were not announced with the same stamp."""
        others = {path for path, stamp in found.items() if self._announced.get(path, ()) != stamp}
        for path, stamp in found.items():
            if stamp is None:
                self._known.pop(path, None)
            else:
                self._known[path] = stamp
        for path in others:
            self._announced.pop(path, None)
        self._report(others)

    def _report(self, paths: Collection[str]) -> None:
        if paths:
            self._paths.update(paths)
            self._event.set()

    def _look(self) -> dict[str, _Stamp]:
        """Return every watched file that exists, with its stamp."""
        return {path: found for top in self._watched for path in _files(top) if (found := _stamp(path))}

    def _identities(self) -> dict[str, tuple[int, int] | None]:
        """Return the watched paths with their device and inode numbers; None for what does not exist."""
        return {path: _identity(path) for path in self._watched}


@contextmanager
def watching(watched: Sequence[Path]) -> Iterator[Changes]:
    """Watch folders with all their contents, and single files; they need not exist yet."""
    changes, over = Changes(watched), Event()
    thread = Thread(target=changes.follow, args=(over,), daemon=True)
    thread.start()
    try:
        yield changes
    finally:
        over.set()
        thread.join()


def _notifications(paths: Sequence[str], over: Event) -> Iterator[Collection[str]]:
    """Yield the paths of each notification, and none after each second without one, until `over` is set."""
    import watchfiles  # noqa: PLC0415 -- a build does without it

    if paths:
        # The folder is gone, or the limit of watches is reached: comparisons still find changes.
        with suppress(OSError, RuntimeError):
            for changes in watchfiles.watch(
                *paths,
                watch_filter=None,
                stop_event=over,
                step=_QUIET_MILLISECONDS,
                rust_timeout=int(_LEAST_SECONDS * 1000),
                yield_on_timeout=True,
            ):
                yield {path for _, path in changes}
    while not over.wait(_LEAST_SECONDS):
        yield ()


def _files(top: str) -> Iterator[str]:
    """Yield the files of a folder, or a single file, except hidden and temporary files of editors."""
    import watchfiles  # noqa: PLC0415

    if not os.path.isdir(top):  # noqa: PTH112 -- thousands of paths, as texts
        yield top
        return
    is_content = watchfiles.DefaultFilter()
    for folder, _, names in os.walk(top):
        paths = (f"{folder}{os.sep}{name}" for name in names if not name.startswith("."))
        yield from (path for path in paths if is_content(watchfiles.Change.modified, path))


def _stamp(path: str) -> _Stamp | None:
    """Return the stamp of a file; None if it does not exist."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 -- as texts
    except OSError:
        return None
    return found.st_dev, found.st_ino
