"""`cxsite serve`: drafts and problems where the author sees them."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from serving import PATIENCE, events, serving
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt
    from make_once import Begin

pytestmark = pytest.mark.build


def test_shows_drafts_and_tells_of_a_broken_edit_without_touching_site(begin: Begin, tmp_path: Path) -> None:
    begin(tmp_path, "en")
    cxsite("new", "persona", "Draft Dora", cwd=tmp_path)
    with serving(tmp_path) as (address, running):
        with urlopen(f"{address}personas/draft-dora.html", timeout=PATIENCE) as page:
            assert "Draft Dora" in page.read().decode()
        (tmp_path / "content/personas/maya.yml").write_text("nam: Maya\n", encoding="utf-8")
        assert "content/personas/maya.yml:1:1: error" in events(address, "maya.yml")
        with urlopen(f"{address}personas/maya.html", timeout=PATIENCE) as page:
            assert "Maya" in page.read().decode()
        running.send_signal(signal.SIGINT)
        assert running.wait(PATIENCE) == 0
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "build").exists()


@pytest.mark.browser
def test_an_edit_is_put_into_the_page_that_is_open(begin: Begin, tmp_path: Path, page_at: PageAt) -> None:
    begin(tmp_path, "en")
    file = min((tmp_path / "content/journeys").glob("*.yml"))
    before = file.read_text(encoding="utf-8")
    title = next(line for line in before.splitlines() if line.startswith("title:"))
    with serving(tmp_path) as (address, _), page_at(f"{address}journeys/{file.stem}.html") as visit:
        page = visit.page
        page.locator("div.mermaid").first.wait_for(state="attached", timeout=PATIENCE * 1000)  # folded
        page.evaluate("window.stays = true")
        for new in ("A first title", "A second title"):
            file.write_text(before.replace(title, f"title: {new}"), encoding="utf-8")
            page.get_by_role("heading", name=new, level=1).wait_for(timeout=PATIENCE * 1000)
            page.locator("div.mermaid").first.wait_for(state="attached", timeout=PATIENCE * 1000)
            assert new in page.title()
        assert page.locator("[data-md-component=header-topic]").all_inner_texts() == [new]
        events(address, '"next": 0')  # everything is built
        file.write_text(before.replace(title, "titel: A mistake"), encoding="utf-8")
        page.get_by_role("alert").wait_for(timeout=PATIENCE * 1000)
        assert page.get_by_role("heading", level=1).inner_text().startswith(new)
        assert page.evaluate("window.stays") is True
        assert visit.troubles == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_whatever_signal_ends_it_nothing_is_left_in_the_end(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    temporary, project = tmp_path / "temporary", tmp_path / "project"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    begin(project, "en")
    with serving(project) as (_, running):
        (used,) = temporary.glob("cxsite-run-*")
        running.send_signal(getattr(signal, ending))
        code = running.wait(PATIENCE)
        assert code == {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 0, "SIGKILL": -9}[ending]
        assert used.exists() == (ending == "SIGKILL")
    if ending == "SIGKILL":
        with serving(project) as (_, running):
            assert not used.exists()
            running.send_signal(signal.SIGTERM)
            running.wait(PATIENCE)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_that_is_ignored_stays_so(begin: Begin, tmp_path: Path) -> None:
    begin(tmp_path, "en")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with serving(tmp_path) as (address, running):
            running.send_signal(signal.SIGHUP)
            with urlopen(f"{address}index.html", timeout=PATIENCE) as page:
                assert page.status == 200
            assert running.poll() is None
    finally:
        signal.signal(signal.SIGHUP, before)
