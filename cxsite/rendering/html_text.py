"""The texts of our own HTML as they are seen, for files that hold no HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNREAD: Final = "svg, template, .cx-hidden, .cx-narrow, [aria-hidden=true]"
_BLOCKS: Final = "li, p, dt, div, tr"
_END: Final = "\N{INFORMATION SEPARATOR ONE}"
"""Stands behind each block while the texts are collected; no page can hold it."""
_LINE_BREAK: Final = " · "


def texts_of(html: str) -> tuple[str, ...]:
    """Return the text of each block (paragraph, list entry) in HTML; without what is only heard or only drawn."""
    body = LexborHTMLParser(f"<body><div>{html}</div></body>").css_first("div")
    return texts_of_node(body) if body else ()


def texts_of_node(node: LexborNode) -> tuple[str, ...]:
    """Return the text of each block in a node, which is changed by it."""
    for one in node.css(_UNREAD):
        one.decompose()
    for one in node.css("br"):
        one.insert_after(_LINE_BREAK)
    for one in node.css("span + span, span + a, a + span"):
        one.insert_before(" ")
    for one in node.css(_BLOCKS):
        one.insert_before(_END)
    for one in node.css(f"dd, {_BLOCKS}"):
        one.insert_after(": " if one.tag == "dt" else _END)
    parts = (" ".join(part.split()) for part in node.text().split(_END))
    return tuple(part for part in parts if part)
