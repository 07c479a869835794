"""Serves folders and opens pages in a real Chromium, for tests of what readers see."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is Chromium without windows, which opens a page in two thirds of the processor time."""
_USELESS_FEATURES = (
    # Chromium draws the list below its address bar as a page of its own, which costs more than the page of a test.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    # What Playwright disables, too; its list is replaced by this one.
    *("AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    f"--disable-features={','.join(_USELESS_FEATURES)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No host name is resolved: pages reach this machine only.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Material draws diagrams in closed shadow roots, which tests could not inspect.
OPEN_SHADOWS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: "open" }); };
"""

# Waits until scripts have drawn and handled all due timers.
TURN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
# Building the search of the whole site takes a third of the time of most pages.
NO_SEARCH = """
window.Worker = class extends EventTarget { postMessage() {} terminate() {} };
"""
# Drawing the Mermaid diagrams of a journey takes two thirds of the time of its page: each is an empty picture.
EMPTY_DIAGRAMS = """
HTMLHeadElement.prototype.append = function (...added) {
  if (!String(added[0].src).endsWith("/assets/vendor/mermaid.min.js")) {
    return Element.prototype.append.apply(this, added);
  }
  window.mermaid = {
    initialize() {},
    render: async () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="600" height="200"></svg>' }),
  };
  added[0].onload();
};
"""
PATIENCE = 60
"""Seconds that a page may take to answer all its requests, on a busy machine."""


def chromium_path() -> str | None:
    """Return the Chromium on PATH, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


LEFT_BEHIND: Final = "net::ERR_ABORTED"
"""The browser itself ends a request when its page is left, or when the answer is no longer needed: nothing is wrong."""


@dataclass(frozen=True)
class Visit:
    """An open page, and all errors in it so far."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)
    has_scripts: bool = True

    @property
    def troubles(self) -> list[str]:
        """Every console error, script error, failed request and foreign request; empty on a correct page."""
        self.settle()
        return [*self.console_errors, *self.page_errors, *self.failed, *self.foreign]

    def settle(self) -> None:
        """Wait until scripts have run and every request so far is answered."""
        deadline = time.monotonic() + PATIENCE
        turns = 0
        while turns < 2:
            if self.pending:
                self.page.wait_for_timeout(10)  # drawing meanwhile would only cost time
                turns = 0
            else:
                self._take_a_turn()
                turns += 1
            if time.monotonic() > deadline:
                pytest.fail(f"not answered: {', '.join(one.url for one in self.pending)}", pytrace=False)

    def forget(self) -> None:
        """Forget all errors so far."""
        for troubles in (self.console_errors, self.page_errors, self.failed, self.foreign):
            troubles.clear()

    def _take_a_turn(self) -> None:
        try:
            if self.has_scripts:
                self.page.evaluate(TURN)
            else:  # the clock is paused, and only the page itself makes requests
                self.page.wait_for_load_state("load")
        except Error:  # the page navigated to another address meanwhile
            self.page.wait_for_load_state("load")


class ServeFolder(Protocol):
    """Serves a folder until the end of the test run."""

    def __call__(self, folder: Path) -> str:
        """Serve `folder` and return its address without a trailing slash."""


class PageAt(Protocol):
    """Opens an address in a separate browser context."""

    def __call__(self, url: str, **context: Any) -> AbstractContextManager[Visit]:
        """Open `url` and wait until it has loaded and settled; `context` goes to Playwright's `Browser.new_context`."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Lets browsers keep the files in `assets` folders, which do not change while they are served."""

    def end_headers(self) -> None:
        """Send which files may be kept."""
        self.send_header("Cache-Control", "max-age=86400" if "/assets/" in self.path else "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Suppress the log line of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of 127.0.0.1 in this block, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def watched(
    browser: Browser, address: str, *, searching: bool = False, drawing: bool = False, **context: Any
) -> Iterator[Visit]:
    """Yield a watched blank page in a new context, for pages of the host of `address`.

    Requests are listened to, not intercepted: then the browser would keep no file from one page to the next, and a page
    would cost half as much again. Without `searching` the theme's search has no worker, and without `drawing` each
    Mermaid diagram is an empty picture.
    """
    with browser.new_context(**{"service_workers": "block", **context}) as opened:
        changes = (OPEN_SHADOWS, "" if searching else NO_SEARCH, "" if drawing else EMPTY_DIAGRAMS)
        opened.add_init_script("".join(changes))
        visit = Visit(opened.new_page(), has_scripts=context.get("java_script_enabled", True))
        visit.page.on("request", partial(_note_foreign, visit, _elsewhere(address)))
        _watch(visit)
        yield visit


@contextmanager
def visiting(browser: Browser, url: str, **context: Any) -> Iterator[Visit]:
    """Open `url` in a new context, and watch it."""
    with watched(browser, url, **context) as visit:
        visit.page.goto(url, wait_until="load")
        visit.settle()
        yield visit


def _elsewhere(address: str) -> re.Pattern[str]:
    """Return a pattern of all addresses of other hosts."""
    scheme, host = urlsplit(address)[:2]
    return re.compile(rf"^(?!{scheme}://{re.escape(host)}/)(https?|wss?)://")


def _note_foreign(visit: Visit, elsewhere: re.Pattern[str], request: Request) -> None:
    if elsewhere.match(request.url):
        visit.foreign.append(f"foreign request: {request.url}")


def _watch(visit: Visit) -> None:
    page = visit.page

    def received(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.console_errors.append(f"console: {message.text}")

    def begun(request: Request) -> None:
        # An event stream never ends, and the script of a worker that several tabs share is reported to none of them.
        if request.resource_type != "eventsource" and not request.url.endswith("/preview-worker.js"):
            visit.pending.add(request)

    def ended(request: Request) -> None:
        visit.pending.discard(request)

    def failed(request: Request) -> None:
        visit.pending.discard(request)
        if request.failure != LEFT_BEHIND:
            visit.failed.append(f"failed request: {request.url} ({request.failure})")

    def answered(response: Response) -> None:
        if not response.ok and response.status >= 400:
            visit.failed.append(f"failed request: {response.url} ({response.status})")

    page.on("console", received)
    page.on("pageerror", lambda error: visit.page_errors.append(f"script: {error}"))
    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", failed)
    page.on("response", answered)
