"""A Jinja extension for attribute values: texts in attributes have no element that marks their language."""

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
    """Passes every expression inside a tag through `in_attribute`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters[IN_ATTRIBUTE] = in_attribute

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, with expressions inside tags wrapped."""
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
    """Return the state at the end of HTML: `` between tags, `<` inside a tag, `"` or `'` inside a quoted value."""
    for character in _SIGN.findall(html):
        if state in {'"', "'"}:
            state = "<" if character == state else state
        elif state == "<":
            state = "" if character == ">" else character if character in "\"'" else state
        elif character == "<":
            state = "<"
    return state


def in_attribute(value: object) -> object:
    """Return the value; a text in another language is returned without its language element."""
    return str(value) if isinstance(value, Fallback) else value
