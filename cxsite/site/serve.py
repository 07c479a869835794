"""The preview: built into a folder of its own, served, and built again at every change."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

from cxsite.problems import CxsiteError
from cxsite.reading.memory import look_through_all
from cxsite.site.fast.build_fast import OutdatedError
from cxsite.site.preview_server import Board, State, preview_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_QUIET_MILLISECONDS = 50  # editors write a file in several steps
_TIMEOUT = 500  # milliseconds until a watcher looks whether it is over
_PATIENCE_SECONDS = 0.5


class Early(Protocol):
    """Shows the page that is looked at, before the rest is built."""

    @property
    def looked_at(self) -> str:
        """The file of the page that a browser asked for last; "" where none did."""

    def show(self, html: str) -> None:
        """Show it as it will be."""

    def is_outdated(self) -> bool:
        """Whether there was another change since, so that the build need not go on."""


class Rebuild(Protocol):
    """Builds the site below an empty folder."""

    def __call__(self, folder: Path, early: Early) -> tuple[Path | None, Sequence[str]]:
        """Give the built site's folder (None if it cannot be built) and the problems to show, as sentences.

        The page that is looked at may be shown by `early` before the rest is built. Raises OutdatedError where it
        stopped for another change.
        """


def serve(
    rebuild: Rebuild,
    watched: Sequence[Path],
    *,
    port: int = 8000,
    ready: Callable[[str], object] = str,
    stop: Event | None = None,
) -> None:
    """Serve the site on 127.0.0.1 until `stop` is set or Ctrl-C; rebuild it when a file in `watched` changes.

    A build that fails keeps the last good pages, with its problems shown over them. `ready` hears the
    address after the first build.

    Raises:
        CxsiteError: the port is taken.
    """
    stop = stop or Event()
    board = Board()
    with (
        suppress(KeyboardInterrupt),
        _scratch() as scratch,
        _served(board, port) as address,
        _watching(watched) as changed,  # before the first build, or a change during it would be missed
    ):
        rebuilder = _Rebuilder(rebuild, board, scratch, changed)
        rebuilder.run()
        ready(address)
        is_tidy = False
        while not stop.is_set():
            if changed.wait(_PATIENCE_SECONDS):
                changed.clear()
                rebuilder.run()
                is_tidy = False
            elif not is_tidy:
                look_through_all()
                is_tidy = True


class _Rebuilder:
    """Builds into a fresh folder each time, and removes the one before the last good one."""

    def __init__(self, rebuild: Rebuild, board: Board, scratch: Path, changed: Event) -> None:
        self._changed = changed
        self._rebuild = rebuild
        self._board = board
        self._scratch = scratch
        self._number = 0
        self._good: Path | None = None

    def run(self) -> None:
        self._number += 1
        folder = self._scratch / str(self._number)
        folder.mkdir()
        try:
            site, problems = self._rebuild(folder, _Early(self._board, self._number, self._is_outdated))
        except OutdatedError:
            shutil.rmtree(folder, ignore_errors=True)
            return
        if site is None:
            last = self._board.state
            self._board.put(State(last.folder, last.build, tuple(problems)))
            shutil.rmtree(folder, ignore_errors=True)
            return
        self._board.put(State(site, self._number, tuple(problems)))
        if self._good is not None:
            shutil.rmtree(self._good, ignore_errors=True)
        self._good = folder

    def _is_outdated(self) -> bool:
        return self._good is not None and self._changed.is_set()


class _Early:
    def __init__(self, board: Board, number: int, is_outdated: Callable[[], bool]) -> None:
        self._board, self._number, self.is_outdated = board, number, is_outdated
        self.looked_at = board.looked_at

    def show(self, html: str) -> None:
        early = (self.looked_at, html.encode())
        self._board.put(replace(self._board.state, problems=(), next=self._number, early=early))


@contextmanager
def _watching(watched: Sequence[Path]) -> Iterator[Event]:
    """Watch folders with all that is in them, and single files; the event is set at every change."""
    changed, over = Event(), Event()
    folders = [path for path in watched if path.is_dir()]
    files = frozenset(path.absolute() for path in watched if path.is_file())
    watchers = [Thread(target=_watch_folders, args=(folders, changed, over), daemon=True)] if folders else []
    # A file is watched by its folder: editors put a new file in its place, which nobody watches then.
    if files:
        watchers.append(Thread(target=_watch_files, args=(files, changed, over), daemon=True))
    for watcher in watchers:
        watcher.start()
    try:
        yield changed
    finally:
        over.set()
        for watcher in watchers:
            watcher.join()


def _watch_folders(folders: Sequence[Path], changed: Event, over: Event) -> None:
    import watchfiles  # noqa: PLC0415 (a build does without it)

    for _ in watchfiles.watch(*folders, stop_event=over, step=_QUIET_MILLISECONDS, rust_timeout=_TIMEOUT):
        changed.set()


def _watch_files(files: frozenset[Path], changed: Event, over: Event) -> None:
    import watchfiles  # noqa: PLC0415

    parents = {path.parent for path in files}
    ours = {str(path) for path in files}
    for changes in watchfiles.watch(
        *parents, stop_event=over, recursive=False, step=_QUIET_MILLISECONDS, rust_timeout=_TIMEOUT
    ):
        if any(path in ours for _, path in changes):
            changed.set()


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cxsite-serve-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(board: Board, port: int) -> Iterator[str]:
    try:
        server = preview_server(board, port)
    except OSError as error:
        raise CxsiteError(
            "The port {port} cannot be opened: {error}.",
            "Name another with `--port`, or stop what uses it.",
            port=port,
            error=error,
        ) from error
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        board.close()
        server.shutdown()
        server.server_close()
        thread.join()
