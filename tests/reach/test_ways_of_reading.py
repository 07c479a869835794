"""Pages read in other ways than on a bright screen with a mouse: printed, enlarged, by keyboard, from a folder.

A browser takes seconds for each; so a page of each shape stands for those like it: the first page, a list, a long
table, a journey with its map, a metric with its drawings.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from site_walk import HERE, pages_of

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder

pytestmark = pytest.mark.browser

JOURNEY = "journeys/mua-tai-cua-hang.html"
PAGES = ("index.html", "actions/index.html", "coverage.html", "measurement/nps.html", JOURNEY)
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


@pytest.mark.parametrize("path", [JOURNEY, "index.html"])
def test_in_forced_colours_signs_lines_and_tags_stay_in_sight(address: str, page_at: PageAt, path: str) -> None:
    with page_at(f"{address}/{path}", forced_colors="active") as visit:
        number, lost = visit.page.evaluate(PALE)
        assert number > 10
        assert lost == []
        assert visit.troubles == []


def test_nothing_moves_for_those_who_ask_for_it(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/{JOURNEY}", reduced_motion="reduce") as visit:
        assert visit.page.evaluate(MOVING) == []
        visit.page.evaluate("scrollTo(0, 900)")
        assert visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("path", PAGES)
def test_twice_as_large_nothing_is_cut_and_only_maps_and_tables_scroll(
    address: str, page_at: PageAt, path: str
) -> None:
    """A screen of 1280 by 900 at 200 %."""
    with page_at(f"{address}/{path}", viewport={"width": 640, "height": 450}, device_scale_factor=2) as visit:
        visit.page.evaluate((HERE / "look.js").read_text(encoding="utf-8"))
        assert visit.page.evaluate("[...look.sideways(), ...look.cut(), ...look.offSheet()]") == []


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


def test_the_arrow_keys_walk_along_the_map(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/{JOURNEY.replace('.html', '_map.html')}", reduced_motion="reduce") as visit:
        visit.page.focus(".cx-map-whole")
        for _ in range(10):
            visit.page.keyboard.press("ArrowRight")
        assert visit.page.evaluate("document.activeElement.tagName") == "TH"
        assert visit.page.evaluate("scrollX") > 50


def test_each_journey_is_at_most_three_screens_of_a_laptop_before_anything_is_opened(
    address: str, sample: Path, page_at: PageAt
) -> None:
    paths = [one for one in pages_of(sample / "site") if one.startswith("journeys/") and not one.endswith("_map.html")]
    assert len(paths) > 5
    tall = dict[str, int]()
    with page_at(f"{address}/{JOURNEY}", viewport={"width": 1440, "height": 900}) as visit:
        for path in paths:
            visit.page.goto(f"{address}/{path}")
            tall[path] = visit.page.locator(".md-content").evaluate("content => content.scrollHeight")
    assert {path: height for path, height in tall.items() if height > 3 * 900} == {}


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


@pytest.mark.parametrize("path", PAGES)
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
