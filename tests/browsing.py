"""Folders served on this machine and pages opened in a real Chromium, for tests of what readers see."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A second fence behind the route of `visiting`: no name resolves.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Material draws diagrams in closed shadow roots, which no test could look into.
OPEN_SHADOWS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: "open" }); };
"""


def chromium_path() -> str | None:
    """The Chromium that stands on PATH, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@dataclass(frozen=True)
class Visit:
    """A page that was opened, and all that went wrong in it up to now."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    @property
    def troubles(self) -> list[str]:
        """Every console error, script error, failed and foreign request: empty on a sound page."""
        return [*self.console_errors, *self.page_errors, *self.failed, *self.foreign]


class ServeFolder(Protocol):
    """Serves a folder until the end of the test run."""

    def __call__(self, folder: Path) -> str:
        """Serve `folder`; gives its address, without a slash at the end."""


class PageAt(Protocol):
    """Opens an address in a browser context of its own, which no other host can reach."""

    def __call__(self, url: str, **context: Any) -> AbstractContextManager[Visit]:
        """Open `url` and wait until it has loaded; `context` goes to Playwright's `Browser.new_context`."""


class _QuietHandler(SimpleHTTPRequestHandler):
    kept = ""

    def end_headers(self) -> None:
        """Let browsers keep what lies below `kept`."""
        if self.kept and self.path.startswith(self.kept):
            self.send_header("Cache-Control", "max-age=86400")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Keep the test's output free of one line a request."""


class _KeepingHandler(_QuietHandler):
    kept = "/assets/"


@contextmanager
def served(folder: Path, *, keeping: bool = False) -> Iterator[str]:
    """Serve `folder` on a free port of 127.0.0.1 while the block runs; gives its address.

    With `keeping` browsers ask for each file below `/assets/` once.
    """
    handler = partial(_KeepingHandler if keeping else _QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def watched(browser: Browser, address: str, **context: Any) -> Iterator[Visit]:
    """A blank page in a fresh context, watched, from which no other host than that of `address` can be reached."""
    with browser.new_context(**{"service_workers": "block", **context}) as opened:
        opened.add_init_script(OPEN_SHADOWS)
        visit = Visit(opened.new_page())
        opened.route("**/*", partial(_let_through, visit, urlsplit(address).netloc))
        _watch(visit)
        yield visit


@contextmanager
def visiting(browser: Browser, url: str, **context: Any) -> Iterator[Visit]:
    """Open `url` in a fresh context with every other host blocked, and watch it."""
    with watched(browser, url, **context) as visit:
        visit.page.goto(url, wait_until="load")
        visit.page.wait_for_load_state("networkidle")
        yield visit


def _let_through(visit: Visit, host: str, route: Route) -> None:
    if urlsplit(route.request.url).netloc == host:
        route.continue_()
    else:
        visit.foreign.append(f"foreign request: {route.request.url}")
        route.abort()


def _watch(visit: Visit) -> None:
    page = visit.page

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.console_errors.append(f"console: {message.text}")

    def failed(request: Request) -> None:
        visit.failed.append(f"failed request: {request.url} ({request.failure})")

    def answered(response: Response) -> None:
        if not response.ok and response.status >= 400:
            visit.failed.append(f"failed request: {response.url} ({response.status})")

    page.on("console", heard)
    page.on("pageerror", lambda error: visit.page_errors.append(f"script: {error}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
