"""Measures how soon a built site answers a typed search in Chromium on a processor four times as slow.

    python bench/search_in_browser.py SITE

Figures are seconds from opening the first page to the first result, for words in titles and for words only in texts;
those of the page without search; and the size of the search files, gzipped, in bytes. Each in two ways:

by the clock: Chromium slows the page (`Emulation.setCPUThrottlingRate`), though not its workers, in which search
runs; it depends on the load of the machine.

at most: processor seconds of all threads of the page and its workers, four times. That is what one slow core would
take that does nothing at the same time and waits for nothing.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, CDPSession, Page

    Way = Callable[[Browser, str, str], float]

IN_TITLES = "khach hang"
IN_TEXTS = "ma xac nhan den muon"
PLACES = {IN_TITLES: ".md-search-result__link", IN_TEXTS: ".md-search-result__link[href*='#touchpoint-']"}
SEEN = "place => document.querySelector(place)?.getClientRects().length > 0"
SLOWER = 4
SMALL = "assets/images/favicon.png"
FILES = ("search_index.json", "full_index.json")


class Patient(ThreadingHTTPServer):
    """A server that ignores connections closed before all was sent."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report other errors only."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log line for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of http.server
        del format, args


@contextmanager
def slow_page(browser: Browser, address: str) -> Iterator[tuple[Page, CDPSession]]:
    """Yield a page in the process that will show the site, because Chromium throttles processes."""
    page = browser.new_page()
    page.goto(f"{address}/{SMALL}")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    yield page, session
    page.close()


def processor_seconds(session: CDPSession) -> float:
    """Return the processor seconds of the page's process so far, including its workers."""
    reported = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in reported if one["name"] == "ProcessTime")


def by_clock(browser: Browser, address: str, words: str) -> float:
    """Return the seconds that a user waits at a slow page."""
    with slow_page(browser, address) as (page, session):
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        start = time.perf_counter()
        look(page, address, words)
        return time.perf_counter() - start


def at_most(browser: Browser, address: str, words: str) -> float:
    """Return the seconds that one slow core would take for the page and its workers."""
    with slow_page(browser, address) as (page, session):
        before = processor_seconds(session)
        look(page, address, words)
        return SLOWER * (processor_seconds(session) - before)


def look(page: Page, address: str, words: str) -> None:
    """Open the page and wait for the first result, of texts for the first touchpoint; for all of it without words."""
    if not words:
        page.route("**/search/*.json", lambda route: route.abort())
        page.goto(f"{address}/index.html", wait_until="networkidle")
        return
    page.goto(f"{address}/index.html", wait_until="domcontentloaded")
    field = page.locator("[data-md-component=search-query]")
    field.fill(words)
    field.press("End")  # the theme listens to keys
    page.wait_for_function(SEEN, arg=PLACES[words], timeout=600_000)  # each frame; locators look twice a second


def index_size(site: Path) -> int:
    """The size of all that search loads as a server sends it, in bytes."""
    files = (site / "search" / name for name in FILES)
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file())


def measure(site: Path, words: str = IN_TITLES, *, way: Way = at_most, rounds: int = 3) -> list[float]:
    """Seconds of each round; of the page alone, where nothing is typed."""
    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_address[1]}"
        found = [way(browser, address, words) for _ in range(rounds)]
        browser.close()
    server.shutdown()
    return found


def main() -> None:
    """Measure, and print."""
    folder = Path(sys.argv[1])
    for name, way in (("by the clock", by_clock), ("at most", at_most)):
        for words in ("", *PLACES):
            each = " ".join(f"{seconds:.2f} s" for seconds in measure(folder, words, way=way))
            print(f"{words or 'page alone'}, {name}: {each}")
    print(f"{index_size(folder):,} bytes")


if __name__ == "__main__":
    main()
