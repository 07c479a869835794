"""A playbook at its limits: 60 touchpoints, 12 stages, words of 40 characters, 30 actions in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from long_journey import CROWD, build_site, write_playbook
from walk import KINDS, WHOLE, Findings, pages_of, walk

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder
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
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("stressed")
    write_playbook(project, STAGES)
    return build_site(project, project / "out")


@pytest.fixture(scope="module")
def seen(stressed: Path, serve_folder: ServeFolder, browser: Browser) -> Findings:
    pages = pages_of(stressed) if WHOLE else list(FULL)
    return walk(browser, serve_folder(stressed), stressed, pages, axe=False)


@pytest.mark.browser
@pytest.mark.parametrize("looked_for", sorted(set(KINDS) - {"axe"}))
def test_no_page_has(seen: Findings, looked_for: str) -> None:
    assert seen.by(looked_for) == set()


@pytest.mark.browser
def test_a_crowd_in_one_cell_of_the_quadrant_stands_apart(
    stressed: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    with page_at(f"{serve_folder(stressed)}/actions/index.html") as visit:
        assert visit.page.evaluate(OVERLAPPING) == [CROWD, 0]
