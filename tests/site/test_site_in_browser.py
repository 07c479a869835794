"""What a reader's browser makes of the built site."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

import pytest
from browsing import OPEN_SHADOWS
from small_site import CONFIG, HOSTILE, SITE_URL

from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

FITS = "document.documentElement.scrollWidth <= innerWidth"
FOUND = "found => found.map(link => new URL(link.href).pathname)"


@pytest.fixture(scope="session")
def address(built_site: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(built_site)


def wait_for_drawings(page: Page, number: int) -> None:
    page.locator("div.mermaid svg").nth(number - 1).wait_for(timeout=15_000)  # through the shadow roots, opened


@pytest.mark.parametrize("path", ["index", "personas/index", "gioi-thieu", "404"])
def test_a_page_loads_without_trouble(address: str, page_at: PageAt, path: str) -> None:
    with page_at(f"{address}/{path}.html") as visit:
        assert visit.troubles == []
        assert visit.page.evaluate(FITS)
        assert visit.page.locator(".md-tabs").is_visible()


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_title_is_shown_unchanged(address: str, page_at: PageAt, number: int) -> None:
    with page_at(f"{address}/personas/hostile-{number}.html") as visit:
        shown = visit.page.locator("h1").evaluate("h => h.firstChild.textContent")
        assert " ".join(shown.split()) == " ".join(HOSTILE[number].split())
        assert visit.page.title() == f"{HOSTILE[number]} - {read_settings(CONFIG).title}"
        contents = visit.page.locator(".md-nav--secondary .md-ellipsis").all_inner_texts()
        assert contents == [f"Phần hai: {HOSTILE[number]}"]
        assert visit.page.evaluate("window.hacked") is None
        assert visit.troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_diagrams_are_drawn_and_stay_inside_the_page(address: str, page_at: PageAt, scheme: str, width: int) -> None:
    viewport = {"width": width, "height": 900}
    with page_at(f"{address}/journeys/mua-vay.html", drawing=True, color_scheme=scheme, viewport=viewport) as visit:
        wait_for_drawings(visit.page, 2)
        colours = """
          const roots = [...document.querySelectorAll('div.mermaid')].map(d => d.shadowRoot);
          const ink = s => getComputedStyle(roots[0].querySelector(s));
          [ink('rect.task').fill, ink('text.task, .task .label, .label').color,
           getComputedStyle(document.body).backgroundColor]"""
        box, ink, paper = visit.page.evaluate(colours)
        assert contrast(ink, paper) >= 4.5, (ink, paper)
        assert box != paper
        assert visit.page.evaluate(FITS)
        assert visit.troubles == []


def test_diagrams_are_whole_on_paper(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/journeys/mua-vay.html", drawing=True, viewport={"width": 700, "height": 900}) as visit:
        wait_for_drawings(visit.page, 2)
        widths = """[...document.querySelectorAll('div.mermaid')].map(
          host => [host.clientWidth, host.shadowRoot.querySelector('svg').clientWidth])"""
        on_screen = visit.page.evaluate(widths)
        visit.page.emulate_media(media="print")
        on_paper = visit.page.evaluate(widths)
        assert any(drawn > room for room, drawn in on_screen)  # where one can scroll
        assert all(drawn <= room for room, drawn in on_paper)


@pytest.mark.parametrize("typed", ["khach hang", "Khách hàng"])
def test_search_finds_words_with_and_without_accents(address: str, page_at: PageAt, typed: str) -> None:
    with page_at(f"{address}/index.html", searching=True) as visit:
        visit.page.click(".md-search__input")
        visit.page.keyboard.type(typed)
        visit.page.wait_for_selector(".md-search-result__item", timeout=10_000)
        links = visit.page.locator(".md-search-result__item a").evaluate_all(FOUND)
        assert links[0] == "/journeys/mua-vay.html"
        assert visit.troubles == []


def test_search_does_not_find_the_text_of_diagrams(built_site: Path) -> None:
    assert "Quét mã" not in (built_site / "search" / "search_index.json").read_text("utf-8")


def test_an_old_address_leads_to_the_same_place_on_the_new_page(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/journeys/mua-dam.html#phan-hai") as visit:
        visit.page.wait_for_url(f"{address}/journeys/mua-vay.html#phan-hai")
        assert visit.troubles == []


def test_an_old_address_works_without_scripts(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/journeys/mua-dam.html", java_script_enabled=False) as visit:
        visit.page.wait_for_url(f"{address}/journeys/mua-vay.html")


def test_instant_navigation_keeps_the_policy_and_draws(built_site: Path, browser: Browser) -> None:
    """At its own address, where the theme loads pages without leaving the first one."""
    with browser.new_context() as context:
        context.add_init_script(OPEN_SHADOWS)
        context.route("**/*", lambda route: _answer(route, built_site))
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{SITE_URL}index.html")
        page.wait_for_function("window.document$")  # the theme's script stands ready
        page.evaluate("window.still = true")
        page.evaluate(
            "const a = document.createElement('a'); a.href = 'journeys/mua-vay.html';"
            "document.querySelector('article').append(a); a.click()"
        )
        wait_for_drawings(page, 2)
        assert page.url == f"{SITE_URL}journeys/mua-vay.html"
        assert page.evaluate("window.still") is True
        assert troubles == []


def test_an_injected_handler_does_not_run(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/index.html") as visit:
        visit.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("window.hacked") is None
        assert any("Content Security Policy" in error for error in visit.console_errors)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two CSS colours `rgb(…)`, by WCAG 2.2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _answer(route: Route, site: Path) -> None:
    url = route.request.url
    path = site / url.removeprefix(SITE_URL).split("?")[0].split("#")[0]
    if url.startswith(SITE_URL) and path.is_file():
        route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path)[0] or "text/plain")
    else:
        route.abort()
