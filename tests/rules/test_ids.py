from __future__ import annotations

from typing import TYPE_CHECKING

from marked_lines import check

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
