"""How soon a built site answers a typed search in Chromium, its processor slowed four times.

    python bench/search_in_browser.py SITE

Told are seconds from opening the first page to the first result, and the search index's size, gzipped, in bytes.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = "khach hang"
SLOWED = 4


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling of each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of http.server
        del format, args


def first_result(browser: Browser, address: str) -> float:
    """Seconds from opening the page to the first result, on a slow machine."""
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    start = time.perf_counter()
    page.goto(address, wait_until="domcontentloaded")
    page.locator("[data-md-component=search-query]").fill(WORDS)
    page.locator(".md-search-result__link").first.wait_for(timeout=120_000)
    took = time.perf_counter() - start
    page.close()
    return took


def index_size(site: Path) -> int:
    """The size of the search index as a server sends it, in bytes."""
    return len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 6))


def measure(site: Path, rounds: int = 3) -> list[float]:
    """Seconds of each round."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
        found = [first_result(browser, address) for _ in range(rounds)]
        browser.close()
    server.shutdown()
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(*(f"{seconds:.2f} s" for seconds in measure(folder)), f"{index_size(folder):,} bytes")
