"""Runs the preview: builds the site into a temporary folder, serves it, and rebuilds it after every change."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Protocol

from cxsite.preview.background_build import BackgroundBuild
from cxsite.preview.edit_access import PARAMETER
from cxsite.preview.server import make_server
from cxsite.preview.state_board import PreviewState, StateBoard
from cxsite.preview.watching import watching
from cxsite.problems import CxsiteError
from cxsite.reading.garbage_collection import collect_everything
from cxsite.site.temporary_folder import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from http.server import ThreadingHTTPServer
    from pathlib import Path

    from cxsite.preview.background_build import PreviewResult
    from cxsite.preview.state_board import GuardedEditor
    from cxsite.site.builders.page_frame import PageFrames

_PATIENCE_SECONDS = 0.5
_SEEN_SECONDS = 0.25
"""In seconds: how long browsers need to load and show a page after they were notified."""
_TIDY_AFTER = 20
"""After this many waits without a change, a full garbage collection may run: nobody is writing."""


class PreviewSource(Protocol):
    """The previewed playbook. The whole site is built in the background; viewed pages are rendered immediately."""

    def open(self, folder: Path) -> PreviewResult | None:
        """Write the site without its pages below an empty folder; None if that needs a full build, or cannot be.

        From then on, `render` renders its pages.
        """

    def render(self, file: str) -> str | None:
        """Render the page of a file of the opened site; None if there is no such page."""

    def build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        """Build the site below an empty folder, as `BackgroundBuild` asks."""

    def page(self, file: str, looks: Sequence[PageFrames]) -> str | None:
        """Render the page of a file of the site from current content; None if that needs a full build.

        Raises CxsiteError if a build would fail, too.
        """

    def can_show_alone(self, changed: Path) -> bool:
        """Return whether a changed file affects pages only through their text."""


def run_preview(  # noqa: PLR0913 -- what is shown, and how
    source: PreviewSource,
    watched: Sequence[Path],
    *,
    port: int = 8000,
    ready: Callable[[str], object] = str,
    stop: Event | None = None,
    edit: Callable[[int], GuardedEditor] | None = None,
) -> None:
    """Serve the site on 127.0.0.1 until `stop` is set or Ctrl-C; rebuild it when a file in `watched` changes.

    Watched paths need not exist yet. After a failed build the last good pages stay, with the problems shown above
    them. `ready` is called with the address when the first page can be shown. `edit` returns the editor of a port;
    its token is in the address. Without it, nothing can be changed through the server.

    Raises:
        CxsiteError: the port is taken, or the building process was ended by something else.
    """
    stop = stop or Event()
    board = StateBoard()
    with (
        suppress(KeyboardInterrupt),
        temporary_folder() as scratch,
        closing(BackgroundBuild(source.build, scratch)) as background,
        make_server(board, port) as server,
        _serve(board, server, edit) as address,
        watching(watched) as changed,  # start watching before the first build, so that no change during it is missed
    ):
        if board.editor is not None:
            board.editor.editor.session.announce = changed.announce
        shown = _PreviewUpdater(source, board, background, scratch)
        shown.go_on(())
        shown.open()
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
            elif shown.is_cold:
                shown.warm_up()
            elif quiet == _TIDY_AFTER:
                collect_everything()
            shown.check_alive()


class _PreviewUpdater:
    """Updates browsers: after a change first the viewed page, then the site built in the background."""

    def __init__(self, source: PreviewSource, board: StateBoard, background: BackgroundBuild, scratch: Path) -> None:
        self._source, self._board, self._behind, self._scratch = source, board, background, scratch
        self._number = self._heard = self._folder = 0
        self._looks: Sequence[PageFrames] = ()
        self._warm = (0, "")
        self._lock = Lock()
        self._is_over = False
        self.first = Event()
        Thread(target=self._listen, daemon=True).start()

    def go_on(self, changed: Collection[Path]) -> None:
        """Handle a change: request a build, but first render and show the viewed page while the build is suspended."""
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

    def open(self) -> None:
        """Show pages before the first build, each when it is requested; meanwhile the build is suspended."""
        self._behind.pause()
        try:
            folder = self._scratch / "0"
            folder.mkdir()
            opened = self._source.open(folder)
        except CxsiteError:
            opened = None  # the build will report the problem
        finally:
            self._behind.resume()
        with self._lock:
            if opened is not None and not self._heard:
                self._looks, self._board.render = opened.looks, self._source.render
                # With the number of the first build, so that pages do not load again when it is ready.
                self._board.put(PreviewState(opened.site, build=1))
                self.first.set()

    @property
    def is_cold(self) -> bool:
        """Return whether the viewed page was not rendered since it was opened, or since the last change."""
        return self._warm != (self._number, self._board.looked_at)

    def warm_up(self) -> None:
        """Render the viewed page once without showing it, so that caches are filled before the next change."""
        self._warm = self._number, self._board.looked_at
        self._page(self._board.looked_at)
        if self._board.editor is not None:
            self._board.editor.editor.session.prepare(self._board.looked_at.removesuffix(".html"))

    def check_alive(self) -> None:
        """Raise CxsiteError if the build process has ended."""
        if self._is_over:
            raise CxsiteError("The process that builds the preview has ended.", "Run the command again.")

    def _page(self, file: str) -> str | None:
        try:
            return self._source.page(file, self._looks) if self._looks else None
        except CxsiteError:
            return None  # the build will report the problem

    def _listen(self) -> None:
        while result := self._behind.result():
            number, done = result
            with self._lock:
                before = self._put(number, done)
            self.first.set()
            if before is not None:  # deleting a large site takes a while, so it is deleted after the new one is shown
                shutil.rmtree(before, ignore_errors=True)
        self._is_over = True

    def _put(self, number: int, done: PreviewResult) -> Path | None:
        """Show a finished build; return the folder of the previous one if it is no longer needed."""
        last, self._heard = self._board.state, number
        folder = self._folder
        if done.site is not None:
            self._looks, self._folder, self._board.render = done.looks, number, lambda _: None
        if number < self._number:  # there was another change meanwhile, and its page may be shown already
            if done.site is not None:
                self._board.put(replace(last, folder=done.site, build=number))
        else:
            build = last.build if done.site is None else number
            self._board.put(PreviewState(done.site or last.folder, build, tuple(done.problems)))
        return None if done.site is None else self._scratch / str(folder)


@contextmanager
def _serve(
    board: StateBoard, server: ThreadingHTTPServer, edit: Callable[[int], GuardedEditor] | None
) -> Iterator[str]:
    board.editor = edit(server.server_port) if edit else None
    token = f"?{PARAMETER}={board.editor.access.token}" if board.editor else ""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{token}"
    finally:
        board.close()
        server.shutdown()
        thread.join()
