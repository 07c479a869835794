"""Parsed Markdown fields of authors as HTML that holds only the allowed elements."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import nh3
from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup, escape

from cxsite.escaping import html
from cxsite.escaping.url import internal_link, is_safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

_BLOCKS: Final = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
    "heading_open": "<p>",
    "heading_close": "</p>",
}
_INLINE: Final = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "softbreak": " ",
    "hardbreak": "<br>",
}


def paragraph(text: str) -> Markup:
    """Return the HTML of a text that has no markup."""
    return Markup("<p>") + html.encode(text) + Markup("</p>")


def render_tokens(tokens: tuple[Token, ...], resolve: Callable[[str, str], str | None]) -> Markup:
    """Return the tokens of a field as HTML, in the form that `AuthorMarkdown.html` describes."""
    dirty = "".join(_write(tokens, resolve))
    # A second line of defence: `_write` escapes texts and checks links itself; the allow-list holds even if it fails.
    clean = nh3.clean(
        dirty,
        tags={"p", "ul", "ol", "li", "em", "strong", "br", "a"},
        attributes={"a": {"href", "rel"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _reencode(clean)


def _write(tokens: tuple[Token, ...], resolve: Callable[[str, str], str | None]) -> Iterator[str]:
    for block in tokens:
        if block.type in _BLOCKS:
            yield "" if block.hidden else _block(block)
        elif block.type == "inline":
            yield from _write_inline(block.children or [], resolve)
        elif block.content:
            yield f"<p>{escape(block.content)}</p>"


def _block(block: Token) -> str:
    start = block.attrs.get("start")
    return f'<ol start="{int(start)}">' if start is not None else _BLOCKS[block.type]


def _write_inline(tokens: list[Token], resolve: Callable[[str, str], str | None]) -> Iterator[str]:
    closing: list[str] = []
    for token in tokens:
        if token.type in _INLINE:
            yield _INLINE[token.type]
        elif token.type == "link_open":
            opened = _anchor(str(token.attrs["href"]), resolve)
            closing.append("</a>" if opened else "")
            yield opened
        elif token.type == "link_close":
            yield closing.pop()
        else:
            yield str(escape(token.content))


def _anchor(target: str, resolve: Callable[[str, str], str | None]) -> str:
    if not is_safe_link(target):
        return ""
    internal = internal_link(target)
    if internal is None:
        return f'<a href="{escape(normalizeLink(target))}" rel="noopener">'
    address = resolve(*internal)
    return "" if address is None else f'<a href="{escape(address)}">'


def _reencode(clean: str) -> Markup:
    # nh3 only escapes what HTML needs; inside a Markdown page further characters must be encoded.
    writer = _Encoder()
    writer.feed(clean)
    writer.close()
    return Markup("".join(writer.parts))  # noqa: S704 - tags come from the allow-list, text is encoded


class _Encoder(HTMLParser):
    """Serializes cleaned HTML again, with each text and attribute encoded by `html.encode`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = "".join(f' {name}="{html.encode(value or "")}"' for name, value in attrs)
        self.parts.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(html.encode(data))
