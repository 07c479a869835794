"""New values as YAML text: in block style below a key or dash, or in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.scalar_styles import WIDTH, ScalarPlace, renderings

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT: Final = 2
_PLAIN_KEY: Final = re.compile(r"(?!(?:true|false|null|yes|no|on|off)$)[a-z][a-z_]*")
"""The keys of models, which most are: nothing in them has a meaning in YAML."""


def values_behind_colon(value: Any, place: ScalarPlace) -> Iterator[str]:  # noqa: ANN401
    """Yield the ways to write a value after the colon of a key."""
    if not isinstance(value, (dict, list, tuple)):
        yield from (f" {rendered}" for rendered in renderings(value, place))
    elif place.in_flow:
        yield from (f" {flow}" for flow in values_in_brackets(value))
    else:
        yield "\n" + "\n".join(block_lines(value, place.indent + INDENT))


def values_in_brackets(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the ways to write a value inside brackets."""
    if isinstance(value, dict):
        yield (
            "{"
            + ", ".join(
                f"{written_key(key)}: {next(values_in_brackets(one))}" for key, one in value.items() if one is not None
            )
            + "}"
        )
    elif isinstance(value, (list, tuple)):
        yield "[" + ", ".join(next(values_in_brackets(one)) for one in value) + "]"
    else:
        yield from renderings(value, ScalarPlace("", 0, in_flow=True))


def written_key(key: str) -> str:
    """Return a key as it is written in block style and in brackets: in quotation marks where it needs them."""
    return key if _PLAIN_KEY.fullmatch(key) else next(renderings(key, ScalarPlace("", 0, in_flow=True)))


def entry_lines(key: str, value: Any, column: int = 0) -> list[str]:  # noqa: ANN401
    """Return a key with its value in block style, without indentation; it will stand in a column."""
    key = written_key(key)
    start = column + len(key) + 2
    if isinstance(value, dict) and value:
        return [f"{key}:", *block_lines(value, INDENT, column)]
    if isinstance(value, (list, tuple)) and value:
        flow = next(values_in_brackets(value))
        are_words = all(isinstance(one, str) and " " not in one and "\n" not in one for one in value)
        if are_words and start + len(flow) <= WIDTH:
            return [f"{key}: {flow}"]
        return [f"{key}:", *block_lines(value, INDENT, column)]
    if isinstance(value, (dict, list, tuple)):
        return [f"{key}: {next(values_in_brackets(value))}"]
    lines = next(renderings(value, ScalarPlace("", column, in_flow=False, start=start))).split("\n")
    return [f"{key}: {lines[0]}", *(line[column:] for line in lines[1:])]


def block_lines(value: Any, indent: int, column: int = 0) -> list[str]:  # noqa: ANN401
    """Return the lines of a mapping or list in block style, indented; they will stand `column` further to the right."""
    space = " " * indent
    if isinstance(value, dict):
        entries = (entry_lines(str(key), one, column + indent) for key, one in value.items() if one is not None)
        return [space + line if line else "" for lines in entries for line in lines]
    return [line for one in value for line in item_lines(one, indent, column)]


def item_lines(value: Any, indent: int, column: int = 0) -> list[str]:  # noqa: ANN401
    """Return the lines of an item with its dash indented; they will stand `column` further to the right."""
    space = " " * indent
    inner = column + indent + INDENT
    if isinstance(value, dict) and value:
        entries = (entry_lines(str(key), one, inner) for key, one in value.items() if one is not None)
        lines = [line for found in entries for line in found]
    elif isinstance(value, (dict, list, tuple)):
        lines = [next(values_in_brackets(value))]
    else:
        place = ScalarPlace("", column + indent, in_flow=False, start=inner)
        lines = next(renderings(value, place)).split("\n")
        lines = [lines[0], *(line[inner:] for line in lines[1:])]
    return [f"{space}- {lines[0]}", *(f"{space}  {line}" if line else "" for line in lines[1:])]
