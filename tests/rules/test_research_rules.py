"""Research that is not there, not used, not counted, or too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from line_markers import check, problems_by_line

if TYPE_CHECKING:
    from pathlib import Path

STUDY = "title: Phỏng vấn\nkind: interview\ndate: 2026-10-01\nsample: 10\n"


def test_what_rests_on_research_in_a_file_names_it_by_its_id(tmp_path: Path) -> None:
    check(
        tmp_path,
        research_phong_van=STUDY,
        personas_lan="evidence: {level: researched, research: [phong-van, {kind: survey, title: Phiếu}]}\n",
        journeys_mua="evidence: {level: partial, research: [phong-vann]}  # <- CX189\n",
    )


@pytest.mark.parametrize("thing", ["lan", "mua", "mua/thu-do", "mua/cho"])
def test_a_finding_supports_a_persona_a_journey_a_touchpoint_or_a_pain_point(tmp_path: Path, thing: str) -> None:
    check(
        tmp_path,
        research_phong_van=f"{STUDY}findings:\n  - {{id: a, text: A, supports: [{thing}]}}\n",
        journeys_mua=(
            "stages:\n  - stage: mua-hang\n    touchpoints:\n"
            "      - {id: thu-do, name: Thử, channels: [cua-hang], emotion: 3, pain_points: [{id: cho, text: Chờ}]}\n"
        ),
    )


@pytest.mark.parametrize(
    ("thing", "suggestion"), [("lann", "lan"), ("thu-do", "mua/thu-do"), ("mua/thu-doo", "mua/thu-do"), ("xyz", "")]
)
def test_a_finding_that_supports_an_unknown_thing_is_reported_with_the_nearest_id(
    tmp_path: Path, thing: str, suggestion: str
) -> None:
    files = {"research/phong-van.yml": f"{STUDY}findings:\n  - {{id: a, text: A, supports: [{thing}, lan]}}\n"}
    (problem,) = problems_by_line(tmp_path, files)
    assert (problem.code, problem.values["found"], problem.values["suggestion"]) == ("CX190", thing, suggestion)


def test_a_claim_rests_on_its_own_research_on_that_of_its_journey_or_on_a_finding(tmp_path: Path) -> None:
    check(
        tmp_path,
        research_phong_van=f"{STUDY}findings:\n  - {{id: a, text: A, supports: [mua/cho]}}\n",
        personas_lan="evidence: researched  # <- CX340\n",
        journeys_mua="""\
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: 3
        evidence: partial  # <- CX340
        pain_points:
          - {id: cho, text: Chờ, evidence: researched}
""",
        journeys_doi="""\
title: Đổi
personas: [lan]
owner: ban-hang
reviewed: 2026-11-01
evidence: {level: partial, research: [phong-van]}
stages:
  - stage: mua-hang
    touchpoints: [{id: doi, name: Đổi, channels: [cua-hang], emotion: 3, evidence: partial}]
""",
    )


def test_research_without_a_sample_or_on_which_nothing_rests_is_reported(tmp_path: Path) -> None:
    check(
        tmp_path,
        research_khao_sat="title: Khảo sát  # <- CX341\nkind: survey  # <- CX342\ndate: 2026-10-01\n",
        research_so_lieu=(
            "title: Số liệu\nkind: analytics\ndate: 2026-10-01\nfindings: [{id: a, text: A, supports: [lan]}]\n"
        ),
    )


def test_what_rests_on_research_that_has_grown_old_is_due(tmp_path: Path) -> None:
    check(
        tmp_path,
        research_cu="title: Cũ  # <- CX501\nkind: interview\ndate: 2026-01-01\nreview_every: 6mo\nsample: 10\n",
        research_moi="title: Mới\nkind: interview\ndate: 2024-01-01\nreviewed: 2026-11-01\nsample: 10\n",
        personas_lan="evidence: {level: researched, research: [cu]}  # <- CX343\n",
        journeys_mua="evidence: {level: researched, research: [moi]}\n",
    )


def test_ids_of_findings_are_unique_in_their_file(tmp_path: Path) -> None:
    check(
        tmp_path,
        research_a=f"""\
{STUDY}findings:
  - {{id: x, text: A, supports: [lan]}}
  - {{id: x, text: B, supports: [lan]}}  # <- CX191
""",
        research_b=f"{STUDY}findings:\n  - {{id: x, text: A, supports: [lan]}}\n",
    )
