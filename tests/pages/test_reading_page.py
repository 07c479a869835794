"""Books, words, maps, and how to contribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planned_pages import RICH, plan_small_playbook

from cxsite.pages.reading_list import TERMS

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def test_reading(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/reading.md", rich["reading"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_term_is_explained(tmp_path: Path, language: str) -> None:
    page = plan_small_playbook(tmp_path, RICH, language)["reading"]
    assert page.count('<div id="term-') == len(TERMS)


def test_pages_by_the_team_are_found_here(rich: PlannedPages) -> None:
    assert "Cách làm việc" in rich.section("reading", "reading")
