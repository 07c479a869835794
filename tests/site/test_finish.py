"""A built tree is finished as a whole."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING

import pytest

from cxsite.problems import CxsiteError
from cxsite.site.finish import finish_site
from cxsite.site.publishing.manifest import make_manifest

if TYPE_CHECKING:
    from pathlib import Path


def test_finishing_a_finished_site_changes_nothing(built_site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(built_site, copy)
    finish_site(copy)
    assert make_manifest(copy) == make_manifest(built_site)


def test_every_page_has_one_and_the_same_policy(built_site: Path) -> None:
    """But the one for missing addresses, which says by a script where the site begins."""
    pages = {path.name: path.read_text("utf-8") for path in built_site.rglob("*.html")}
    policies = {name: page.split('Content-Security-Policy" content="')[1].split('"')[0] for name, page in pages.items()}
    missing = policies.pop("404.html")
    assert len(pages) > 10
    assert len(set(policies.values())) == 1
    assert "script-src 'self';" in missing
    assert missing.replace("base-uri 'self'", "base-uri 'none'") in policies.values()


def test_search_and_sitemap_are_finished(built_site: Path) -> None:
    assert "khach" in (built_site / "search" / "search_index.json").read_text("utf-8")
    assert gzip.decompress((built_site / "sitemap.xml.gz").read_bytes()) == (built_site / "sitemap.xml").read_bytes()


def test_no_page_keeps_a_flaw_of_the_theme(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert 'tabindex=""' not in text
        assert 'role="dialog">' not in text


def test_a_disk_that_refuses_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(CxsiteError, match="could not be finished"):
        finish_site(tmp_path)


def test_the_page_for_what_is_not_there_helps_in_the_readers_language(built_site: Path) -> None:
    text = (built_site / "404.html").read_text("utf-8")
    assert "<h1>Không có trang này</h1>" in text
    assert '<a class="md-button" href="/' in text
    assert "Not found" not in text
