"""What staff type into the search field of the sample, and what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from large_site import build_large_site
from typed_searches import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce

pytestmark = pytest.mark.browser

FIRST = 3
FIELD = ".md-search__input"
FORGET = "document.querySelectorAll('.md-search-result__item').forEach((one) => one.remove())"
"""So that what is shown then is found anew."""
SHOWN = """
items => items.map(item => [...item.querySelectorAll("a")].map(link => {
  const url = new URL(link.href);
  return [url.pathname.slice(1) + url.hash, link.querySelector("h1, h2")?.innerText ?? ""];
}))
"""


@pytest.fixture(scope="module", params=["as it is", "as a large one"])
def home(
    request: pytest.FixtureRequest,
    sample: Path,
    once: MakeOnce,
    serve_folder: ServeFolder,
    page_at: PageAt,
) -> Iterator[Visit]:
    """The first page; that of a large playbook answers from two files."""
    site = sample / "site"
    if request.param == "as a large one":
        site = once("sample-as-large", lambda folder: build_large_site(sample / "site", folder / "site")) / "site"
    with page_at(f"{serve_folder(site)}/index.html", searching=True) as visit:
        yield visit


def search(visit: Visit, typed: str) -> list[list[list[str]]]:
    """What is found, one list a page: the address and the title of the page and of its sections."""
    page = visit.page
    page.evaluate(FORGET)
    page.fill(FIELD, typed)
    page.press(FIELD, "End")  # the theme listens to keys, and letters with accents have none
    page.locator(".md-search-result__item").first.wait_for()
    found: list[list[list[str]]] = page.locator(".md-search-result__item").evaluate_all(SHOWN)
    return found


@pytest.mark.parametrize(("typed", "wanted"), TYPED, ids=[typed for typed, _ in TYPED])
def test_it_comes_among_the_first(home: Visit, typed: str, wanted: str) -> None:
    first = [[address for address, _ in page] for page in search(home, typed)[:FIRST]]
    assert [one for one in first if wanted in one], first
    assert home.troubles == []


def test_accents_or_none_find_the_same_first(home: Visit) -> None:
    for bare, accented in (("chao khach", "chào khách"), ("doi tra", "đổi trả"), ("nhan vien", "nhân viên")):
        found = [{page[0][0] for page in search(home, typed)} for typed in (bare, accented)]
        assert len(found[0] & found[1]) >= 0.6 * len(found[1]), (bare, found)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("lan", "Lan – Chân dung"),
        ("chao khach", "Chào khách rồi lùi hai bước – Kịch bản ứng xử"),
        ("doi tra", "Đổi hoặc trả một chiếc váy – Hành trình"),
        ("nps", "NPS – Chỉ số"),
        ("thu do", "Thử đồ – Điểm chạm, Mua váy tại cửa hàng"),
    ],
)
def test_a_result_says_what_it_is(home: Visit, typed: str, title: str) -> None:
    titles = [shown for page in search(home, typed)[:FIRST] for _, shown in page]
    assert title in titles


def test_operators_of_the_search_library_are_searched_as_text(home: Visit) -> None:
    """What lunr takes for an operator is a character of the text that somebody typed."""
    found = [page[0][0] for page in search(home, "+zalo -oa")]
    assert "touchpoints/zalo.html" in found
