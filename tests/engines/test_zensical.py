"""Sites that Zensical builds; skipped where it is not installed: `make test-engines` installs it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from engine_projects import use_zensical
from folders import bytes_of
from sample_project import ROOT
from shell import cxsite
from small_site import CONFIG, small_site
from two_builders import by_us

from cxsite.problems import CxsiteError
from cxsite.rendering.page import Page, Section
from cxsite.site.build import build, build_into
from cxsite.site.builders import fallback
from cxsite.site.engines import zensical
from cxsite.site.engines.material import find_missing
from cxsite.site.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

pytest.importorskip("zensical", reason="Zensical is not installed: make test-engines")
pytestmark = pytest.mark.build


def zensical_config(folder: Path, *changes: tuple[str, str]) -> Path:
    text = CONFIG.read_text(encoding="utf-8").replace("    mermaid: null", "    engine: zensical")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


@pytest.fixture(scope="module")
def by_zensical(once: MakeOnce) -> Path:
    """The small site as Zensical itself builds it, finished; not to be changed."""

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("cxsite.site.pipeline.find_fallback_reason", lambda _: fallback.FallbackReason("menu"))
            (folder / "work").mkdir()
            built = build_into(small_site(config=zensical_config(folder)), folder / "work")
            shutil.move(built.folder, folder / "site")

    return once("small-by-zensical", fill) / "site"


def test_our_builder_makes_the_pages_that_zensical_makes_byte_for_byte(tmp_path: Path, by_zensical: Path) -> None:
    ours = by_us(small_site(config=zensical_config(tmp_path)), tmp_path / "ours")
    theirs = bytes_of(by_zensical)
    assert ours.keys() == theirs.keys()
    assert [path for path, data in ours.items() if data != theirs[path]] == [
        "search.json",  # texts without tags
        "sitemap.xml",  # in another order
        "sitemap.xml.gz",
    ]
    own, other = (json.loads(one["search.json"])["items"] for one in (ours, theirs))
    entries = ({one["location"]: {**one, "text": ""} for one in items} for items in (own, other))
    assert next(entries) == next(entries)


def test_a_finished_site_holds_what_we_promise(by_zensical: Path) -> None:
    assert verify(by_zensical) == ()
    for page in by_zensical.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text
        assert "<script>" not in text
        assert 'tabindex=""' not in text
    worker = next(by_zensical.glob("assets/javascripts/workers/search.*.js")).read_text(encoding="utf-8")
    assert worker.count("cxsiteSearch.fold,") == worker.count("cxsiteSearch.order,") == 1
    titles = {one["location"]: one["title"] for one in json.loads((by_zensical / "search.json").read_bytes())["items"]}
    assert titles["journeys/mua-vay.html"].endswith(" – Hành trình")


def test_an_untested_version_is_refused_with_what_is_missing(tmp_path: Path, by_zensical: Path) -> None:
    changed = tmp_path / "site"
    shutil.copytree(by_zensical, changed)
    (worker,) = changed.glob("assets/javascripts/workers/search.*.js")
    worker.write_text("onTextStore onTextTokens onTextQuery onTextResult", encoding="utf-8")
    shutil.copy(changed / "index.html", changed / "404.html")
    page = changed / "404.html"
    page.write_text(page.read_text(encoding="utf-8").replace("md-search__button", "md-find"), encoding="utf-8")
    missing = [internal.text for internal in find_missing(changed, zensical.INTERNALS)]
    assert 'class="md-search__button"' in missing
    with pytest.raises(CxsiteError, match="does not write what cxsite relies on") as caught:
        zensical.prepare_site(changed)
    assert "md-search__button" in caught.value.message
    assert "plugins" in caught.value.message
    assert "pip install 'cxsite[zensical]'" in caught.value.remedy


def test_what_zensical_warns_of_is_one_message_with_the_place(tmp_path: Path) -> None:
    hand = Page(
        path="pages/guide",
        title="Guide",
        sections=(Section(level=1, heading="Guide", id="guide", html=""),),
        markdown="# Guide\n\nSee [this](nowhere.md) and [that](../index.md).\n",
    )
    with pytest.raises(CxsiteError) as caught:
        build(small_site(hand, config=zensical_config(tmp_path)), tmp_path / "out")
    assert caught.value.message.startswith("Zensical reports:")
    assert "pages/guide.md:" in caught.value.message
    assert caught.value.message.count("page does not exist") == 1
    assert "\x1b" not in caught.value.message
    assert not (tmp_path / "out").exists()


def test_hand_written_pages_may_link_to_pages_of_ours(tmp_path: Path) -> None:
    hand = Page(
        path="pages/guide",
        title="Guide",
        sections=(),
        markdown="# Guide { #guide }\n\nSee [a journey](../journeys/index.md) and ![Lan](../pictures/lan.svg).\n",
    )
    ours = by_us(small_site(hand, config=zensical_config(tmp_path)), tmp_path / "ours")
    text = ours["pages/guide.html"].decode()
    assert 'href="../journeys/index.html"' in text
    assert 'src="../pictures/lan.svg"' in text
    assert b"stub" not in ours["journeys/index.html"]
    assert ours["pictures/lan.svg"].startswith(b"<svg")


def test_folders_for_pages_work_too(tmp_path: Path) -> None:
    config = zensical_config(tmp_path, ("use_directory_urls: false", "use_directory_urls: true"))
    ours = by_us(replace(small_site(config=config), moved=()), tmp_path / "ours")
    assert "strategy/index.html" in ours


@pytest.mark.parametrize("example", ["empty", "hospital", "city-services"])
def test_a_playbook_switches_its_engine_and_back_by_one_line(tmp_path: Path, example: str) -> None:
    shop = tmp_path / "shop"
    if example == "empty":
        assert cxsite("init", "shop", "--language", "en", "--starter", "empty", cwd=tmp_path).code == 0
    else:
        shutil.copytree(ROOT / "examples" / example, shop)
    config = shop / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert cxsite("build", "--as-of", "2026-11-21", cwd=shop).code == 0
    before, content = bytes_of(shop / "site"), bytes_of(shop / "content")
    use_zensical(shop)
    built = cxsite("--language", "en", "build", "--as-of", "2026-11-21", cwd=shop)
    assert built.code == 0
    assert "itself" not in built.err, "our builder did not get its frames from Zensical"
    switched = bytes_of(shop / "site")
    assert "search.json" in switched
    pages = {path for path in before if path.endswith(".html")}
    assert pages == {path for path in switched if path.endswith(".html")}
    assert cxsite("build", "--check", "--as-of", "2026-11-21", cwd=shop).code == 0
    assert "Zensical 0.0.73 builds the pages" in cxsite("--language", "en", "doctor", cwd=shop).out
    config.write_text(text, encoding="utf-8")
    assert cxsite("build", "--as-of", "2026-11-21", cwd=shop).code == 0
    back = bytes_of(shop / "site")
    assert {path for path in back if back[path] != before.get(path)} <= {".cxsite"}
    assert back.keys() == before.keys()
    assert bytes_of(shop / "content") == content
