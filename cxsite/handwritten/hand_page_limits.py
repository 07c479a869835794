"""Limits of a hand-written page: text that a Markdown processor would need minutes for is refused."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Final

MAX_SIZE: Final = 256 * 1024
MAX_LINES: Final = 5_000
MAX_PARAGRAPH: Final = 20_000
MANY_IN_PAGE: Final = 3_000
MANY_IN_PARAGRAPH: Final = 500
MANY_DECLARED: Final = 200
MANY_BLOCKS: Final = 1_000

_OPENING: Final = re.compile(r"[\[<]")
# Python-Markdown needs quadratic time for these, or a large part of a millisecond for each.
_IN_PAGE: Final = (
    (re.compile("\n"), MAX_LINES),
    (_OPENING, MANY_IN_PAGE),
    (re.compile("<[!?]"), MANY_DECLARED),
    (re.compile(r"^ {0,3}(?:#|=+ *$|-+ *$|```|~~~|\*\[)", re.MULTILINE), MANY_BLOCKS),
    (re.compile(r"^(?: {0,3}>){20}", re.MULTILINE), 0),
)
_PARAGRAPH: Final = re.compile(r"(?:.+\n?)+")


def too_dense(text: str) -> int | None:
    """Return the offset at which a page exceeds a limit; None if it does not."""
    beyond = chain(
        (_beyond(character, text, most) for character, most in _IN_PAGE),
        *(_in_paragraph(text, *found.span()) for found in _PARAGRAPH.finditer(text)),
    )
    return min((at for at in beyond if at is not None), default=None)


def _in_paragraph(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    longest = start + MAX_PARAGRAPH
    return longest if end > longest else None, _beyond(_OPENING, text, MANY_IN_PARAGRAPH, start, end)


def _beyond(character: re.Pattern[str], text: str, most: int, *span: int) -> int | None:
    """Return the offset of the first character beyond the limit."""
    return next((found.start() for found in islice(character.finditer(text, *span), most, None)), None)
