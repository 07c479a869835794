"""What templates may do with a value: write a date, a number, a length of time or an author's Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cxsite.escaping.author_markdown import plain, read
from cxsite.escaping.html import encode_lines
from cxsite.pages.lengths import length

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cxsite.words.catalogue import Words


def plain_filters(words: Words) -> Mapping[str, Callable[..., object]]:
    """The filters that do not depend on the page: `day number percent signed plain lines length_of_time`."""
    return {
        "day": words.day,
        "number": words.number,
        "percent": words.percent,
        "signed": words.signed,
        "plain": plain,
        "lines": encode_lines,
        "length_of_time": lambda duration: length(duration, words),
    }


def markdown(resolve: Callable[[str, str], str | None]) -> Callable[[str], Markup]:
    """How a page writes an author's Markdown, its internal links led to their pages by `resolve`."""
    return lambda text: Markup('<div class="cx-md">') + read(text).html(resolve) + Markup("</div>")
