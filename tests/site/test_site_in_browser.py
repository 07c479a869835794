"""What a reader's browser makes of the built site."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

import pytest
from browsing import OPEN_SHADOWS
from searching import search
from site_walk import choose_scheme
from small_site import CONFIG, HOSTILE, SITE_URL

from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="session")
def address(built_site: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(built_site)


def wait_for_drawings(page: Page, number: int) -> None:
    page.locator("div.mermaid svg").nth(number - 1).wait_for(timeout=15_000)  # through the shadow roots, opened


@pytest.fixture(scope="module")
def visit(address: str, page_at: PageAt) -> Iterator[Visit]:
    """A page of the site; each test opens what it looks at."""
    with page_at(f"{address}/index.html") as opened:
        yield opened


@pytest.mark.parametrize("path", ["index", "personas/index", "gioi-thieu", "404"])
def test_a_page_loads_without_trouble(visit: Visit, address: str, path: str) -> None:
    visit.page.goto(f"{address}/{path}.html")
    assert visit.troubles == []
    assert visit.page.evaluate(FITS)
    assert visit.page.locator(".md-tabs").is_visible()


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_title_is_shown_unchanged(visit: Visit, address: str, number: int) -> None:
    page = visit.page
    page.goto(f"{address}/personas/hostile-{number}.html")
    shown = page.locator("h1").evaluate("h => h.firstChild.textContent")
    assert " ".join(shown.split()) == " ".join(HOSTILE[number].split())
    assert page.title() == f"{HOSTILE[number]} - {read_settings(CONFIG).title}"
    contents = page.locator(".md-nav--secondary .md-ellipsis").all_inner_texts()
    assert contents == [f"Phần hai: {HOSTILE[number]}"]
    assert page.evaluate("window.hacked") is None
    assert visit.troubles == []


@pytest.fixture(scope="module")
def journey(address: str, page_at: PageAt) -> Iterator[Visit]:
    """A journey with its diagrams drawn."""
    with page_at(f"{address}/journeys/mua-vay.html", drawing=True) as opened:
        wait_for_drawings(opened.page, 2)
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagrams_are_drawn_and_stay_inside_the_page(journey: Visit, scheme: str) -> None:
    choose_scheme(journey.page, scheme)
    colours = """
      const roots = [...document.querySelectorAll('div.mermaid')].map(d => d.shadowRoot);
      const ink = s => getComputedStyle(roots[0].querySelector(s));
      [ink('rect.task').fill, ink('text.task, .task .label, .label').color,
       getComputedStyle(document.body).backgroundColor]"""
    box, ink, paper = journey.page.evaluate(colours)
    assert contrast(ink, paper) >= 4.5, (ink, paper)
    assert box != paper
    for width in (375, 1440):
        journey.page.set_viewport_size({"width": width, "height": 900})
        assert journey.page.evaluate(FITS)
    assert journey.troubles == []


def test_diagrams_are_whole_on_paper(journey: Visit) -> None:
    journey.page.set_viewport_size({"width": 700, "height": 900})
    widths = """[...document.querySelectorAll('div.mermaid')].map(
      host => [host.clientWidth, host.shadowRoot.querySelector('svg').clientWidth])"""
    on_screen = journey.page.evaluate(widths)
    journey.page.emulate_media(media="print")
    on_paper = journey.page.evaluate(widths)
    journey.page.emulate_media(media="screen")
    assert any(drawn > room for room, drawn in on_screen)  # where one can scroll
    assert all(drawn <= room for room, drawn in on_paper)


def test_search_finds_words_with_and_without_accents(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/index.html", searching=True) as visit:
        for typed in ("khach hang", "Khách hàng"):
            assert search(visit.page, typed)[0].partition("#")[0] == "journeys/mua-vay.html"
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


def test_an_injected_handler_does_not_run(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/index.html")
    visit.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')")
    visit.settle()
    assert visit.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in error for error in visit.console_errors)
    visit.forget()


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
