"""Checks titles given on the command line."""

from __future__ import annotations

import unicodedata

from cxsite.problems import CxsiteError


def check_title(title: str) -> str:
    """Return the title in NFC. Raises CxsiteError if it has no letter or digit, or invisible characters."""
    plain = " ".join(unicodedata.normalize("NFC", title).split())
    if not any(unicodedata.category(one_character)[0] in "LN" for one_character in plain):
        raise CxsiteError("A title needs at least one letter or digit.", "Write it in quotes: “Mua váy tại cửa hàng”.")
    if any(unicodedata.category(one_character) in {"Cc", "Cs", "Co", "Cn"} for one_character in plain):
        raise CxsiteError("The title contains an invisible character.", "Type the title again.")
    return plain
