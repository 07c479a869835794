"""Vietnamese and other text folded to letters without accents: for search, ids and anchors."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ID_PATTERN: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID: Final = 64
RESERVED_IDS: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))}
    | {"index", "404", "search", "assets", "sitemap", "readme"}
)
"""Names that Windows reserves for devices, and names that the site itself uses."""

_NO_ACCENT: Final = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "ł": "l", "ø": "o"})
_GAP: Final = re.compile("[^a-z0-9]+")


def fold(text: str) -> str:
    """Return `text` without accents and in lower case: `Khách hàng` and `KHACH HANG` fold to `khach hang`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in parts if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare.translate(_NO_ACCENT))


def slug(text: str, *, fallback: str = "item") -> str:
    """Return an id for a title: `Đặt hàng` becomes `dat-hang`.

    `fallback`, itself an id, is used if the title has no letter or digit, and is appended to a
    reserved name (`index-item`). Long titles are cut between words where possible.
    """
    words = _GAP.sub("-", fold(text)).strip("-") or fallback
    if words in RESERVED_IDS:
        words = f"{words}-{fallback}"
    return words if len(words) <= LONGEST_ID else _shorten(words)


def _shorten(words: str) -> str:
    return words[: LONGEST_ID + 1].rpartition("-")[0] or words[:LONGEST_ID]
