"""The atlas of journeys: filters work without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from long_journey import build_site, write_playbook
from small_site import AS_OF

from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder

SECOND = """\
title: Hành trình ngắn
personas: [minh]
parent: dai
stages:
  - stage: gd-1
    touchpoints: [{id: a, name: A, channels: [cua-hang], emotion: 2}]
"""


@pytest.mark.browser
def test_a_filter_leaves_the_journeys_that_fit(tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    write_playbook(tmp_path, (1, 1))
    (tmp_path / "content" / "journeys" / "ngan.yml").write_text(SECOND, encoding="utf-8")
    site = build_site(tmp_path, tmp_path / "out")
    with page_at(f"{serve_folder(site)}/journeys/index.html", java_script_enabled=False) as visit:
        rows = visit.page.locator(".cx-atlas tbody tr:visible")
        assert rows.count() == 2
        visit.page.locator(".cx-by-persona-lan").check()
        assert rows.locator("th a").first.inner_text() == "Hành trình dài"
        assert rows.count() == 1
        visit.page.locator(".cx-by-persona-minh").check()
        visit.page.locator(".cx-by-stage-gd-2").check()
        assert rows.count() == 1


def test_a_journey_stands_below_its_parent(tmp_path: Path) -> None:
    write_playbook(tmp_path, (1, 1))
    (tmp_path / "content" / "journeys" / "ngan.yml").write_text(SECOND, encoding="utf-8")
    content, _ = read(tmp_path, today=AS_OF)
    plan = next(plan for plan in plan_pages(content, Translator("vi")) if plan.kind == "journeys")
    rows = plan.context["rows"]
    assert isinstance(rows, tuple)
    assert [(row.journey.id, row.depth) for row in rows] == [("dai", 0), ("ngan", 1)]
