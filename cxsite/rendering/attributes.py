"""What templates write inside a tag is an attribute's value: words without a mark of their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2.ext import Extension
from jinja2.lexer import Token

from cxsite.escaping.fallback import Fallback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from jinja2.lexer import TokenStream

IN_ATTRIBUTE: Final = "in_attribute"
_SIGN: Final = re.compile(r"<(?=[a-zA-Z/])|[>\"']")


class Attributes(Extension):
    """Passes every expression that stands inside a tag through `in_attribute`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters[IN_ATTRIBUTE] = in_attribute

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, expressions inside tags wrapped."""
        state = ""
        for token in stream:
            if token.type == "data":
                state = after(token.value, state)
            if token.type == "variable_end" and state:
                yield Token(token.lineno, "rparen", ")")
                yield Token(token.lineno, "pipe", "|")
                yield Token(token.lineno, "name", IN_ATTRIBUTE)
            yield token
            if token.type == "variable_begin" and state:
                yield Token(token.lineno, "lparen", "(")


def after(html: str, state: str = "") -> str:
    """Where HTML leaves off: `` between tags, `<` inside a tag, `"` or `'` inside an attribute's quotes."""
    for character in _SIGN.findall(html):
        if state in {'"', "'"}:
            state = "<" if character == state else state
        elif state == "<":
            state = "" if character == ">" else character if character in "\"'" else state
        elif character == "<":
            state = "<"
    return state


def in_attribute(value: object) -> object:
    """The value, a text of another language without its mark."""
    return str(value) if isinstance(value, Fallback) else value
