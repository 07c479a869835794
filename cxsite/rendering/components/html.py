"""HTML as a type of its own, and the only ways from text to HTML that components have.

A component is a function that returns `Html` from an f-string. Each value in such an f-string is `Html` itself: what
`text`, `attribute` or `number` returns, a label, or the result of another component. `mypy` checks the types of
arguments, and `tests/rendering/test_components.py` checks every value in every f-string of this package.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NewType

from cxsite.escaping.html import encode, encode_once, show
from cxsite.rendering.sections import separate_boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from cxsite.i18n.catalogue import Translator

Html = NewType("Html", str)
"""HTML in which every text is encoded. A plain `str` while it runs: f-strings are four times slower with `Markup`."""

NOTHING: Final = Html("")
_SHORT: Final = 200


def text(value: str) -> Html:
    """Return a text for use between tags, with its language marked if it is not the page's."""
    if type(value) is str and len(value) < _SHORT:
        return _encode_short(value)
    return Html(str(show(value)))


def attribute(value: str) -> Html:
    """Return a text for use inside a quoted attribute."""
    return _encode_short(value) if len(value) < _SHORT else Html(encode_once(value))


@lru_cache(maxsize=1 << 14)  # Cached: names, addresses and words of the interface are on every page.
def _encode_short(value: str) -> Html:
    return Html(encode_once(value))


def number(value: float) -> Html:
    """Return a number as HTML attributes and short notes write it: `4`, `2.5`."""
    return _encode_short(str(value))


def trusted(html: Markup) -> Html:
    """Return the HTML of a drawing or of an author's Markdown, which is encoded where it is made."""
    return Html(str(html))


def markdown_box(html: Markup, language: str = "") -> Html:
    """Return the HTML of an author's Markdown in a box, with a line break between its parts."""
    marks = f' cx-fallback" lang="{attribute(language)}' if language else ""
    return Html(separate_boxes(f'<div class="cx-md{marks}">{html}</div>'))


def join(parts: Iterable[Html], between: Html = NOTHING) -> Html:
    """Return parts one after another."""
    return Html(between.join(parts))


def phrase(parts: Sequence[Html], words: Translator) -> Html:
    """Return parts as a phrase of the language: `a, b và c`."""
    return Html(words.join_list(parts))


class Labels(dict[str, Html]):
    """The sentences of the interface by their keys, each encoded once for a language."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, key: str) -> Html:
        """Encode a sentence when it is first used. Raises KeyError for an unknown key."""
        label = self[key] = Html(str(encode(self.words(key))))
        return label
