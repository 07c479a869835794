"""The journey map in a real browser and on paper: nothing cut, nothing overlapping, headings always in sight."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from long_journey import build_site, write_playbook

from cxsite.pages.journey_map import COLUMN_WIDTH, band_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import ViewportSize

SIZES = {"two": (1, 1), "twenty": (3, 9, 2, 6), "sixty": (5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}

OVERFLOWING = """
() => [...document.querySelectorAll(".cx-map-frame :is(th, td)")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1)
  .map((cell) => cell.textContent.trim().slice(0, 40))
"""
OFF_COLUMN = """
() => {
  const table = document.querySelector(".cx-map-frame table");
  const heads = [...table.querySelectorAll(".cx-map-names th[scope=col]")].map((head) => head.getBoundingClientRect());
  const faces = [...table.querySelectorAll(".cx-curve use")].map((face) => face.getBoundingClientRect());
  const drawing = table.querySelector(".cx-curve").getBoundingClientRect();
  const edges = [drawing.left - heads[0].left, drawing.right - heads.at(-1).right];
  const lost = faces.filter((face) => {
    const middle = face.left + face.width / 2;
    return !heads.some((head) => Math.abs(head.left + head.width / 2 - middle) < 40);
  });
  return [...edges.map(Math.abs).filter((off) => off > 1), ...lost.map((face) => face.left)];
}
"""
OVERLAPPING = """
() => {
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const faces = [...document.querySelectorAll(".cx-map-frame .cx-curve use")];
  const boxes = faces.map((face) => face.getBoundingClientRect());
  return boxes.filter((box, at) => boxes.some((other, number) => number > at && overlap(box, other))).length;
}
"""
ONLY_THE_MAP = """
() => [...document.querySelectorAll(".md-content__inner > *")]
  .filter((part) => !part.querySelector(".cx-map"))
  .forEach((part) => part.classList.contains("cx-page-journey") ? part.replaceChildren() : part.remove())
"""
HEADINGS_AFTER_SCROLL = """
() => {
  const frame = document.querySelector(".cx-map-frame");
  frame.scrollTo(frame.scrollWidth, frame.scrollHeight);
  const edge = frame.getBoundingClientRect();
  const stages = frame.querySelector(".cx-map-stages").getBoundingClientRect();
  const lane = frame.querySelector(".cx-map-does > th").getBoundingClientRect();
  return {top: stages.top - edge.top, left: lane.left - edge.left, height: edge.height / innerHeight};
}
"""


@pytest.fixture(scope="module", params=SIZES)
def site(request: pytest.FixtureRequest, once: MakeOnce) -> tuple[Path, int]:
    def fill(folder: Path) -> None:
        write_playbook(folder, SIZES[request.param])
        build_site(folder, folder / "out")

    return once(f"map-of-{request.param}", fill) / "out" / "site", sum(SIZES[request.param])


@pytest.fixture(scope="module")
def visit(site: tuple[Path, int], serve_folder: ServeFolder, page_at: PageAt) -> Iterator[Visit]:
    """The journey, opened once for all tests, each of which sets the size of the window."""
    with page_at(f"{serve_folder(site[0])}/journeys/dai.html", viewport=DESKTOP) as opened:
        yield opened


@pytest.mark.browser
def test_nothing_is_cut_and_the_curve_stands_over_its_columns(site: tuple[Path, int], visit: Visit) -> None:
    _, columns = site
    visit.page.set_viewport_size(DESKTOP)
    page = visit.page
    assert page.locator(".cx-map-frame .cx-map-names th[scope=col]").count() == columns
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OFF_COLUMN) == []
    assert page.evaluate(OVERLAPPING) == 0
    assert page.locator(".cx-curve").first.bounding_box() is not None
    width: Any = page.evaluate("document.querySelector('.cx-map-frame .cx-curve').getBoundingClientRect().width")
    assert width == columns * COLUMN_WIDTH
    assert page.evaluate("document.documentElement.scrollWidth") == DESKTOP["width"]
    assert visit.troubles == []


@pytest.mark.browser
def test_headings_stay_in_sight_while_the_frame_scrolls(visit: Visit) -> None:
    visit.page.set_viewport_size(DESKTOP)
    found: Any = visit.page.evaluate(HEADINGS_AFTER_SCROLL)
    assert abs(found["top"]) <= 2
    assert abs(found["left"]) <= 2
    assert found["height"] <= 0.86


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_shows_the_touchpoints_and_never_scrolls_sideways(
    site: tuple[Path, int], visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 700})
    assert not visit.page.locator(".cx-map-frame").is_visible()
    assert visit.page.locator(".cx-place:visible").count() == site[1]
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_on_paper_each_sheet_has_its_stages_and_each_name_stands_once_inside_it(
    site: tuple[Path, int], serve_folder: ServeFolder, page_at: PageAt, tmp_path: Path
) -> None:
    folder, columns = site
    sheet = tmp_path / "map.pdf"
    with page_at(f"{serve_folder(folder)}/journeys/dai.html", viewport=DESKTOP) as visit:
        visit.page.evaluate(ONLY_THE_MAP)
        visit.page.pdf(path=str(sheet), format="A4", prefer_css_page_size=True)
    sheets = sheet_words(sheet)
    assert all(width > height for width, height, _ in sheets)
    for width, height, words in sheets:
        assert "Giai" in {word for word, *_ in words}
        assert all(left >= 0 and right <= width and bottom <= height for _, left, right, bottom in words)
    numbers = re.findall(r"Diem (\d+)", " ".join(word for _, _, words in sheets for word, *_ in words))
    assert sorted(map(int, numbers)) == list(range(1, columns + 1))


def sheet_words(sheet: Path) -> list[tuple[float, float, list[tuple[str, float, float, float]]]]:
    """Each sheet's width and height, and its words with their left, right and lower edge."""
    run = subprocess.run(["pdftotext", "-bbox-layout", sheet, "-"], check=True, capture_output=True, text=True)
    found = []
    for part in run.stdout.split("<page ")[1:]:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', part)
        assert size is not None
        words = re.findall(r'xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</word>', part)
        boxes = [(word, float(left), float(right), float(bottom)) for left, right, bottom, word in words]
        found.append((float(size[1]), float(size[2]), boxes))
    return found


@pytest.mark.parametrize(
    ("stages", "bands"),
    [
        ((2,), (2,)),
        ((2, 1, 4, 2, 2, 1, 2), (7, 7)),
        ((12, 1), (12, 1)),
        ((25,), (9, 8, 8)),
        ((4, 4, 4), (12,)),
    ],
)
def test_bands_hold_whole_stages_and_at_most_twelve_columns(stages: tuple[int, ...], bands: tuple[int, ...]) -> None:
    assert band_sizes(stages) == bands
    assert sum(bands) == sum(stages)
