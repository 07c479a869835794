"""Which engine builds a playbook, and what is said if it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from small_site import CONFIG, small_site

from cxsite.i18n.error_messages import translate_message
from cxsite.problems import CxsiteError
from cxsite.site.build import build
from cxsite.site.builders import zensical_build
from cxsite.site.builders.fallback import find_fallback_reason
from cxsite.site.builders.zensical_build import make_config
from cxsite.site.settings import SiteEngine, read_settings

if TYPE_CHECKING:
    from pathlib import Path

MAIN = """\
site_name: Sổ tay
theme: {name: material, custom_dir: overrides, features: [navigation.tabs]}
nav: [{Trang chủ: index.md}]
plugins: [search]
markdown_extensions:
  pymdownx.superfences:
    custom_fences:
      - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format ''}
extra:
  cxsite: {engine: zensical}
"""


def written(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_mkdocs_is_the_engine_unless_the_file_names_another(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "site_name: X\n")).engine is SiteEngine.MKDOCS
    assert read_settings(written(tmp_path, MAIN)).engine is SiteEngine.ZENSICAL
    further = written(tmp_path, "INHERIT: mkdocs.yml\nsite_name: Y\n", "mkdocs.en.yml")
    assert read_settings(further).engine is SiteEngine.ZENSICAL


@pytest.mark.parametrize("name", ["Zensical", "hugo", "[mkdocs]", "3", "true"])
def test_an_unknown_engine_is_reported_at_its_place_also_if_inherited(tmp_path: Path, name: str) -> None:
    written(tmp_path, f"site_name: X\nextra:\n  cxsite:\n    engine: {name}\n")
    further = written(tmp_path, "INHERIT: mkdocs.yml\n", "mkdocs.en.yml")
    with pytest.raises(CxsiteError) as caught:
        read_settings(further)
    assert f"{tmp_path / 'mkdocs.yml'}, line 4, column 13: there is no engine" in caught.value.message
    assert "engine: zensical" in caught.value.remedy
    assert "không có bộ dựng" in translate_message(caught.value.what, "vi")


def test_settings_are_merged_as_mkdocs_does_and_tags_stay(tmp_path: Path) -> None:
    main = written(tmp_path, MAIN)
    further = written(tmp_path, "INHERIT: mkdocs.yml\nsite_name: Book\nnav: [{Home: index.md}]\n", "mkdocs.en.yml")
    text = make_config(further)
    assert "!!python/name:pymdownx.superfences.fence_code_format" in text
    values = yaml.load(text, yaml.BaseLoader)  # noqa: S506 -- the loader that makes only text
    assert (values["site_name"], values["nav"]) == ("Book", [{"Home": "index.md"}])
    assert values["theme"] == {
        "name": "material",
        "custom_dir": str(tmp_path / "overrides"),
        "features": ["navigation.tabs"],
        "variant": "classic",
    }
    assert "INHERIT" not in values
    assert read_settings(written(tmp_path, make_config(main), "whole.yml")).engine is SiteEngine.ZENSICAL


def test_a_team_may_choose_the_modern_look(tmp_path: Path) -> None:
    config = written(tmp_path, "site_name: X\ntheme:\n  name: material\n  variant: modern\n")
    assert yaml.safe_load(make_config(config))["theme"]["variant"] == "modern"


def test_what_zensical_ignores_is_said(tmp_path: Path) -> None:
    def reason(text: str) -> tuple[str, str] | None:
        found = find_fallback_reason(read_settings(written(tmp_path, text)))
        return (found.key, str(found.name)) if found else None

    fine = CONFIG.read_text(encoding="utf-8").replace("    mermaid: null", "    engine: zensical")
    assert reason(fine) is None
    assert reason(f"{fine}hooks: [x.py]\n") == ("hooks", "")
    assert reason(fine.replace("plugins:\n", "plugins:\n  - tags\n")) == ("unknown-plugin", "tags")


def test_without_zensical_the_message_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zensical_build, "find_spec", lambda _name: None)
    text = CONFIG.read_text(encoding="utf-8").replace("    mermaid: null", "    engine: zensical")
    config = written(tmp_path, f"{text}copyright: the theme is in no cache\n")
    with pytest.raises(CxsiteError, match="asks for the engine Zensical, which is not installed") as caught:
        build(small_site(config=config), tmp_path / "out")
    assert "pip install 'cxsite[zensical]'" in caught.value.remedy
    assert not (tmp_path / "out").exists()
