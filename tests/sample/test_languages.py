"""The sample in both its languages: each page with its counterpart, its own words, and a mark on those that lack."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sample_project import ROOT, copied
from selectolax.lexbor import LexborHTMLParser
from shell import FILES, a_project, cxsite
from site_walk import WHOLE

from cxsite.i18n.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder

JOURNEY = "journeys/mua-tai-cua-hang.html"
PLAYBOOK = FILES["content/playbook.yml"].replace("[vi]", "[vi, en]")
WRITTEN_TWICE = FILES["content/journeys/mua-vay.yml"].replace(
    "title: Mua váy", "title: {vi: Mua váy tại cửa hàng, en: Buying a dress in the store}"
)
FOUND = "found => found.map(link => new URL(link.href).pathname)"


@pytest.fixture(scope="module")
def site(sample: Path) -> Path:
    return sample / "site"


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: ServeFolder) -> str:
    return serve_folder(site)


def pages_of(folder: Path) -> set[str]:
    return {page.relative_to(folder).as_posix() for page in folder.rglob("*.html")}


def test_each_page_stands_in_both_languages(site: Path) -> None:
    english = pages_of(site / "en")
    assert {page for page in pages_of(site) if not page.startswith("en/")} == english
    assert len(english) > 50


@pytest.mark.parametrize(("folder", "language"), [("", "vi"), ("en", "en")])
def test_each_page_tells_its_language_and_leads_to_its_counterpart(site: Path, folder: str, language: str) -> None:
    other = "en" if language == "vi" else "vi"
    for page in sorted((site / folder).rglob("*.html")):
        inside = page.relative_to(site / folder).as_posix()
        if page.name == "404.html" or (not folder and inside.startswith("en/")):
            continue
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        html = tree.css_first("html")
        assert html is not None
        assert html.attributes["lang"] == language
        if tree.css_first(".md-select__link") is None:
            continue  # an old address, which leads on by itself
        for link in tree.css(f'[hreflang="{other}"]'):
            there = (page.parent / str(link.attributes["href"])).resolve()
            assert there == (site / ("en" if other == "en" else "") / inside).resolve()


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_the_switch_stays_on_the_page(address: str, page_at: PageAt, script: bool) -> None:  # noqa: FBT001 (an example)
    with page_at(f"{address}/{JOURNEY}", java_script_enabled=script) as visit:
        visit.page.locator(".cx-marks a[hreflang=en]").first.click()
        visit.page.wait_for_url(f"{address}/en/{JOURNEY}")
        assert visit.page.locator("h1").first.inner_text().startswith("Buying a dress in the store")
        visit.settle()  # leaving a page cancels what it still asks for
        visit.page.goto(str(visit.page.locator(".md-select__link[hreflang=vi]").evaluate("a => a.href")))
        assert visit.page.url == f"{address}/{JOURNEY}"
        assert visit.troubles == []


@pytest.mark.browser
def test_search_in_english_finds_english_words_and_pages_only(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/en/index.html", searching=True) as visit:
        visit.page.click(".md-search__input")
        visit.page.keyboard.type("fitting room")
        visit.page.wait_for_selector(".md-search-result__item", timeout=10_000)
        links = visit.page.locator(".md-search-result__item a").evaluate_all(FOUND)
        assert links
        assert all(link.startswith("/en/") for link in links)
        assert visit.troubles == []


def test_each_language_has_its_own_search(site: Path) -> None:
    vi, en = (json.loads((site / folder / "search/search_index.json").read_text("utf-8")) for folder in ("", "en"))
    assert (vi["config"]["lang"], en["config"]["lang"]) == (["vi"], ["en"])
    titles = {entry["location"]: entry["title"] for entry in en["docs"]}
    assert titles[JOURNEY] == "Buying a dress in the store – Journey"
    pages = {entry["location"].partition("#")[0] for entry in vi["docs"]}
    assert pages == {location.partition("#")[0] for location in titles}


def test_each_language_has_its_own_sitemap(site: Path) -> None:
    pages = {
        folder: re.findall("<loc>(.*)</loc>", (site / folder / "sitemap.xml").read_text()) for folder in ("", "en")
    }
    assert all("/en/" not in page for page in pages[""])
    assert pages["en"]
    assert all("/en/" in page for page in pages["en"])


@pytest.mark.browser
def test_a_text_that_is_not_translated_shows_its_language_quietly(address: str, page_at: PageAt) -> None:
    with page_at(f"{address}/en/{JOURNEY}") as visit:
        mark = visit.page.locator(".cx-fallback").first
        assert mark.get_attribute("lang") == "vi"
        assert "attr(lang)" in mark.evaluate("e => getComputedStyle(e, '::after').content") or mark.evaluate(
            "e => getComputedStyle(e, '::after').content"
        ).startswith('"vi"')
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_text_of_the_main_language_has_such_a_mark(site: Path) -> None:
    assert LexborHTMLParser((site / JOURNEY).read_text(encoding="utf-8")).css_first(".cx-fallback") is None


def texts(page: Path) -> Iterator[str]:
    """Every text of a page but marked ones, and every attribute, white space folded."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    for node in tree.css('[lang="vi"], script, style, .md-header'):
        if node.tag != "html":
            node.decompose()
    for node in tree.css("body *"):
        yield from (" ".join(value.split()) for value in node.attributes.values() if value)
        for inner in node.iter(include_text=True):
            if inner.tag == "-text":
                yield " ".join((inner.text_content or "").split())


def plain(language: str) -> set[str]:
    """The interface's sentences that nothing is filled into."""
    every = (
        entry.values() if not isinstance(entry, str) else [entry] for entry in entries(language, "interface").values()
    )
    return {sentence for sentences in every for sentence in sentences if "{" not in sentence}


def test_no_vietnamese_word_of_the_interface_stands_on_an_english_page(site: Path) -> None:
    vietnamese = plain("vi") - plain("en")
    assert len(vietnamese) > 300
    assert vietnamese.intersection(texts(site / "index.html"))
    found = {page.name: vietnamese.intersection(texts(page)) for page in sorted((site / "en").rglob("*.html"))}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_attribute_holds_a_mark(site: Path) -> None:
    for page in sorted((site / "en").rglob("*.html")):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        values = [value for node in tree.css("*") for value in node.attributes.values() if value]
        assert not [value for value in values if "cx-fallback" in value and "<" in value], page.name


def small_playbook(folder: Path) -> Path:
    """A playbook in both languages with one journey, and the sample's settings."""
    a_project(folder, **{"playbook.yml": PLAYBOOK, "journeys/mua-tai-cua-hang.yml": WRITTEN_TWICE})
    for config in ROOT.glob("mkdocs*.yml"):
        shutil.copy(config, folder)
    return folder


@pytest.mark.build
def test_stock_mkdocs_builds_what_generate_writes_in_both_languages(tmp_path: Path) -> None:
    """By default of a small playbook; `make test-reach` builds the sample."""
    project = copied(tmp_path) if WHOLE else small_playbook(tmp_path)
    done = cxsite("generate", cwd=project)
    assert done.code == 0, done.err
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config]
        built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stderr
    assert (project / "build/site" / JOURNEY).is_file()
    page = (project / "build/site/en" / JOURNEY).read_text("utf-8")
    assert "Buying a dress in the store" in page
    assert 'href="../../journeys/mua-tai-cua-hang.html"' in page
