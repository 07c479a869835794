"""Lines and indentation between the theme's tags, which say nothing and are a third of its part of a page."""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2\s*>)|[ \t\r\f]*\n[ \t\r\n\f]*", re.DOTALL)


def strip_whitespace(page: str) -> str:
    """The page with one line end where the theme has several, or indentation; what is in `<article>` stays as it is."""
    start, end = page.find("<article"), page.rfind("</article>")
    if not 0 <= start < end:
        return page
    return f"{strip_part(page[:start])}{page[start:end]}{strip_part(page[end:])}"


def strip_part(html: str) -> str:
    """A part of what the theme wrote, in the same way."""
    return _SPACES.sub(lambda found: found[1] or "\n", html)
