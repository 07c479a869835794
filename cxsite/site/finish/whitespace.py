"""Removes lines and indentation between the theme's tags, which are a third of its frame."""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2\s*>)|[ \t\r\f]*\n[ \t\r\n\f]*", re.DOTALL)


def strip_whitespace(page: str) -> str:
    """Collapse white space between tags to one line end; the content of `<article>` is not changed."""
    start, end = page.find("<article"), page.rfind("</article>")
    if not 0 <= start < end:
        return page
    return f"{strip_part(page[:start])}{page[start:end]}{strip_part(page[end:])}"


def strip_part(html: str) -> str:
    """Collapse white space in a part of the theme's output, in the same way."""
    return _SPACES.sub(lambda found: found[1] or "\n", html)
