"""Coverage as figures that can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_playbook import TODAY, playbook

from cxsite.coverage import Coverage, Share, find_unmet_targets, measure_coverage
from cxsite.coverage.counts import COUNTS
from cxsite.i18n.catalogue import Translator
from cxsite.model.content import Content
from cxsite.model.facts.coverage_figures import FIGURES, TARGETS
from cxsite.model.records.playbook import Playbook

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
personas: [lan, minh]
owner:
stages:
  - stage: nhan-biet
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: {lan: 2, minh: 5}
        moment_of_truth: true
        evidence: researched
        standard: Mời khách ngồi.
        metrics: [nps]
        pain_points:
          - {id: cho-lau, text: Chờ lâu, severity: 4}
          - {id: den-toi, text: Đèn tối, severity: 5}
          - {id: nong, text: Nóng, severity: 2}
        opportunities:
          - {id: giu-cho, text: Giữ chỗ, addresses: [cho-lau]}
          - {id: quat, text: Thêm quạt, addresses: [nong]}
      - id: tra-tien
        name: Trả tiền
        channels: [cua-hang, zalo]
        emotion: 3
        metrics: [ces]
      - {id: ra-ve, name: Ra về}
actions:
  - {id: qr, title: Mã QR, addresses: [giu-cho], owner: ban-hang, due: 2026-12-31, metric: nps}
  - {id: den, title: Thay đèn, addresses: [den-toi], status: dropped}
"""
IDEAL = """\
title: Lý tưởng
personas: [lan]
owner: ban-hang
state: ideal
baseline: mua
stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [zalo], emotion: 5}]}]
"""
FILES = {
    "content/personas/lan.yml": "evidence: partial\nreviewed: 2026-11-01\n",
    "content/personas/minh.yml": "name: Minh\nevidence: assumption\nreviewed: 2020-01-01\n",
    "content/personas/chi.yml": "name: Chi\n",
    "content/personas/nhap.yml": "name: Nháp\nstatus: draft\n",
    "content/journeys/mua.yml": JOURNEY,
    "content/journeys/ly-tuong.yml": IDEAL,
    "content/metrics/ces.yml": "name: CES\nkind: ces\nfamily: feedback\nvariant: net\n",
}
EXPECTED = {
    "personas-with-journey": (2, 3),
    "personas-with-evidence": (1, 3),
    "personas-reviewed": (1, 3),
    "journeys-with-owner": (1, 2),
    "journeys-reviewed": (1, 2),
    "journeys-with-ideal": (1, 1),
    "stages-reached": (2, 9),
    "stages-with-touchpoint": (2, 3),
    "touchpoints-with-channel": (3, 4),
    "touchpoints-with-emotion": (3, 4),
    "touchpoints-with-evidence": (1, 3),
    "touchpoints-with-standard": (1, 4),
    "touchpoints-with-metric": (2, 4),
    "touchpoints-with-observation": (0, 3),
    "moments-of-truth-measured": (0, 1),
    "pain-points-answered": (2, 3),
    "severe-pain-points-acted-on": (1, 2),
    "opportunities-with-action": (1, 2),
    "actions-with-owner": (1, 1),
    "actions-with-due-date": (1, 1),
    "actions-with-metric": (1, 1),
    "metrics-with-target": (1, 2),
    "metrics-with-fresh-observation": (1, 2),
    "research-in-use": (0, 0),
    "research-with-sample": (0, 0),
    "research-up-to-date": (0, 0),
    "claims-with-research": (0, 0),
}


@pytest.fixture
def found(tmp_path: Path) -> Coverage:
    content, unreadable = playbook(tmp_path, FILES)
    assert unreadable == []
    return measure_coverage(content)


def test_every_figure(found: Coverage) -> None:
    assert {figure.name: (figure.have, figure.total) for figure in found.figures} == EXPECTED
    assert tuple(EXPECTED) == FIGURES == tuple(count.name for count in COUNTS)


def test_the_total_is_the_sum_of_have_over_the_sum_of_total(found: Coverage) -> None:
    have, total = (sum(column) for column in zip(*EXPECTED.values(), strict=True))
    assert found.total == Share(have, total)
    assert found.total.share == 100 * have / total


def test_each_gap_has_its_place_and_name(found: Coverage) -> None:
    assert len(found.gaps) == found.total.total - found.total.have
    gaps = {(g.figure, g.title, g.key, str(g.place).removeprefix("content/")) for g in found.gaps}
    assert ("touchpoints-with-channel", "Ra về", "mua/ra-ve", "journeys/mua.yml:30:10") in gaps
    assert ("severe-pain-points-acted-on", "Đèn tối", "mua/den-toi", "journeys/mua.yml:20:14") in gaps
    assert ("personas-with-journey", "Chi", "chi", "personas/chi.yml:1:1") in gaps
    unreached = [(gap.key, gap.stage) for gap in found.gaps if gap.figure == "stages-reached" and gap.key != "chi"]
    assert unreached == [("lan", "Nhận biết"), ("lan", "Hậu mãi"), ("minh", "Nhận biết"), ("minh", "Hậu mãi")]


def test_journeys_one_by_one(found: Coverage) -> None:
    ideal, current = found.journeys
    assert (ideal.journey, current.journey) == ("ly-tuong", "mua")
    assert current.figures["touchpoints-with-channel"] == Share(2, 3)
    assert ideal.figures == {
        "journeys-with-owner": Share(1, 1),
        "journeys-reviewed": Share(0, 1),
        "stages-with-touchpoint": Share(1, 1),
        "touchpoints-with-channel": Share(1, 1),
        "touchpoints-with-emotion": Share(1, 1),
        "touchpoints-with-standard": Share(0, 1),
        "touchpoints-with-metric": Share(0, 1),
    }
    assert ideal.total == Share(4, 7)


def test_stages_show_current_journeys_as_they_are_felt(found: Coverage) -> None:
    personas, channels = found.persona_stages, found.channel_stages
    assert personas.rows == ("chi", "lan", "minh")
    assert channels.columns == ("nhan-biet", "mua-hang", "hau-mai")
    lan, minh = personas.cell("lan", "mua-hang"), personas.cell("minh", "mua-hang")
    assert (lan.touchpoints, lan.emotion) == (3, 2.5)
    assert (minh.touchpoints, minh.emotion) == (3, 4.0)
    store, zalo = channels.cell("cua-hang", "mua-hang"), channels.cell("zalo", "mua-hang")
    assert (store.touchpoints, store.emotion) == (2, 3.25)
    assert (zalo.touchpoints, zalo.emotion) == (1, 3.0)
    assert channels.cell("zalo", "hau-mai").touchpoints == 0


def test_nothing_to_count_is_no_figure() -> None:
    empty = measure_coverage(Content(today=TODAY, playbook=Playbook(title="Trống")))
    assert empty.total.share is None
    assert {figure.share for figure in empty.figures} == {None}
    assert [one.name for one in find_unmet_targets(empty, {"actions-with-owner": 100, "total": 1})] == ["total"]


def test_targets_are_reckoned_exactly(found: Coverage) -> None:
    targets = {"touchpoints-with-channel": 75, "touchpoints-with-emotion": 75.01, "personas-with-journey": 66.6}
    assert [(one.name, one.target) for one in find_unmet_targets(found, targets)] == [
        ("touchpoints-with-emotion", 75.01)
    ]
    assert not Share(8_999, 10_000).reaches(90)
    assert Share(999, 1_000).reaches(99.9)


def test_every_target_has_its_words() -> None:
    for language in ("vi", "en"):
        words = Translator(language)
        assert all(words.has(f"coverage-figure.{name}") for name in TARGETS)
        assert all(words(f"coverage-gap.{name}", title="X", stage="Y") for name in FIGURES)


@pytest.mark.parametrize(
    ("have", "total", "whole"), [(0, 0, None), (0, 3, 0), (18, 19, 94), (199, 200, 99), (7, 7, 100)]
)
def test_people_are_reported_whole_percent_that_never_say_too_much(have: int, total: int, whole: int | None) -> None:
    assert Share(have, total).whole_percent == whole


@pytest.mark.parametrize(
    ("row", "is_measured"),
    [
        ("nps,2026-10,40,100,touchpoint,mua/thu-do", True),
        ("nps,2026-10,40,100,touchpoint,mua/tra-tien", False),
        ("nps,2019-01,40,100,touchpoint,mua/thu-do", False),
        ("nps,2026-10,40,100,stage,mua-hang", False),
        ("nps,2026-10,40,100,,", False),
    ],
    ids=["here", "elsewhere", "long-ago", "only-stage", "whole"],
)
def test_measured_means_now_and_here(tmp_path: Path, row: str, *, is_measured: bool) -> None:
    *figure, kind, key = row.split(",")
    head = f"metric,period,value,n{',' + kind if kind else ''}\n"
    text = head + ",".join([*figure, *([key] if kind else [])]) + "\n"
    content, _ = playbook(tmp_path, {**FILES, "content/observations/here.csv": text})
    counted = {figure.name: figure.have for figure in measure_coverage(content).figures}
    assert counted["moments-of-truth-measured"] == int(is_measured)


def test_a_figure_of_the_channel_and_stage_counts_too(tmp_path: Path) -> None:
    text = "metric,period,value,n,stage,channel\nnps,2026-10,40,100,mua-hang,cua-hang\n"
    content, _ = playbook(tmp_path, {**FILES, "content/observations/here.csv": text})
    counted = {figure.name: figure.have for figure in measure_coverage(content).figures}
    assert counted["moments-of-truth-measured"] == 1
