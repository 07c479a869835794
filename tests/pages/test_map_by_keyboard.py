"""Overview and map with the keyboard alone, by axe and the checker of HTML, and with a persona switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from site_walk import WHOLE, Findings, run_axe, watched_with_tools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import Visit
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

JOURNEY = "journeys/di-8.html"
MAP = "journeys/di-8_map.html"
FOCUSED = "document.activeElement.innerText.replace(/\\s+/g, ' ').trim()"
OUTLINED = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
NARROW = "all => all.map((cell) => cell.getBoundingClientRect().width < 24)"


@pytest.fixture(scope="module")
def visit(branching_address: str, browser: Browser) -> Iterator[Visit]:
    with watched_with_tools(browser, branching_address) as opened:
        yield opened


def open_page(visit: Visit, url: str) -> Page:
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    visit.page.goto(url)
    return visit.page


@pytest.mark.parametrize("path", [JOURNEY, *([MAP] if WHOLE else [])])
def test_axe_finds_nothing_on_journey_and_map(visit: Visit, branching_address: str, path: str) -> None:
    """By default the map is that of the sample, in the walk of reach/test_reach.py."""
    seen = Findings()
    run_axe(open_page(visit, f"{branching_address}/{path}"), path, seen)
    assert {name: found for name, found in seen.found.items() if found} == {}
    assert visit.troubles == []


def test_tab_leads_along_the_overview_and_enter_opens_a_touchpoint(visit: Visit, branching_address: str) -> None:
    page = open_page(visit, f"{branching_address}/{JOURNEY}")
    page.locator(".cx-overview-name a").first.focus()
    page.keyboard.press("Shift+Tab")
    for number in range(1, 9):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED).startswith(f"{number} Diem {number} ")
        assert page.evaluate(OUTLINED)
    page.keyboard.press("Enter")
    page.locator("#touchpoint-tp-8 + .cx-folded > details[open]").wait_for()
    visit.settle()  # the theme puts the page's content in anew, and the part is then opened again
    expect(page.locator(".cx-folded > details[open]")).to_have_count(1)
    expect(page.locator("#touchpoint-tp-8 + .cx-folded > details > summary")).to_be_focused()


def test_arrows_walk_through_the_map_and_escape_leads_out(visit: Visit, branching_address: str) -> None:
    page = open_page(visit, f"{branching_address}/{MAP}")
    page.locator(".cx-map-switches summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Escape")
    assert page.locator(".cx-map-switches details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("cx-map-whole")
    assert page.evaluate(OUTLINED)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for number in range(1, 5):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(FOCUSED).startswith(f"{number} Diem {number} ")
        assert page.evaluate(OUTLINED)
    rows = page.locator(".cx-map tbody > tr:visible:not(.cx-map-line)").count()
    for _ in range(rows):
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.cellIndex") == 4
    page.keyboard.press("ArrowDown")  # below the last lane there is nothing
    assert page.evaluate("document.activeElement.cellIndex") == 4
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("cx-map-whole")


def test_a_column_of_personas_who_are_switched_off_is_narrow_and_lines_pass_through_it(
    visit: Visit, branching_address: str
) -> None:
    """The third touchpoint is passed by the first persona alone."""
    page = open_page(visit, f"{branching_address}/{MAP}")
    heads = page.locator(".cx-map-names th[scope=col]")
    whole: Any = page.locator(".cx-map").evaluate("table => table.getBoundingClientRect().width")
    page.locator(".cx-map-switches summary").click()
    page.locator("#map-show-who-1").uncheck()
    assert heads.evaluate_all(NARROW) == [False] * 8
    page.locator("#map-show-who-1").check()
    page.locator("#map-show-who-0").uncheck()
    assert heads.evaluate_all(NARROW) == [number == 3 for number in range(1, 9)]
    assert page.locator(".cx-map").evaluate("table => table.getBoundingClientRect().width") < whole - 150
    line = page.locator(".cx-map-emotion td").nth(2).locator("path.cx-who-1").first
    assert line.evaluate("one => one.getBoundingClientRect().width") > 10
    assert page.evaluate("look.overlaps('.cx-map-whole')") == []
    heads.nth(1).evaluate("one => { one.tabIndex = -1; one.focus(); }")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED).startswith("4 Diem 4 ")
    page.emulate_media(media="print")
    assert heads.nth(2).evaluate("one => one.getBoundingClientRect().width < 24")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Hiện lại tất cả").click()
    assert heads.evaluate_all(NARROW) == [False] * 8


def test_on_a_phone_the_curve_of_the_map_lies_along_its_columns(visit: Visit, branching_address: str) -> None:
    page = open_page(visit, f"{branching_address}/{MAP}")
    page.set_viewport_size({"width": 375, "height": 900})
    found: Any = page.locator(".cx-map .cx-slice").evaluate_all(
        "all => all.map((slice) => [...slice.querySelectorAll('[class^=cx-at-]')].map((one) => { "
        "const [inner, outer] = [one.getBoundingClientRect(), slice.getBoundingClientRect()]; "
        "return [Number(one.className.slice(6)), inner.x + inner.width / 2 - outer.x - outer.width / 2, inner.y]; }))"
    )
    faces = [face for slice_ in found for face in slice_]
    assert len({emotion for emotion, _, _ in faces}) > 1
    assert [face for face in faces if abs(face[1]) > 2] == []
    heights = sorted({(emotion or 3, round(y)) for emotion, _, y in faces})
    assert [y for _, y in heights] == sorted({y for _, y in heights}, reverse=True)
