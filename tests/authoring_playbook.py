"""A minimal playbook for the tests of authoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "playbook.yml": """\
title: Sổ tay
languages: [{language}]
stages:
  - {{id: can-nhac, name: Cân nhắc}}
  - {{id: mua-hang, name: Mua hàng}}
channels: [{{id: cua-hang, name: Cửa hàng, kind: in-person}}]
teams: [{{id: ban-hang, name: Bán hàng}}]
version: 2
""",
    "personas/lan.yml": "name: Lan\nformerly: [chi-lan]\n",
    "touchpoints/tra-tien.yml": "name: Trả tiền\nchannels: [cua-hang]\n",
    "journeys/mua-vay.yml": """\
title: Mua váy
personas: [lan]
period: 2w
owner: ban-hang
scenario: {{trigger: "Bạn cưới: cần váy", outcome: Váy vừa ý}}
stages:
  - stage: mua-hang
    goal: Chọn được váy
    touchpoints:
      - id: thu-do
        name: "Thử đồ, ngắm gương"
        channels: [cua-hang]
        does: Thử ba chiếc
        emotion: {{lan: 2}}
        moment_of_truth: true
        pain_points: [{{id: cho, text: Chờ lâu, severity: 4}}]
        opportunities: [{{id: giu-cho, text: Giữ chỗ, addresses: [cho]}}]
      - use: tra-tien
""",
}


def write_small_playbook(folder: Path, language: str = "vi") -> Path:
    """Write the playbook and return the project folder."""
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(language=language), encoding="utf-8")
    return folder
