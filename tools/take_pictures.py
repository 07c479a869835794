"""Take screenshots of the built sample for the README: `python tools/take_pictures.py [site] [docs/pictures]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browsing import CHROMIUM_ARGS, chromium_path, served

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

JOURNEY: Final = "journeys/mua-tai-cua-hang.html"
PICTURES: Final = (
    ("journey-map", JOURNEY, 1440, 900, "light", ".cx-map"),
    ("journey-map.en", f"en/{JOURNEY}", 1440, 900, "light", ".cx-map"),
    ("home", "index.html", 1440, 900, "dark", ""),
    ("home.en", "en/index.html", 1440, 900, "dark", ""),
)
"""Name, page, width and height in CSS pixels, colour scheme, and the first visible element (or the top)."""


def main() -> None:
    """Take every picture of the site in the first folder into the second."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_ARGS))
        for name, page, width, height, scheme, start in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            take(context, f"{address}/{page}", folder / f"{name}.png", start)
            context.close()


def take(context: BrowserContext, url: str, target: Path, start: str) -> None:
    """Take a screenshot of the first screen of a page, or from the element `start` on."""
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    if start:
        page.locator(start).first.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 130)")
        page.wait_for_timeout(400)
    page.wait_for_timeout(800)
    page.screenshot(path=target)


if __name__ == "__main__":
    main()
