"""Pages read in other ways than on a bright screen with a mouse: printed, enlarged, by keyboard, from a folder.

A browser takes seconds for each; so the pages that hold most stand for the others: a journey, and on paper also a long
table and a metric with its drawings. `make test-reach` adds the first page and a list. test_reach.py enlarges pages.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from site_walk import WHOLE, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit

pytestmark = pytest.mark.browser

JOURNEY = "journeys/mua-tai-cua-hang.html"
MORE = ("index.html", "actions/index.html") if WHOLE else ()
PRINTED = (JOURNEY, "coverage.html", "measurement/nps.html", *MORE)
PALE = """
() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const faint = (one, ink) => ["none", paper, "rgba(0, 0, 0, 0)"].includes(getComputedStyle(one)[ink]);
  const all = (names) => [...document.querySelectorAll(names)].filter((one) => one.checkVisibility());
  const lost = (names, ink) => all(names).filter((one) => faint(one, ink)).map((one) => one.outerHTML.slice(0, 80));
  const found = [lost(".cx-icon", "backgroundColor"), lost(".cx-line", "stroke"), lost(".cx-tag", "borderTopColor")];
  return [all(".cx-icon, .cx-line, .cx-tag").length, found.flat()];
}
"""
MOVING = """
() => [...document.querySelectorAll(".cx, .cx *")].filter((one) => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
}).map((one) => one.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="module")
def address(sample: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(sample / "site")


@pytest.fixture(scope="module")
def visit(address: str, page_at: PageAt) -> Iterator[Visit]:
    """A journey, opened once for all tests that only look at it in another way."""
    with page_at(f"{address}/{JOURNEY}", viewport={"width": 1440, "height": 900}) as opened:
        yield opened


def show(visit: Visit, url: str) -> None:
    """Open the page, unless it is open."""
    if visit.page.url != url:
        visit.page.goto(url)


def test_each_journey_is_at_most_three_screens_of_a_laptop_before_anything_is_opened(
    visit: Visit, address: str, sample: Path
) -> None:
    """The longest one stands for all, of which `make test-reach` opens each."""
    site = sample / "site"
    paths = [one for one in pages_of(site) if one.startswith("journeys/") and not one.endswith("_map.html")]
    assert len(paths) > 5
    tall = dict[str, int]()
    for path in paths if WHOLE else [JOURNEY]:
        show(visit, f"{address}/{path}")
        tall[path] = visit.page.locator(".md-content").evaluate("content => content.scrollHeight")
    assert {path: height for path, height in tall.items() if height > 3 * 900} == {}


@pytest.mark.parametrize("path", [JOURNEY, *MORE])
def test_in_forced_colours_signs_lines_and_tags_stay_in_sight(visit: Visit, address: str, path: str) -> None:
    show(visit, f"{address}/{path}")
    visit.page.emulate_media(forced_colors="active")
    number, lost = visit.page.evaluate(PALE)
    assert number > 10
    assert lost == []
    assert visit.troubles == []


def test_nothing_moves_for_those_who_ask_for_it(visit: Visit, address: str) -> None:
    show(visit, f"{address}/{JOURNEY}")
    visit.page.emulate_media(reduced_motion="reduce")
    assert visit.page.evaluate(MOVING) == []
    visit.page.evaluate("scrollTo(0, 900)")
    assert visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_keyboard_alone_leads_from_the_first_page_to_a_standard(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/index.html") as visit:
        page = visit.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.md-skip')")
        for _ in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.cx-button')"):
                break
        assert page.evaluate("document.activeElement.matches('.cx-button')")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "/touchpoints/" in page.url


def test_pages_open_from_a_folder(sample: Path, page_at: PageAt) -> None:
    """All but search, which browsers do not let read a file there."""
    site = sample / "site"
    with page_at((site / JOURNEY).as_uri(), drawing=True) as visit:
        page = visit.page
        page.wait_for_function("!document.querySelector('pre.mermaid')")
        page.locator(".cx-open-all").click()
        drawn = page.locator("div.mermaid").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert drawn
        assert min(drawn) > 50
        assert page.locator(".cx-overview").evaluate("list => getComputedStyle(list).display") == "grid"
        assert page.locator(".cx-icon").first.evaluate("icon => getComputedStyle(icon).maskImage") != "none"
        page.locator('.cx-facts a[href$="personas/lan.html"]').first.click()
        page.wait_for_url((site / "personas" / "lan.html").as_uri())
        assert [one for one in visit.troubles if "search" not in one and "sitemap" not in one] == []


@pytest.mark.parametrize("path", PRINTED)
def test_on_paper_no_sheet_is_empty_and_every_heading_is_there(
    address: str, page_at: PageAt, tmp_path: Path, path: str
) -> None:
    with page_at(f"{address}/{path}", drawing=True) as visit:
        headings = visit.page.locator(".md-content__inner :is(h1, h2)").evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => one.firstChild.textContent)"
        )
        visit.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    sheets = text.split("\f")[:-1]
    assert [number for number, sheet in enumerate(sheets, start=1) if len(sheet.split()) < 3] == []
    words = "".join(text.split())
    assert [one for one in headings if re.sub(r"\s", "", one) not in words] == []
