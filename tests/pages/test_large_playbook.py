"""A large playbook as a whole: MkDocs builds it, and an edit of one journey changes few pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from long_journey import make_site_spec
from many_journeys import many_journeys
from small_playbook import TODAY, write
from two_builders import run_mkdocs

from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.reading import read
from cxsite.rendering import render_pages

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rendering.page import Page


pytestmark = pytest.mark.build


def test_a_new_title_and_emotion_change_the_pages_that_tell_of_them_alone(tmp_path: Path) -> None:
    write(tmp_path, many_journeys(300, 2))
    before = pages(tmp_path)
    file = tmp_path / "content/journeys/j-150.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Hành trình 150", "Tên mới").replace("emotion: 4", "emotion: 5"), encoding="utf-8")
    after = pages(tmp_path)
    assert set(after) == set(before)
    assert [path for path in after if after[path] != before[path]] == [
        "personas/lan",  # the small playbook's only persona goes them all
        "journeys/index_3",
        "journeys/j-150",
        "journeys/j-150_map",
        "touchpoints/cua-hang_mua-hang_5",
        "coverage_journeys_15",
    ]


def test_mkdocs_builds_the_pages_of_long_lists_strictly(tmp_path: Path) -> None:
    write(tmp_path, many_journeys(62, 2))
    site = run_mkdocs(make_site_spec(tmp_path), tmp_path / "out")
    for path in ("touchpoints/cua-hang_mua-hang_2", "coverage_journeys_7", "coverage_files", "journeys/index_2"):
        assert (site / f"{path}.html").is_file()


def pages(folder: Path) -> dict[str, Page]:
    content, problems = read(folder, today=TODAY)
    assert problems == []
    words = Translator("vi")
    return {page.path: page for page in render_pages(plan_pages(content, words), content.published, words)}
