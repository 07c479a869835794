"""Text for HTML that also survives inside a Markdown page.

Characters that are special to an HTML parser or a Markdown processor are written as `&#NN;`. The same output is valid
in text and in double-quoted attributes.
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
# Markdown processors strip these from the ends of lines, or read them as indentation.
_SPACES: Final = "\t\n\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000\ufeff"
_SHORT: Final = 200
_EDGE_SPACES: Final = re.compile("^ +| +$|  +")
_PLAIN: Final = re.compile(r"[\w!%(),./:;?“”‘’–—…-]++(?: [\w!%(),./:;?“”‘’–—…-]++)*+")  # noqa: RUF001 -- as it is written
"""A text in which at most `_` is encoded, as most texts are."""


def find_unwritable() -> set[int]:
    """Return the code points that no HTML document may hold: controls, surrogates, noncharacters."""
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}
    noncharacters = {plane + low for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)}
    return controls | noncharacters | {*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)}


_IN_LINES: Final = {
    **dict.fromkeys(find_unwritable(), _REPLACEMENT),
    **{ord(character): f"&#{ord(character)};" for character in string.punctuation + _SPACES},
}
_INERT: Final = "!%(),-./:;?"
"""Characters that are special neither in HTML text and double quotes, nor in Markdown's preprocessing of HTML blocks.
"""
_IN_BLOCKS: Final = {character: written for character, written in _IN_LINES.items() if chr(character) not in _INERT}


def encode(text: str) -> Markup:
    """Return `text` as one line inside a block of HTML that shows it unchanged.

    Line breaks of every kind become `&#10;`. Characters that HTML cannot hold (controls, lone
    surrogates, noncharacters) become U+FFFD.
    """
    return _encode(str(text)) if len(text) < _SHORT else Markup(encode_once(text))  # noqa: S704 - this is the encoder


def encode_once(text: str) -> str:
    """Return `text` as `encode` does, as a plain `str`, for callers that keep the result themselves."""
    if _PLAIN.fullmatch(text) and "_" not in text:  # A shortcut: translating needs five times as long.
        return str(text)
    return _translate(str(text), _IN_BLOCKS)


@lru_cache(maxsize=1 << 10)  # Cached: a heading is written, listed and searched.
def encode_line(text: str) -> Markup:
    """Return `text` encoded for a line that Markdown itself parses, such as a heading: no special character is left."""
    return Markup(_translate(text, _IN_LINES))  # noqa: S704 - this is the encoder


@lru_cache(maxsize=1 << 14)  # Cached: names and interface texts appear on every page.
def _encode(text: str) -> Markup:
    return Markup(encode_once(text))  # noqa: S704 - this is the encoder


def _translate(text: str, table: Mapping[int, str]) -> str:
    encoded = _LINE_BREAK.sub("\n", text).translate(table)
    if encoded.startswith(" ") or encoded.endswith(" ") or "  " in encoded:
        encoded = _EDGE_SPACES.sub(_as_references, encoded)
    return encoded


def encode_lines(text: str) -> Markup:
    """Return `text` as `encode` does, with its line breaks as `<br>`."""
    lines = _LINE_BREAK.sub("\n", text).split("\n")
    return Markup("<br>").join(encode(line) for line in lines)


def show(text: str) -> Markup:
    """Return `text` encoded for use between tags, with a `lang` attribute if its language is not the page's."""
    return mark_language(text, encode(text))


def mark_language(text: str, html: Markup) -> Markup:
    """Return `html`, which shows `text`, with a `lang` attribute if its language is not the page's."""
    if not isinstance(text, Fallback):
        return html
    return Markup('<span class="cx-fallback" lang="{}">{}</span>').format(text.language, html)


def finalize(value: object) -> object:
    """Return what Jinja2 writes for an expression: its `finalize` hook.

    Markup passes unchanged, text is encoded, numbers are written plainly. An undefined value is converted to text, so
    that `StrictUndefined` raises its error.

    Raises:
        TypeError: any other value (None, a boolean, a date), which is a mistake in the template.
    """
    if type(value) is str:
        return encode(value)
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
