from __future__ import annotations

from typing import TYPE_CHECKING

from line_markers import check, problems_by_line

if TYPE_CHECKING:
    from pathlib import Path

IDEAL = "title: Lý tưởng\npersonas: [lan]\nowner: ban-hang\nreviewed: 2026-11-01\nstate: ideal\n"
ONE = "{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4%s}"
STAGES = f"stages: [{{stage: mua-hang, touchpoints: [{ONE % ''}]}}]\n"


def test_stages(tmp_path: Path) -> None:
    check(
        tmp_path,
        journeys_mua=f"""\
stages:
  - {{stage: mua-hang, touchpoints: [{ONE % ""}]}}
  - {{stage: nhan-biet, touchpoints: [{{id: a, name: A, channels: [zalo], emotion: 3}}]}}  # <- CX401
  - {{stage: hau-mai}}  # <- CX313
  - {{stage: mua-hang, touchpoints: [{{id: b, name: B, channels: [zalo], emotion: 3}}]}}  # <- CX401 CX402
""",
    )


def test_baselines(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        journeys_ly_tuong=f"""\
{IDEAL}baseline: mua
stages:
  - stage: mua-hang
    touchpoints:
      - {ONE % ", replaces: [thu-do, mua/thu-do]"}
      - {{id: hen, name: Hẹn, channels: [zalo], emotion: 5, replaces: [thu-doo]}}  # <- CX406
""",
        journeys_mo=f"{IDEAL}baseline: ly-tuong  # <- CX405\n{STAGES}",
        journeys_mo_hai=f"{IDEAL.rstrip()}  # <- CX403\n{STAGES}",
        journeys_mua="baseline: ly-tuong  # <- CX404\n",
    )
    assert [p.values["suggestion"] for p in problems if p.code == "CX406"] == ["thu-do"]


def test_circles_of_parents_are_reported_once_each(tmp_path: Path) -> None:
    rest = f"title: A\npersonas: [lan]\nowner: ban-hang\nreviewed: 2026-11-01\n{STAGES}"
    check(
        tmp_path,
        journeys_mua="parent: a\n",
        journeys_a=f"parent: b  # <- CX407\n{rest}",
        journeys_b=f"parent: a  # <- CX407\n{rest}",
        journeys_c=f"parent: c  # <- CX407\n{rest}",
    )


def test_work(tmp_path: Path) -> None:
    common = "owner: ban-hang\nmetric: nps\naddresses: [mua/cho-lau]\n"
    check(
        tmp_path,
        journeys_mua=f"""\
stages: [{{stage: mua-hang, touchpoints: [{ONE % ", pain_points: [{id: cho-lau, text: Chờ lâu, severity: 5}]"}]}}]
""",
        actions_mot=f"title: Một  # <- CX322\n{common}status: doing\nexpected_change: -3  # <- CX415\n",
        actions_hai=f"title: Hai\n{common}status: doing\nstart: 2027-02-01  # <- CX411\ndue: 2027-01-01\n",
        actions_ba=f"title: Ba\n{common}status: done  # <- CX412\nresult: Tốt\n",
        actions_bon=f"title: Bốn\n{common}status: planned\ndue: 2026-12-01\ndone: 2026-11-01  # <- CX413\n",
        actions_nam=f"title: Năm\n{common}status: done\nresult: Tốt\ndone: 2026-12-24  # <- CX414\n",
        actions_sau=f"title: Sáu\n{common}status: doing\ndue: 2026-11-19  # <- CX511\n",
        actions_bay="title: Bảy\nstatus: dropped\n",
    )


COMMON = "owner: ban-hang\nmetric: nps\naddresses: [mua/cho-lau]\nstatus: planned\ndue: 2026-12-01\n"
WAIT = f"stages: [{{stage: mua-hang, touchpoints: [{ONE % ', pain_points: [{id: cho-lau, text: Chờ lâu}]'}]}}]\n"


def test_keys_of_tickets_without_a_tracker_are_reported_once(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        journeys_mua=WAIT,
        actions_mot=f"title: Một\n{COMMON}ticket: https://jira.example/browse/CX-1\n",
        actions_hai=f"title: Hai\n{COMMON}ticket: CX-2  # <- CX193\n",
        actions_nam=f"title: Năm\n{COMMON}ticket: 12\n",
    )
    assert [one.values["n"] for one in problems if one.code == "CX193"] == [2]


def test_a_pain_point_that_only_a_dropped_action_addresses_is_unanswered(tmp_path: Path) -> None:
    pain = ", pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]"
    check(
        tmp_path,
        journeys_mua=f"stages: [{{stage: mua-hang, touchpoints: [{ONE % pain}]}}]  # <- CX306\n",
        actions_bo="title: Bỏ\nstatus: dropped\naddresses: [mua/cho-lau]\n",
    )


def test_observations(tmp_path: Path) -> None:
    share = "name: Hoàn tất\nkind: rate\nfamily: operations\nreviewed: 2026-11-01\ntarget: 90\n"
    share += "definition: Xong trên tổng.\n"
    rows = "metric,period,value,n,low,high,numerator,denominator\n"
    rows += "nps,2026-10,41,12,,,,\n"  # few
    rows += "nps,2026-09,141,184,,,,\n"
    rows += "nps,2026-08,41,184,42,50,,\n"
    rows += "xong,2026-10,66.7,300,,,200,300\n"
    rows += "xong,2026-09,67,300,,,200,300\n"
    rows += "xong,2026-08,68,300,,,200,300\n"
    rows += "xong,2026-07,150,300,,,300,200\n"
    rows += "nps,2026-12,41,184,,,,\n"
    problems = problems_by_line(tmp_path, {"metrics/xong.yml": share, "observations/figures.csv": rows})
    assert [(p.place.line, p.code) for p in problems] == [
        (3, "CX434"),
        (4, "CX433"),
        (7, "CX432"),
        (8, "CX431"),
        (8, "CX434"),
        (9, "CX523"),
    ]


def test_the_latest_figure_with_few_answers(tmp_path: Path) -> None:
    rows = "metric,period,value,n,store\nnps,2026-09,40,12,\nnps,2026-10,41,12,\nnps,2026-10,41,3,pho-hue\n"
    problems = problems_by_line(tmp_path, {"observations/figures.csv": rows})
    assert [(p.place.line, p.code) for p in problems] == [(3, "CX435")]


def test_metrics_and_goals(tmp_path: Path) -> None:
    metric = "name: CES\nkind: ces\nfamily: feedback\nreviewed: 2026-11-01\nquestion: Có dễ không?\n"
    metric += "definition: Trung bình.\n"
    rows = "metric,period,value\nces-bon,2026-10,5\nces-mot,2026-10,5\nces-hai,2026-10,5\nces-ba,2026-10,5\n"
    check(
        tmp_path,
        metrics_ces_mot=f"{metric}variant: mean  # <- CX422\ntarget: 6\n",
        metrics_ces_hai=f"{metric}variant: mean-1-7\nscale: {{min: 7, max: 1}}  # <- CX423\n".replace(
            "CES\n", "CES  # <- CX331\n"
        ),
        metrics_ces_bon=f"{metric}variant: net\nscale: {{min: 1, max: 5}}  # <- CX424\n".replace(
            "CES\n", "CES  # <- CX331\n"
        ),
        metrics_ces_ba=f"{metric}variant: mean-1-7\nscale: {{min: 1, max: 7}}\ntarget: 8  # <- CX421\n",
        observations_ces=rows,
        goals_khach_quay_lai="target: 450  # <- CX421\nby: 2026-11-19  # <- CX513\n",
    )


def test_a_text_without_the_main_language(tmp_path: Path) -> None:
    check(
        tmp_path,
        personas_lan="""\
name: {vi: Lan, en: Lan}
tagline:
  en: Busy bride  # <- CX441
needs: [{en: Time}, Yên tâm]  # <- CX441
""",
    )


def test_of_the_weights_of_opportunities_at_least_one_counts(tmp_path: Path) -> None:
    check(
        tmp_path,
        playbook="opportunity_score: {method: ice, weights: {customer_value: 0, business_value: 0}}  # <- CX192\n",
    )
