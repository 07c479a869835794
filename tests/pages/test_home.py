"""Home: where do I go, what is this, how are we doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldens import Golden
    from planned_pages import PlannedPages


def test_home_in_vietnamese(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/home.md", rich["index"])


def test_a_channel_leads_in_two_taps_to_a_standard_and_a_play(rich: PlannedPages) -> None:
    assert 'href="touchpoints/cua-hang.html"' in rich["index"]
    assert "Đưa tối đa ba mẫu." in rich.text("touchpoints/cua-hang")
    assert 'href="../plays/phong-thu.html"' in rich["touchpoints/cua-hang"]


def test_channels_that_no_touchpoint_uses_are_no_door(rich: PlannedPages) -> None:
    assert "Zalo" not in rich.section("index", "home")


def test_of_equally_severe_pain_points_the_unanswered_come_first(rich: PlannedPages) -> None:
    worst = rich.section("index", "pain-points")
    assert (
        worst.index("Đèn tái")
        < worst.index("Chưa được giải quyết")
        < worst.index("Chờ phòng thử")
        < worst.index("Đang có")
    )


def test_a_figure_stands_with_answers_interval_and_what_may_be_said_of_its_change(rich: PlannedPages) -> None:
    head = rich.section("index", "home")
    assert "+41 10/2026 · 184 câu trả lời khoảng tin cậy 95%: +31 – +51 ≈ chưa thấy thay đổi rõ (+9)" in head


def test_overdue_work_is_counted_and_named(rich: PlannedPages) -> None:
    assert "Hành động quá hạn 1 trong 2 hành động đang mở Lấy số ! trễ 10 ngày" in rich.section("index", "home")
