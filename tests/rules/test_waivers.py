from __future__ import annotations

from typing import TYPE_CHECKING

from line_markers import check, problems_by_line

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


REMARKED = """\
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do  # cxsite: ignore[CX301, CX302] Cửa hàng đang ghi lại
        name: Thử đồ
      - {id: tra-tien, name: Trả tiền, emotion: 3}  # <- CX301
"""


def test_a_remark_at_the_end_of_a_line_silences_that_line(tmp_path: Path) -> None:
    check(tmp_path, journeys_mua=REMARKED)


def test_a_remark_needs_code_and_reason(tmp_path: Path) -> None:
    for number, bare in enumerate(("ignore[CX301]", "ignore[] Cửa hàng", "ignore CX301 Cửa hàng", "gì đó")):
        problems = problems_by_line(tmp_path / str(number), {"journeys/mua.yml": REMARKED.replace(
            "ignore[CX301, CX302] Cửa hàng đang ghi lại", bare
        )})  # fmt: skip
        first, *_ = (problem for problem in problems if problem.code == "CX219")
        assert (first.place.line, first.place.column, first.level) == (9, 21, Level.WARNING)
        assert {problem.code for problem in problems} >= {"CX301", "CX302"}


def test_remarks_that_do_nothing_are_reported_at_their_code(tmp_path: Path) -> None:
    problems = problems_by_line(tmp_path, {"journeys/mua.yml": """\
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}  # cxsite: ignore[CX301,CX999,CX204] Từ lâu
"""})  # fmt: skip
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        ("CX532", 9, 88),
        ("CX217", 9, 94),
        ("CX218", 9, 100),
    ]


def test_an_error_cannot_be_silenced_by_a_remark(tmp_path: Path) -> None:
    problems = problems_by_line(tmp_path, {"personas/lan.yml": "channels: [zaloo]  # cxsite: ignore[CX204] Để sau\n"})
    assert {problem.code for problem in problems} == {"CX204", "CX218"}


def test_what_looks_like_a_remark_inside_a_text_is_text(tmp_path: Path) -> None:
    check(
        tmp_path,
        personas_lan="""\
about: |
  Lan viết # cxsite: ignore[CX311] vào đây
tagline: "Lan # cxsite: ignore"
""",
    )
