"""Authors' Markdown fields: emphasis, lists, links, paragraphs and line breaks, nothing else.

Everything else is a fault with its position in the text, so that a field either shows what its author meant or
is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cxsite.escaping.markdown_tokens import FAULTS, locate_tokens, parse_tokens
from cxsite.escaping.url import internal_link, is_safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token
    from markupsafe import Markup

_BREAKS: Final = frozenset(["softbreak", "hardbreak"])
_EXCERPT: Final = 60
_PLAIN: Final = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.?!;:()/%“”‘’–…\"'])*+\n?")  # noqa: RUF001 -- as it is written
"""One line that begins with a letter and holds no character with a meaning in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownFault:
    """Markdown that a field may not hold.

    `kind` is html, heading, quote, code, rule, image or link (an unsafe target). Line and column
    count from 1 within the text. `text` is the source, shortened.
    """

    kind: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownLink:
    """A safe link: its target as the author wrote it, and the position of its `[` in the text."""

    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorMarkdown:
    """A parsed Markdown field."""

    faults: tuple[MarkdownFault, ...] = ()
    links: tuple[MarkdownLink, ...] = ()
    _tokens: tuple[Token, ...] = field(default=(), repr=False)

    def html(self, resolve: Callable[[str, str], str | None]) -> Markup:
        """Return the field as one line of HTML, its text encoded as by `html.encode`.

        `resolve` returns the address of an internal link's kind and id, or None if there is no such page: then only
        the link's text is shown. Faults are shown as plain text.
        """
        from cxsite.escaping.author_html import render_tokens  # noqa: PLC0415 -- loads Jinja2, for pages alone

        return render_tokens(self._tokens, resolve)

    def plain(self) -> str:
        """The field's text in one line, without markup."""
        return " ".join("".join(_plain_texts(self._tokens)).split())


def read(text: str) -> AuthorMarkdown:
    """Parse a Markdown field; `faults` lists what it may not hold, in the order of the text."""
    tokens = parse_tokens(text)
    lines = text.split("\n")
    faults: list[MarkdownFault] = []
    links: list[MarkdownLink] = []
    for token, line, column in locate_tokens(tokens, lines):
        if token.type != "link_open":
            faults.append(
                MarkdownFault(kind=FAULTS[token.type], line=line, column=column, text=_excerpt(token, lines, line))
            )
        elif is_safe_link(target := str(token.attrs["href"])):
            links.append(MarkdownLink(target=target, line=line, column=column))
        else:
            faults.append(MarkdownFault(kind="link", line=line, column=column, text=target[:_EXCERPT]))
    return AuthorMarkdown(faults=tuple(faults), links=tuple(links), _tokens=tuple(tokens))


def render_markdown(text: str, resolve: Callable[[str, str], str | None]) -> Markup:
    """Return a Markdown field as HTML, as `AuthorMarkdown.html` does; fields without internal links are cached."""
    return _render_without_links(text) or read(text).html(resolve)


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """Return the text of a Markdown field in one line, for search and descriptions."""
    return " ".join(text.split()) if _PLAIN.fullmatch(text) else read(text).plain()


@lru_cache(maxsize=1 << 12)
def _render_without_links(text: str) -> Markup | None:
    """Return the field's HTML if it is the same on every page, else None."""
    if _PLAIN.fullmatch(text):
        from cxsite.escaping.author_html import paragraph  # noqa: PLC0415 -- as above

        return paragraph(text.strip())
    found = read(text)
    return None if any(internal_link(link.target) for link in found.links) else found.html(lambda *_: None)


def _excerpt(token: Token, lines: list[str], line: int) -> str:
    return " ".join((token.content or lines[line - 1]).split())[:_EXCERPT]


def _plain_texts(tokens: tuple[Token, ...]) -> Iterator[str]:
    for block in tokens:
        for token in block.children or ():
            yield " " if token.type in _BREAKS else token.content
        if block.type != "inline":
            yield f" {block.content} "
