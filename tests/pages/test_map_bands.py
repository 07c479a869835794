"""A map that is wider than a sheet, as paper shows it: in bands that the page's script makes, or without a script."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from browsing import CHROMIUM_ARGS, chromium_path
from long_journey import LONG_MAPS, make_site_of_long_maps
from playwright.sync_api import expect
from site_walk import WHOLE
from small_site import SITE_URL

from cxsite.pages.journey_map import band_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STAGES = LONG_MAPS["dai"]
COLUMNS = sum(STAGES)
BANDS = (10, 9)
IN_BANDS = ("dai-2", "dai-4", "dai-5", *(["dai-3"] if WHOLE else []))
ROWS = """
table => [...table.rows].filter((row) => row.className !== "cx-map-print-names")
  .map((row) => [...row.cells].slice(1).map((cell) => [cell.colSpan, cell.textContent.trim()]))
"""
NAMES = "rows => rows.map((row) => row.textContent.replace(/\\s+/g, ''))"
LANES = """
tables => tables.map((table) => [...table.rows].map((row) => row.cells[0].textContent.trim()).filter(Boolean))
"""
UNSOUND = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const labelled = [...document.querySelectorAll("[aria-labelledby]")];
  const named = labelled.flatMap((one) => one.getAttribute("aria-labelledby").split(" "));
  const used = [...document.querySelectorAll("use")].map((one) => one.getAttribute("xlink:href").slice(1));
  return [...twice, ...[...named, ...used].filter((id) => !ids.includes(id))];
}
"""


@pytest.fixture(scope="module")
def site(once: MakeOnce) -> Path:
    return make_site_of_long_maps(once)


@pytest.fixture(scope="module")
def opened(site: Path, serve_folder: ServeFolder, page_at: PageAt) -> Iterator[Visit]:
    with page_at(f"{serve_folder(site)}/journeys/dai_map.html") as visit:
        yield visit


@pytest.fixture
def visit(opened: Visit) -> Visit:
    """The journey on a bright screen, opened once for all tests that only look at it."""
    opened.page.emulate_media(media="screen", color_scheme="light")
    opened.page.locator(".cx-map-sheets").wait_for(state="detached")
    return opened


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.locator(".cx-map-sheets").wait_for()


def words_of(sheet: Path) -> str:
    """All words of a PDF, one space between them."""
    run = subprocess.run(["pdftotext", sheet, "-"], check=True, capture_output=True, encoding="utf-8")
    return " ".join(run.stdout.split())


def test_bands_hold_the_whole_table_and_are_taken_away(visit: Visit) -> None:
    page = visit.page
    assert page.locator(".cx-map").count() == 1
    on_paper(page)
    bands = page.locator(".cx-map-sheets .cx-map")
    assert band_sizes(STAGES) == BANDS
    whole: Any = page.locator(".cx-map-whole .cx-map").evaluate(ROWS)
    parts: Any = bands.evaluate_all(f"tables => tables.map({ROWS})")
    stages = [(span, name.split()[-1]) for part in parts for span, name in part[0]]
    assert stages == [(3, "1"), (7, "2"), (7, "2"), (2, "3")]
    for number, row in enumerate(whole):
        spans = [sum(span for span, _ in part[number]) for part in parts]
        assert spans == list(BANDS)
        if len(row) == COLUMNS:
            assert [cell for part in parts for cell in part[number]] == row
    heads = page.locator(".cx-map-whole .cx-map-names th[scope=col]").evaluate_all(NAMES)
    printed = bands.locator(".cx-map-print-names td").evaluate_all(NAMES)
    assert printed == [head.lstrip("0123456789") for head in heads]
    lanes: Any = bands.evaluate_all(LANES)
    assert lanes == page.locator(".cx-map-whole .cx-map").evaluate_all(LANES) * len(BANDS)
    assert bands.locator("caption").all_inner_texts() == [
        f"Hành trình dài: phần {number} trên {len(BANDS)}" for number in range(1, len(BANDS) + 1)
    ]
    assert not page.locator(".cx-map-whole").is_visible()
    page.emulate_media(media="screen")
    page.locator(".cx-map-sheets").wait_for(state="detached")
    assert page.locator(".cx-map-whole").is_visible()
    assert visit.troubles == []


def test_each_band_has_its_part_of_the_curve_and_no_id_stands_twice(visit: Visit) -> None:
    page = visit.page
    on_paper(page)
    cells = [page.locator(f".cx-map-sheets > :nth-child({n}) .cx-map-emotion td").count() for n in (1, 2)]
    assert cells == list(BANDS)
    assert page.evaluate(UNSOUND) == []


def test_chromium_alone_prints_every_band_from_a_folder(site: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "page.pdf"
    page = (site / "journeys" / "dai_map.html").as_uri()
    program = chromium_path()
    assert program is not None
    to = (f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={sheet}", "--no-pdf-header-footer")
    command = [program, "--headless", *CHROMIUM_ARGS, *to, page]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    words = words_of(sheet)
    parts = [words.index(f"Hành trình dài: phần {number} trên {len(BANDS)}") for number in range(1, len(BANDS) + 1)]
    assert parts == sorted(parts)
    names = [int(number) for number in re.findall(r"Diem (\d+) khong", words[parts[0] :])]
    assert names[:COLUMNS] == list(range(1, COLUMNS + 1))


def test_without_a_script_paper_has_the_whole_table(site: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    with page_at(f"{serve_folder(site)}/journeys/dai_map.html", java_script_enabled=False) as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".cx-map:visible").count() == 1


def test_bands_are_made_on_a_page_that_the_theme_changed_to(site: Path, browser: Browser) -> None:
    """At its own address, where the theme loads pages without leaving the first one."""
    with browser.new_context() as context:
        context.route("**/*", lambda route: route.fulfill(path=site / route.request.url.removeprefix(SITE_URL)))
        page = context.new_page()
        page.goto(f"{SITE_URL}journeys/index.html")
        page.wait_for_function("window.document$")  # the theme's script stands ready
        page.evaluate("window.still = true")
        page.locator("article a[href$='/dai.html']").first.click()
        page.locator("article a[href$='dai_map.html']").first.click()
        page.locator(".cx-map-whole").wait_for()
        on_paper(page)
        assert page.locator(".cx-map-sheets .cx-map").count() == len(BANDS)
        assert page.evaluate("window.still") is True


COLOURS = """
all => all.map((one) => {
  const { color, backgroundColor, borderTopColor, fill, stroke } = getComputedStyle(one);
  return [one.tagName, color, backgroundColor, borderTopColor, fill, stroke].join(" ");
})
"""


def test_paper_is_the_same_from_the_dark(visit: Visit) -> None:
    seen: list[Any] = []
    for scheme, name in (("light", "default"), ("dark", "slate")):
        visit.page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")
        visit.page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=name)
        on_paper(visit.page)
        seen.append(visit.page.locator("article *:not(pre, pre *, .mermaid)").evaluate_all(COLOURS))
        assert visit.page.evaluate("document.body.dataset.mdColorScheme") == name
    assert seen[0] == seen[1]


def test_columns_are_as_wide_in_every_band_and_the_curve_stays_low(
    site: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    journeys = f"{serve_folder(site)}/journeys"
    with page_at(f"{journeys}/index.html", viewport={"width": 1040, "height": 720}) as visit:
        for name in IN_BANDS:
            visit.page.emulate_media(media="screen")
            visit.page.goto(f"{journeys}/{name}_map.html")
            check_columns(visit.page, LONG_MAPS[name])


def check_columns(page: Page, stages: tuple[int, ...]) -> None:
    page.emulate_media(media="print")
    printed = page.locator(".cx-map:visible")
    expect(printed).to_have_count(len(band_sizes(stages)))
    cells: Any = printed.locator("thead tr:nth-child(2) th:nth-child(2)").evaluate_all(
        "all => all.map((one) => Math.round(one.getBoundingClientRect().width))"
    )
    curves: Any = printed.evaluate_all("all => all.map((one) => one.querySelector('.cx-slice').clientHeight)")
    assert len(cells) == len(curves) == len(band_sizes(stages))
    assert len(set(cells)) == 1
    assert all(100 < height < 200 for height in curves)


def test_bands_are_of_even_numbers_of_columns() -> None:
    assert band_sizes((7, 6)) == (7, 6)
    assert band_sizes((3, 14, 2)) == (10, 9)
    assert band_sizes([1] * 60) == (7, 7, 7, 7, 8, 8, 8, 8)
    for count in range(2, 61):
        sizes = band_sizes([1] * count)
        assert sum(sizes) == count
        assert max(sizes) - min(sizes) <= 1
        assert max(sizes) <= 12
