"""Take screenshots for README and docs, of the built sample and of its editor.

Run it as `python tools/take_pictures.py [site] [docs/pictures]`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browsing import CHROMIUM_ARGS, chromium_path, served
from editor_author import Author, editing
from sample_project import copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

JOURNEY: Final = "journeys/mua-tai-cua-hang.html"
PICTURES: Final = (
    ("journey-map", JOURNEY, 1440, 900, "light", ".cx-map"),
    ("journey-map.en", f"en/{JOURNEY}", 1440, 900, "light", ".cx-map"),
    ("home", "index.html", 1440, 900, "dark", ""),
    ("home.en", "en/index.html", 1440, 900, "dark", ""),
)
"""Name, page, width and height in CSS pixels, colour scheme, and the first visible element (or the top)."""
EDITORS: Final = {"vi": "", "en": ".en"}
"""The end of the names of the editor's pictures by language."""
TOUCHPOINT: Final = "journeys/mua-tai-cua-hang/touchpoints/thu-do"


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
        for language, ending in EDITORS.items():
            take_editor(browser, language, folder, ending)


def take(context: BrowserContext, url: str, target: Path, start: str) -> None:
    """Take a screenshot of the first screen of a page, or from the element `start` on."""
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    if start:
        scroll_to(page, start)
    page.wait_for_timeout(800)
    page.screenshot(path=target)


def scroll_to(page: Page, start: str) -> None:
    """Show an element below the head of the page."""
    page.locator(start).first.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 130)")
    page.wait_for_timeout(400)


def take_editor(browser: Browser, language: str, folder: Path, ending: str) -> None:
    """Take the editor's map, a form, and the changes after one edit, in a copy of the sample."""
    with tempfile.TemporaryDirectory() as temporary:
        project = copied(Path(temporary) / "playbook")
        for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Start"]):
            author = ["-c", "user.name=Author", "-c", "user.email=author@example.com"]
            subprocess.run(["git", *author, *command], cwd=project, check=True)  # noqa: S603, S607 -- our own words
        with editing(project, language) as address:
            context = browser.new_context(viewport={"width": 1280, "height": 860})
            page = context.new_page()
            page.goto(address)
            take_editing(Author(page, language), address.partition("/?")[0], folder, ending)
            context.close()


def take_editing(author: Author, base: str, folder: Path, ending: str) -> None:
    """Take the three pictures while something is edited."""
    page, journey = author.page, JOURNEY if author.language == "vi" else f"en/{JOURNEY}"
    page.goto(f"{base}/{journey}")
    page.locator(".cx-edit-knob").first.wait_for()
    scroll_to(page, ".cx-edit-bar")
    page.screenshot(path=folder / f"editor-map{ending}.png")
    author.press(page.locator(f'[data-main][data-record="{TOUCHPOINT}"]:visible').first)
    author.place.locator("form").first.wait_for()
    page.wait_for_timeout(400)
    page.screenshot(path=folder / f"editor-form{ending}.png")
    author.write("thinks", {"vi": "Sao lâu thế nhỉ?", "en": "Why does it take so long?"}[author.language])
    author.save()
    page.goto(f"{base}/.edit/changes")
    page.locator("details summary").last.click()
    page.screenshot(path=folder / f"editor-changes{ending}.png")


if __name__ == "__main__":
    main()
