"""What are we doing, and who is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldens import Golden
    from planned_pages import PlannedPages


def test_the_board_and_its_drawings(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/actions.md", rich["actions/index"])


def test_overdue_work_comes_first_with_what_it_addresses_and_shall_move(rich: PlannedPages) -> None:
    ids = [section.id for section in rich.pages["actions/index"].sections]
    assert ids[:3] == ["actions", "overdue", "board"]
    late = rich.section("actions/index", "overdue")
    assert "Lấy số CX-12 ! trễ 10 ngày Bán hàng hạn 10/11/2026 Cơ hội Không mất lượt NPS +3" in late


def test_the_quadrant_says_in_a_table_what_it_draws_and_what_it_cannot(rich: PlannedPages) -> None:
    message = rich.section("actions/index", "quadrant")
    assert "1 Lấy số 4 2" in message
    assert "Chưa chấm điểm tác động hoặc công sức: Ý tưởng" in message


def test_a_ticket_is_a_link_into_the_tracker_of_the_team(rich: PlannedPages) -> None:
    link = '<a class="cx-ticket-key" href="https://jira.example/browse/CX-12" rel="noopener">CX-12</a>'
    assert link in rich["actions/index"]
    assert f"<dt>Phiếu công việc</dt>\n<dd>{link}</dd>" in rich["journeys/mua"]


def test_what_has_no_owner_or_date_says_so(rich: PlannedPages) -> None:
    assert "Chưa có người phụ trách 1 hành động" in rich.section("actions/index", "owners")
    assert "Chưa có hạn nên chưa có trên lộ trình: Ý tưởng" in rich.section("actions/index", "roadmap")


def test_an_action_that_spans_journeys_has_its_own_place(rich: PlannedPages) -> None:
    assert "Điểm đau Chờ phòng thử" in rich.section("actions/index", "action-ho-so")
