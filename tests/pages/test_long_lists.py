"""Personas, goals and the first page of a large playbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from many_journeys import many_journeys
from planned_pages import lost_links, plan_small_playbook

from cxsite.pages.home import MOST_JOURNEYS
from cxsite.pages.personas import MOST
from cxsite.pages.strategy import MOST_BRANCHES

if TYPE_CHECKING:
    from pathlib import Path

OWN = 1  # the small playbook's own persona and journey


def personas(count: int) -> dict[str, str]:
    """So many, beside Lan."""
    return {f"content/personas/p-{n:03}.yml": f"name: Người {n}\n" for n in range(1, count + 1)}


def serving(count: int) -> dict[str, str]:
    """So many journeys that serve the goal, beside the small playbook's own."""
    return {path: f"{text}serves: [khach-quay-lai]\n" for path, text in many_journeys(count).items()}


@pytest.mark.slow
def test_the_list_of_personas_goes_on_with_their_part_of_the_matrix(tmp_path: Path) -> None:
    at = plan_small_playbook(tmp_path / "at", personas(MOST - OWN))
    assert "personas/index_2" not in at.pages
    site = plan_small_playbook(tmp_path / "above", personas(MOST))
    assert "Trang 2 trên 2" in site.text("personas/index_2")
    assert "Người 40" in site.section("personas/index_2", "matrix")
    assert "Xem cả 41 chân dung" in site.text("index")
    assert lost_links(site) == []


@pytest.mark.slow
def test_many_journeys_of_goals_have_pages_of_their_own(tmp_path: Path) -> None:
    at = plan_small_playbook(tmp_path / "at", serving(MOST_BRANCHES - OWN))
    assert [path for path in at.pages if path.startswith("strategy")] == ["strategy"]
    assert "Hành trình 59" in at.section("strategy", "tree")
    site = plan_small_playbook(tmp_path / "above", serving(MOST_BRANCHES))
    assert [path for path in site.pages if path.startswith("strategy")] == [
        "strategy",
        "strategy_khach-quay-lai",
        "strategy_khach-quay-lai_2",
    ]
    assert "61 hành trình phục vụ mục tiêu này" in site.section("strategy", "tree")
    assert "Mua váy tại cửa hàng" in site.section("strategy_khach-quay-lai_2", "tree")
    assert lost_links(site) == []
    assert lost_links(plan_small_playbook(tmp_path / "en", serving(MOST_BRANCHES), "en")) == []


@pytest.mark.slow
def test_the_first_page_tells_of_many_journeys_those_where_customers_feel_worst(tmp_path: Path) -> None:
    at = plan_small_playbook(tmp_path / "at", many_journeys(MOST_JOURNEYS - OWN))
    assert "Hành trình 39" in at.section("index", "journeys")
    journeys = many_journeys(MOST_JOURNEYS)
    worst = journeys["content/journeys/j-033.yml"].replace("emotion: 4", "emotion: 1")
    site = plan_small_playbook(tmp_path / "above", {**journeys, "content/journeys/j-033.yml": worst})
    reported = site.section("index", "journeys")
    assert reported.startswith("12 hành trình có cảm xúc thấp nhất. Xem cả 41 hành trình Hành trình 33")
