"""Search in the sample: titles that say what and where, and no drawings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

DIAGRAM_WORDS = ("accTitle", "flowchart LR", "gantt", "timeline title", "M0 ")


def test_drawings_and_diagrams_stay_out(sample: Path) -> None:
    index: dict[str, Any] = json.loads((sample / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert len(index["docs"]) > 100
    leaked = [(entry["location"], word) for entry in index["docs"] for word in DIAGRAM_WORDS if word in entry["text"]]
    assert leaked == []


def test_titles_say_what_and_where(sample: Path) -> None:
    index: dict[str, Any] = json.loads((sample / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["journeys/mua-tai-cua-hang.html#touchpoint-thu-do"] == "Thử đồ – Điểm chạm, Mua váy tại cửa hàng"
    assert titles["personas/lan.html"] == "Lan – Chân dung"
