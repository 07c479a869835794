"""How soon a built site answers a typed search in Chromium on a processor four times as slow.

    python bench/search_in_browser.py SITE

Told are seconds from opening the first page to the first result, for words of titles and for words that only texts
have; those that the page takes without search; and the size of the search's files, gzipped, in bytes.

Search works in a worker, and Chromium slows pages alone (`Emulation.setCPUThrottlingRate` is "only supported for
pages, not workers"). So nothing is slowed: told are the processor seconds of all threads of the page, four times. That
is what one slow core would take; what others do on the machine, and a second core, change nothing.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

IN_TITLES = "khach hang"
IN_TEXTS = "ma xac nhan den muon"
PLACES = {IN_TITLES: ".md-search-result__link", IN_TEXTS: ".md-search-result__link[href*='#touchpoint-']"}
SLOWER = 4
FILES = ("search_index.json", "full_index.json")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling of each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of http.server
        del format, args


def processor_seconds(session: CDPSession) -> float:
    """What all pages and their workers took so far."""
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(one["cpuTime"]) for one in processes if one["type"] == "renderer")


def first_result(browser: Browser, address: str, words: str) -> float:
    """Seconds from opening the page to the first result, on a slow machine: of texts, to the first touchpoint."""
    page, session = browser.new_page(), browser.new_browser_cdp_session()
    before = processor_seconds(session)
    page.goto(address, wait_until="domcontentloaded")
    field = page.locator("[data-md-component=search-query]")
    field.fill(words)
    field.press("End")  # the theme listens to keys
    page.locator(PLACES[words]).first.wait_for(timeout=600_000)
    took = processor_seconds(session) - before
    page.close()
    return SLOWER * took


def page_alone(browser: Browser, address: str) -> float:
    """Seconds from opening the page until nothing more comes, without any search index."""
    page, session = browser.new_page(), browser.new_browser_cdp_session()
    page.route("**/search/*.json", lambda route: route.abort())
    before = processor_seconds(session)
    page.goto(address, wait_until="networkidle")
    took = processor_seconds(session) - before
    page.close()
    return SLOWER * took


def index_size(site: Path) -> int:
    """The size of all that search loads as a server sends it, in bytes."""
    files = (site / "search" / name for name in FILES)
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file())


def measure(site: Path, words: str = IN_TITLES, rounds: int = 3) -> list[float]:
    """Seconds of each round; of the page alone, where nothing is typed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
        found = [
            first_result(browser, address, words) if words else page_alone(browser, address) for _ in range(rounds)
        ]
        browser.close()
    server.shutdown()
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for asked in ("", *PLACES):
        print(f"{asked or 'page alone'}:", *(f"{seconds:.2f} s" for seconds in measure(folder, asked)))
    print(f"{index_size(folder):,} bytes")
