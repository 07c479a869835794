"""Text for a comment on GitHub or GitLab that is shown literally.

HTML and Markdown are escaped as in `cxsite.escaping.html`. Both sites also scan the rendered text for users to
notify, issues, commits and addresses; a zero-width character at the start of each prevents such links.
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
    """Return `text` as one line that a comment shows literally; invisible characters are written as escapes."""
    parted = _COMMIT.sub(_in_pieces, _REFERENCE.sub(_NO_WIDTH, terminal.encode(text)))
    return str(html.encode_line(parted)).replace(_NO_WIDTH, "&#8203;")


def _in_pieces(number: re.Match[str]) -> str:
    """Split what may be the hash of a commit into pieces that are too short for one."""
    return _SHORT.sub(rf"\g<0>{_NO_WIDTH}", number[0])
