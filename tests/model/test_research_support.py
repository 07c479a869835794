"""What rests on each piece of research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_playbook import playbook

from cxsite.model.facts.research_support import claims_without_research
from cxsite.model.records.record import Freshness

if TYPE_CHECKING:
    from pathlib import Path

STUDY = "title: Phỏng vấn\nkind: interview\nsample: 10\n"
JOURNEY = """\
evidence: {level: partial, research: [cu]}
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        evidence: {level: researched, research: [moi, {kind: survey, title: Phiếu}]}
        pain_points: [{id: cho, text: Chờ, evidence: {level: researched, research: [cu]}}]
"""


def test_files_touchpoints_and_pain_points_rest_on_research_by_their_evidence_or_by_a_finding(tmp_path: Path) -> None:
    content, problems = playbook(
        tmp_path,
        {
            "content/journeys/mua.yml": JOURNEY,
            "content/research/cu.yml": f"{STUDY}findings: [{{id: a, text: A, supports: [lan, mua/cho]}}]\n",
            "content/research/moi.yml": STUDY,
        },
    )
    assert problems == []
    found = {
        key: [(one.statement.kind, one.statement.key, one.findings) for one in supports]
        for key, supports in content.supported_by.items()
    }
    assert found == {
        "cu": [("persona", "lan", ("a",)), ("journey", "mua", ()), ("pain-point", "mua/cho", ("a",))],
        "moi": [("touchpoint", "mua/thu-do", ())],
    }


def test_a_pain_point_of_the_library_rests_on_research_or_claims_to(tmp_path: Path) -> None:
    content, problems = playbook(
        tmp_path,
        {
            "content/touchpoints/quay.yml": """\
name: Quầy
channels: [cua-hang]
pain_points:
  - {id: dong, text: Đông, evidence: {level: researched, research: [cu]}}
  - {id: on, text: Ồn, evidence: {level: researched}}
""",
            "content/journeys/mua.yml": "stages: [{stage: mua-hang, touchpoints: [{use: quay}]}]\n",
            "content/research/cu.yml": STUDY,
        },
    )
    assert problems == []
    assert [(one.statement.kind, one.statement.key) for one in content.supported_by["cu"]] == [
        ("pain-point", "touchpoints/quay/dong")
    ]
    assert [one.key for one in claims_without_research(content)] == ["touchpoints/quay/on"]


def test_research_without_a_review_is_as_old_as_its_day(tmp_path: Path) -> None:
    content, _ = playbook(
        tmp_path,
        {
            "content/journeys/mua.yml": JOURNEY,
            "content/research/cu.yml": f"{STUDY}date: 2026-01-10\n",
            "content/research/moi.yml": f"{STUDY}date: 2026-01-10\nreviewed: 2026-10-10\n",
        },
    )
    states = [content.freshness(one) for one in (*content.research.values(), *content.journeys.values())]
    assert states == [Freshness.STALE, Freshness.FRESH, Freshness.DUE]
    assert content.outdated_research == {"content/journeys/mua.yml": ("cu",)}


def test_a_playbook_without_research_computes_nothing(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, {})
    assert (content.supported_by, content.outdated_research) == ({}, {})
