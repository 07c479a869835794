"""Search results that say what was found and where: `Thử đồ – Mua váy tại cửa hàng`."""

from __future__ import annotations

import json
import posixpath
from typing import Any

BETWEEN = " – "


def place_titles(index: str) -> str:
    """Give each section's title its page's, and each page's that of the index of its folder; twice changes nothing."""
    found: dict[str, Any] = json.loads(index)
    pages = {entry["location"]: entry["title"] for entry in found["docs"] if "#" not in entry["location"]}
    own = {location: title.split(BETWEEN)[0] for location, title in pages.items()}
    for entry in found["docs"]:
        page, _, anchor = entry["location"].partition("#")
        above = page if anchor else posixpath.join(posixpath.dirname(page), "index.html")
        where = own.get(above, "") if anchor or posixpath.dirname(page) else ""
        if where and above != entry["location"] and not entry["title"].endswith(f"{BETWEEN}{where}"):
            entry["title"] += f"{BETWEEN}{where}"
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
