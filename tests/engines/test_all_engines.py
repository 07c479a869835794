"""The same playbook on every engine, as readers see it; `make test-engines` installs them and prints the table."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from engine_projects import ENGINES, IS_WANTED, Engine, build, describe, require
from sample_project import ROOT, copied
from searching import search
from shell import cxsite
from site_walk import walk
from typed_searches import TYPED

from cxsite.site.engines import material
from cxsite.site.engines.material import find_missing
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt, ServeFolder, Visit
    from make_once import MakeOnce
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.build,
    pytest.mark.slow,
    pytest.mark.skipif(not IS_WANTED, reason="takes minutes: make test-engines"),
]
each_engine = pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.package, scope="module")
STARTERS: Final = ("retail", "clinic", "bank", "public-service", "b2b", "empty")
each_example = pytest.mark.parametrize("example", [*STARTERS, "hospital", "city-services"])
JOURNEY = "journeys/mua-tai-cua-hang.html"
PAGES = (
    *("index.html", JOURNEY, "touchpoints/zalo.html", "measurement/nps.html", "actions/index.html"),
    *("404.html", "en/404.html"),
)
FIRST = 4


@pytest.fixture(scope="module")
def site(engine: Engine, once: MakeOnce) -> Path:
    """The sample, built strictly with the engine."""
    require(engine)

    def fill(folder: Path) -> None:
        build(engine, copied(folder)).rename(folder / "it")

    return once(f"sample-by-{engine.package}", fill) / "it"


@each_engine
def test_sample(site: Path) -> None:
    """The sample builds strictly, and every link and anchor leads somewhere"""
    assert verify(site) == ()


def _copy(name: str, folder: Path) -> Path:
    """Copy an example of `examples/`, or write one that `cxsite init` offers."""
    if name in STARTERS:
        assert cxsite("init", name, "--language", "en", "--starter", name, cwd=folder).code == 0
    else:
        shutil.copytree(ROOT / "examples" / name, folder / name)
    return folder / name


@each_example
@each_engine
def test_examples(engine: Engine, once: MakeOnce, tmp_path: Path, example: str) -> None:
    """All examples, also those of `cxsite init`, build strictly, with the same headings, links, tables and drawings"""
    require(engine)
    stock = once(f"{example}-by-mkdocs", lambda folder: build(ENGINES[0], _copy(example, folder))) / example / "site"
    site = stock if engine is ENGINES[0] else build(engine, _copy(example, tmp_path))
    assert verify(site) == ()
    _compare(site, stock)


def _compare(site: Path, stock: Path) -> None:
    ours, expected = describe(site), describe(stock)
    assert ours.keys() == expected.keys()
    for path, page in expected.items():
        assert ours[path] == page, path


@each_engine
def test_same_pages(engine: Engine, site: Path, sample: Path) -> None:
    """The same pages with the same headings, anchors, links, tables and drawings"""
    assert engine.package
    _compare(site, sample / "site")


@each_engine
def test_internals(engine: Engine, tmp_path: Path) -> None:
    """The engine's internals that cxsite relies on are there"""
    require(engine)
    if engine.package == "zensical":
        return  # `prepare_site` looks at each build
    assert cxsite("init", "x", "--language", "en", "--starter", "empty", cwd=tmp_path).code == 0
    project = tmp_path / "x"
    assert cxsite("generate", cwd=project).code == 0
    raw = _build_raw(engine, project)
    assert list(find_missing(raw, material.INTERNALS)) == []


def _build_raw(engine: Engine, project: Path) -> Path:
    """Build a docs tree without finishing it."""
    program = (engine.path,) if engine.program else (sys.executable, "-m", "mkdocs")
    subprocess.run((*program, "build", "--strict", "-d", project / "raw"), cwd=project, check=True, capture_output=True)
    return project / "raw"


@pytest.fixture(scope="module")
def visit(site: Path, serve_folder: ServeFolder, page_at: PageAt) -> Iterator[Visit]:
    """A journey of the sample."""
    with page_at(
        f"{serve_folder(site)}/{JOURNEY}", searching=True, drawing=True, viewport={"width": 1440, "height": 900}
    ) as opened:
        yield opened


@each_engine
def test_search(engine: Engine, visit: Visit) -> None:
    """Search with and without accents finds what staff type among the first"""
    assert engine.package
    for typed, wanted in TYPED:
        found = search(visit.page, typed)
        pages = list(dict.fromkeys(one.partition("#")[0] for one in found))[:FIRST]
        first = [one for one in found if one.partition("#")[0] in pages]
        assert [one for one in first if one.startswith(wanted)], (typed, first)


@each_engine
def test_diagrams(engine: Engine, visit: Visit) -> None:
    """Mermaid draws the diagrams from the site's own file"""
    assert engine.package
    visit.page.locator("div.mermaid svg").first.wait_for(state="attached")
    assert not visit.page.locator("pre.mermaid").count()


@each_engine
def test_colours(engine: Engine, visit: Visit) -> None:
    """The switch of colours works"""
    assert engine.package
    page = visit.page
    page.keyboard.press("Escape")
    scheme = "() => document.body.dataset.mdColorScheme"
    seen = set()
    for _ in range(3):
        seen.add(page.evaluate(scheme))
        page.locator("[data-md-component=palette] label:visible").first.click()
    assert seen == {"default", "slate"}


@each_engine
def test_languages(engine: Engine, visit: Visit) -> None:
    """The switch of languages leads to the same page, also after a page was opened without loading"""
    assert engine.package
    page = visit.page
    page.keyboard.press("Escape")  # the search may still be open
    page.locator(".md-tabs__link").nth(2).click()
    page.wait_for_url("**/personas/index.html")
    visit.settle()
    page.locator(".md-select button").hover()
    page.locator(".md-select__link[hreflang=en]").click()
    page.wait_for_url("**/en/personas/index.html")
    assert page.evaluate("document.documentElement.lang") == "en"


@each_engine
def test_no_troubles(engine: Engine, visit: Visit) -> None:
    """No request to another host, no failed one, and no error of a script or of the security policy"""
    assert engine.package
    assert visit.troubles == []


@each_engine
def test_accessibility(engine: Engine, site: Path, serve_folder: ServeFolder, browser: Browser) -> None:
    """axe finds nothing on a page of each kind, light and dark, at 375 and 1440 px"""
    assert engine.package
    seen = walk(browser, serve_folder(site), site, PAGES)
    assert seen.by("axe") == set()
    assert seen.by("troubles") == set()
