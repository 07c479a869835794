"""The preview: built into a folder of its own, served, and built again at every change."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Protocol

from cxsite.preview.background_build import BackgroundBuild
from cxsite.preview.server import PreviewState, StateBoard, make_server
from cxsite.preview.watching import watching
from cxsite.problems import CxsiteError
from cxsite.reading.garbage_collection import collect_everything
from cxsite.site.temporary_folder import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from http.server import ThreadingHTTPServer
    from pathlib import Path

    from cxsite.preview.background_build import PreviewResult
    from cxsite.site.builders.page_frame import PageFrames

_PATIENCE_SECONDS = 0.5
_SEEN_SECONDS = 0.25
"""Until browsers have shown a page that they were reported of."""
_TIDY_AFTER = 20
"""Times of patience until the collector may take its time, for nobody is writing."""


class PreviewSource(Protocol):
    """What is previewed. It is built behind, in a copy of it, and the page that is looked at is made at once."""

    def build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        """Build the site below an empty folder, as `Build` says."""

    def page(self, file: str, looks: Sequence[PageFrames], scratch: Path) -> str | None:
        """The page in a file of the site, as it will be; None where only a build can tell.

        Builds lie in folders of `scratch`. Raises CxsiteError, which a build will, too.
        """

    def can_show_alone(self, changed: Path) -> bool:
        """Whether of a changed file nothing can be seen on a page but in its text."""


def run_preview(
    source: PreviewSource,
    watched: Sequence[Path],
    *,
    port: int = 8000,
    ready: Callable[[str], object] = str,
    stop: Event | None = None,
) -> None:
    """Serve the site on 127.0.0.1 until `stop` is set or Ctrl-C; rebuild it when a file in `watched` changes.

    What is watched need not be there yet. A build that fails keeps the last good pages, with its problems shown over
    them. `ready` hears the address after the first build.

    Raises:
        CxsiteError: the port is taken, or the building process was ended by something else.
    """
    stop = stop or Event()
    board = StateBoard()
    with (
        suppress(KeyboardInterrupt),
        temporary_folder() as scratch,
        _building(source, scratch) as background,
        _bound(board, port) as server,
        _served(board, server) as address,
        watching(watched) as changed,  # before the first build, or a change during it would be missed
    ):
        shown = _PreviewUpdater(source, board, background, scratch)
        shown.go_on(())
        while not stop.is_set() and not shown.first.wait(_PATIENCE_SECONDS):
            shown.check_alive()
        ready(address)
        quiet = 0
        while not stop.is_set():
            quiet += 1
            if changed.wait(_PATIENCE_SECONDS):
                shown.go_on(changed.taken())
                changed.wait(_SEEN_SECONDS)
                background.resume()
                quiet = 0
            elif quiet == 1:
                shown.warm_up()
            elif quiet == _TIDY_AFTER:
                collect_everything()
            shown.check_alive()


class _PreviewUpdater:
    """What browsers see: of each change first the page that is looked at, then what was built behind."""

    def __init__(self, source: PreviewSource, board: StateBoard, background: BackgroundBuild, scratch: Path) -> None:
        self._source, self._board, self._behind, self._scratch = source, board, background, scratch
        self._number = self._heard = 0
        self._looks: Sequence[PageFrames] = ()
        self._lock = Lock()
        self._is_over = False
        self.first = Event()
        Thread(target=self._listen, daemon=True).start()

    def go_on(self, changed: Collection[Path]) -> None:
        """There is a change: have it built, but show the page that is looked at first, while nothing is built."""
        self._number += 1
        self._behind.request(self._number)
        file = self._board.looked_at
        if not changed or not all(map(self._source.can_show_alone, changed)):
            return
        self._behind.pause()
        html = self._page(file)
        if html is None:
            return
        with self._lock:
            if self._heard < self._number:
                early = (file, html.encode())
                self._board.put(replace(self._board.state, problems=(), next=self._number, early=early))

    def warm_up(self) -> None:
        """Do for nobody what the next change will ask for."""
        self._page(self._board.looked_at)

    def check_alive(self) -> None:
        """Raise CxsiteError where nothing is built any more."""
        if self._is_over:
            raise CxsiteError("The process that builds the preview has ended.", "Begin it anew.")

    def _page(self, file: str) -> str | None:
        try:
            return self._source.page(file, self._looks, self._scratch) if self._looks else None
        except CxsiteError:
            return None  # the build will say it

    def _listen(self) -> None:
        while result := self._behind.result():
            number, done = result
            with self._lock:
                before = self._put(number, done)
            self.first.set()
            if before is not None:  # not before it is shown: a large site takes a while to delete
                shutil.rmtree(before, ignore_errors=True)
        self._is_over = True

    def _put(self, number: int, done: PreviewResult) -> Path | None:
        """Show what was built; gives the folder of what was shown before, if nobody needs it any more."""
        last, self._heard = self._board.state, number
        if done.site is not None:
            self._looks = done.looks
        if number < self._number:  # another change has come since, and may be shown already
            if done.site is not None:
                self._board.put(replace(last, folder=done.site, build=number))
        else:
            build = last.build if done.site is None else number
            self._board.put(PreviewState(done.site or last.folder, build, tuple(done.problems)))
        return None if done.site is None else self._scratch / str(last.build)


@contextmanager
def _building(source: PreviewSource, scratch: Path) -> Iterator[BackgroundBuild]:
    background = BackgroundBuild(source.build, scratch)
    try:
        yield background
    finally:
        background.stop()


@contextmanager
def _bound(board: StateBoard, port: int) -> Iterator[ThreadingHTTPServer]:
    try:
        server = make_server(board, port)
    except OSError as error:
        raise CxsiteError(
            "The port {port} cannot be opened: {error}.",
            "Name another with `--port`, or stop what uses it.",
            port=port,
            error=error,
        ) from error
    try:
        yield server
    finally:
        server.server_close()


@contextmanager
def _served(board: StateBoard, server: ThreadingHTTPServer) -> Iterator[str]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        board.close()
        server.shutdown()
        thread.join()
