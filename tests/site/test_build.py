"""From pages to a published site, with real MkDocs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from folders import bytes_of
from small_site import AS_OF, CONFIG, TEMPLATES, page, small_site

from cxsite.problems import CxsiteError
from cxsite.rendering.page import Page
from cxsite.site.build import build, build_into, generate_docs, open_site
from cxsite.site.builders.build_state import NOTHING_BUILT
from cxsite.site.docs_tree import SiteAsset
from cxsite.site.publishing.manifest import make_manifest, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build


def test_a_build_says_what_it_did(tmp_path: Path) -> None:
    received: list[str] = []
    built = build(small_site(), tmp_path / "site", step=received.append)
    assert received == ["build", "verify", "publish"]
    assert built.pages == len(small_site().pages)
    assert len(built.known.entries) == len(read_manifest(tmp_path / "site") or ())
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}


def test_a_faulty_page_leaves_the_old_site(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build(small_site(), output)
    before = make_manifest(output)
    broken = page("plays/moi", "Mới", '<div><a href="nowhere.html">a</a></div>')
    with pytest.raises(CxsiteError, match=r"plays/moi\.html: refers to plays/nowhere\.html"):
        build(small_site(broken), output)
    assert make_manifest(output) == before


def test_a_script_of_an_author_is_not_published(tmp_path: Path) -> None:
    written = Page(path="tro-choi", title="Trò chơi", markdown="# Trò chơi\n\n<script>steal()</script>\n")
    with pytest.raises(CxsiteError, match=r"tro-choi\.html: contains a script"):
        build(small_site(written), tmp_path / "site")


def test_what_mkdocs_minds_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match=r"strategy\.md"):
        build(small_site(without="strategy"), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_content_is_never_a_target(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match="content"):
        build(small_site(), tmp_path / "content", protected=(tmp_path / "content",))


def test_a_preview_is_built_into_a_folder_of_the_caller(tmp_path: Path) -> None:
    site = build_into(small_site(), tmp_path).folder
    assert (site / "index.html").is_file()
    assert site.parent == tmp_path


def test_an_opened_site_renders_each_page_as_a_build_does(tmp_path: Path) -> None:
    (tmp_path / "opened").mkdir()
    (tmp_path / "built").mkdir()
    site = small_site()
    opened, built = open_site(site, tmp_path / "opened", NOTHING_BUILT), build_into(site, tmp_path / "built")
    assert opened is not None
    without, files = bytes_of(opened.folder), bytes_of(built.folder)
    for file in sorted(files.keys() - without.keys()):
        assert opened.render(file) == files[file].decode(), file
    assert "assets/css/playbook.css" in without
    assert "journeys/mua-vay.html" not in without
    assert opened.render("journeys/khong-co.html") is None
    assert opened.render("assets/css/playbook.css") is None


def test_themes_and_templates_are_learned_once_for_all_playbooks_of_a_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("one", "other", "third"):
        (tmp_path / name).mkdir()
    first = bytes_of(build_into(small_site(), tmp_path / "one").folder)
    monkeypatch.setattr("cxsite.site.builders.theme_probe.build_docs", None)
    assert bytes_of(build_into(small_site(), tmp_path / "other").folder) == first
    for kept in (tmp_path / "cache/cxsite/themes").iterdir():
        (kept / "theme.pickle").write_bytes(b"planted")
    with pytest.raises(TypeError):
        build_into(small_site(), tmp_path / "third")


def test_what_generate_writes_builds_with_stock_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(CONFIG.read_bytes())
    site = small_site(config=tmp_path / "mkdocs.yml")
    assert generate_docs(site) == (tmp_path / "build" / "docs",)
    stock = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert stock.returncode == 0, stock.stderr
    built = tmp_path / "build" / "site"
    assert (built / "journeys" / "mua-vay.html").is_file()
    assert "unpkg" not in (built / "index.html").read_text("utf-8")


def test_a_picture_with_a_page_s_address_is_refused(tmp_path: Path) -> None:
    clash = replace(small_site(), assets=(SiteAsset(path="Index.html", content=b""),))
    with pytest.raises(CxsiteError, match="the same address"):
        build(clash, tmp_path / "site")


def test_the_sample_is_dated(built_site: Path) -> None:
    assert f"<lastmod>{AS_OF}</lastmod>" in (built_site / "sitemap.xml").read_text()
    assert (TEMPLATES / "assets" / "css" / "theme.css").read_bytes() == (
        built_site / "assets" / "css" / "theme.css"
    ).read_bytes()
