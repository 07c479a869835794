"""Watches files, both by notifications of the operating system and by polling.

Notifications are not complete: a folder that is deleted and created again is no longer watched, files of a new folder
are missed, and network file systems send none. Therefore all files are also compared from time to time.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

_QUIET_MILLISECONDS: Final = 20
"""Notifications within this time are merged, because editors write a file in several steps."""
_TIMEOUT_MILLISECONDS: Final = 500
_LEAST_SECONDS: Final = 1.0
"""The shortest time between two comparisons of all files."""
_SHARE: Final = 0.02
"""The largest share of time that comparing may take."""
_Stamp: TypeAlias = tuple[int, int, int]


class Changes:
    """The paths that changed since they were last taken.

    `announce` reports files that this program has just written, so that nobody waits for the operating system.
    """

    def __init__(self) -> None:
        self._event, self._lock = Event(), Lock()
        self._paths: set[Path] = set()
        self.announce: Callable[[Iterable[Path]], None] = lambda _paths: None

    def add(self, paths: Iterable[str]) -> None:
        """Add changed paths and wake the waiting thread."""
        with self._lock:
            self._paths.update(map(Path, paths))
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """Wait for a change, at most for `seconds`; return whether there is one."""
        return self._event.wait(seconds)

    def taken(self) -> Collection[Path]:
        """Return all changed paths and forget them."""
        with self._lock:
            self._event.clear()
            paths, self._paths = self._paths, set()
        return paths


@contextmanager
def watching(watched: Sequence[Path]) -> Iterator[Changes]:
    """Watch folders with all their contents, and single files; they need not exist yet."""
    changed, over = Changes(), Event()
    watcher = _Watcher(watched, changed, over)
    changed.announce = watcher.announce
    thread = Thread(target=watcher.run, daemon=True)
    thread.start()
    try:
        yield changed
    finally:
        over.set()
        thread.join()


class _Watcher:
    def __init__(self, watched: Sequence[Path], changed: Changes, over: Event) -> None:
        self._watched = [path.absolute() for path in watched]
        self._changed, self._over = changed, over
        self._lock = Lock()
        self._known = self._look()
        self._announced: dict[str, _Stamp | None] = {}

    def run(self) -> None:
        """Watch until the event `over` is set."""
        followed = self._identities()
        stop, listeners = self._listen()
        wait = _LEAST_SECONDS
        while not self._over.wait(wait):
            started = time.monotonic()
            self._compare()
            now = self._identities()
            if now != followed:  # such as a folder that was created again: the listener watches the deleted one
                _end(stop, listeners)
                followed = now
                stop, listeners = self._listen()
                self._compare()
            wait = max(_LEAST_SECONDS, (time.monotonic() - started) / _SHARE)
        _end(stop, listeners)

    def _compare(self) -> None:
        """Compare all files with their known stamps and report the changes."""
        with self._lock:
            before, self._known = self._known, self._look()
            now = self._known
        if different := {path for path, _ in before.items() ^ now.items()}:
            self._changed.add(different)

    def announce(self, paths: Iterable[Path]) -> None:
        """Report files that were just written or removed; their notifications, which come later, are ignored."""
        written = {str(path.absolute()) for path in paths}
        with self._lock:
            self._announced |= {path: _stamp(path) for path in written}
        self._note(written)

    def _hear(self, paths: Collection[str]) -> None:
        """Report what the operating system notified, unless it was announced and has not changed since."""
        with self._lock:
            known = [path for path in paths if path in self._announced]
            late = {path for path in known if self._announced[path] == _stamp(path)}
            for path in set(known) - late:
                del self._announced[path]
        if others := set(paths) - late:
            self._note(others)

    def _note(self, paths: Collection[str]) -> None:
        """Report these changes and update the known stamps, so that polling does not report them again."""
        with self._lock:
            if self._known.keys() >= set(paths):
                for path in paths:
                    if (stamp := _stamp(path)) is not None:
                        self._known[path] = stamp
                    else:
                        del self._known[path]
            else:  # files of a new or moved folder are not reported one by one
                before, self._known = self._known, self._look()
                paths = {*paths, *(path for path, _ in before.items() ^ self._known.items())}
        self._changed.add(paths)

    def _look(self) -> dict[str, _Stamp]:
        """Return every watched file with its stamp."""
        is_heard = _filter()
        found: dict[str, _Stamp] = {}
        for one in map(str, self._watched):
            if os.path.isdir(one):  # noqa: PTH112 -- thousands of paths, as texts
                found.update((path, stamp) for path, stamp in _files(one) if is_heard(path))
            elif (stamp := _stamp(one)) is not None:
                found[one] = stamp
        return found

    def _identities(self) -> Mapping[Path, tuple[int, int] | None]:
        """Return the watched folders with their device and inode numbers."""
        return {folder: _identity(folder) for folder in {*self._watched, *(path.parent for path in self._watched)}}

    def _listen(self) -> tuple[Event, Sequence[Thread]]:
        """Start the listeners of system notifications."""
        folders = [path for path in self._watched if path.is_dir()]
        # Watch the folder of a file: editors replace the file, and a watch on the old file would see nothing.
        ours = {str(path) for path in self._watched if not path.is_dir()}
        parents = {Path(path).parent for path in ours if Path(path).parent.is_dir()}
        stop = Event()
        jobs: list[tuple[Iterable[Path], bool, Callable[[str], bool]]] = [
            (folders, True, _is_visible),
            (parents, False, ours.__contains__),
        ]
        listeners = [
            Thread(target=self._follow, args=(paths, recursive, is_ours, stop), daemon=True)
            for paths, recursive, is_ours in jobs
            if paths
        ]
        for listener in listeners:
            listener.start()
        return stop, listeners

    def _follow(self, paths: Iterable[Path], recursive: bool, is_ours: Callable[[str], bool], stop: Event) -> None:  # noqa: FBT001 -- by Thread
        import watchfiles  # noqa: PLC0415 -- a build does without it

        # The folder is gone, or the limit of watches is reached: polling still finds changes.
        with suppress(OSError, RuntimeError):
            for changes in watchfiles.watch(
                *paths,
                stop_event=stop,
                recursive=recursive,
                step=_QUIET_MILLISECONDS,
                rust_timeout=_TIMEOUT_MILLISECONDS,
            ):
                if found := {path for _, path in changes if is_ours(path)}:
                    self._hear(found)


def _end(stop: Event, listeners: Iterable[Thread]) -> None:
    stop.set()
    for listener in listeners:
        listener.join()


def _filter() -> Callable[[str], bool]:
    """Return a filter of paths that excludes editors' temporary files."""
    import watchfiles  # noqa: PLC0415

    is_heard = watchfiles.DefaultFilter()
    return lambda path: _is_visible(path) and is_heard(watchfiles.Change.modified, path)


def _is_visible(path: str) -> bool:
    """Return whether a file is read at all: hidden ones are not, such as those that editors write first and rename."""
    return not os.path.basename(path).startswith(".")  # noqa: PTH119 -- thousands of paths, as texts


def _files(folder: str) -> Iterator[tuple[str, _Stamp]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for one in entries:
        try:
            if one.is_dir(follow_symlinks=False):
                yield from _files(one.path)
            else:
                yield one.path, _stamp_of(one.stat(follow_symlinks=False))
        except OSError:  # it was deleted meanwhile
            continue


def _stamp(path: str) -> _Stamp | None:
    """Return the stamp of a file; None if it does not exist or is a folder."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return None if os.path.isdir(path) and not os.path.islink(path) else _stamp_of(found)  # noqa: PTH112, PTH114


def _stamp_of(found: os.stat_result) -> _Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None
