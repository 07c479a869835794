"""What is missing, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planned_pages import RICH, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def test_coverage(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/coverage.md", rich["coverage"])


def test_a_gap_leads_to_the_line_where_its_file_is_edited(rich: PlannedPages) -> None:
    page = rich["coverage"]
    address = "https://git.example/edit/main/content/journeys/mua.yml&#35;L"
    assert f'href="{address}' in page


def test_without_an_address_to_edit_a_gap_names_its_file_and_line(tmp_path: Path) -> None:
    playbook = RICH["content/playbook.yml"].replace("repository:", "# ")
    site = plan_small_playbook(tmp_path, {**RICH, "content/playbook.yml": playbook})
    gaps = site.section("coverage", "gaps")
    assert re.search(r"content/journeys/mua\.yml .*“Thử đồ” mới chỉ là giả định\. dòng \d+", gaps)
    assert "git" not in site["coverage"]


def test_a_target_that_is_missed_comes_first(rich: PlannedPages) -> None:
    figures = rich.section("coverage", "figures")
    assert figures.startswith("Từng mục Mục Tỷ lệ Có / cần Chỉ tiêu Điểm chạm có cảm xúc")
    assert "100% chưa đạt" in figures


def test_the_heat_map_says_its_numbers(rich: PlannedPages) -> None:
    assert "Cửa hàng trống 2 trống" in rich.section("coverage", "matrices")
