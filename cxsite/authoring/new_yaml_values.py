"""New values as YAML text: in block style below a key or dash, or in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.scalar_styles import ScalarPlace, renderings

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT: Final = 2


def values_behind_colon(value: Any, indent: int, *, in_flow: bool) -> Iterator[str]:  # noqa: ANN401
    """Yield the ways to write a value after the colon of a key."""
    if isinstance(value, (dict, list, tuple)):
        if in_flow:
            yield from (f" {flow}" for flow in values_in_brackets(value))
        else:
            yield "\n" + "\n".join(block_lines(value, indent + INDENT))
        return
    for rendered in renderings(value, ScalarPlace("", indent, in_flow)):
        yield f" {rendered}"


def values_in_brackets(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the ways to write a value inside brackets."""
    if isinstance(value, dict):
        yield (
            "{"
            + ", ".join(f"{key}: {next(values_in_brackets(one))}" for key, one in value.items() if one is not None)
            + "}"
        )
    elif isinstance(value, (list, tuple)):
        yield "[" + ", ".join(next(values_in_brackets(one)) for one in value) + "]"
    else:
        yield from renderings(value, ScalarPlace("", 0, in_flow=True))


def entry_lines(key: str, value: Any) -> list[str]:  # noqa: ANN401
    """Return a key with its value in block style, from column 0."""
    if isinstance(value, dict) and value:
        return [f"{key}:", *block_lines(value, INDENT)]
    if isinstance(value, (list, tuple)) and value:
        if all(isinstance(one, str) and " " not in one and "\n" not in one for one in value):
            return [f"{key}: {next(values_in_brackets(value))}"]
        return [f"{key}:", *block_lines(value, INDENT)]
    if isinstance(value, (dict, list, tuple)):
        return [f"{key}: {next(values_in_brackets(value))}"]
    return f"{key}: {next(renderings(value, ScalarPlace('', 0, in_flow=False)))}".split("\n")


def block_lines(value: Any, indent: int) -> list[str]:  # noqa: ANN401
    """The lines of a mapping or list in block style, indented."""
    space = " " * indent
    if isinstance(value, dict):
        lines = [line for key, one in value.items() if one is not None for line in entry_lines(str(key), one)]
        return [space + line if line else "" for line in lines]
    return [line for one in value for line in item_lines(one, indent)]


def item_lines(value: Any, column: int) -> list[str]:  # noqa: ANN401
    """Return the lines of an item with its dash at a column."""
    space = " " * column
    if isinstance(value, dict) and value:
        lines = [line for key, one in value.items() if one is not None for line in entry_lines(str(key), one)]
    elif isinstance(value, (dict, list, tuple)):
        lines = [next(values_in_brackets(value))]
    else:
        lines = next(renderings(value, ScalarPlace("", 0, in_flow=False))).split("\n")
    return [f"{space}- {lines[0]}", *(f"{space}  {line}" if line else "" for line in lines[1:])]
