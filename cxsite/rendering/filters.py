"""The filters of templates: dates, numbers, durations and authors' Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cxsite.escaping.author_markdown import plain, render_markdown
from cxsite.escaping.fallback import Fallback
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


def markdown(resolve: Callable[[str, str], str | None]) -> Callable[[str], Markup]:
    """Return the filter that renders an author's Markdown; `resolve` gives the address of an internal link."""

    def render(text: str) -> Markup:
        html = render_markdown(str(text), resolve)
        if isinstance(text, Fallback):
            return Markup('<div class="cx-md cx-fallback" lang="{}">{}</div>').format(text.language, html)
        return Markup(f'<div class="cx-md">{html}</div>')  # noqa: S704 -- what is in it was written as HTML

    return render


def join_list(texts: Iterable[str], words: Translator) -> Markup:
    """Join texts or links in one line with the punctuation of the language."""
    shown = tuple(text if isinstance(text, Markup) else show(text) for text in texts)
    return Markup(words.join_list(shown))  # noqa: S704 -- each was written as HTML
