"""A fast parser, by regular expressions, of HTML in the form that our templates write.

Such HTML has only lower-case tags whose attributes are all in double quotes, no comments, and no elements whose
content is not HTML. Any other HTML needs a real parser.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = "viewBox|preserveAspectRatio|[a-z][a-z0-9-]*+(?::[a-z]++)?+"
_PLAIN: Final = re.compile(rf'(/?)([a-z][a-z0-9]*+)((?: (?:{_NAME})(?:="[^"<>]*+")?+)*+) ?(/?)')
_ATTRIBUTE: Final = re.compile(' ([a-z][a-z0-9:-]*+)(?:="([^"]*)")?')
_REFERRING: Final = frozenset(
    {"action", "background", "data", "formaction", "href", "id", "name", "poster", "src", "srcset", "style"}
    | {"xlink:href"}
)
"""The attributes with which an element refers to something, or is referred to."""
_DIFFERENT: Final = frozenset(
    {"base", "embed", "frame", "iframe", "link", "meta", "noembed", "noframes", "noscript", "object", "plaintext"}
    | {"script", "style", "textarea", "xmp"}
)
_APART: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre"})
NOT_SEARCHED: Final = "unread"
"""The name of an element that search excludes."""
_NOT_SEARCHED: Final = ("data-search-exclude", 'class="linenodiv"')
_MOST: Final = 1 << 15
SEARCHED_TAGS: Final = ("p", "code", "li", "ol", "ul", "sub", "sup")
"""The tags that search keeps in texts."""
BLANK: Final = "\0"
"""Represents a text of white space only."""
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})

Attribute: TypeAlias = tuple[str, str, str]
"""The element's name, the attribute's name and its value."""


class Tag(NamedTuple):
    """A tag with the text after it.

    `opens` and `closes` name the element that it begins or ends, or are empty: an element without content does both, a
    void element neither. `apart` means that search reads this element in a special way, and `text` is what search
    keeps of the tag and the text.
    """

    opens: str
    closes: str
    apart: str
    attributes: tuple[Attribute, ...]
    text: str


class PlainHtml(NamedTuple):
    """Parsed plain HTML: what search keeps of the text before the first tag, and the tags."""

    text: str
    tags: list[Tag]


class _NotPlainError(Exception):
    pass


class _TagCache(dict[str, Tag]):
    """A cache of parsed tags, without the text after them."""

    def __missing__(self, written: str) -> Tag:
        if len(self) >= _MOST:
            self.clear()
        found = self[written] = _read(written)
        return found


class _TagWithTextCache(dict[str, Tag]):
    """A cache of parsed tags as `parse_plain` splits them: up to `>`, and the text after it."""

    def __missing__(self, written: str) -> Tag:
        if len(self) >= _MOST:
            self.clear()
        tag, end, text = written.partition(">")
        if not end:
            raise _NotPlainError
        alone = _ALONE[tag]
        found = self[written] = Tag(*alone[:-1], alone.text + _searched_text(text)) if text else alone
        return found


_ALONE: Final = _TagCache()
_TAGS: Final = _TagWithTextCache()


def parse_plain(html: str) -> PlainHtml | None:
    """Parse HTML; None if it is not plain."""
    before, *written = html.split("<")
    try:
        tags = [_TAGS[one] for one in written]
    except _NotPlainError:
        return None
    return None if "</template" in html and _refer_in_templates(tags) else PlainHtml(_searched_text(before), tags)


def _read(written: str) -> Tag:
    match = _PLAIN.fullmatch(written)
    if match is None or match[2] in _DIFFERENT or (match[1] and (match[3] or match[4])):
        raise _NotPlainError
    end, name, wording, alone = match.groups()
    reported = tuple((name, key, unescape(value)) for key, value in _ATTRIBUTE.findall(wording) if key in _REFERRING)
    if name in _VOID:
        return Tag("", "", "", reported, "")
    begun, ended = "" if end else name, name if end or alone else ""
    apart = begun if begun in _APART else NOT_SEARCHED if any(mark in wording for mark in _NOT_SEARCHED) else ""
    marks = (f"<{name}>" * bool(begun) + f"</{name}>" * bool(ended)) if name in SEARCHED_TAGS else ""
    return Tag(begun, ended, apart, reported, marks)


def _searched_text(text: str) -> str:
    """Return what search keeps of a text."""
    shown = unescape(text) if "&" in text else text
    return BLANK if shown.isspace() else escape(shown, quote=False).replace("\n", " ")


def _refer_in_templates(tags: Iterable[Tag]) -> bool:
    """Return whether a `<template>` contains anchors or references, which are not part of the page yet."""
    inside = 0
    for tag in tags:
        inside += (tag.opens == "template") - (tag.closes == "template")
        if inside and tag.attributes:
            return True
    return False
