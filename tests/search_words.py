"""Reads a search index as texts or words at anchors, for comparison."""

from __future__ import annotations

import json
import re
from html import unescape


def texts_at_anchors(index: bytes) -> dict[str, tuple[object, ...]]:
    """Return the settings of a search index and, by location, title, text and rank without tags and white space."""
    values = json.loads(index)
    found: dict[str, tuple[object, ...]] = {"#": (json.dumps(values["config"]),)}
    for entry in values["docs"]:
        assert entry["location"] not in found
        texts = ("".join(_words(entry[field], "")) for field in ("title", "text"))
        found[entry["location"]] = (*texts, entry.get("boost"))
    return found


def words_at_anchors(index: bytes) -> dict[str, tuple[object, ...]]:
    """Return by location the words of title and text, and both as folded words."""
    return {
        entry["location"]: (
            _words(entry["title"], " "),
            _words(entry["text"], " "),
            entry.get("folded", "").split(),
            entry.get("folded_title", "").split(),
        )
        for entry in json.loads(index)["docs"]
    }


def _words(html: str, between: str) -> list[str]:
    return unescape(re.sub("</?(?:p|pre|code|li|ol|ul|sub|sup)>", between, html)).split()
