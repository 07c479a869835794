"""From now to the ideal, touchpoint by touchpoint."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from planned_pages import plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from planned_pages import PlannedPages

PAGE = "comparisons/kham-ly-tuong"
TEAM = "owner: ban-hang"
MERGED = {
    "content/journeys/kham.yml": f"""\
title: Khám
personas: [lan]
{TEAM}
stages:
  - stage: mua-hang
    touchpoints:
      - {{id: lay-so, name: Lấy số, channels: [cua-hang], emotion: 2}}
      - id: xuat-trinh-the
        name: Xuất trình thẻ
        channels: [cua-hang]
        emotion: 2
        pain_points: [{{id: thieu-giay, text: Thiếu giấy phải về lấy, severity: 5}}]
      - {{id: tam-ung, name: Tạm ứng, channels: [cua-hang], emotion: 3}}
      - {{id: cho, name: Chờ, channels: [cua-hang], emotion: 1}}
actions:
  - {{id: bo-sung, title: Nhận giấy qua Zalo, addresses: [thieu-giay], owner: ban-hang, status: doing, due: 2027-03-31}}
""",
    "content/journeys/kham-ly-tuong.yml": f"""\
title: Khám, lý tưởng
personas: [lan]
state: ideal
baseline: kham
{TEAM}
stages:
  - stage: mua-hang
    touchpoints:
      - {{id: mot-lan, name: Quét một lần, channels: [cua-hang], emotion: 5,
         replaces: [lay-so, xuat-trinh-the, tam-ung]}}
      - {{id: bao-gio, name: Báo giờ, channels: [cua-hang], emotion: 4}}
""",
}


def rows(page: str) -> list[str]:
    """The words of each row of the table of what must change."""
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    texts = (unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row)) for row in table.split("<tr>")[1:])
    return [" ".join(text.split()) for text in texts]


def merged(tmp_path: Path) -> PlannedPages:
    return plan_small_playbook(tmp_path, MERGED)


def test_each_touchpoint_that_the_ideal_merges_has_its_row_with_its_pains_and_actions(tmp_path: Path) -> None:
    found = rows(merged(tmp_path)[PAGE])
    names = [re.split(r" \d/5", row)[0] for row in found]
    assert names[:3] == ["Lấy số", "Xuất trình thẻ", "Tạm ứng"]
    assert all("Quét một lần" in row and "Gộp" in row for row in found[:3])
    assert "Thiếu giấy phải về lấy" in found[1]
    assert "Nhận giấy qua Zalo" in found[1]
    assert "Nhận giấy qua Zalo" not in found[0]


def test_new_and_dropped_touchpoints_are_no_merged_ones(tmp_path: Path) -> None:
    found = rows(merged(tmp_path)[PAGE])
    assert len(found) == 5
    assert "Báo giờ" in found[3]
    assert "Mới" in found[3]
    assert "Chờ" in found[4]
    assert "Bỏ" in found[4]
    assert not any("Gộp" in row for row in found[3:])


def test_the_drawing_has_a_line_for_each_of_them(tmp_path: Path) -> None:
    page = merged(tmp_path)[PAGE]
    drawing = page[page.index('<svg class="cx-drawing cx-gap') : page.index("<tbody>")]
    assert drawing.count("Gộp") == 3
