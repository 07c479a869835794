"""HTML of the form that our templates write, read at the speed of a regular expression.

Such HTML has only tags in small letters whose attributes are all in double quotes, no comments, and no elements whose
content is not HTML. Whatever is otherwise is left to a real parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})

Attribute: TypeAlias = tuple[str, str, str]
"""The element's name, the attribute's name and its value."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands between `<` and `>`.

    `opens` and `closes` name the element that it begins or ends, and are empty where it does not: an empty element
    does both, one that never has an end neither.
    """

    opens: str
    closes: str
    attributes: tuple[Attribute, ...]


class _Tags(dict[str, Tag | None]):
    """Every tag that was met, read once; None for one that is not plain."""

    def __missing__(self, written: str) -> Tag | None:
        found = self[written] = _read(written)
        return found


TAGS: Final = _Tags()


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
    return Tag(begun, ended, told)


def tags(html: str) -> list[str] | None:
    """What stands between each `<` and `>`; None if the HTML is not plain."""
    found = _TAG.findall(html)
    is_plain = html.count("<") == len(found) and None not in {TAGS[tag] for tag in set(found)}
    return found if is_plain and not _tell_in_templates(found) else None


def _tell_in_templates(found: Sequence[str]) -> bool:
    """Whether something in a `<template>` refers to something or is referred to: it is no part of the page yet."""
    inside = 0
    for written in found if "/template" in found else ():
        tag = TAGS[written]
        if tag is not None:
            inside += (tag.opens == "template") - (tag.closes == "template")
            if inside and tag.attributes:
                return True
    return False


def pieces(html: str) -> list[str]:
    """Texts and what stands between `<` and `>` by turns, the first and last being texts."""
    return _TAG.split(html)


def attributes(written: Iterable[str]) -> Iterator[Attribute]:
    """By which attributes elements refer to something or are referred to, from plain tags; equal tags count once."""
    for one in dict.fromkeys(written):
        if (tag := TAGS[one]) is not None:
            yield from tag.attributes
