"""Every site carries our styles and scripts and the Mermaid that we know."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from small_site import TEMPLATES

from cxsite.problems import CxsiteError
from cxsite.site.assets import MERMAID_PATH, MERMAID_SHA256, collect_assets, find_mermaid

if TYPE_CHECKING:
    from pathlib import Path


def test_styles_scripts_and_mermaid_are_there() -> None:
    paths = [asset.path for asset in collect_assets([TEMPLATES])]
    assert {"assets/css/theme.css", "assets/js/diagrams.js", MERMAID_PATH} <= set(paths)


def test_no_script_or_style_has_mermaid_in_its_name_but_the_library() -> None:
    named = [asset.path for asset in collect_assets([TEMPLATES]) if "mermaid" in asset.path]
    assert named == [MERMAID_PATH]


def test_the_local_mermaid_is_the_one_we_know() -> None:
    content = find_mermaid().content
    assert isinstance(content, bytes)
    assert hashlib.sha256(content).hexdigest() == MERMAID_SHA256


def test_a_team_may_bring_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.js").write_bytes(b"own")
    assert find_mermaid(tmp_path / "own.js").content == b"own"
    with pytest.raises(CxsiteError, match=r"gone\.js"):
        find_mermaid(tmp_path / "gone.js")


def test_a_team_may_replace_a_style(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "css" / "theme.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* ours */")
    found = {asset.path: asset.content for asset in collect_assets([tmp_path, TEMPLATES])}
    assert found["assets/css/theme.css"] == own
    assert "assets/js/diagrams.js" in found
