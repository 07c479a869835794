"""`cxsite serve` with Zensical; skipped where it is not installed: `make test-engines` installs it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from engine_projects import use_zensical
from searching import search
from serving import PATIENCE, events, serving
from shell import cxsite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import PageAt

pytest.importorskip("zensical", reason="Zensical is not installed: make test-engines")
pytestmark = [pytest.mark.build, pytest.mark.browser]
LONG = PATIENCE * 1000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "clinic"
    assert cxsite("init", "clinic", "--language", "en", "--starter", "clinic", cwd=folder.parent).code == 0
    use_zensical(folder)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with serving(project) as (address, _):
        yield address


def test_pages_an_edit_a_mistake_and_search_are_as_with_mkdocs(project: Path, address: str, page_at: PageAt) -> None:
    file = min((project / "content/journeys").glob("*.yml"))
    path, before = f"journeys/{file.stem}.html", file.read_text(encoding="utf-8")
    title = next(line for line in before.splitlines() if line.startswith("title:"))
    with page_at(f"{address}{path}", searching=True) as visit:
        page = visit.page
        page.get_by_role("heading", level=1).wait_for(timeout=LONG)
        assert page.locator("article #__skip").count() == 1, "Zensical built the page"
        events(address, '"build": 1')
        page.evaluate("window.stays = true")
        file.write_text(before.replace(title, "title: Zebra visits the ward"), encoding="utf-8")
        page.get_by_role("heading", name="Zebra visits the ward", level=1).wait_for(timeout=LONG)
        assert "Zebra visits the ward" in page.title()
        assert page.evaluate("window.stays") is True, "the page was not loaded again"
        events(address, '"next": 0')  # everything is built
        page.goto(f"{address}index.html")
        visit.settle()
        assert path in [one.partition("#")[0] for one in search(page, "zebra")]
        page.keyboard.press("Escape")
        file.write_text(before.replace(title, "titel: A mistake"), encoding="utf-8")
        page.get_by_role("alert").wait_for(timeout=LONG)
        assert f"content/journeys/{file.name}:" in page.get_by_role("alert").inner_text()
        file.write_text(before, encoding="utf-8")
        page.get_by_role("alert").wait_for(state="detached", timeout=LONG)
        assert visit.troubles == []


def test_a_missing_address_shows_the_page_for_it_with_a_way_home(address: str, page_at: PageAt) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{address}journeys/nowhere.html", timeout=PATIENCE)
    assert caught.value.code == 404
    with page_at(f"{address}journeys/nowhere.html") as visit:
        page = visit.page
        assert page.get_by_role("heading", level=1).inner_text() == "Page not found"
        page.locator("article a.md-button").click()
        page.wait_for_url(f"{address}index.html")
        assert page.get_by_role("heading", level=1).count() == 1


def test_nothing_is_published(project: Path, address: str) -> None:
    assert address
    assert not (project / "site").exists()
    assert not (project / "build").exists()
