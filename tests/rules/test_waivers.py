from __future__ import annotations

from typing import TYPE_CHECKING

from marked import check

from cxsite.problems import Level

if TYPE_CHECKING:
    from pathlib import Path

TOUCHPOINTS = """\
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        waivers: [{rule: CX301, reason: Còn hỏi lại cửa hàng, until: 2026-12-01}]
        emotion: 4
      - {id: tra-tien, name: Trả tiền, emotion: 3}  # <- CX301
"""


def test_a_waiver_silences_its_touchpoint_only(tmp_path: Path) -> None:
    check(tmp_path, journeys_mua=TOUCHPOINTS)


def test_a_waiver_of_a_file_silences_all_of_it(tmp_path: Path) -> None:
    all_of_it = "waivers: [{rule: CX301, reason: Đang rà lại kênh}]\n"
    touchpoints = TOUCHPOINTS.replace("  # <- CX301", "").replace("        waivers:", "        #")
    check(tmp_path, journeys_mua=all_of_it + touchpoints)


def test_a_waiver_holds_to_its_last_day(tmp_path: Path) -> None:
    check(tmp_path, journeys_mua=TOUCHPOINTS.replace("2026-12-01", "2026-11-20"))
    expired = TOUCHPOINTS.replace("2026-12-01}]", "2026-11-19}]  # <- CX531").replace(
        "- id: thu-do", "- id: thu-do  # <- CX301"
    )
    check(tmp_path, journeys_mua=expired)


def test_waivers_that_do_nothing(tmp_path: Path) -> None:
    check(
        tmp_path,
        journeys_mua="""\
waivers:
  - {rule: CX301, reason: Đã sửa từ lâu}  # <- CX532
  - {rule: CX999, reason: Không có}  # <- CX217
  - {rule: CX204, reason: Lỗi thì không miễn được}  # <- CX218
  - {rule: CX101, reason: Lỗi đọc tệp}  # <- CX218
""",
    )


def test_levels_of_the_playbook(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        playbook="""\
rules:
  CX301: error
  CX302: off
  CX201: error
  CX204: off  # <- CX218
  CX002: note  # <- CX218
  unknown-persona: off  # <- CX217
""",
        journeys_mua="stages: [{stage: mua-hang, touchpoints: [{id: a, name: A}]}]  # <- CX301\n",
    )
    assert [p.level for p in problems if p.code == "CX301"] == [Level.ERROR]
    assert [p.values["suggestion"] for p in problems if p.code == "CX217"] == ["CX201"]


def test_what_is_retired_is_not_asked_for_more(tmp_path: Path) -> None:
    check(
        tmp_path,
        journeys_cu="""\
title: Hành trình cũ
status: retired
reviewed: 2020-01-01
personas: [lan, ai-do]  # <- CX201
stages: [{stage: mua-hang}]
""",
    )
