"""HTML of the form that our templates write, read at the speed of a regular expression.

Such HTML has only tags in small letters whose attributes are all in double quotes, no comments, and no elements whose
content is not HTML. Whatever is otherwise is left to a real parser.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = "viewBox|preserveAspectRatio|[a-z][a-z0-9-]*+(?::[a-z]++)?+"
_TAG: Final = re.compile("<([^>]*)>")
_PLAIN: Final = re.compile(rf'(/?)([a-z][a-z0-9]*+)((?: (?:{_NAME})(?:="[^"<>]*+")?+)*+) ?(/?)')
_ATTRIBUTE: Final = re.compile(' ([a-z][a-z0-9:-]*+)(?:="([^"]*)")?')
_TOLD: Final = frozenset(
    {"action", "background", "data", "formaction", "href", "id", "name", "poster", "src", "srcset", "style"}
    | {"xlink:href"}
)
"""The attributes by which an element refers to something, or is referred to."""
_OTHERWISE: Final = frozenset(
    {"base", "embed", "frame", "iframe", "link", "meta", "noembed", "noframes", "noscript", "object", "plaintext"}
    | {"script", "style", "textarea", "xmp"}
)
_UNREAD: Final = ("data-search-exclude", 'class="linenodiv"')
_MOST: Final = 1 << 16
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})

Attribute: TypeAlias = tuple[str, str, str]
"""The element's name, the attribute's name and its value."""


class Tag(NamedTuple):
    """What stands between `<` and `>`.

    `opens` and `closes` name the element that it begins or ends, and are empty where it does not: an empty element
    does both, one that never has an end neither. `unread` says that search leaves out what is in it.
    """

    opens: str
    closes: str
    unread: bool
    attributes: tuple[Attribute, ...]


class _Tags(dict[str, Tag | None]):
    """Every tag that was met, read once; None for one that is not plain."""

    def __missing__(self, written: str) -> Tag | None:
        if len(self) >= _MOST:
            self.clear()
        found = self[written] = _read(written)
        return found


_TAGS: Final = _Tags()


def _read(written: str) -> Tag | None:
    match = _PLAIN.fullmatch(written)
    if match is None or match[2] in _OTHERWISE or (match[1] and (match[3] or match[4])):
        return None
    end, name, said, alone = match.groups()
    if name in _VOID:
        end, begun, ended = "", "", ""
    else:
        begun, ended = "" if end else name, name if end or alone else ""
    told = tuple((name, key, unescape(value)) for key, value in _ATTRIBUTE.findall(said) if key in _TOLD)
    return Tag(begun, ended, any(mark in said for mark in _UNREAD), told)


class Plain(NamedTuple):
    """Plain HTML taken apart: texts and what stands between `<` and `>` by turns, the first and last being texts."""

    pieces: list[str]
    tags: list[Tag]


def plain(html: str) -> Plain | None:
    """The HTML taken apart; None if it is not plain."""
    pieces = _TAG.split(html)
    tags = [_TAGS[written] for written in pieces[1::2]]
    if None in tags or html.count("<") != len(tags):
        return None
    found = cast("list[Tag]", tags)
    return None if "</template" in html and _tell_in_templates(found) else Plain(pieces, found)


def _tell_in_templates(tags: Iterable[Tag]) -> bool:
    """Whether something in a `<template>` refers to something or is referred to: it is no part of the page yet."""
    inside = 0
    for tag in tags:
        inside += (tag.opens == "template") - (tag.closes == "template")
        if inside and tag.attributes:
            return True
    return False
