"""Which addresses a file of the built site refers to, and which anchors it offers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_FETCHED = ("src", "poster", "data", "action", "formaction", "background", "xlink:href", "href")
_REFERRING = ",".join(f"[{name.replace(':', chr(92) + ':')}]" for name in (*_FETCHED, "srcset", "style"))
_TOLD = frozenset({"canonical", "alternate", "prev", "next"})  # relations that a browser does not fetch
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+["']([^"']+)""", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address as it stands in a file, and whether a browser only goes there at a reader's click."""

    address: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What one HTML page offers and needs."""

    anchors: frozenset[str]
    references: tuple[Reference, ...]


def read_html(text: str) -> HtmlPage:
    """The anchors and references of an HTML page, read as a browser reads it."""
    tree = LexborHTMLParser(text)
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    anchors |= {node.attributes["name"] for node in tree.css("a[name]")}
    return HtmlPage(frozenset(filter(None, anchors)), tuple(dict.fromkeys(_html_references(tree))))


def read_css(text: str) -> tuple[Reference, ...]:
    """The files that a style sheet fetches."""
    found = _CSS_URL.findall(_CSS_COMMENT.sub("", text))
    return tuple(Reference(next(filter(None, parts)).strip()) for parts in found if any(parts))


def read_sitemap(text: str) -> tuple[Reference, ...]:
    """The pages that a sitemap names."""
    return tuple(Reference(unescape(address), link=True) for address in _LOCATION.findall(text))


def read_search_index(text: str) -> tuple[Reference, ...]:
    """The places that search leads to, relative to the site's root."""
    return tuple(Reference(entry["location"], link=True) for entry in json.loads(text)["docs"])


def _html_references(tree: LexborHTMLParser) -> Iterator[Reference]:
    for node in tree.css(_REFERRING):
        yield from _node_references(node)
    for node in tree.css("style"):
        yield from read_css(node.text())
    for node in tree.css("meta[http-equiv=refresh i]"):
        if target := _REFRESH.match(node.attributes.get("content") or ""):
            yield Reference(target[1])


def _node_references(node: LexborNode) -> Iterator[Reference]:
    attributes = node.attributes
    link = node.tag in {"a", "area"} or (
        node.tag == "link" and set((attributes.get("rel") or "fetched").lower().split()) <= _TOLD
    )
    for name in _FETCHED:
        if name in attributes:
            yield Reference((attributes[name] or "").strip(), link=link)
    for part in (attributes.get("srcset") or "").split(","):
        if part.strip():
            yield Reference(part.split()[0])
    yield from read_css(attributes.get("style") or "")
