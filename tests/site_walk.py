"""Checks a site in Chromium: each page is opened once and examined in every size and colour scheme."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from browsing import watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from browsing import Visit
    from playwright.sync_api import Browser, Page

HERE: Final = Path(__file__).parent / "reach"
AXE: Final = HERE / "node_modules" / "axe-core" / "axe.min.js"
KINDS: Final = ("troubles", "axe", "sideways", "cut", "offSheet", "focusUnseen")
WHOLE: Final = bool(os.environ.get("CXSITE_REACH"))
"""Whether to examine every page in every size (`make test-reach`), or one of each kind in the different sizes."""
EVERY_LANGUAGE: Final = os.environ.get("CXSITE_REACH") == "all"
"""Whether to examine every page of the second language, too."""
SIZES: Final = (320, 375, 640, 768, 1440) if WHOLE else (320, 768, 1440)
"""Widths in CSS pixels; 320 equals a screen of 1280 at 400 % zoom, 640 one at 200 %, and 768 one of 1536 at 200 %."""
GEOMETRY: Final = ("sideways", "cut", "offSheet")
MEASURE: Final = "names => names.map((name) => look[name]())"
WIDTHS: Final = (375, 768, 1440, 2560) if WHOLE else (375, 1440, 2560)
"""Widths of a phone, a tablet, a laptop and a large screen."""
LIGHT_AND_DARK: Final = (
    *((width, "light") for width in WIDTHS),
    *((width, "dark") for width in (WIDTHS if WHOLE else (1440,))),
)
"""The widths and schemes at which the geometry of a page is compared: nothing stands elsewhere in the dark."""
VNU: Final = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
EVERYTHING: Final[Mapping[str, Any]] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
COLOURS: Final[Mapping[str, Any]] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE_RUNS: Final = (
    (375, "light", EVERYTHING),
    (1440, "dark", COLOURS),
    *([(1440, "light", EVERYTHING)] if WHOLE else ()),
)
ASKED_FOR: Final = (
    "Failed to load resource: the server responded with a status of 404",
    "/assets/javascripts/not-found.",
)
"""What the browser reports while the page for missing addresses looks for the site's own folder above it."""
RUN: Final = """
async (options) => (await axe.run(document, { ...options, resultTypes: ["violations"] })).violations
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`))
"""


@dataclass
class Findings:
    """The findings by kind (one of `KINDS`), and the examined pages."""

    pages: list[str] = field(default_factory=list)
    found: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def by(self, name: str) -> set[str]:
        """Return the findings of one kind; fail if no page was examined."""
        assert self.pages
        return self.found[name]


def files_of(site: Path) -> list[str]:
    """Return every HTML file; by default one page of each kind stands for the second language, with its templates."""
    every = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    english = [path for path in every if path.startswith("en/")]
    kept = english if EVERY_LANGUAGE else one_of_each_kind(site, english)
    return [path for path in every if path not in english] + kept


def pages_of(site: Path) -> list[str]:
    """Return every page except redirects."""
    return [
        one.relative_to(site).as_posix()
        for one in sorted(site.rglob("*.html"))
        if 'http-equiv="refresh"' not in one.read_text(encoding="utf-8")
    ]


def troubles_of(visit: Visit, path: str) -> list[str]:
    """Return the errors of an open page, without those that belong to the page for missing addresses."""
    is_lost = path.endswith("404.html")
    return [one for one in visit.troubles if not (is_lost and any(known in one for known in ASKED_FOR))]


def one_of_each_kind(site: Path, paths: Iterable[str]) -> list[str]:
    """Return every page that is the only one of its kind, and the largest page of each folder."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder, _, name = path.rpartition("/")
        kinds[folder if folder and name != "index.html" else path].append(path)
    return [max(found, key=lambda path: (site / path).stat().st_size) for found in kinds.values()]


def walk(browser: Browser, address: str, site: Path, paths: Iterable[str], *, axe: bool = True) -> Findings:
    """Examine these pages of the site, which is served at `address`; Mermaid diagrams are drawn if all pages are."""
    seen = Findings()
    with watched_with_tools(browser, address, axe=axe, drawing=WHOLE) as visit:
        for path in paths:
            drawings = (site / path).read_text(encoding="utf-8").count('<pre class="mermaid">')
            _open(visit, f"{address}/{path}", drawings)
            _measure(visit.page, path, seen)
            if axe:
                run_axe(visit.page, path, seen)
            seen.pages.append(path)
            seen.found["troubles"] |= set(troubles_of(visit, path))
            visit.forget()
    return seen


@contextmanager
def watched_with_tools(browser: Browser, address: str, *, axe: bool = True, drawing: bool = False) -> Iterator[Visit]:
    """Yield a blank page; every page that it opens has the functions of `look.js`, and axe."""
    if axe and not AXE.is_file():
        pytest.fail("axe-core is not installed: run make test", pytrace=False)
    with watched(browser, address, drawing=drawing, reduced_motion="reduce") as visit:
        visit.page.context.add_init_script(path=HERE / "look.js")
        if axe:
            visit.page.context.add_init_script(path=AXE)
        yield visit


def html_errors(files: Iterable[Path]) -> list[str]:
    """Return what the Nu HTML checker says is wrong in these files."""
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java, which is not on PATH")
    if not VNU.is_file():
        pytest.fail("The Nu HTML checker is not installed: run make test", pytrace=False)
    reported = subprocess.run(
        # Compiled quickly rather than well, and one thread to collect garbage: the checker runs for seconds.
        ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
         "-jar", VNU, "--format", "json", "--errors-only", *files],
        check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return [f"{one.get('url')}: {one['message']}" for one in json.loads(reported.stderr)["messages"]]


def _open(visit: Visit, url: str, drawings: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": SIZES[0], "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(url, wait_until="load")
    if drawings:
        page.locator("div.mermaid svg").nth(drawings - 1).wait_for(state="attached")


def _measure(page: Page, path: str, seen: Findings) -> None:
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        _keep_geometry(seen, f"{path} at {width}", page)
    page.keyboard.press("Tab")  # so that focus is shown as for keyboard users; focus after a mouse click shows nothing
    _keep(seen, "focusUnseen", path, page.evaluate("look.focusUnseen()"))
    page.evaluate("document.activeElement.blur()")  # axe examines the page at rest, without the theme's tooltip
    page.locator(".md-tooltip2").first.wait_for(state="detached")


def look_at_every_size(page: Page, path: str, seen: Findings, *, root: str = ".md-content__inner") -> None:
    """Look at an open page in each of `LIGHT_AND_DARK`: what is cut, scrolls sideways, or overlaps in `root`."""
    for width, scheme in LIGHT_AND_DARK:
        choose_scheme(page, scheme)
        page.set_viewport_size({"width": width, "height": 900})
        # The theme moves its menu when a window grows.
        page.wait_for_function("width => document.documentElement.clientWidth === width", arg=width)
        where = f"{path} at {width}, {scheme}"
        _keep_geometry(seen, where, page)
        _keep(seen, "overlaps", where, page.evaluate("root => look.overlaps(root)", root))


def choose_scheme(page: Page, scheme: str) -> None:
    """Show the page in the scheme `light` or `dark`, and wait until the theme has changed its colours."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_function(
        "([name, dark]) => (document.body.dataset.mdColorScheme === name) === dark", arg=["slate", scheme == "dark"]
    )


def run_axe(page: Page, path: str, seen: Findings) -> None:
    """Run axe on an open page: all rules on a phone, those of colours in the dark."""
    for width, scheme, options in AXE_RUNS:
        page.set_viewport_size({"width": width, "height": 900})
        choose_scheme(page, scheme)
        _keep(seen, "axe", f"{path} at {width}, {scheme}", page.evaluate(RUN, options))


def _keep_geometry(seen: Findings, where: str, page: Page) -> None:
    for name, found in zip(GEOMETRY, page.evaluate(MEASURE, list(GEOMETRY)), strict=True):
        _keep(seen, name, where, found)


def _keep(seen: Findings, name: str, where: str, what: list[str]) -> None:
    seen.found[name] |= {f"{where}: {one}" for one in what}
