"""The overview of a journey and its full map by geometry: in a real browser, at every size, in light and dark.

A journey of two touchpoints, one with branches and the longest stand for those between, which `make test-reach` adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from branching_journeys import BRANCHED, SIZES
from long_journey import LONG_WORD
from playwright.sync_api import expect
from site_walk import WHOLE, WIDTHS, Findings, choose_scheme, look_at_every_size, watched_with_tools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import PageAt, Visit
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LAPTOP = (1440, 900)
TRIED = sorted(SIZES) if WHOLE else (min(SIZES), BRANCHED, max(SIZES))
NAMES = "all => all.map((one) => one.innerText.replace(/\\s+/g, ' ').trim())"
LABELS = """
(list) => [...list.querySelectorAll(".cx-branch.cx-begins, .cx-loop-label")].map((label) => {
  const { fontSize, opacity, overflow } = getComputedStyle(label);
  const box = label.getBoundingClientRect();
  const cell = label.closest("li").getBoundingClientRect();
  const inside = box.left >= cell.left - 1 && box.right <= cell.right + 1 && box.bottom <= cell.bottom + 1;
  const readable = label.checkVisibility() && parseFloat(fontSize) >= 12 && opacity === "1" && overflow === "visible";
  return [[...list.children].indexOf(label.closest("li")) + 1, label.innerText.trim(), inside && readable];
})
"""
"""The number of the touchpoint at which each label of a way stands, its text, and whether it can be read."""
LINES_MEET = """
() => {
  const ends = (cell) => [...cell.querySelectorAll("path.cx-who-0")].flatMap((path) =>
    path.getAttribute("d").split("M").filter(Boolean).map((part) => part.match(/-?[0-9.]+/g).map(Number)));
  const cells = [...document.querySelectorAll(".cx-overview .cx-slice")];
  const y = (numbers, last) => (numbers.length === 3 ? numbers[1] : last ? numbers.at(-1) : numbers[1]);
  return cells.slice(1).flatMap((cell, at) => {
    const x = (numbers) => (numbers.length === 3 ? numbers[2] : numbers.at(-2));
    const left = ends(cells[at]).filter((one) => x(one) === 100).map((one) => y(one, true));
    const right = ends(cell).filter((one) => one[0] === 0).map((one) => y(one, false));
    return [[left.sort().join(), right.sort().join()]];
  });
}
"""


class Journey(NamedTuple):
    """An open page of a journey, and the number of its touchpoints."""

    visit: Visit
    touchpoints: int


@pytest.fixture(scope="module")
def visit(branching_address: str, page_at: PageAt) -> Iterator[Visit]:
    """A journey on a laptop; each test goes where it wants to look."""
    with page_at(f"{branching_address}/journeys/di-2.html", viewport={"width": 1440, "height": 900}) as opened:
        yield opened


@pytest.fixture(scope="module", params=TRIED)
def journey(branching_address: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Journey]:
    """The page of a journey with that number of touchpoints, opened once for all tests that only resize it."""
    with watched_with_tools(browser, branching_address, axe=False) as opened:
        opened.page.goto(f"{branching_address}/journeys/di-{request.param}.html")
        yield Journey(opened, request.param)


def go(visit: Visit, name: str) -> Page:
    visit.page.goto(f"{visit.page.url.rsplit('/', 1)[0]}/{name}.html")
    visit.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    return visit.page


def test_the_whole_journey_fits_every_screen_and_nothing_overlaps_or_is_cut(journey: Journey) -> None:
    page, seen = journey.visit.page, Findings()
    look_at_every_size(page, f"di-{journey.touchpoints}", seen, root=".cx-overview")
    assert {name: found for name, found in seen.found.items() if found} == {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": LAPTOP[1]})
        names: list[str] = page.locator(".cx-overview-name a").evaluate_all(NAMES)
        assert [int(name.split()[0]) for name in names] == list(range(1, journey.touchpoints + 1))
        assert all(len(name) > 40 for name in names)
    choose_scheme(page, "light")
    assert journey.visit.troubles == []


def test_each_label_of_a_way_can_be_read_where_it_leads_to_or_where_it_turns_back(journey: Journey) -> None:
    page = journey.visit.page
    labels = (
        [(3, "Gấp"), (4, "Thong"), (5, "Không"), (7, "Lại"), (8, "Xong")] if journey.touchpoints >= BRANCHED else []
    )
    long = [f"Gấp {LONG_WORD}", f"Lại {LONG_WORD} ↩ về 2"]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": LAPTOP[1]})
        found: Any = page.locator(".cx-overview").evaluate(LABELS)
        assert [(at, text.split()[0]) for at, text, _ in found] == labels
        assert all(can_be_read for _, _, can_be_read in found), (width, found)
        assert [text for _, text, _ in found if LONG_WORD in text] == long[: len(labels)]


def test_the_overview_begins_on_the_first_screen_and_the_page_stays_short(journey: Journey) -> None:
    page = journey.visit.page
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    box = page.locator(".cx-overview").bounding_box()
    assert box is not None
    assert box["y"] < 700
    assert page.evaluate("document.querySelector('.md-content').scrollHeight") <= 3 * LAPTOP[1]


def test_lines_meet_at_the_edges_of_cells(journey: Journey) -> None:
    found: Any = journey.visit.page.evaluate(LINES_MEET)
    assert len(found) == journey.touchpoints - 1
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_a_branch_has_its_label_and_a_loop_its_arc(visit: Visit) -> None:
    page = go(visit, "di-15")
    labels = page.locator(".cx-overview .cx-branch.cx-begins").all_inner_texts()
    assert [label.split()[0] for label in labels] == ["Gấp", "Thong", "Không", "Xong"]
    assert page.locator(".cx-loop-label").all_inner_texts()[0].endswith("↩ về 2")
    assert page.locator(".cx-overview .cx-loops").count() == 6
    ways = page.locator(".cx-overview li").nth(1).locator("path.cx-who-1").first.get_attribute("d")
    assert ways is not None
    assert ways.count("M") == 3


def test_a_link_opens_what_it_leads_to_and_one_button_opens_all(visit: Visit) -> None:
    page = go(visit, "di-8")
    page.locator(".cx-overview-name a").nth(4).click()
    visit.settle()  # the theme puts the page's content in anew, and the part is then opened again
    expect(page.locator("#touchpoint-tp-5 + .cx-folded > details[open]")).to_be_visible()
    expect(page.locator("details[open]")).to_have_count(1)
    page.locator(".cx-open-all").click()
    expect(page.locator(".cx-folded > details:not([open])")).to_have_count(0)
    page.locator(".cx-open-all").click()
    expect(page.locator(".cx-folded > details[open]")).to_have_count(0)


def test_without_a_script_links_open_and_switches_hide(branching_address: str, page_at: PageAt) -> None:
    with page_at(f"{branching_address}/journeys/di-8.html#touchpoint-tp-5", java_script_enabled=False) as visit:
        page = visit.page
        assert page.get_by_text("Nhân viên 5", exact=True).is_visible()
        assert not page.get_by_text("Nhân viên 6", exact=True).is_visible()
        page.goto(f"{branching_address}/journeys/di-8_map.html")
        page.locator(".cx-map-switches summary").click()
        for lane in ("does", "actors", "pain-points"):
            assert page.locator(f".cx-map-{lane}").is_visible()
            page.locator(f"#map-show-{lane}").uncheck()
            assert not page.locator(f".cx-map-{lane}").is_visible()
        lines = page.locator(".cx-map path.cx-who-1")
        assert lines.first.is_visible()
        page.locator("#map-show-who-1").uncheck()
        assert page.locator(".cx-map .cx-who-1:visible").count() == 0
        assert page.locator(".cx-map .cx-who-0").first.is_visible()
        page.locator("#map-density-names").check()
        assert page.locator(".cx-map tbody tr:visible").count() == 3


def test_the_map_is_walked_by_arrows_and_remembers_what_was_chosen(visit: Visit) -> None:
    page = go(visit, "di-24_map")
    page.locator(".cx-map-whole").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent").startswith("2 Diem 2")
    for _ in range(22):
        page.keyboard.press("ArrowRight")
    at: Any = page.evaluate("document.activeElement.getBoundingClientRect().right - innerWidth")
    assert at <= 1
    left: Any = page.locator(".cx-map-does > th").evaluate("one => one.getBoundingClientRect().left")
    assert abs(left) <= 1
    page.locator(".cx-map-switches summary").click()
    page.locator("#map-show-does").uncheck()
    page.reload()
    assert not page.locator(".cx-map-does").is_visible()
    page.locator(".cx-map-switches summary").click()
    page.get_by_role("button", name="Hiện lại tất cả").click()
    assert page.locator(".cx-map-does").is_visible()


def test_stages_and_lanes_stay_in_sight_while_the_page_scrolls(visit: Visit) -> None:
    page = go(visit, "di-24_map")
    page.evaluate("scrollTo(900, 700)")
    found: Any = page.evaluate(
        "() => [document.querySelector('.cx-map thead').getBoundingClientRect().top,"
        " document.querySelector('.cx-map-does > th').getBoundingClientRect().left, scrollX]"
    )
    top, left, scrolled = found
    assert scrolled == 900
    assert abs(left) <= 1
    assert 0 <= top < 120


def test_the_service_blueprint_has_its_lines_in_order(visit: Visit) -> None:
    page = go(visit, "di-8_map")
    lanes = page.locator(".cx-map tbody > tr:visible > th").all_inner_texts()
    order = ["Làm", "Ranh giới tương tác", "Nhân viên khách gặp", "Ranh giới tầm nhìn", "Hậu trường", "Hệ thống"]
    assert [lane for lane in lanes if lane in order] == order


def test_a_parent_shows_the_curves_of_its_sub_journeys_along_its_stages(visit: Visit) -> None:
    page = go(visit, "ca-nam")
    rows = page.locator(".cx-nested tbody tr")
    assert rows.count() == 2
    assert page.locator(".cx-nested thead th").count() == 8
    assert rows.nth(1).locator("svg").count() == 7
    assert rows.nth(1).locator("svg").first.get_attribute("aria-label") is not None
