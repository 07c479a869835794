"""Writes YAML as a careful person does: block style for long values, one line for short lists, no folded texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN = re.compile(r"[^\W\d_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*(?<![\s:])\Z")
_PLAIN_IN_LIST = re.compile(r"[\w-]+\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z|\d+[a-z]+\Z")
_WORDS = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})


def document(fields: Mapping[str, Any]) -> str:
    """Return a file's text for its fields: texts, numbers, lists and mappings."""
    return "\n".join(_mapping(fields, "")) + "\n"


def _mapping(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        yield from _entry(f"{indent}{key}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str) and value.endswith("\n"):
        yield f"{head} |"
        yield from (f"{indent}  {line}" for line in value.splitlines())
    elif isinstance(value, dict) and all(not isinstance(inner, (dict, list)) for inner in value.values()):
        inside = ", ".join(f"{key}: {_scalar(inner, _PLAIN_IN_LIST)}" for key, inner in value.items())
        yield f"{head} {{{inside}}}"
    elif isinstance(value, dict):
        yield head
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list):
        yield from _list(head, value, indent)
    else:
        yield f"{head} {_scalar(value, _PLAIN)}"


def _list(head: str, items: list[Any], indent: str) -> Iterator[str]:
    if all(not isinstance(item, dict) and _PLAIN_IN_LIST.match(str(item)) for item in items):
        yield f"{head} [{', '.join(str(item) for item in items)}]"
        return
    yield head
    for item in items:
        if isinstance(item, dict):
            first, *rest = _mapping(item, indent + "    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}  - {_scalar(item, _PLAIN)}"


def _scalar(value: Any, plain: re.Pattern[str]) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if not isinstance(value, str) or _DAY.match(text) or (plain.match(text) and text not in _WORDS):
        return text
    return json.dumps(text, ensure_ascii=False)
