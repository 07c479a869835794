"""A small playbook without problems, with functions that change some of its files."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem

TODAY = date(2026, 11, 20)
FILES = {
    "content/playbook.yml": """\
title: Sổ tay trải nghiệm
reviewed: 2026-11-01
stages:
  - {id: nhan-biet, name: Nhận biết}
  - {id: mua-hang, name: Mua hàng}
  - {id: hau-mai, name: Hậu mãi}
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-person}
  - {id: zalo, name: Zalo, kind: chat}
teams:
  - {id: ban-hang, name: Bán hàng}
stores:
  - {id: pho-hue, name: Phố Huế}
version: 2
""",
    "content/personas/lan.yml": """\
name: Lan
reviewed: 2026-11-01
""",
    "content/journeys/mua.yml": """\
title: Mua váy tại cửa hàng
personas: [lan]
owner: ban-hang
reviewed: 2026-11-01
serves: [khach-quay-lai]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}
""",
    "content/metrics/nps.yml": """\
name: NPS
kind: nps
family: overall
reviewed: 2026-11-01
cadence: 1mo
question: Bạn có giới thiệu chúng tôi không?
scale: {min: 0, max: 10}
target: 45
definition: Người chấm 9–10 trừ người chấm 0–6.
""",
    "content/goals/khach-quay-lai.yml": """\
title: Khách quay lại
reviewed: 2026-11-01
metric: nps
target: 45
by: 2027-06-30
""",
    "content/observations/figures.csv": """\
metric,period,value,n
nps,2026-10,41,184
""",
}
_TOP_LEVEL = re.compile(r"^(?=[\w\"])", re.MULTILINE)


def changed(path: str, text: str) -> str:
    """Return the base file's text with its top-level keys replaced by those of `text`; a new file is `text`."""
    base = FILES.get(path)
    if base is None or not path.endswith(".yml"):
        return text
    ours = {block.partition(":")[0]: block for block in _TOP_LEVEL.split(base) if block}
    theirs = {block.partition(":")[0]: block for block in _TOP_LEVEL.split(text) if block}
    return "".join({**ours, **theirs}.values())


def write(folder: Path, changes: Mapping[str, str]) -> None:
    """Write the base playbook into a project folder, with the changed files."""
    for path, text in {**FILES, **{path: changed(path, text) for path, text in changes.items()}}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def playbook(folder: Path, changes: Mapping[str, str] | None = None) -> tuple[Content, list[Problem]]:
    """Read the base playbook with changed files as of TODAY, and return it with the problems of reading."""
    write(folder, changes or {})
    return read(folder, today=TODAY)
