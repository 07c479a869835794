"""Text for a comment on GitHub or GitLab, which stays text there.

HTML and Markdown find nothing to react to, as in `cxsite.escaping.html`. Both sites then look through what is shown
for people to notify, issues, commits and addresses: so a character of no width is put where these would begin.
"""

from __future__ import annotations

import re
from typing import Final

from cxsite.escaping import html, terminal

_NO_WIDTH: Final = "\N{ZERO WIDTH SPACE}"
_REFERENCE: Final = re.compile(r"(?<=[@#!~%$&^:])(?=[\w/@\"'\[*-])|(?<=www)(?=\.)|(?<=[A-Za-z]-)(?=\d)", re.IGNORECASE)
_COMMIT: Final = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_SHORT: Final = re.compile(r".{6}(?=.)")


def encode(text: str) -> str:
    """Give `text` as one line that a comment shows as it is; what cannot be seen is written as an escape."""
    parted = _COMMIT.sub(_in_pieces, _REFERENCE.sub(_NO_WIDTH, terminal.encode(text)))
    return str(html.encode_line(parted)).replace(_NO_WIDTH, "&#8203;")


def _in_pieces(number: re.Match[str]) -> str:
    """What may be the number of a commit, in pieces too short for one."""
    return _SHORT.sub(rf"\g<0>{_NO_WIDTH}", number[0])
