"""Stock MkDocs builds the docs tree, strictly, and says in one text what it minds."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from small_site import AS_OF, CONFIG

from cxsite.problems import CxsiteError
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_with_mkdocs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build
PLAIN = "site_name: A\ntheme: {name: material, font: false}\nvalidation: {anchors: warn}\n"


def tiny(folder: Path, config: str, text: str = "# A\n") -> tuple[Path, Path, Path]:
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(text)
    (folder / "mkdocs.yml").write_text(config)
    return folder / "docs", folder / "site", folder / "mkdocs.yml"


def test_a_tree_is_built_and_its_dates_follow_the_as_of_date(tmp_path: Path) -> None:
    docs, site, config = tiny(tmp_path, PLAIN + "site_url: https://a.example/\n")
    build_with_mkdocs(docs, site, MkDocsOptions(config=config, as_of=date(2026, 2, 3)))
    assert "<lastmod>2026-02-03</lastmod>" in (site / "sitemap.xml").read_text()
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_every_warning_is_reported(tmp_path: Path) -> None:
    docs, site, config = tiny(tmp_path, PLAIN, "# A\n\n[b](b.md) [c](c.md) [d](#d)\n")
    with pytest.raises(CxsiteError) as caught:
        build_with_mkdocs(docs, site, MkDocsOptions(config=config, as_of=AS_OF))
    assert all(name in caught.value.message for name in ("'b.md'", "'c.md'", "'#d'"))


@pytest.mark.parametrize(
    ("config", "reported"),
    [
        ("site_name: A\ntheme: nowhere\n", "nowhere"),
        ("site_name: A\nplugins: [no-such-plugin]\n", "no-such-plugin"),
        ("site_name: [\n", "MkDocs stopped"),
        ("site_name: A\nsite_nam: B\n", "site_nam"),
        ("theme: {name: material}\n", "site_name"),
        ("site_name: A\nplugins:\n  - search:\n      nonsense: 1\n", "nonsense"),
        ("site_name: A\nmarkdown_extensions: [no_such_extension]\n", "no_such_extension"),
        ("site_name: A\ntheme: {name: material, custom_dir: gone}\n", "gone"),
    ],
)
def test_a_wrong_configuration_is_reported(tmp_path: Path, config: str, reported: str) -> None:
    docs, site, path = tiny(tmp_path, config)
    with pytest.raises(CxsiteError) as caught:
        build_with_mkdocs(docs, site, MkDocsOptions(config=path, as_of=AS_OF))
    assert reported in caught.value.message


def test_a_missing_configuration_comes_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match=r"There is no mkdocs\.yml") as caught:
        build_with_mkdocs(tmp_path, tmp_path / "site", MkDocsOptions(config=tmp_path / "mkdocs.yml", as_of=AS_OF))
    assert caught.value.remedy


def test_the_terminal_stays_quiet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    docs, site, config = tiny(tmp_path, PLAIN)
    build_with_mkdocs(docs, site, MkDocsOptions(config=config, as_of=AS_OF))
    assert capfd.readouterr() == ("", "")


def test_the_sample_configuration_asks_no_other_host() -> None:
    text = CONFIG.read_text(encoding="utf-8")
    assert "font: false" in text
    assert [line for line in text.splitlines() if "http" in line] == ["site_url: https://so-tay.vaymay.example/"]
