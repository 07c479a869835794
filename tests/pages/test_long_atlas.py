"""The atlas of more journeys than one page tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from many_journeys import many_journeys
from planned_pages import lost_links, plan_small_playbook
from small_playbook import TODAY, playbook

from cxsite.i18n.catalogue import Translator
from cxsite.pages.journeys import MOST
from cxsite.reading import read
from cxsite.rendering.page_factory import PageOptions
from cxsite.rendering.page_factory import make_factories as makers

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rendering.page_factory import PlannedPage as Maker

OWN = 1  # the small playbook's own journey
ATLAS = "journeys/index"


@pytest.mark.slow
def test_up_to_the_limit_one_page_tells_all_and_filters_them(tmp_path: Path) -> None:
    below, at = (plan_small_playbook(tmp_path / str(n), many_journeys(n)) for n in (MOST - OWN - 1, MOST - OWN))
    for site in (below, at):
        assert f"{ATLAS}_2" not in site.pages
        assert "Trang 1" not in site.text(ATLAS)
        assert "Lọc trong trang này" not in site.text(ATLAS)


@pytest.mark.slow
def test_beyond_it_the_atlas_goes_on(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST))
    assert "Có 61 hành trình" in site.text(ATLAS)
    assert "Trang 2 trên 2 mục 61–61 trong 61" in site.text(f"{ATLAS}_2")
    assert "Mua váy tại cửa hàng" in site.text(f"{ATLAS}_2")
    assert site.pages[f"{ATLAS}_2"].title == "Hành trình, trang 2"
    assert lost_links(site) == []


@pytest.mark.slow
def test_the_same_in_english(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST), "en")
    assert "There are 61 journeys" in site.text(ATLAS)
    assert lost_links(site) == []


@pytest.mark.slow
def test_an_edit_of_one_journey_concerns_one_page(tmp_path: Path) -> None:
    playbook(tmp_path, many_journeys(2 * MOST))
    before = {one.plan.path: one.make()[1] for one in atlas_makers(tmp_path)}
    file = tmp_path / "content/journeys/j-080.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Hành trình 80", "Tám mươi"), encoding="utf-8")
    changed = [one.plan.path for one in atlas_makers(tmp_path) if not one.is_up_to_date(before[one.plan.path] or ())]
    assert changed == [f"{ATLAS}_2"]


def atlas_makers(folder: Path) -> list[Maker]:
    content, _ = read(folder, today=TODAY)
    every = makers(content.published, Translator("vi"), PageOptions())
    return [one for one in every if one.plan.path.startswith(ATLAS)]
