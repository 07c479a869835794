"""Reads the addresses that a file of the built site refers to, and its anchors."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_FETCHED = frozenset({"src", "poster", "data", "action", "formaction", "background", "xlink:href", "href"})
ADDRESS_ATTRIBUTES = _FETCHED | {"srcset", "style"}
_REFERRING = ",".join(f"[{name.replace(':', chr(92) + ':')}]" for name in sorted(ADDRESS_ATTRIBUTES))
LINKS = frozenset({"a", "area"})
_RELATIONS = frozenset({"canonical", "alternate", "prev", "next"})  # link relations that browsers do not fetch
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+["']([^"']+)""", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


class AddressReference(NamedTuple):
    """An address as written in a file, and whether it is a link, which a browser follows only at a click."""

    address: str
    link: bool = False


class HtmlPage(NamedTuple):
    """The anchors and references of one HTML page."""

    anchors: frozenset[str]
    references: tuple[AddressReference, ...]


def read_html(text: str) -> HtmlPage:
    """Return the anchors and references of an HTML page, parsed as browsers parse it."""
    tree = LexborHTMLParser(text)
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    anchors |= {node.attributes["name"] for node in tree.css("a[name]")}
    references = dict.fromkeys(_html_references(tree))
    return HtmlPage(frozenset(filter(None, anchors)), tuple(AddressReference(*one) for one in references))


def read_css(text: str) -> tuple[AddressReference, ...]:
    """Return the files that a style sheet fetches."""
    return tuple(AddressReference(*one) for one in _css_addresses(text))


def _css_addresses(text: str) -> Iterator[tuple[str, bool]]:
    if "(" in text or "@" in text:
        found = _CSS_URL.findall(_CSS_COMMENT.sub("", text))
        yield from ((next(filter(None, parts)).strip(), False) for parts in found if any(parts))


def read_sitemap(text: str) -> tuple[AddressReference, ...]:
    """Return the pages that a sitemap lists."""
    return tuple(AddressReference(unescape(address), link=True) for address in _LOCATION.findall(text))


def read_search_index(text: str) -> tuple[AddressReference, ...]:
    """Return the targets of a search index of Material or Zensical, relative to the site's root."""
    index = json.loads(text)
    entries = index["docs"] if "docs" in index else index["items"]
    return tuple(AddressReference(entry["location"], link=True) for entry in entries)


def _html_references(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    """Yield each address and whether it is a link; as plain tuples, because most of them repeat."""
    for node in tree.css(_REFERRING):
        yield from _node_references(node)
    for node in tree.css("style"):
        yield from _css_addresses(node.text())
    for node in tree.css("meta[http-equiv=refresh i]"):
        if target := _REFRESH.match(node.attributes.get("content") or ""):
            yield target[1], False


def _node_references(node: LexborNode) -> Iterator[tuple[str, bool]]:
    wording, tag = node.attributes, node.tag
    link = tag in LINKS or (tag == "link" and set((wording.get("rel") or "fetched").lower().split()) <= _RELATIONS)
    for name, value in wording.items():
        yield from attribute_addresses(name, value or "", link=link)


def attribute_addresses(name: str, value: str, *, link: bool) -> Iterator[tuple[str, bool]]:
    """Yield the addresses that an attribute holds, each with whether it is a link."""
    if name in _FETCHED:
        yield value.strip(), link
    elif name == "srcset":
        yield from ((part.split()[0], False) for part in value.split(",") if part.strip())
    elif name == "style":
        yield from _css_addresses(value)
