"""All that a team answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planned_pages import RICH, STORES, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def test_a_team(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/team.md", rich["teams/ban-hang"])


def test_what_is_late_comes_before_plays_and_standards(rich: PlannedPages) -> None:
    ids = [section.id for section in rich.pages["teams/ban-hang"].sections]
    assert ids == ["team", "overdue", "plays", "standards", "pains", "journeys", "due"]


def test_touchpoints_of_the_team_stand_with_their_pain_points_wherever_they_are(tmp_path: Path) -> None:
    teams = "teams: [{id: ban-hang, name: Bán hàng}, {id: kho, name: Kho}]\n"
    journey = RICH["content/journeys/mua.yml"].replace("name: Thử đồ", "name: Thử đồ\n        owner: kho")
    changes = {
        **RICH,
        "content/playbook.yml": RICH["content/playbook.yml"] + STORES + teams,
        "content/journeys/mua.yml": journey,
        "content/metrics/nps.yml": "owner: kho\nreviewed: 2025-01-01\n",
    }
    site = plan_small_playbook(tmp_path, changes)
    assert "Thử đồ Mua váy tại cửa hàng" in site.section("teams/kho", "touchpoints")
    assert "Mức nặng 4/5 Chờ phòng thử Thử đồ, Mua váy tại cửa hàng" in site.section("teams/kho", "pains")
    assert site.section("teams/kho", "due") == "Chỉ số NPS Quá hạn rà soát"
    assert "pains" not in [section.id for section in site.pages["teams/ban-hang"].sections]


def test_a_team_that_owns_nothing_is_not_shown_keys(tmp_path: Path) -> None:
    playbook = RICH["content/playbook.yml"] + "teams: [{id: ban-hang, name: Bán hàng}, {id: kho, name: Kho}]\n"
    page = plan_small_playbook(tmp_path, {**RICH, "content/playbook.yml": playbook}).text("teams/kho")
    assert "Chưa có nội dung nào ghi nhóm này là người phụ trách." in page
    assert "owner:" not in page
