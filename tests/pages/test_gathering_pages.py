"""Pages that gather from all journeys: opportunities, research, teams and the library, in a browser at every size.

The walk of reach/test_reach.py examines the same kinds of pages with axe; `make test-reach` does it here, too, and adds
a team whose name is written from right to left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crowded_playbook import SHARED, make_crowded_site
from site_walk import WHOLE, Findings, look_at_every_size, run_axe, watched_with_tools

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = (
    "opportunities", "research/index", "research/r-1", "teams/cx", "touchpoints/index",
    *(["teams/kho"] if WHOLE else []),
)  # fmt: skip
AXES = ("customer-value", "reach")


@pytest.fixture(scope="module")
def site(once: MakeOnce) -> Path:
    return make_crowded_site(once)


@pytest.fixture(scope="module")
def visit(address: str, browser: Browser) -> Iterator[Visit]:
    """A blank page; each test opens what it looks at."""
    with watched_with_tools(browser, address, axe=WHOLE) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(site)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_overlaps_is_cut_or_scrolls_sideways(visit: Visit, address: str, path: str) -> None:
    visit.page.goto(f"{address}/{path}.html")
    seen = Findings()
    look_at_every_size(visit.page, path, seen)
    if WHOLE:
        run_axe(visit.page, path, seen)
    assert {name: found for name, found in seen.found.items() if found} == {}
    assert visit.troubles == []


def test_the_matrix_keeps_labels_and_dots_apart_on_every_pair_of_axes(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/opportunities.html")
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for y in AXES:
            page.locator(f".cx-axis-y-{y}").check(force=True)
            for x in AXES:
                page.locator(f".cx-axis-x-{x}").check(force=True)
                assert page.evaluate("look.overlaps('.cx-matrix')") == [], (width, x, y)


def test_shared_touchpoints_show_what_journeys_say_of_them(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/touchpoints/index.html")
    for key in SHARED:
        assert page.locator(f"#library-{key}").is_visible()
    assert page.locator("#library-nhan + * a").filter(has_text="Đi 3 ").count() > 0
