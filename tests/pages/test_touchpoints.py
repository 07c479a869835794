"""What happens on my channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planned_pages import RICH, STORES, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def test_a_channel_and_the_index(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/touchpoints.md", rich["touchpoints/index"])
    golden("pages/channel.md", rich["touchpoints/cua-hang"])


def test_what_two_journeys_share_is_said_once(rich: PlannedPages) -> None:
    page = rich.text("touchpoints/cua-hang")
    assert page.count("### Tư vấn") == 1
    assert "Mua váy tại cửa hàng Hiện tại Lan 5 · rất tốt Mua váy như mong muốn Lý tưởng Lan 5 · rất tốt" in page


def test_a_journey_with_a_standard_of_its_own_stands_apart(tmp_path: Path) -> None:
    ideal = RICH["content/journeys/mua-ly-tuong.yml"].replace("emotion: 5", "emotion: 5, standard: Hẹn giờ trước.")
    page = plan_small_playbook(tmp_path, {**RICH, "content/journeys/mua-ly-tuong.yml": ideal}).text(
        "touchpoints/cua-hang"
    )
    assert page.count("### Tư vấn") == 2
    assert "Hẹn giờ trước." in page


def test_what_is_only_ideal_is_marked_and_comes_last(rich: PlannedPages) -> None:
    page = rich.text("touchpoints/cua-hang")
    assert page.index("### Thử đồ") < page.index("### Gọi trước")
    assert page.count("Hiện chưa có: thuộc hành trình lý tưởng") == 1


def test_a_channel_without_touchpoints_says_how_to_add_one(rich: PlannedPages) -> None:
    assert "Chưa có điểm chạm nào ở kênh này." in rich.text("touchpoints/zalo")
    assert "Kênh chưa có điểm chạm nào: Zalo" in rich.text("touchpoints/index")


def test_the_library_says_where_it_is_used(rich: PlannedPages) -> None:
    shelved = rich.section("touchpoints/index", "library-tu-van")
    assert "Dùng trong Mua váy tại cửa hàng Hiện tại Mua hàng Mua váy như mong muốn Lý tưởng" in shelved


def test_the_library_gathers_pain_points_plays_and_figures_of_all_journeys(tmp_path: Path) -> None:
    journey = RICH["content/journeys/mua.yml"].replace(
        "{use: tu-van, emotion: 5}",
        "{use: tu-van, emotion: 5, metrics: [nps], pain_points: [{id: ep, text: Bị ép mua, severity: 3}]}",
    )
    changes = {
        **RICH,
        "content/playbook.yml": RICH["content/playbook.yml"] + STORES,
        "content/journeys/mua.yml": journey,
        "content/touchpoints/tu-van.yml": RICH["content/touchpoints/tu-van.yml"]
        + "pain_points: [{id: on, text: Tiệm ồn, severity: 2}]\n",
        "content/plays/chao.yml": "title: Chào khách\nsteps: [Chào]\napplies_to: {touchpoints: [tu-van]}\n",
    }
    entry = plan_small_playbook(tmp_path, changes).section("touchpoints/index", "library-tu-van")
    assert "Chào khách" in entry
    assert "Mức nặng 2/5 Tiệm ồn ở mọi hành trình" in entry
    assert "Mức nặng 3/5 Bị ép mua Tư vấn, Mua váy tại cửa hàng Chưa có hướng giải quyết" in entry
    assert "NPS +41" in entry
