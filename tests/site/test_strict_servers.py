"""The site as readers see it from servers that send a content security policy of their own, or from a folder.

The site of a starter has a journey with a part of each kind; `make test-reach` compares the sample's, too.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from site_walk import WHOLE
from starter_site import starter_site
from strict_server import LENIENT, STRICT, strictly_served

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, Visit
    from make_once import MakeOnce
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.build]

FIELD = ".md-search__input"
SWITCH = "form[data-md-component=palette] label:visible"
RESULT = ".md-search-result__item a"
SCHEME = "document.body.dataset.mdColorScheme"
LOOKS = """
() => {
  const compared = ".md-header, .md-tabs, article :is(h1, h2, table, svg, .cx-icon, .cx-mark)";
  const all = [...document.querySelectorAll(compared)];
  return all.filter((one) => !one.closest("#diagrams ~ *, .cx-drawn, .cx-diagram")).map((one) => {
    const { width, height } = one.getBoundingClientRect();
    const { color, backgroundColor, fontSize } = getComputedStyle(one);
    return [one.tagName, Math.round(width), Math.round(height), color, backgroundColor, fontSize].join(" ");
  });
}
"""
ICONS = """
() => {
  const masks = [...document.querySelectorAll(".cx-icon")].map((one) => getComputedStyle(one).maskImage);
  return masks.filter((one) => one !== "none");
}
"""


def journey_of(site: Path) -> str:
    """The journey of a site whose page shows most."""
    pages = [path for path in (site / "journeys").glob("*.html") if path.stem != "index" and "_" not in path.stem]
    return max(pages, key=lambda path: path.stat().st_size).relative_to(site).as_posix()


@pytest.fixture(scope="module")
def starter(once: MakeOnce) -> Path:
    """The site of what a starter brings."""
    return starter_site(once, "en", "retail")


@pytest.fixture(scope="module")
def lean_sample(sample: Path, once: MakeOnce) -> Path:
    """The sample's site with a few entries to search in each language, which takes a third of the time."""

    def fill(folder: Path) -> None:
        shutil.copytree(sample / "site", folder / "site")
        for index in (folder / "site").rglob("search_index.json"):
            values = json.loads(index.read_text("utf-8"))
            index.write_text(json.dumps({**values, "docs": values["docs"][:20]}), "utf-8")

    return once("lean-sample", fill) / "site"


def use(visit: Visit, home: str) -> list[str]:
    """Search, change colours and go to the first page; what was found."""
    page = visit.page
    page.click(FIELD)
    page.keyboard.type("a")
    page.locator(RESULT).first.wait_for()
    found: list[str] = page.locator(RESULT).evaluate_all("all => all.map((one) => one.pathname)")
    page.keyboard.press("Escape")
    schemes = []
    for _ in range(3):
        page.locator(SWITCH).click()
        schemes.append(page.evaluate(SCHEME))
    assert set(schemes) == {"default", "slate"}
    while page.evaluate(SCHEME) != "slate":
        page.locator(SWITCH).click()
    page.goto(home)
    visit.settle()
    assert page.evaluate(SCHEME) == "slate", "the colours that a reader chose are kept"
    return found


@pytest.fixture(scope="module", params=["starter", *(["sample"] if WHOLE else [])])
def looks(request: pytest.FixtureRequest, page_at: PageAt) -> dict[str, Any]:
    """By policy: how the largest journey looks, whether its icons are there, and what a search finds."""
    folder: Path = request.getfixturevalue(request.param)
    site = folder if request.param == "starter" else folder / "site"
    seen: dict[str, Any] = {}
    for policy in ("", LENIENT, STRICT):
        with (
            strictly_served(site, policy) as address,
            page_at(f"{address}/{journey_of(site)}", searching=True, drawing=True) as visit,
        ):
            page = visit.page
            page.evaluate("document.querySelectorAll('article details').forEach((part) => part.open = true)")
            check_diagrams(page, are_drawn=policy != STRICT)
            drawn = page.locator("div.mermaid").count()
            looked = page.evaluate(LOOKS), page.evaluate(ICONS) != []
            seen[policy] = (*looked, use(visit, f"{address}/index.html")), drawn, visit.troubles
    return seen


def check_diagrams(page: Page, *, are_drawn: bool) -> None:
    table = page.locator(".cx-drawn > table:visible")
    if are_drawn:
        page.locator("div.mermaid svg").first.wait_for(state="attached", timeout=15_000)
        assert table.count() == 0
    else:
        table.first.wait_for()
        assert page.locator("pre.mermaid, div.mermaid").count() == 0
        assert page.locator(".cx-drawn > table:visible tbody tr").count() > 1


def test_a_policy_that_allows_inline_styles_changes_nothing_at_all(looks: dict[str, Any]) -> None:
    assert looks[LENIENT] == looks[""]
    assert looks[""][2] == []


def test_a_policy_of_own_files_alone_keeps_everything_but_mermaid(looks: dict[str, Any]) -> None:
    seen, _, troubles = looks[STRICT]
    assert seen == looks[""][0]
    assert [one for one in troubles if "inline style" not in one] == [], "only whether Mermaid may be styled is tried"


def test_no_page_holds_a_script_or_a_style_and_no_style_sheet_an_address_of_data(sample: Path, starter: Path) -> None:
    files = [*(sample / "site").rglob("*.*"), *starter.rglob("*.*")]
    pages = [path for path in files if path.suffix == ".html"]
    assert len(pages) > 100
    for path in pages:
        page = path.read_text("utf-8")
        scripts = re.findall(r"<script\b([^>]*)>", page)
        assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []
        assert re.findall(r"<[^>]*\sstyle=|<style|<[^>]*\son[a-z]+=", page) == []
        assert "unsafe-hashes" not in page
        assert "sha256-" not in page
    for path in files:
        assert path.suffix != ".css" or ("data:" in path.read_text("utf-8")) == (path.name == "icons.css"), path


def test_from_a_folder_pictures_are_there(starter: Path, page_at: PageAt) -> None:
    """Where browsers mask with no file, since each is of another origin."""
    with page_at((starter / "index.html").as_uri()) as visit:
        page = visit.page
        page.locator('link[href$="icons/icons.css"]').wait_for(state="attached")
        visit.settle()
        icons: Any = page.evaluate(ICONS)
        assert icons
        assert [one for one in icons if not one.startswith('url("data:')] == []
        assert visit.console_errors + visit.page_errors == []


PREFIX = "/noi-bo/so-tay"
MISSING = ("khong-co.html", "journeys/khong-co.html", "a/b/c/d/", "en/journeys/khong-co.html")


@pytest.mark.parametrize("policy", [STRICT, ""])
def test_an_address_that_is_not_there_shows_a_page_that_works(lean_sample: Path, page_at: PageAt, policy: str) -> None:
    with (
        strictly_served(lean_sample, policy, PREFIX) as address,
        page_at(f"{address}/{MISSING[-1]}", searching=True) as visit,
    ):
        check_page_of_missing_address(visit, address)
        for path in MISSING[:-1] if policy else ():
            visit.page.goto(f"{address}/{path}")
            check_page_of_missing_address(visit, address)


def test_an_address_that_is_not_there_shows_a_page_that_works_in_a_site_of_one_language(
    starter: Path, page_at: PageAt
) -> None:
    with (
        strictly_served(starter, STRICT, PREFIX) as address,
        page_at(f"{address}/{MISSING[-1]}", searching=True) as visit,
    ):
        check_page_of_missing_address(visit, address)


def check_page_of_missing_address(visit: Visit, address: str) -> None:
    """It has its styles, all its links lead into the site, its search finds, and its button leads to the first page."""
    page = visit.page
    page.wait_for_function("getComputedStyle(document.querySelector('.md-header')).position === 'sticky'")
    links: Any = page.locator(".md-tabs__link, .md-logo, article a").evaluate_all("all => all.map((one) => one.href)")
    assert links
    assert [one for one in links if not one.startswith(f"{address}/")] == []
    page.click(FIELD)
    page.keyboard.type("a")
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("Escape")
    page.locator("article a.md-button").click()
    page.wait_for_url(f"{address}/index.html")
    assert visit.page_errors == []


def test_the_switch_of_languages_stays_on_the_page(sample: Path, page_at: PageAt) -> None:
    with strictly_served(sample / "site", STRICT) as address, page_at(f"{address}/personas/lan.html") as visit:
        visit.page.locator(".md-select").hover()
        visit.page.locator(".md-select__link[hreflang=en]").click()
        visit.page.wait_for_url(f"{address}/en/personas/lan.html")
        assert visit.page.locator("html").get_attribute("lang") == "en"
