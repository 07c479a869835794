"""Finds what a hand-written page must not contain, in the HTML that the site renders from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from cxsite.escaping.fold import slug
from cxsite.handwritten.document_names import DOCUMENT_NAMES
from cxsite.handwritten.page_attributes import attribute_faults, fetching_functions, is_fit
from cxsite.handwritten.page_structure import declarations, misplaced

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
_OF_SVG: Final = frozenset(["svg", "g", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "defs"])
"""Elements in which browsers read `<title>` as part of a drawing; elsewhere, all text after it becomes its content."""
_KINDS: Final = {"script": "script", "noscript": "script", "style": "style", "form": "form", "button": "form"}
_INPUTS: Final = frozenset({"checkbox", "radio"})
"""The input types of task lists and tabs."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESSES: Final = ("href", "xlink:href")
_NAMED: Final = frozenset({"img", "input", "object", "embed", "form", "iframe"})
_IMAGE: Final = re.compile(r"""\bimg["']?\s*:\s*(["']?)([^"',}\n]*)""", re.IGNORECASE)
_PLAIN_PATH: Final = re.compile(r"[\w./ -]*")
_STYLED: Final = re.compile(
    r"^\s*(?:style|classDef|linkStyle)\s(.*)$|%%\{(.*?)\}%%|^---\n(.*?)\n---", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class PageFault:
    """Something that a page must not contain: its kind, and the tag, attribute or address that shows it.

    `kind` is script, handler, embed, foreign (fetched from another place), link (a dangerous target), style, form,
    name (one that the site's own scripts look for), declaration (`<!` or `<?`), table (words in no cell), structure
    (a tag of a whole document), or drawing (a link within an SVG).
    """

    kind: str
    found: str


def find_page_faults(html: str) -> Iterator[PageFault]:
    """Yield all faults of a page's HTML, parsed as browsers parse it, in the order of the page."""
    yield from (PageFault("declaration", one) for one in declarations(html))
    yield from (PageFault(*one) for one in misplaced(html))
    body = LexborHTMLParser(f"<!doctype html><body>{html}").root
    for node in body.traverse() if body is not None else ():
        if node.tag not in ("html", "head", "body"):
            yield from _of_tag(node)
        yield from _of_attributes(node)
        yield from _of_names(node)
        if "mermaid" in (node.attributes.get("class") or "").lower().split():
            yield from (PageFault("foreign", one) for one in _of_diagram(node.text()))


def _of_attributes(node: LexborNode) -> Iterator[PageFault]:
    """Yield the faults of one tag's attributes; only links may have an address to follow."""
    for name, value in node.attributes.items():
        if name in _ADDRESSES and node.tag != "a":
            yield PageFault("link", value or name)
        else:
            yield from (PageFault(*one) for one in attribute_faults(name, value or ""))


def _of_tag(node: LexborNode) -> Iterator[PageFault]:
    tag = node.tag or ""
    if tag == "input":
        if (node.attributes.get("type") or "").lower() not in _INPUTS:
            yield PageFault("form", "<input")
    elif tag == "title":
        if node.parent is None or node.parent.tag not in _OF_SVG:
            yield PageFault("embed", "<title")
    elif tag == "a" and _is_in_drawing(node):
        yield PageFault("drawing", "<a")
    elif tag not in _TAGS and not tag.startswith(("-", "!")):
        yield PageFault(_KINDS.get(tag, "embed"), f"<{tag}")


def _is_in_drawing(node: LexborNode) -> bool:
    """Return whether a link is part of an SVG: there `href` is an object, which breaks the theme's scripts."""
    holder = node.parent
    while holder is not None:
        if holder.tag == "svg":
            return True
        holder = holder.parent
    return False


def _of_names(node: LexborNode) -> Iterator[PageFault]:
    """Yield ids and names that replace a property of the document or the window (DOM clobbering).

    The id that a heading gets from its own text is allowed: an id alone never replaces an existing property.
    """
    name, key, tag = node.attributes.get("name"), node.attributes.get("id"), node.tag
    if name and (name in DOCUMENT_NAMES or (tag in _NAMED and not name.startswith("__tabbed_"))):
        yield PageFault("name", name)
    if key and key in DOCUMENT_NAMES and not (tag in _HEADINGS and _is_own_slug(key, node.text())):
        yield PageFault("name", key)


def _is_own_slug(key: str, words: str) -> bool:
    return slug(words.removesuffix("¶")).startswith(slug(key)) or key in words.lower()


def _of_diagram(text: str) -> Iterator[str]:
    """Yield what Mermaid would fetch: pictures of nodes, styles with an address, and HTML in labels.

    Mermaid keeps the tags of a label that run nothing, pictures among them.
    """
    labels = LexborHTMLParser(f"<!doctype html><body>{text}").root if "<" in text else None
    for node in labels.traverse() if labels is not None else ():
        yield from (one.found for one in _of_attributes(node))
    for _, address in _IMAGE.findall(text):
        if not (_PLAIN_PATH.fullmatch(address.strip()) and is_fit(address, frozenset())):
            yield address.strip() or "img"
    for parts in _STYLED.findall(text):
        for part in filter(None, parts):
            if any(word in part for word in ("themeCSS", "\\", "://", "fontFamily")):
                yield " ".join(part.split())[:80]
            else:
                yield from fetching_functions(part)
