"""Search results that say what was found and where: `Thử đồ – Mua váy tại cửa hàng`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BETWEEN = " – "


def place_titles(index: str) -> str:
    """Give each section's title in Material's search index its page's, too; twice changes nothing."""
    found: dict[str, Any] = json.loads(index)
    found["docs"] = placed(found["docs"])
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def placed(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entries of whole pages, each section's with its page's title."""
    pages = {entry["location"]: entry["title"] for entry in entries if "#" not in entry["location"]}
    return [
        {**entry, "title": placed_title(entry["title"], pages.get(page, "") if anchor else "")}
        for entry in entries
        for page, _, anchor in [entry["location"].partition("#")]
    ]


def placed_title(section: str, page: str) -> str:
    """A section's title with that of its page, where there is one and it does not say so already."""
    return section if not page or section.endswith(page) else f"{section}{BETWEEN}{page}"
