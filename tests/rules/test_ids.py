from __future__ import annotations

from typing import TYPE_CHECKING

from line_markers import check, problems_by_line

if TYPE_CHECKING:
    from pathlib import Path


def test_one_id_for_two_things(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        playbook="""\
teams:
  - {id: ban-hang, name: Bán hàng}
  - {id: ban-hang, name: Bán hàng online}  # <- CX221
""",
        journeys_mua="""\
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}
      - {id: thu-do, name: Thử lại, channels: [cua-hang], emotion: 3}  # <- CX222
      - {name: Trả tiền, channels: [cua-hang], emotion: 3}  # <- CX224
      - {use: hoi-dap, emotion: 3}
      - {use: hoi-dap, emotion: 2}  # <- CX223
      - {id: hoi-dap-lan-ba, use: hoi-dap, emotion: 1}
""",
        touchpoints_hoi_dap="name: Hỏi đáp\nchannels: [zalo]\n",
    )
    assert [p.values.get("suggestion", p.values.get("first_line")) for p in problems] == [9, "tra-tien", 12, 11]


def test_former_ids_and_lists_that_repeat(tmp_path: Path) -> None:
    check(
        tmp_path,
        personas_lan="""\
formerly: [lan-anh, minh, lan]  # <- CX225 CX225
channels: [zalo, cua-hang, zalo]  # <- CX226
""",
        personas_minh="name: Minh\nreviewed: 2026-11-01\nformerly: [lan-anh]  # <- CX225\n",
        journeys_mua="personas: [lan, minh, lan]  # <- CX226\n",
    )


def test_one_id_in_every_list_of_the_playbook_and_of_a_journey(tmp_path: Path) -> None:
    playbook = """\
stages:
  - {id: nhan-biet, name: Nhận biết}
  - {id: mua-hang, name: Mua hàng}
  - {id: mua-hang, name: Mua nữa}
  - {id: mua-hang, name: Mua mãi}
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-person}
  - {id: zalo, name: Zalo, kind: chat}
  - {id: zalo, name: Zalo OA, kind: chat}
stores:
  - {id: zalo, name: Phố Huế}
  - {id: zalo, name: Phố Huế 2}
"""
    journey = """\
stages:
  - stage: mua-hang
    touchpoints:
      - name: Thử đồ
        id: thu-do
        channels: [cua-hang]
        emotion: 2
        pain_points:
          - {id: cho-lau, text: Chờ lâu}
          - {id: cho-lau, text: Chờ nữa}
        opportunities:
          - {id: thu-do, text: Thêm phòng}
actions:
  - {id: cho-lau, title: Đặt ghế, owner: ban-hang, due: 2027-01-31}
"""
    problems = problems_by_line(tmp_path, {"playbook.yml": playbook, "journeys/mua.yml": journey})
    doubled = [one for one in problems if "first_line" in one.values]
    assert [(p.code, p.values["id"], p.place.line, p.place.column, p.values["first_line"]) for p in doubled] == [
        ("CX222", "cho-lau", 15, 18, 14),
        ("CX222", "thu-do", 17, 18, 10),
        ("CX222", "cho-lau", 19, 10, 14),
        ("CX221", "mua-hang", 6, 10, 5),
        ("CX221", "mua-hang", 7, 10, 5),
        ("CX221", "zalo", 11, 10, 10),
        ("CX221", "zalo", 16, 10, 15),
    ]


def test_what_is_used_twice_in_different_journeys_is_fine(tmp_path: Path) -> None:
    journey = """\
title: Mua
personas: [lan]
owner: ban-hang
reviewed: 2026-11-01
serves: [khach-quay-lai]
stages:
  - stage: mua-hang
    touchpoints:
      - {use: hoi-dap, emotion: 3}
"""
    library = "name: Hỏi đáp\nchannels: [zalo]\nreviewed: 2026-11-01\n"
    check(tmp_path, journeys_mua=journey, journeys_hai=journey, touchpoints_hoi_dap=library)


def test_a_use_is_reported_from_the_id_of_another_thing(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        journeys_mua="""\
stages:
  - stage: mua-hang
    touchpoints:
      - {name: Trả tiền, channels: [cua-hang], emotion: 3}  # <- CX224
      - {id: hoi-dap, name: Hỏi, channels: [cua-hang], emotion: 3}
      - {use: hoi-dap, emotion: 3}  # <- CX223
""",
        touchpoints_hoi_dap="name: Hỏi đáp\nchannels: [zalo]\nreviewed: 2026-11-01\n",
    )
    assert [dict(p.values) for p in problems] == [
        {"title": "Trả tiền", "suggestion": "tra-tien"},
        {"id": "hoi-dap", "first_line": 10},
    ]
    assert [p.place.column for p in problems] == [10, 15]


def test_every_journey_is_looked_at(tmp_path: Path) -> None:
    start = "title: Mua\npersonas: [lan]\nowner: ban-hang\nreviewed: 2026-11-01\nserves: [khach-quay-lai]\n"
    check(
        tmp_path,
        journeys_zz=start
        + """\
stages:
  - stage: mua-hang
    touchpoints:
      - {use: hoi-dap, emotion: 3}
      - {use: hoi-dap, emotion: 2}  # <- CX223
""",
        touchpoints_hoi_dap="name: Hỏi đáp\nchannels: [zalo]\nreviewed: 2026-11-01\n",
    )


def test_former_ids_are_reported_with_what_has_them_now(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        personas_lan="formerly: [minh]  # <- CX225\n",
        personas_minh="name: Minh  # <- CX311\nreviewed: 2026-11-01\nformerly: [minh-cu]\n",
        metrics_nps="formerly: [minh, nps]  # <- CX225\n",
        goals_khach_quay_lai="formerly: [lan]\n",
    )
    assert [(p.place.column, dict(p.values)) for p in problems if p.code == "CX225"] == [
        (18, {"id": "nps", "other": "content/metrics/nps.yml"}),
        (12, {"id": "minh", "other": "content/personas/minh.yml"}),
    ]


def test_a_thing_named_twice_is_reported_by_its_name(tmp_path: Path) -> None:
    problems = check(tmp_path, personas_lan="channels: [zalo, cua-hang, zalo]  # <- CX226\n")
    assert [dict(p.values) for p in problems] == [{"found": "zalo"}]
