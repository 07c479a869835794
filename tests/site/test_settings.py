"""What we read of mkdocs.yml ourselves."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from small_site import ROOT, SITE_URL

from cxsite.i18n.error_messages import translate_message
from cxsite.problems import CxsiteError
from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sample_says_where_its_docs_are() -> None:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert settings.switch == {"vi": SITE_URL, "en": f"{SITE_URL}en/"}
    assert settings.docs == ROOT / "build" / "docs"
    assert settings.site_url == SITE_URL
    assert settings.mermaid is None


def test_a_mermaid_of_the_team_is_found_beside_the_file(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("extra:\n  cxsite:\n    mermaid: lib/mermaid.js\nx: !ENV NAME\ny: !!python/name:os.sep\n")
    assert read_settings(config).mermaid == tmp_path / "lib" / "mermaid.js"
    assert read_settings(config).docs == tmp_path / "docs"


def test_an_inherited_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("docs_dir: pages\nsite_url: https://a.example/\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_url: https://b.example/\n")
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert (settings.docs, settings.site_url) == (tmp_path / "pages", "https://b.example/")


@pytest.mark.parametrize("base", ["mkdocs.yml", "./mkdocs.yml", "base.yml"])
def test_files_that_inherit_in_a_circle_are_reported(tmp_path: Path, base: str) -> None:
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n")
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {base}\n")
    with pytest.raises(CxsiteError, match="inherits from itself"):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_missing_file_comes_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match=r"There is no mkdocs\.yml") as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert "cxsite init" in caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_a_pipe_and_a_circle_of_links_are_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.en.yml").symlink_to(tmp_path / "mkdocs.en.yml")
    with pytest.raises(CxsiteError, match="not an ordinary file"):
        read_settings(tmp_path / "mkdocs.yml")
    with pytest.raises(CxsiteError, match=r"mkdocs\.en\.yml"):
        read_settings(tmp_path / "mkdocs.en.yml")


def test_where_a_file_is_no_yaml_is_reported_in_words(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Sổ tay\ntheme: {name: material\nnav: []\n", encoding="utf-8")
    with pytest.raises(CxsiteError, match="from line 3, column 4 on") as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert "flow" not in caught.value.message
    assert translate_message(caught.value.what, "vi").startswith("Từ dòng 3, cột 4 trở đi không đọc được ")


@pytest.mark.parametrize("text", ["a: [", "- a\n- b\n", "a: 2026-02-30\n", "\x00"])
def test_a_file_that_is_no_mapping_is_reported(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(CxsiteError, match=r"mkdocs\.yml"):
        read_settings(tmp_path / "mkdocs.yml")
