"""An author's Markdown as tokens with line and column, which the parser itself does not report for inline tokens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule: TypeAlias = Callable[[StateInline, bool], bool]

FAULTS: Final = {
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
"""The tokens that a field may not hold, and the kind of fault of each."""

_PLACED: Final = {
    "link": "link_open",
    "autolink": "link_open",
    "html_inline": "html_inline",
    "image": "image",
    "backticks": "code_inline",
}


def parse_tokens(text: str) -> list[Token]:
    """Parse CommonMark without link definitions; every link is kept, with its target as written."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).disable("reference")
    # `is_safe_link` checks the targets; the parser's own check would turn unsafe links into text and lose them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    # markdown-it lists the names and the functions of its active rules only separately, in the same order.
    for name, rule in zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True):
        if name in _PLACED:
            parser.inline.ruler.at(name, _with_offset(rule, _PLACED[name]))
    return parser


def _with_offset(rule: Rule, kind: str) -> Rule:
    """Wrap an inline rule so that it records where in its text each new token begins."""

    def noting(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        made = next((token for token in state.tokens[before:] if token.type == kind), None)
        if made is not None:
            made.meta.setdefault("offset", start)
        return found

    return noting


def locate_tokens(tokens: list[Token], lines: list[str]) -> Iterator[tuple[Token, int, int]]:
    """Yield every token that is a link or a fault, with its line and column."""
    for block in tokens:
        if block.type in FAULTS and block.map:
            row = block.map[0]
            yield block, row + 1, len(lines[row]) - len(lines[row].lstrip()) + 1
        for token in block.children or ():
            if token.type in FAULTS or token.type == "link_open":
                yield token, *_position(block, token, lines)


def _position(block: Token, token: Token, lines: list[str]) -> tuple[int, int]:
    before = block.content[: token.meta.get("offset", 0)].split("\n")
    row = (block.map or [0])[0] + len(before) - 1
    content = block.content.split("\n")[len(before) - 1].strip()
    indent = len(before[-1]) - len(before[-1].lstrip())
    start = max(lines[row].rfind(content), 0)
    return row + 1, start + len(before[-1]) - indent + 1
