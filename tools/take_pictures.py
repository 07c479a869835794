"""Take screenshots for README and docs: of the built sample, of its editor, and of the playbooks in `examples/`.

Run it as `python tools/take_pictures.py [site] [docs/pictures] [NAME …]`; names choose pictures, all by default.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browsing import CHROMIUM_ARGS, chromium_path, served
from editor_author import Author, editing
from sample_project import AS_OF, ROOT, copied, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

JOURNEY: Final = "journeys/mua-tai-cua-hang"
LANGUAGES: Final = {"vi": "", "en": ".en"}
"""The end of the names of pictures by language."""
TOUCHPOINT: Final = f"{JOURNEY}/touchpoints/thu-do"
OPEN_SWITCHES: Final = ".cx-map-switches summary"


class Picture(NamedTuple):
    """A picture of a page: from the top or from the element `start` on, or of one element only (`part`)."""

    name: str
    page: str
    width: int = 1440
    height: int = 900
    scheme: str = "light"
    start: str = ""
    part: str = ""
    press: str = ""
    """What is pressed before."""


SAMPLE: Final = tuple(
    picture._replace(name=f"{picture.name}{ending}", page=f"{'en/' if ending else ''}{picture.page}")
    for ending in LANGUAGES.values()
    for picture in (
        Picture("journey-map", f"{JOURNEY}.html"),
        Picture("home", "index.html", scheme="dark"),
        Picture("full-map", f"{JOURNEY}_map.html"),
        Picture("map-options", f"{JOURNEY}_map.html", height=520, press=OPEN_SWITCHES),
        Picture("map-blueprint", f"{JOURNEY}_map.html", height=700, start="tr.cx-map-line"),
        Picture("journey-phone", f"{JOURNEY}.html", width=375, height=812, start="#map"),
        Picture("comparison", f"{JOURNEY.replace('journeys', 'comparisons')}-ly-tuong.html"),
        Picture("opportunities", "opportunities.html"),
    )
)
"""The pictures of the sample playbook, in both languages."""
EXAMPLES: Final = {
    "hospital": (
        Picture("branches", "journeys/nhap-vien-mo.html", part="section:has(> .cx-overview)"),
        Picture("loop", "journeys/con-sot-vao-cap-cuu.html", part="section:has(> .cx-overview)"),
    ),
    "city-services": (
        Picture("branches.en", "journeys/housing-support.html", part="section:has(> .cx-overview)"),
        Picture("loop.en", "journeys/street-light.html", part="section:has(> .cx-overview)"),
    ),
}
"""The pictures of each playbook in `examples/`."""


def main() -> None:
    """Take the pictures of the site in the first folder, of its editor and of the examples into the second folder."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    chosen = frozenset(sys.argv[3:])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_ARGS))
        take_site(browser, site, choose(SAMPLE, chosen), folder)
        for name, pictures in EXAMPLES.items():
            if wanted := choose(pictures, chosen):
                with built(name) as example:
                    take_site(browser, example, wanted, folder)
        for language, ending in LANGUAGES.items():
            if not chosen or "editor" in chosen:
                take_editor(browser, language, folder, ending)
                for path in folder.glob(f"editor-*{ending}.png"):
                    shrink(path)


def choose(pictures: tuple[Picture, ...], chosen: frozenset[str]) -> tuple[Picture, ...]:
    """Return the pictures that are chosen by their names without the language; all if none is."""
    return tuple(one for one in pictures if not chosen or one.name.removesuffix(".en") in chosen)


@contextmanager
def built(name: str) -> Iterator[Path]:
    """Yield the built site of a playbook in `examples/`."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / name
        shutil.copytree(ROOT / "examples" / name, project)
        done = run(project, "build", "--as-of", AS_OF)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        yield project / "site"


def take_site(browser: Browser, site: Path, pictures: tuple[Picture, ...], folder: Path) -> None:
    """Take pictures of the pages of a built site."""
    with served(site) as address:
        for picture in pictures:
            context = browser.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.scheme == "dark" else "light",
            )
            page = context.new_page()
            page.goto(f"{address}/{picture.page}", wait_until="networkidle")
            take(page, picture, folder / f"{picture.name}.png")
            context.close()


def take(page: Page, picture: Picture, target: Path) -> None:
    """Take a picture of an open page."""
    if picture.press:
        page.locator(picture.press).first.click()
    if picture.start:
        scroll_to(page, picture.start)
    page.wait_for_timeout(800)
    if picture.part:
        page.locator(picture.part).first.screenshot(path=target)
    else:
        page.screenshot(path=target)
    shrink(target)


def shrink(path: Path) -> None:
    """Write a picture with 256 colours: half the bytes, and no difference that a reader sees."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


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
    page, journey = author.page, f"{'' if author.language == 'vi' else 'en/'}{JOURNEY}_map.html"
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
