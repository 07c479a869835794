"""A playbook at its limits: 60 touchpoints, 12 stages, words of 40 characters, 30 actions in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from long_journey import CROWD, build_site, write_playbook
from site_walk import WHOLE, pages_of, walk

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder
    from make_once import MakeOnce
    from playwright.sync_api import Browser

STAGES = (5,) * 12
FULL = ("journeys/dai.html", "journeys/index.html", "actions/index.html", "touchpoints/cua-hang.html")
"""The pages that are at their limits; `make test-reach` looks at the others, too."""
OVERLAPPING = """
() => {
  const boxes = [...document.querySelectorAll("svg.cx-quadrant .cx-dot")].map((dot) => dot.getBoundingClientRect());
  const near = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return [boxes.length, boxes.filter((box, at) => boxes.slice(at + 1).some((other) => near(box, other))).length];
}
"""


@pytest.fixture(scope="module")
def stressed(once: MakeOnce) -> Path:
    def fill(folder: Path) -> None:
        write_playbook(folder, STAGES)
        build_site(folder, folder / "out")

    return once("stressed", fill) / "out" / "site"


@pytest.mark.parametrize("part", range(len(FULL)))
def test_no_page_at_its_limits_breaks(stressed: Path, serve_folder: ServeFolder, browser: Browser, part: int) -> None:
    pages = pages_of(stressed) if WHOLE else list(FULL)
    seen = walk(browser, serve_folder(stressed), stressed, pages[part :: len(FULL)], axe=False)
    assert seen.pages
    assert {looked_for: set(found) for looked_for, found in seen.found.items() if found} == {}


def test_a_crowd_in_one_cell_of_the_quadrant_stands_apart(
    stressed: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    with page_at(f"{serve_folder(stressed)}/actions/index.html") as visit:
        assert visit.page.evaluate(OVERLAPPING) == [CROWD, 0]
