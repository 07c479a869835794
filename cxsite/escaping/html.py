"""Text for HTML, which stays the same text inside a Markdown page.

Signs that an HTML parser or a Markdown processor may react to are written as `&#NN;`. The same bytes serve in text and
in double-quoted attributes.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import Undefined
from markupsafe import Markup

from cxsite.escaping.fallback import Fallback

if TYPE_CHECKING:
    from collections.abc import Mapping

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_BREAK: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Markdown processors strip these from the ends of lines, or take them for indentation.
_SPACES: Final = "\t\n\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000\ufeff"
_SHORT: Final = 200
_EDGE_SPACES: Final = re.compile("^ +| +$|  +")


def find_unwritable() -> set[int]:
    """Code points that no HTML document may hold: controls, surrogates, noncharacters."""
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}
    noncharacters = {plane + low for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)}
    return controls | noncharacters | {*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)}


_IN_LINES: Final = {
    **dict.fromkeys(find_unwritable(), _REPLACEMENT),
    **{ord(character): f"&#{ord(character)};" for character in string.punctuation + _SPACES},
}
_INERT: Final = "!%(),-./:;?"
"""Signs that mean nothing to HTML in text and double quotes, nor to what Markdown does before it sets blocks aside."""
_IN_BLOCKS: Final = {character: written for character, written in _IN_LINES.items() if chr(character) not in _INERT}


def encode(text: str) -> Markup:
    """Give `text` as one line inside a block of HTML that shows it unchanged.

    Line breaks of every kind become `&#10;`. Characters that HTML cannot hold (controls, lone
    surrogates, noncharacters) become U+FFFD.
    """
    return _encode(str(text)) if len(text) < _SHORT else _encode.__wrapped__(text)


@lru_cache(maxsize=1 << 14)  # a heading stands in its page, in the list of headings, and is reported to search
def encode_line(text: str) -> Markup:
    """Give `text` as `encode` does, for a line that Markdown itself reads, as a heading: no sign is left in it."""
    return _translate(text, _IN_LINES)


@lru_cache(maxsize=1 << 14)  # names and words of the interface stand on every page
def _encode(text: str) -> Markup:
    return _translate(text, _IN_BLOCKS)


def _translate(text: str, table: Mapping[int, str]) -> Markup:
    encoded = _LINE_BREAK.sub("\n", text).translate(table)
    if encoded.startswith(" ") or encoded.endswith(" ") or "  " in encoded:
        encoded = _EDGE_SPACES.sub(_as_references, encoded)
    return Markup(encoded)  # noqa: S704 - this is the encoder


def encode_lines(text: str) -> Markup:
    """Give `text` as `encode` does, with its line breaks as `<br>`."""
    lines = _LINE_BREAK.sub("\n", text).split("\n")
    return Markup("<br>").join(encode(line) for line in lines)


def show(text: str) -> Markup:
    """Give `text` as `encode` does, between tags; one in another language than the page's is marked as such."""
    return mark_language(text, encode(text))


def mark_language(text: str, html: Markup) -> Markup:
    """Give `html`, which shows `text`, with a mark of its language where that is not the page's."""
    if not isinstance(text, Fallback):
        return html
    return Markup('<span class="cx-fallback" lang="{}">{}</span>').format(text.language, html)


def finalize(value: object) -> object:
    """Give what Jinja2 shall write for an expression: its `finalize` hook.

    Markup passes, text is encoded, numbers are written plainly. An undefined value is asked for its
    text, so that `StrictUndefined` raises. Anything else (None, booleans, dates) is a template that forgot to
    choose words: TypeError.
    """
    if type(value) is str:
        return _encode(value) if len(value) < _SHORT else _translate(value, _IN_BLOCKS)
    if isinstance(value, str):
        return value if isinstance(value, Markup) else show(value)
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return encode(str(value))
    message = f"a template may write text, numbers and markup, not {type(value).__name__}"
    raise TypeError(message)


def _as_references(spaces: re.Match[str]) -> str:
    return "&#32;" * len(spaces[0])
