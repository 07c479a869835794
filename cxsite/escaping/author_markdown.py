"""Authors' Markdown fields: emphasis, lists, links, paragraphs and line breaks, nothing else.

All else is a fault with its place in the text, so that a field shows what its author meant or
says that it cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import nh3
from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup, escape

from cxsite.escaping import html
from cxsite.escaping.markdown_tokens import FAULTS, placed, tokens_of
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
_EXCERPT: Final = 60
_PLAIN: Final = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.?!;:()/%“”‘’–…\"'])*+\n?")  # noqa: RUF001 -- as it is written
"""One line that begins with a letter and in which nothing is a sign of Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Markdown that a field may not hold.

    `kind` is html, heading, quote, code, rule, image or link (an unsafe target). Line and column
    count from 1 within the text. `text` is what stands there, shortened.
    """

    kind: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A safe link: its target as the author wrote it, and where its `[` stands in the text."""

    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorMarkdown:
    """A Markdown field, read."""

    faults: tuple[Fault, ...] = ()
    links: tuple[Link, ...] = ()
    _tokens: tuple[Token, ...] = field(default=(), repr=False)

    def html(self, resolve: Callable[[str, str], str | None]) -> Markup:
        """Give the field as one line of HTML, its text encoded as by `html.encode`.

        `resolve` gives the address of an internal link's kind and id, or None where there is no
        such page: then only the link's words are shown. What is a fault is shown as plain text.
        """
        dirty = "".join(_write(self._tokens, resolve))
        clean = nh3.clean(
            dirty,
            tags={"p", "ul", "ol", "li", "em", "strong", "br", "a"},
            attributes={"a": {"href", "rel"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
        return _reencode(clean)

    def plain(self) -> str:
        """Give the field's words in one line, without marks."""
        return " ".join("".join(_words(self._tokens)).split())


def read(text: str) -> AuthorMarkdown:
    """Read a Markdown field; what it may not hold is told in `faults`, in the order of the text."""
    tokens = tokens_of(text)
    lines = text.split("\n")
    faults: list[Fault] = []
    links: list[Link] = []
    for token, line, column in placed(tokens, lines):
        if token.type != "link_open":
            faults.append(Fault(kind=FAULTS[token.type], line=line, column=column, text=_excerpt(token, lines, line)))
        elif is_safe_link(target := str(token.attrs["href"])):
            links.append(Link(target=target, line=line, column=column))
        else:
            faults.append(Fault(kind="link", line=line, column=column, text=target[:_EXCERPT]))
    return AuthorMarkdown(faults=tuple(faults), links=tuple(links), _tokens=tuple(tokens))


def shown(text: str, resolve: Callable[[str, str], str | None]) -> Markup:
    """Give a Markdown field as HTML, as `AuthorMarkdown.html` does; what has no internal link is read once."""
    return _alike_everywhere(text) or read(text).html(resolve)


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """Give the words of a Markdown field in one line: for search and descriptions."""
    return " ".join(text.split()) if _PLAIN.fullmatch(text) else read(text).plain()


@lru_cache(maxsize=1 << 12)
def _alike_everywhere(text: str) -> Markup | None:
    """The field's HTML, if it is the same on every page."""
    if _PLAIN.fullmatch(text):
        return Markup("<p>") + html.encode(text.strip()) + Markup("</p>")
    found = read(text)
    return None if any(internal_link(link.target) for link in found.links) else found.html(lambda *_: None)


def _excerpt(token: Token, lines: list[str], line: int) -> str:
    return " ".join((token.content or lines[line - 1]).split())[:_EXCERPT]


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


def _words(tokens: tuple[Token, ...]) -> Iterator[str]:
    for block in tokens:
        for token in block.children or ():
            yield token.content if token.type not in _INLINE or not token.type.endswith("break") else " "
        if block.type != "inline":
            yield f" {block.content} "


def _reencode(clean: str) -> Markup:
    writer = _Encoder()
    writer.feed(clean)
    writer.close()
    return Markup("".join(writer.parts))  # noqa: S704 - tags come from the allow-list, text is encoded


class _Encoder(HTMLParser):
    """Writes cleaned HTML again with each text and attribute encoded by `html.encode`."""

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
