"""A large search index: titles for the theme, all the rest for a script that answers in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from folders import bytes_of
from large_site import build_large_site
from small_site import page, small_site

from cxsite.site.build import build
from cxsite.site.engines.material import SEARCH_INDEX
from cxsite.site.finish import finish_site
from cxsite.site.finish.search import FULL_INDEX
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder
    from make_once import MakeOnce
    from playwright.sync_api import Page, Route

FIELD, RESULT, REPORTED = ".md-search__input", ".md-search-result__link", ".md-search-result__meta"
ONLY_IN_A_TEXT = "kim cuong"
NONE = "Không tìm thấy tài liệu liên quan"
HOSTILE = "&lt;img src=x onerror=window.hacked=1&gt; &amp;amp; AMP <b>li</b>"


@pytest.fixture(scope="module")
def large(once: MakeOnce) -> Path:
    def fill(folder: Path) -> None:
        text = f"<div><p>{'Lời dẫn dài. ' * 40} kim cương {HOSTILE}</p></div>"
        build(small_site(page("pages/nhan", "Nhẫn cưới", text)), folder / "small")
        build_large_site(folder / "small", folder / "site")

    return once("search-in-two-files", fill) / "site"


def read(site: Path, name: str) -> Any:
    return json.loads((site / name).read_text("utf-8"))


@pytest.mark.slow
def test_the_first_file_has_titles_and_the_second_is_what_was_one(large: Path) -> None:
    before, titles = large.parent / "small" / SEARCH_INDEX, read(large, SEARCH_INDEX)
    assert (large / FULL_INDEX).read_bytes() == before.read_bytes()
    assert titles["config"]["full"] == FULL_INDEX
    reported = {entry["location"]: (entry["title"], entry["text"]) for entry in titles["docs"]}
    assert reported["pages/nhan.html"] == ("Nhẫn cưới", "")
    assert not [place for place in reported if "#" in place]


@pytest.mark.slow
def test_finishing_again_changes_nothing_and_both_files_are_examined(large: Path, tmp_path: Path) -> None:
    again = build_large_site(large, tmp_path / "again")
    finish_site(again)
    assert bytes_of(again) == bytes_of(large)
    (again / "pages" / "nhan.html").unlink()
    assert {fault.path for fault in verify(again)} >= {FULL_INDEX}


def test_below_a_size_there_is_one_file(built_site: Path) -> None:
    assert not (built_site / FULL_INDEX).exists()
    assert "full" not in read(built_site, SEARCH_INDEX)["config"]


def ask(page: Page, words: str) -> None:
    page.fill(FIELD, words)
    page.press(FIELD, "End")


@pytest.mark.browser
def test_the_second_file_is_loaded_once_somebody_searches(
    large: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    with page_at(f"{serve_folder(large)}/index.html", searching=True) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.wait_for_load_state("networkidle")
        assert not [url for url in asked if FULL_INDEX in url]
        ask(visit.page, ONLY_IN_A_TEXT)
        found = visit.page.locator(RESULT).first
        found.wait_for()
        assert [url for url in asked if FULL_INDEX in url]
        assert "pages/nhan.html" in (found.get_attribute("href") or "")
        assert found.locator("mark").all_inner_texts() == ["kim", "cương"]
        assert "<img src=x onerror=window.hacked=1>" in found.inner_text()
        assert visit.page.evaluate("window.hacked") is None
        assert visit.troubles == []


@pytest.mark.browser
def test_until_it_is_there_titles_are_found_and_nothing_is_denied(
    large: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    with page_at(f"{serve_folder(large)}/index.html", searching=True) as visit:
        held: list[Route] = []
        visit.page.route(f"**/{FULL_INDEX}", lambda route: held.append(route))  # noqa: PLW0108 -- no name can be set on it
        ask(visit.page, "nhan cuoi")
        visit.page.locator(RESULT).first.wait_for()
        ask(visit.page, ONLY_IN_A_TEXT)
        visit.page.wait_for_timeout(500)
        assert visit.page.locator(REPORTED).inner_text() != NONE
        held[0].continue_()
        visit.page.locator("mark", has_text="kim").first.wait_for()
        ask(visit.page, "khongcogi")
        visit.page.locator(REPORTED, has_text=NONE).wait_for()


@pytest.mark.browser
def test_signs_of_html_are_found_as_they_are_typed(large: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    with page_at(f"{serve_folder(large)}/index.html", searching=True) as visit:
        ask(visit.page, "kim &")
        found = visit.page.locator(RESULT).first
        found.locator("mark", has_text="kim").wait_for()
        assert "&amp; AMP" in found.inner_text()


@pytest.mark.browser
def test_without_it_titles_are_still_found(large: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    with page_at(f"{serve_folder(large)}/index.html", searching=True) as visit:
        visit.page.route(f"**/{FULL_INDEX}", lambda route: route.abort())
        ask(visit.page, ONLY_IN_A_TEXT)
        visit.page.locator(REPORTED, has_text=NONE).wait_for()
        ask(visit.page, "nhan cuoi")
        visit.page.locator(RESULT).first.wait_for()
