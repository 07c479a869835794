"""What was asked of whom, what was found, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planned_pages import RICH, STORES, lost_links, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages

STUDIES = {
    "content/playbook.yml": RICH["content/playbook.yml"] + STORES,
    "content/personas/lan.yml": "evidence: {level: researched, research: [phong-van]}\n",
    "content/goals/khach-quay-lai.yml": "evidence: partial\n",
    "content/research/phong-van.yml": """\
title: Phỏng vấn khách dự tiệc
kind: interview
date: 2026-04-18
by: ban-hang
sample: 14
method: Bảy mươi phút, **tại nhà** khách.
link: https://vaymay.example/phong-van
summary: Khách *sợ bị ép*.
findings:
  - {id: so-ep, text: Ai cũng sợ bị ép, quote: Mua cho xong., strength: 4, supports: [mua/thu-do, mua/cho]}
  - {id: hoi-ban, text: Ai cũng hỏi bạn, supports: [lan, mua/cho]}
  - {id: khac, text: Chưa rõ dùng ở đâu}
""",
    "content/research/khao-sat.yml": "title: Khảo sát nhanh\nkind: survey\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> PlannedPages:
    """The rich playbook with two pieces of research."""
    return plan_small_playbook(tmp_path_factory.mktemp("research"), {**RICH, **STUDIES})


@pytest.mark.slow
def test_a_page_of_research(site: PlannedPages, golden: Golden) -> None:
    golden("pages/research.md", site["research/phong-van"])
    golden("pages/research-index.md", site["research/index"])
    assert lost_links(site) == []


def test_everything_that_rests_on_research_is_listed_with_the_findings_that_name_it(site: PlannedPages) -> None:
    rests = site.section("research/phong-van", "rests")
    assert "Chân dung Lan Đã nghiên cứu phát hiện 2" in rests
    assert "Điểm chạm Thử đồ Mua váy tại cửa hàng phát hiện 1" in rests
    assert "Điểm đau Chờ phòng thử Mua váy tại cửa hàng phát hiện 1 phát hiện 2" in rests


def test_a_pain_point_of_the_library_leads_to_its_touchpoint(tmp_path: Path) -> None:
    pain = "pain_points: [{id: dong, text: Đông quá, evidence: {level: partial, research: [khao-sat]}}]\n"
    site = plan_small_playbook(
        tmp_path, {**RICH, **STUDIES, "content/touchpoints/quay.yml": f"name: Quầy\nchannels: [cua-hang]\n{pain}"}
    )
    assert "Điểm đau Đông quá Quầy" in site.section("research/khao-sat", "rests")
    assert lost_links(site) == []


def test_the_index_says_how_old_research_is_and_what_lacks(site: PlannedPages) -> None:
    rows = site.section("research/index", "all")
    assert "Phỏng vấn khách dự tiệc Phỏng vấn Bán hàng 18/04/2026 7 tháng trước 14 mẫu 3 nội dung" in rows
    assert "Khảo sát nhanh Khảo sát Chưa ghi ngày Chưa ghi số mẫu Chưa có gì dựa vào" in rows
    assert "Khách quay lại" in site.section("research/index", "claims")
    assert site.section("research/index", "unused") == "Khảo sát nhanh"


def test_evidence_leads_to_the_page_of_its_research(site: PlannedPages) -> None:
    assert 'Phỏng vấn: <a href="../research/phong-van.html">Phỏng vấn khách dự tiệc</a>' in site["personas/lan"]


def test_without_research_the_index_says_how_to_begin(rich: PlannedPages) -> None:
    assert "Chưa có nghiên cứu nào." in rich.text("research/index")


def test_what_rests_on_old_research_is_shown_as_due(tmp_path: Path) -> None:
    old = "title: Cũ\nkind: interview\ndate: 2026-01-02\nsample: 4\nreview_every: 3mo\n"
    changes = {**RICH, **STUDIES, "content/research/phong-van.yml": old}
    page = plan_small_playbook(tmp_path, changes)["personas/lan"]
    assert "cx-fresh-due" in page
