"""What we want, and how far we are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planned_pages import RICH, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def test_the_strategy(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/strategy.md", rich["strategy"])


def test_progress_names_the_figures_it_comes_from(rich: PlannedPages) -> None:
    goal = rich.section("strategy", "goal-khach-quay-lai")
    assert "73% chặng đường Từ +30 (08/2026) đến +41 (10/2026), chỉ tiêu +45." in goal


def test_one_observation_tells_no_progress(tmp_path: Path) -> None:
    one = "metric,period,value\nnps,2026-10,41\n"
    site = plan_small_playbook(tmp_path, {**RICH, "content/observations/figures.csv": one})
    assert "Chưa đủ hai kỳ đo để nói tiến độ" in site.text("strategy")


def test_a_step_back_is_reported_as_one(tmp_path: Path) -> None:
    back = "metric,period,value\nnps,2026-09,41\nnps,2026-10,30\n"
    site = plan_small_playbook(tmp_path, {**RICH, "content/observations/figures.csv": back})
    assert "Đang xa chỉ tiêu hơn lúc đầu" in site.text("strategy")


def test_the_tree_leads_from_goal_to_journey_to_action(rich: PlannedPages) -> None:
    tree = rich.section("strategy", "tree")
    assert tree.index("Khách quay lại") < tree.index("Mua váy tại cửa hàng") < tree.index("Lấy số")
    assert "Một hồ sơ khách" in tree
