"""Coverage of a playbook with more journeys than one page tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from many_journeys import many_journeys
from planned_pages import lost_links, plan_small_playbook
from small_playbook import TODAY, playbook

from cxsite.coverage import measure_coverage, measure_journey
from cxsite.i18n.catalogue import Translator
from cxsite.pages.coverage_lists import MOST_GAPS, MOST_JOURNEYS
from cxsite.reading import read
from cxsite.rendering.page_factory import PageOptions
from cxsite.rendering.page_factory import make_factories as makers

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rendering.page_factory import PlannedPage as Maker

OWN = 1  # the small playbook's own journey
PARTS = "coverage_journeys"


@pytest.mark.parametrize("count", [MOST_JOURNEYS - OWN - 1, MOST_JOURNEYS - OWN])
def test_up_to_the_limit_one_page_tells_all(count: int, tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(count, 0))
    assert [path for path in site.pages if path.startswith("coverage")] == ["coverage"]
    assert "content/journeys/j-002.yml" in site.section("coverage", "gaps")


@pytest.mark.slow
def test_beyond_it_journeys_and_other_files_have_pages_of_their_own(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST_JOURNEYS))
    paths = [path for path in site.pages if path.startswith("coverage")]
    assert paths == ["coverage", *(f"{PARTS}{n}" for n in ("", "_2", "_3", "_4", "_5")), "coverage_files"]
    assert "content/journeys/j-012.yml" in site.section(f"{PARTS}_2", "gaps")
    assert "Trang 2 trên 5 mục 11–20 trong 41" in site.text(f"{PARTS}_2")
    assert "Trang 2 từ Hành trình 11" in site.text("coverage")
    assert lost_links(site) == []


def test_the_first_page_keeps_the_totals_and_what_lacks_most(tmp_path: Path) -> None:
    whole = plan_small_playbook(tmp_path / "whole", many_journeys(MOST_JOURNEYS - OWN))
    site = plan_small_playbook(tmp_path / "parts", many_journeys(MOST_JOURNEYS))
    assert [one.id for one in site.pages["coverage"].sections] == [one.id for one in whole.pages["coverage"].sections]
    assert "10 hành trình còn thiếu nhiều nhất" in site.section("coverage", "journeys")
    assert "10 tệp thiếu nhiều nhất: Hành trình 1 7 chỗ" in site.section("coverage", "gaps")


def test_many_gaps_in_few_journeys_are_divided_too(tmp_path: Path) -> None:
    assert PARTS in plan_small_playbook(tmp_path, many_journeys(2, MOST_GAPS // 4)).pages


@pytest.mark.slow
def test_the_same_in_english(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST_JOURNEYS), "en")
    assert site.pages[f"{PARTS}_2"].title == "Gaps by journey, page 2"
    assert lost_links(site) == []


def test_a_journey_has_the_same_gaps_alone_as_among_all(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, many_journeys(3, 2))
    whole = measure_coverage(content)
    for journey in content.journeys.values():
        alone, gaps = measure_journey(journey, content)
        assert alone in whole.journeys
        assert gaps == tuple(gap for gap in whole.gaps if gap.journey == journey.id)


@pytest.mark.slow
def test_an_edit_of_one_journey_concerns_one_page_of_journeys(tmp_path: Path) -> None:
    playbook(tmp_path, many_journeys(MOST_JOURNEYS))
    before = {one.plan.path: one.make()[1] for one in part_makers(tmp_path)}
    file = tmp_path / "content/journeys/j-015.yml"
    file.write_text(file.read_text(encoding="utf-8") + "owner: ban-hang\n", encoding="utf-8")
    changed = [one.plan.path for one in part_makers(tmp_path) if not one.is_up_to_date(before[one.plan.path] or ())]
    assert changed == [f"{PARTS}_2"]


def part_makers(folder: Path) -> list[Maker]:
    content, _ = read(folder, today=TODAY)
    every = makers(content.published, Translator("vi"), PageOptions())
    return [one for one in every if one.plan.path.startswith(PARTS)]
