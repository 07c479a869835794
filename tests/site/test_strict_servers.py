"""The site as readers see it from servers that send a content security policy of their own, or from a folder."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from strict_server import LENIENT, STRICT, strictly_served

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, Visit
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


@pytest.fixture(scope="module", params=["sample", "en"])
def playbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, and of what a starter brings."""
    if request.param == "sample":
        sample: Path = request.getfixturevalue("sample")
        return sample / "site"
    project = tmp_path_factory.mktemp("starter") / "playbook"
    for command in (("init", str(project), "--language", request.param), ("-C", str(project), "build")):
        subprocess.run([sys.executable, "-m", "cxsite", *command], check=True, capture_output=True)
    return project / "site"


def use(visit: Visit) -> list[str]:
    """Search, change colours and look again; what was found."""
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
    page.reload()
    visit.settle()
    assert page.evaluate(SCHEME) == "slate", "the colours that a reader chose are kept"
    return found


@pytest.fixture(scope="module")
def looks(playbook: Path, page_at: PageAt) -> dict[str, Any]:
    """By policy: how the largest journey looks, whether its icons are there, and what a search finds."""
    seen: dict[str, Any] = {}
    for policy in ("", LENIENT, STRICT):
        with (
            strictly_served(playbook, policy) as address,
            page_at(f"{address}/{journey_of(playbook)}", searching=True, drawing=True) as visit,
        ):
            page = visit.page
            page.evaluate("document.querySelectorAll('article details').forEach((part) => part.open = true)")
            check_diagrams(page, are_drawn=policy != STRICT)
            drawn = page.locator("div.mermaid").count()
            seen[policy] = (page.evaluate(LOOKS), page.evaluate(ICONS) != [], use(visit)), drawn, visit.troubles
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


@pytest.mark.parametrize("policy", [STRICT, LENIENT])
def test_the_switch_of_languages_stays_on_the_page(sample: Path, page_at: PageAt, policy: str) -> None:
    with strictly_served(sample / "site", policy) as address, page_at(f"{address}/personas/lan.html") as visit:
        visit.page.locator(".md-select").hover()
        visit.page.locator(".md-select__link[hreflang=en]").click()
        visit.page.wait_for_url(f"{address}/en/personas/lan.html")
        assert visit.page.locator("html").get_attribute("lang") == "en"


def test_no_page_holds_a_script_or_a_style_and_no_style_sheet_an_address_of_data(playbook: Path) -> None:
    for path in playbook.rglob("*.html"):
        page = path.read_text("utf-8")
        scripts = re.findall(r"<script\b([^>]*)>", page)
        assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []
        assert re.findall(r"<[^>]*\sstyle=|<style|<[^>]*\son[a-z]+=", page) == []
        assert "unsafe-hashes" not in page
        assert "sha256-" not in page
    for path in playbook.rglob("*.css"):
        assert ("data:" in path.read_text("utf-8")) == (path.name == "icons.css"), path


def test_from_a_folder_pictures_are_there(playbook: Path, page_at: PageAt) -> None:
    """Where browsers mask with no file, since each is of another origin."""
    with page_at((playbook / "index.html").as_uri()) as visit:
        page = visit.page
        page.locator('link[href$="icons/icons.css"]').wait_for(state="attached")
        visit.settle()
        icons: Any = page.evaluate(ICONS)
        assert icons
        assert [one for one in icons if not one.startswith('url("data:')] == []
        assert visit.console_errors + visit.page_errors == []


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("khong-co.html", STRICT),
        ("journeys/khong-co.html", STRICT),
        ("a/b/c/d/", STRICT),
        ("en/journeys/khong-co.html", STRICT),
        ("en/journeys/khong-co.html", ""),
    ],
)
def test_an_address_that_is_not_there_shows_a_page_that_works(
    playbook: Path, page_at: PageAt, path: str, policy: str
) -> None:
    served = strictly_served(playbook, policy, "/noi-bo/so-tay")
    with served as address, page_at(f"{address}/{path}", searching=True) as visit:
        page = visit.page
        with_styles: Any = page.evaluate("getComputedStyle(document.querySelector('.md-header')).position")
        assert with_styles == "sticky"
        links: Any = page.locator(".md-tabs__link, .md-logo, article a").evaluate_all(
            "all => all.map((one) => one.href)"
        )
        assert links
        assert [one for one in links if not one.startswith(f"{address}/")] == []
        page.click(FIELD)
        page.keyboard.type("a")
        page.locator(RESULT).first.wait_for()
        page.keyboard.press("Escape")
        page.locator("article a.md-button").click()
        page.wait_for_url(f"{address}/index.html")
        assert visit.page_errors == []
