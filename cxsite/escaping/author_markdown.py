"""Authors' Markdown fields: emphasis, lists, links, paragraphs and line breaks, nothing else.

All else is a fault with its place in the text, so that a field shows what its author meant or
says that it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, TypeAlias

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup, escape

from cxsite.escaping import html
from cxsite.escaping.url import internal_link, is_safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule: TypeAlias = Callable[[StateInline, bool], bool]

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
_FAULTS: Final = {
    "html_block": "html",
    "html_inline": "html",
    "heading_open": "heading",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "code_inline": "code",
    "hr": "rule",
    "image": "image",
}
_PLACED: Final = {
    "link": "link_open",
    "autolink": "link_open",
    "html_inline": "html_inline",
    "image": "image",
    "backticks": "code_inline",
}
_EXCERPT: Final = 60


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
    tokens = _parser().parse(text)
    lines = text.split("\n")
    faults: list[Fault] = []
    links: list[Link] = []
    for token, line, column in _placed(tokens, lines):
        if token.type != "link_open":
            faults.append(Fault(kind=_FAULTS[token.type], line=line, column=column, text=_excerpt(token, lines, line)))
        elif is_safe_link(target := str(token.attrs["href"])):
            links.append(Link(target=target, line=line, column=column))
        else:
            faults.append(Fault(kind="link", line=line, column=column, text=target[:_EXCERPT]))
    return AuthorMarkdown(faults=tuple(faults), links=tuple(links), _tokens=tuple(tokens))


def plain(text: str) -> str:
    """Give the words of a Markdown field in one line: for search and descriptions."""
    return read(text).plain()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).disable("reference")
    # Targets are judged by `is_safe_link` and kept as written; the parser would show bad ones as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    for name, rule in zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True):
        if name in _PLACED:
            parser.inline.ruler.at(name, _with_offset(rule, _PLACED[name]))
    return parser


def _with_offset(rule: Rule, kind: str) -> Rule:
    """Give an inline rule that also notes where in its text the token it makes begins."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        made = next((token for token in state.tokens[before:] if token.type == kind), None)
        if made is not None:
            made.meta.setdefault("offset", start)
        return found

    return placed


def _placed(tokens: list[Token], lines: list[str]) -> Iterator[tuple[Token, int, int]]:
    """Give every token that is a link or a fault, with its line and column."""
    for block in tokens:
        if block.type in _FAULTS and block.map:
            row = block.map[0]
            yield block, row + 1, len(lines[row]) - len(lines[row].lstrip()) + 1
        for token in block.children or ():
            if token.type in _FAULTS or token.type == "link_open":
                yield token, *_position(block, token, lines)


def _position(block: Token, token: Token, lines: list[str]) -> tuple[int, int]:
    before = block.content[: token.meta.get("offset", 0)].split("\n")
    row = (block.map or [0])[0] + len(before) - 1
    content = block.content.split("\n")[len(before) - 1].strip()
    indent = len(before[-1]) - len(before[-1].lstrip())
    start = max(lines[row].rfind(content), 0)
    return row + 1, start + len(before[-1]) - indent + 1


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
