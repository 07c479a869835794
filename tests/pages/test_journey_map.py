"""The full map of a journey in a real browser and on paper: nothing cut, every name inside its sheet.

`make test-reach` also prints the longest one.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from long_journey import LONG_MAPS, make_site_of_long_maps
from site_walk import WHOLE

from cxsite.pages.journey_map import band_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import ViewportSize

SEEN = {"two": "dai-2", "nineteen": "dai", "sixty": "dai-5"}
PRINTED = SEEN if WHOLE else ("two", "nineteen")
DESKTOP: ViewportSize = {"width": 1440, "height": 900}

OVERFLOWING = """
() => [...document.querySelectorAll(".cx-map-whole :is(th, td)")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1)
  .map((cell) => cell.textContent.trim().slice(0, 40))
"""
OFF_COLUMN = """
() => {
  const table = document.querySelector(".cx-map-whole table");
  const heads = [...table.querySelectorAll(".cx-map-names th[scope=col]")].map((head) => head.getBoundingClientRect());
  return [...table.querySelectorAll(".cx-map-emotion td")].flatMap((cell, at) => {
    const middle = heads[at].left + heads[at].width / 2;
    return [...cell.querySelectorAll("[class^=cx-at-] svg")].map((face) => face.getBoundingClientRect())
      .map((face) => Math.abs(face.left + face.width / 2 - middle)).filter((off) => off > 1);
  });
}
"""


@pytest.fixture(scope="module")
def visit(once: MakeOnce, serve_folder: ServeFolder, page_at: PageAt) -> Iterator[Visit]:
    """The journeys; each test opens the map that it looks at."""
    address = serve_folder(make_site_of_long_maps(once))
    with page_at(f"{address}/journeys/index.html", viewport=DESKTOP) as opened:
        yield opened


def open_map(visit: Visit, size: str) -> int:
    """Open the map of that size, and return the number of its columns."""
    visit.page.goto(f"{visit.page.url.rsplit('/', 1)[0]}/{SEEN[size]}_map.html")
    return sum(LONG_MAPS[SEEN[size]])


@pytest.mark.browser
@pytest.mark.parametrize("size", SEEN)
def test_nothing_is_cut_and_faces_stand_over_their_columns(visit: Visit, size: str) -> None:
    columns, page = open_map(visit, size), visit.page
    assert page.locator(".cx-map-whole .cx-map-names th[scope=col]").count() == columns
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OFF_COLUMN) == []
    assert page.locator(".cx-map-emotion [class^=cx-at-] svg").count() >= columns
    assert visit.troubles == []


@pytest.mark.browser
@pytest.mark.parametrize("size", PRINTED)
def test_on_paper_each_sheet_has_its_stages_and_each_name_stands_once_inside_it(
    visit: Visit, size: str, tmp_path: Path
) -> None:
    columns, sheet = open_map(visit, size), tmp_path / "map.pdf"
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
