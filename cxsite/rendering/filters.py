"""The filters of templates: dates, numbers and durations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cxsite.escaping.author_markdown import plain
from cxsite.escaping.html import encode_lines, mark_language, show
from cxsite.pages.durations import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cxsite.i18n.catalogue import Translator


def plain_filters(words: Translator) -> Mapping[str, Callable[..., object]]:
    """Return the filters shared by all pages: `day number percent signed plain lines listed length_of_time`."""
    return {
        "day": words.day,
        "number": words.number,
        "percent": words.percent,
        "signed": words.signed_number,
        "plain": plain,
        "lines": lambda text: mark_language(text, encode_lines(text)),
        "listed": lambda texts: join_list(texts, words),
        "length_of_time": lambda duration: format_duration(duration, words),
    }


def join_list(texts: Iterable[str], words: Translator) -> Markup:
    """Join texts or links in one line with the punctuation of the language."""
    shown = tuple(text if isinstance(text, Markup) else show(text) for text in texts)
    return Markup(words.join_list(shown))  # noqa: S704 -- each was written as HTML
