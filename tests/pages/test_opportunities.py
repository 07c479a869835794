"""The opportunities of all journeys side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from planned_pages import RICH, lost_links, plan_small_playbook

from cxsite.pages.opportunities import MOST, MOST_DRAWN, round_up

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages

JOURNEY = RICH["content/journeys/mua.yml"]
SCORED = JOURNEY.replace(
    "          - {id: giu-cho, text: Không mất lượt, addresses: [cho]}\n",
    "          - {id: giu-cho, text: Không mất lượt, addresses: [cho], customer_value: 90, business_value: 70,\n"
    "             effort: 40, confidence: 80, reach: 1200}\n"
    "          - {id: anh-sang, text: Thấy mình thật, addresses: [den], customer_value: 60, business_value: 20,\n"
    "             effort: 10}\n",
)


def scored(folder: Path, language: str = "vi", how: str = "rice") -> PlannedPages:
    """The rich playbook with scored opportunities."""
    book = RICH["content/playbook.yml"] + f"opportunity_score: {how}\n"
    changes = {**RICH, "content/playbook.yml": book, "content/journeys/mua.yml": SCORED}
    del changes["content/observations/figures.csv"]
    return plan_small_playbook(folder, changes, language)


@pytest.mark.slow
def test_the_page_has_matrix_and_list(tmp_path: Path, golden: Golden) -> None:
    site = scored(tmp_path)
    golden("pages/opportunities.md", site["opportunities"])
    assert [path for path in lost_links(site) if path.startswith("opportunities")] == []


def test_each_row_has_its_score_its_pains_with_evidence_and_its_actions(tmp_path: Path) -> None:
    text = scored(tmp_path).section("opportunities", "compare")
    assert "1 Không mất lượt Thử đồ · Mua hàng Mua váy tại cửa hàng Hiện tại Bán hàng 1.920" in text
    assert "Mức nặng 4/5 Chờ phòng thử Chưa rõ căn cứ Hành động Lấy số ! trễ 10 ngày" in text
    assert "Chưa có điểm vì thiếu số khách chạm tới và độ chắc chắn." in text


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("value", "the mean of customer value and business value, from 0 to 100, as in TheyDo."),
        ("rice", "RICE = reach × value × confidence ÷ effort."),
        ("ice", "Hacking Growth"),
        ("{method: value, weights: {customer_value: 2.5}}", "Weights: customers 2.5, business 1."),
    ],
)
def test_the_page_says_its_formula_and_where_it_comes_from(tmp_path: Path, how: str, message: str) -> None:
    assert message in scored(tmp_path, "en", how).section("opportunities", "opportunities")


def test_filters_offer_only_what_tells_rows_apart(tmp_path: Path) -> None:
    page = scored(tmp_path)["opportunities"]
    assert re.findall(r'class="cx-by-([\w-]+)"', page) == ["progress-untouched", "progress-doing"]
    assert 'data-progress="untouched"' in page
    assert '<a class="s-mua-hang p-lan t-ban-hang j-current g-doing" xlink:href="#row-1"' in page


def test_without_numbers_there_is_a_list_and_no_matrix(rich: PlannedPages) -> None:
    page = rich["opportunities"]
    assert "cx-matrix" not in page
    assert "Chưa có điểm vì thiếu giá trị cho khách và giá trị cho doanh nghiệp." in rich.text("opportunities")


def test_many_opportunities_continue_on_further_pages(tmp_path: Path) -> None:
    one = (
        "          - {{id: o{number}, text: Cơ hội {number}, addresses: [cho], customer_value: 1, business_value: 1}}\n"
    )
    many = "".join(one.format(number=number) for number in range(MOST))
    journey = JOURNEY.replace("        opportunities:\n", f"        opportunities:\n{many}")
    site = plan_small_playbook(
        tmp_path,
        {**RICH, "content/journeys/mua.yml": journey}
        | {"content/observations/figures.csv": "metric,period,value,n\nnps,2026-10,41,184\n"},
    )
    assert [path for path in site.pages if path.startswith("opportunities")] == ["opportunities", "opportunities_2"]
    assert f"Chỉ vẽ {MOST_DRAWN} cơ hội có điểm cao nhất." in site.text("opportunities")
    assert "Không mất lượt" in site.text("opportunities_2")
    assert "cx-matrix" not in site["opportunities_2"]


@pytest.mark.parametrize(
    ("value", "high"), [(0, 4), (3, 4), (4, 4), (5, 8), (11, 12), (13, 20), (21, 40), (6400, 8000), (150_000, 200_000)]
)
def test_the_axis_of_reach_ends_at_a_round_number(value: float, high: float) -> None:
    assert round_up(value) == high
