"""What a hand-written page may not hold, looked for in the HTML that the site makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_NAMES: Final = (
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div "
    "dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li main mark nav ol p "
    "picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th "
    "thead time tr track tt u ul var video wbr "
    "svg g path circle rect line polyline polygon ellipse title desc defs"
)
_TAGS: Final = frozenset(_NAMES.split())
_KINDS: Final = {"script": "script", "noscript": "script", "style": "style", "form": "form", "button": "form"}
_INPUTS: Final = frozenset({"checkbox", "radio"})
"""What task lists and tabs are made of."""
_FETCHED: Final = frozenset({"src", "poster", "background", "data", "longdesc", "lowsrc", "dynsrc"})
_FOLLOWED: Final = frozenset({"href", "xlink:href", "cite", "action", "formaction", "ping"})
_LINKS: Final = frozenset({"http", "https", "mailto", "tel"})
_ALIGNED: Final = re.compile(r"text-align:\s*(?:left|right|center|justify);?")
_OWN_NAME: Final = re.compile(r"__(?!tabbed_|codelineno|span|code)|mermaid$", re.IGNORECASE)
_SKIPPED: Final = re.compile(r"[\t\n\r]")
_EDGE: Final = "".join(map(chr, range(0x21)))


@dataclass(frozen=True, slots=True)
class PageFault:
    """What stands in a page and may not: its kind, and the tag, attribute or address that it was seen by.

    `kind` is script, handler, embed, foreign (fetched from another place), link (a dangerous target), style, form or
    name (one that the site's own scripts look for).
    """

    kind: str
    found: str


def page_faults(html: str) -> Iterator[PageFault]:
    """All faults of a page's HTML, read as a browser reads it, in the order of the page."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").root
    for node in body.traverse() if body is not None else ():
        if node.tag not in ("html", "head", "body"):
            yield from _of_tag(node)
        yield from _of_attributes(node)


def links(html: str) -> Iterator[str]:
    """Where the page's links lead, as a browser takes them."""
    for node in LexborHTMLParser(html).css("a[href]"):
        yield as_browsers_do(node.attributes["href"] or "")


def as_browsers_do(address: str) -> str:
    """An address without what browsers drop from it before they look at its scheme."""
    return _SKIPPED.sub("", address.strip(_EDGE))


def _of_tag(node: LexborNode) -> Iterator[PageFault]:
    tag = node.tag or ""
    if tag == "input":
        if (node.attributes.get("type") or "").lower() not in _INPUTS:
            yield PageFault("form", "<input")
    elif tag not in _TAGS and not tag.startswith(("-", "!")):
        yield PageFault(_KINDS.get(tag, "embed"), f"<{tag}")


def _of_attributes(node: LexborNode) -> Iterator[PageFault]:
    for name, value in node.attributes.items():
        text = value or ""
        if name.startswith("on"):
            yield PageFault("handler", name)
        elif name == "style":
            if not _ALIGNED.fullmatch(text.strip()):
                yield PageFault("style", name)
        elif name == "srcdoc" or name.startswith("data-md-"):
            yield PageFault("name", name)
        elif name in ("id", "name") and _OWN_NAME.match(text):
            yield PageFault("name", text)
        else:
            yield from _of_address(name, text)


def _of_address(name: str, text: str) -> Iterator[PageFault]:
    if name == "srcset":
        addresses = [part.split()[0] for part in text.split(",") if part.strip()]
    else:
        addresses = [text] if name in _FETCHED | _FOLLOWED else []
    for address in addresses:
        if name in _FOLLOWED and not _is_fit(address, _LINKS):
            yield PageFault("link", address)
        elif name not in _FOLLOWED and not _is_fit(address, frozenset()):
            yield PageFault("foreign", address)


def _is_fit(address: str, schemes: frozenset[str]) -> bool:
    """Whether an address is within the site, or has one of these schemes."""
    try:
        parts = urlsplit(as_browsers_do(address).replace("\\", "/"))
    except ValueError:
        return False
    return parts.scheme.lower() in schemes if parts.scheme else not parts.netloc
