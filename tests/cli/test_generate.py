"""`cxsite generate`: pages that stock MkDocs builds as they are."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin


pytestmark = pytest.mark.build


@pytest.mark.parametrize("language", ["vi", "en"])
def test_stock_mkdocs_builds_it_strictly(begin: Begin, tmp_path: Path, language: str) -> None:
    project = begin(tmp_path / "shop", language)
    ran = cxsite("generate", cwd=project)
    assert (ran.code, ran.err.count("\n")) == (0, 1), "but for the note that there is no git history"
    assert "build/docs" in ran.out
    assert (project / "build/docs/index.md").is_file()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (project / "build/site/index.html").is_file()
    assert not (project / "site").exists()


def test_errors_keep_the_pages_as_they_were(begin: Begin, tmp_path: Path) -> None:
    begin(tmp_path, "en")
    (tmp_path / "content/personas/maya.yml").write_text("nam: Maya\n", encoding="utf-8")
    ran = cxsite("generate", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "content/personas/maya.yml:1:1: error" in ran.err
    assert not (tmp_path / "build").exists()


def test_a_hand_written_page_that_is_not_safe_without_our_policy_is_reported(begin: Begin, tmp_path: Path) -> None:
    """Stock MkDocs sends no policy, so that `generate` refuses what `build` refuses."""
    begin(tmp_path, "en")
    pages = tmp_path / "content/pages"
    pages.mkdir(exist_ok=True)
    unsafe = {
        "closes": "</article>",
        "loads": '<svg><rect fill="url(https://ke-gian.example/x.svg#p)"/></svg>',
        "swallows": "<title>",
    }
    for name, text in unsafe.items():
        (pages / f"{name}.md").write_text(f"# Note\n\n{text}\n", encoding="utf-8")
    ran = cxsite("generate", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert [f"content/pages/{name}.md:3:" in ran.err for name in unsafe] == [True] * 3
    assert ran.err.count("CX119") == 3
    assert not (tmp_path / "build").exists()
