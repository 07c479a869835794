from __future__ import annotations

from typing import TYPE_CHECKING

from line_markers import check, problems_by_line

if TYPE_CHECKING:
    from pathlib import Path


def test_reviews(tmp_path: Path) -> None:
    check(
        tmp_path,
        playbook="review_every: 3mo\nreviewed: 2026-08-19  # <- CX501\n",
        personas_lan="reviewed: 2026-08-20\n",
        journeys_mua="reviewed: 2026-05-01\nreview_every: 1y\n",
        goals_khach_quay_lai="reviewed: 2027-11-01  # <- CX503\n",
        metrics_nps="name: NPS  # <- CX502\nreviewed:\n",
    )


def test_evidence_is_old_when_its_newest_research_is(tmp_path: Path) -> None:
    check(
        tmp_path,
        personas_lan="""\
evidence:
  level: researched
  research:
    - {kind: interview, title: Cũ, date: 2020-01-01}
    - {kind: survey, title: Cũ hơn hai năm, date: 2024-11-19}  # <- CX504
""",
        journeys_mua="""\
evidence:
  level: researched
  research:
    - {kind: interview, title: Cũ, date: 2020-01-01}
    - {kind: survey, title: Vừa đủ hai năm, date: 2024-11-20}
""",
    )


def test_figures_are_late_two_weeks_after_the_next_was_due(tmp_path: Path) -> None:
    def codes(period: str) -> list[str]:
        rows = f"metric,period,value\nnps,{period},41\n"
        return [p.code for p in problems_by_line(tmp_path, {"observations/figures.csv": rows})]

    assert codes("2026-10") == []
    assert codes("2026-10-06") == []
    assert codes("2026-10-05") == ["CX522"]
