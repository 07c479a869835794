"""The full map of a journey in a real browser and on paper: nothing cut, every name inside its sheet."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from long_journey import build_site, write_playbook

from cxsite.pages.journey_map import band_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import ViewportSize

SIZES = {"two": (1, 1), "twenty": (3, 9, 2, 6), "sixty": (5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)}
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


@pytest.fixture(scope="module", params=SIZES)
def site(request: pytest.FixtureRequest, once: MakeOnce) -> tuple[Path, int]:
    def fill(folder: Path) -> None:
        write_playbook(folder, SIZES[request.param])
        build_site(folder, folder / "out")

    return once(f"map-of-{request.param}", fill) / "out" / "site", sum(SIZES[request.param])


@pytest.fixture(scope="module")
def visit(site: tuple[Path, int], serve_folder: ServeFolder, page_at: PageAt) -> Iterator[Visit]:
    """The map of the journey, opened once for all tests that only look at it."""
    with page_at(f"{serve_folder(site[0])}/journeys/dai_map.html", viewport=DESKTOP) as opened:
        yield opened


@pytest.mark.browser
def test_nothing_is_cut_and_faces_stand_over_their_columns(site: tuple[Path, int], visit: Visit) -> None:
    page = visit.page
    assert page.locator(".cx-map-whole .cx-map-names th[scope=col]").count() == site[1]
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(OFF_COLUMN) == []
    assert page.locator(".cx-map-emotion [class^=cx-at-] svg").count() >= site[1]
    assert visit.troubles == []


@pytest.mark.browser
def test_on_paper_each_sheet_has_its_stages_and_each_name_stands_once_inside_it(
    site: tuple[Path, int], serve_folder: ServeFolder, page_at: PageAt, tmp_path: Path
) -> None:
    folder, columns = site
    sheet = tmp_path / "map.pdf"
    with page_at(f"{serve_folder(folder)}/journeys/dai_map.html", viewport=DESKTOP) as visit:
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
