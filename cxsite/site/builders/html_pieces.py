"""Reads HTML of a simple form in pieces, each from one `<` to the next: their text for search, anchors, references."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from cxsite.site.engines.material import TOUCHED
from cxsite.site.file_references import ADDRESS_ATTRIBUTES, LINKS, AddressReference, attribute_addresses

_FORM: Final = re.compile(r'/?([a-z][a-z0-9]*)((?:\s+[a-z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)\s*/?')
_ATTRIBUTE: Final = re.compile(r'\s([a-z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')
INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"}
    | {"rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements inside a word; any other element separates words."""
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TOUCHED: Final = re.compile("|".join(map(re.escape, TOUCHED)))
_WITH_CONTENT: Final = ADDRESS_ATTRIBUTES | {"id", "name"}
"""Attributes that may hold anchors or references."""
_ELSEWHERE: Final = frozenset(
    {"base", "body", "embed", "frame", "frameset", "head", "html", "iframe", "image", "link", "meta", "noembed"}
    | {"noframes", "noscript", "object", "plaintext", "script", "style", "textarea", "xmp"}
)
"""Elements that a browser moves, or whose content it does not read as HTML."""
_MOST_PIECES: Final = 1 << 16


class NotPlainError(Exception):
    """Raised if HTML needs a parser."""


class PlainTag(NamedTuple):
    """What a tag contributes to a page; `begins` is whether it begins a section of its own for search."""

    anchors: tuple[str, ...]
    references: tuple[AddressReference, ...]
    begins: bool


_NO_CONTENT: Final = PlainTag((), (), begins=False)


class _PieceCache(dict[str, str]):
    """Maps what stands between two `<` to what search reads there; 2,500 such pieces of a page have 80 new ones.

    `noted` has the tags of those pieces that have anchors or references, or begin a section.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noted: dict[str, PlainTag] = {}

    def __missing__(self, piece: str) -> str:
        if _TOUCHED.search(piece):
            raise NotPlainError
        written, is_tag, text = piece.partition(">")
        if not is_tag or ">" in text:
            raise NotPlainError
        tag, edge = _read_tag(written)
        if tag is not _NO_CONTENT:
            self.noted[piece] = tag
        found = self[piece] = edge + text
        return found


_PIECES: Final = _PieceCache()


def read_pieces(html: str) -> tuple[str, list[PlainTag]]:
    """Return HTML without its tags, as search reads it, and those tags that have content.

    Raises:
        NotPlainError: it has another form, or something that finishing would change.
    """
    if len(_PIECES) > _MOST_PIECES:
        _PIECES.clear()
        _PIECES.noted.clear()
    text, *pieces = html.split("<")
    if ">" in text:
        raise NotPlainError
    text += "".join(map(_PIECES.__getitem__, pieces))
    noted = _PIECES.noted
    return text, [noted[piece] for piece in filter(noted.__contains__, pieces)]


@lru_cache(maxsize=1 << 14)  # cached: the same tag stands before several texts
def _read_tag(written: str) -> tuple[PlainTag, str]:
    """Return what a tag contributes to a page, and what search reads in its place."""
    form = _FORM.fullmatch(written)
    if form is None or form[1] in _ELSEWHERE:
        raise NotPlainError
    attributes = _ATTRIBUTE.findall(form[2])
    names = dict(attributes)
    if len(names) < len(attributes) or names.get("class") == "linenodiv":
        raise NotPlainError
    edge = "" if form[1] in INLINE else " "
    if _WITH_CONTENT.isdisjoint(names):
        return _NO_CONTENT, edge
    anchors, references = list[str](), list[AddressReference]()
    for name, value in attributes:
        if name in ADDRESS_ATTRIBUTES:
            found = attribute_addresses(name, unescape(value), link=form[1] in LINKS)
            references += [AddressReference(*one) for one in found]
        elif value and (name == "id" or (name == "name" and form[1] == "a")):
            anchors.append(unescape(value))
    begins = form[1] in HEADINGS and "id" in names
    return PlainTag(tuple(anchors), tuple(references), begins), edge
