"""Values that YAML misreads because of their first characters, and the correct spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.reading.backslashes import typed
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    import yaml

    from cxsite.model.records.source_location import Span

_HEAD: Final = re.compile(r"\s*((?:- +)*)([^\W\d][^\s:#\"'\[{]*(?: [^\s:#]+)*: +)?")
_SIGNS: Final = "*&@%`|>!?,]}-"
_BULLET: Final = re.compile(r"[*+•·▪◦–—−\u2010\u2011]\s")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*:")
_KEY_BEFORE: Final = re.compile(r"(?<!\w)[a-z][a-z0-9_-]*: +\Z")
_COMMENT: Final = re.compile(r"\s+#.*\Z")
_DOUBLE: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE: Final = re.compile(r"'(?:[^']|'')*'")
_TWO_QUOTED: Final = re.compile(r"'[^']+'(?!\w).*(?<!\w)'[^']+'")  # 'Lan' and 'Mai', but not 'the cars' wheels'
_HASH: Final = re.compile(r"\s(#[^\s#][^,\]}]*)")
_OPENING, _CLOSING = "[{", "]}"
_FIRST_OF_FLOW: Final = "\"'[{" + _SIGNS


class Unquoted(NamedTuple):
    """Why a value is misread, its place, and what to type instead.

    The reason is one of sign, bullet, one-line, quote, escape, hash, comma, pair and inside.
    """

    reason: str
    span: Span
    paste: str


def unquoted_value(error: yaml.MarkedYAMLError, text: str) -> Unquoted | None:
    """Return the value at which the parser stopped, if it needs quotes; None for any other error."""
    mark, begun = error.problem_mark, error.context_mark
    if mark is None:
        return None
    lines = [*text.split("\n"), ""]
    message = f"{error.context or ''} {error.problem or ''}"
    if begun is not None and "quoted scalar" in message:
        return _find_bad_escape(lines[begun.line], begun.line, message)
    if begun is not None and "flow" in message and (hit := _HASH.search(lines[begun.line], begun.column)):
        return _find_hash(lines[begun.line], begun.line, hit)
    if begun is not None and "flow" in message and begun.line < mark.line:
        return None
    if lines[mark.line][mark.column : mark.column + 1] == "\t":
        return None
    if begun is not None and ("simple key" in message or "scanning an a" in message):  # an alias or an anchor
        mark = begun
    line = lines[mark.line]
    entry = _entry_beside_key(line, mark.line, mark.column) if "block sequence" in message else None
    return entry or _in_line(line, mark.line, mark.column, message)


def _entry_beside_key(line: str, number: int, column: int) -> Unquoted | None:
    """Return the first entry of a list in the line of its key: `goals: - Nhanh`."""
    start = start_of_value(line)
    if start != column or not line[start:].startswith("- "):
        return None
    value = _without_comment(line[start:])
    return Unquoted("one-line", (number + 1, start + 1, number + 1, start + len(value) + 1), value)


def value_in_quotes(line: str, *, with_comment: bool = False) -> str:
    """Return the line's value in quotes, after its own key or dash. Words that resemble no key belong to the text.

    What looks like a comment at its end is left out, unless it is meant as a part of the text.
    """
    head = _HEAD.match(line)
    is_entry = head and head[1] and head[2] and not _KEY.fullmatch(head[2].rstrip())
    start = head.start(2) if head and is_entry else start_of_value(line)
    value = in_quotes(line[start:].rstrip() if with_comment else _without_comment(line[start:]))
    return f"- {value}" if is_entry else _paste(line, start, value)


def start_of_value(line: str) -> int:
    """Return the column at which the value of a line begins."""
    head = _HEAD.match(line)
    return head.end() if head else 0


def _paste(line: str, start: int, value: str) -> str:
    """Return what to type: the key, or the dash of an entry, and the value."""
    head = _HEAD.match(line)
    key = head[2] if head and head[2] else ""
    dash = "- " if head and head[1] and not key else ""
    return f"{dash}{key}{value}" if start == (head.end() if head else 0) else value


def _without_comment(value: str) -> str:
    return _COMMENT.sub("", value).rstrip()


def _in_line(line: str, number: int, column: int, message: str) -> Unquoted | None:
    start = start_of_value(line)
    value = _without_comment(line[start:])
    if not value or column < start:
        return None
    if _BULLET.match(value) and "- " not in line[:start] and ":" not in line[:start]:
        return Unquoted("bullet", (number + 1, start + 1, number + 1, start + 2), f"- {value[1:].lstrip()}")
    whole = (number + 1, start + 1, number + 1, start + len(value) + 1)
    if value[0] in "\"'":
        return _behind_quote(line, number, start, column)
    if value[0] in _OPENING:
        return _find_bracketed(line, number, start, column)
    if value[0] in _SIGNS and column <= start + 3 and start and "mapping values" not in message:
        return Unquoted("sign", whole, value_in_quotes(line))
    return None


def _behind_quote(line: str, number: int, start: int, column: int) -> Unquoted | None:
    """Return a text that continues after its closing quotation mark."""
    value = line[start:].rstrip()
    quoted = (_DOUBLE if value[0] == '"' else _SINGLE).match(value)
    if quoted is None or column < start + quoted.end() or not _without_comment(value[quoted.end() :]).strip():
        return None
    value = value[: quoted.end()] + _without_comment(value[quoted.end() :])
    span = (number + 1, start + 1, number + 1, column + 1)
    return Unquoted("quote", span, _paste(line, start, in_quotes(_without_outer_quotes(value))))


def _without_outer_quotes(value: str) -> str:
    """Return a text that has quotation marks inside, without the outer ones if they enclose all of it."""
    mark, inner = value[0], value[1:-1]
    if value[-1] != mark:
        return value
    if mark == "'":
        return value if _TWO_QUOTED.fullmatch(value) else inner.replace("''", "'")
    first = inner.find(mark)
    return inner if first > 0 and inner[first - 1].isspace() else value


def _find_bracketed(line: str, number: int, start: int, column: int) -> Unquoted | None:
    """Return brackets that are the start of a text, or a text in brackets that needs quotes."""
    item = _item_at(line, start, column)
    if item is None:
        return None
    first, depth = item
    if depth == 0 and column > start:
        value = _without_comment(line[start:])
        if not value[column - start :].strip(_CLOSING + " "):
            return Unquoted("comma", (number + 1, column + 1, number + 1, column + 2), "")
        whole = (number + 1, start + 1, number + 1, start + len(value) + 1)
        return Unquoted("sign", whole, value_in_quotes(line))
    return _in_entry(line, number, first, column) if depth else None


def _in_entry(line: str, number: int, first: int, column: int) -> Unquoted | None:
    """Return the bracketed entry, from `first` on, in which the parser stopped."""
    if first >= len(line):  # the bracket is the last character of its line
        return None
    if first < column and line[first] not in _FIRST_OF_FLOW and line[column : column + 1] in (":", *_OPENING):
        return _within_text(line, number, first, column)
    if line[first] not in _FIRST_OF_FLOW or line[first] in _CLOSING + ",":
        return None
    end = _end_of_item(line, column)
    found = line[first:end].rstrip()
    if line[first] in _OPENING and first == column:
        return None
    reason = "quote" if line[first] in "\"'" else "sign"
    if reason == "quote":
        found = _without_outer_quotes(found)
    return Unquoted(reason, (number + 1, first + 1, number + 1, end + 1), in_quotes(found))


def _within_text(line: str, number: int, first: int, column: int) -> Unquoted:
    """Return a colon or an opening bracket inside a text that is itself in brackets."""
    key = _KEY_BEFORE.search(line, 0, first)
    if key is None:  # an earlier colon has turned words into a key
        first = max(line.rfind(mark, 0, first) for mark in _OPENING + ",") + 1
    found = line[first : _end_of_text(line, column)].strip()
    reason = "pair" if line[column] == ":" else "inside"
    return Unquoted(
        reason, (number + 1, column + 1, number + 1, column + 2), f"{key[0] if key else ''}{in_quotes(found)}"
    )


def _item_at(line: str, start: int, column: int) -> tuple[int, int] | None:
    """Return the start of the bracketed entry at a column, and the number of brackets open there."""
    opened: list[int] = []
    first = at = start
    while at < column:
        character = line[at]
        quoted = (
            (_DOUBLE if character == '"' else _SINGLE).match(line, at) if character in "\"'" and at == first else None
        )
        if quoted is not None and quoted.end() <= column:
            at = quoted.end()
            continue
        if character in _OPENING and at == first:
            opened.append(at)
            first = at + 1
        elif character in _CLOSING:
            if not opened:
                return None
            first = opened.pop()
        elif (
            character == ","
            or (character == ":" and line[at + 1 : at + 2] in ("", " "))
            or (character == " " and at == first)
        ):
            first = at + 1
        at += 1
    return first, len(opened)


def _end_of_item(line: str, column: int) -> int:
    found = re.compile(r"[,\]}]").search(line, column)
    if found is None:
        return len(line.rstrip())
    return len(line[: found.start()].rstrip())


def _end_of_text(line: str, column: int) -> int:
    """Return where a bracketed entry ends whose text contains brackets."""
    depth = 0
    for at in range(column, len(line)):
        if not depth and line[at] in _CLOSING + ",":
            return at
        depth += (line[at] in _OPENING) - (line[at] in _CLOSING)
    return len(line)


def _find_bad_escape(line: str, number: int, message: str) -> Unquoted | None:
    """Return a backslash that YAML cannot read in double quotes, or that escapes the closing quote."""
    start = line.find('"', start_of_value(line)) if '"' in line else -1
    value = _without_comment(line[start:]) if start >= 0 else ""
    wrong = "escape character" in message or "hexdecimal" in message
    takes_mark = re.fullmatch(r'"[^"]*\\"', value)
    if start < 0 or not (wrong or takes_mark):
        return None
    end = start + len(value)
    if wrong and (closing := re.compile(r'(?<!\\)"|\\"(?=\s*[,\]}])').search(line, start + 1)):
        end = closing.end()
    inside = line[start + 1 : end].removesuffix('"')
    span = (number + 1, start + 1, number + 1, end + 1)
    return Unquoted("escape", span, _paste(line, start, in_quotes(typed(inside) if wrong else inside)))


def _find_hash(line: str, number: int, hit: re.Match[str]) -> Unquoted:
    """Return a `#` in brackets, which turns the rest of the line, with the closing bracket, into a comment."""
    before = max(line.rfind(character, 0, hit.start()) for character in ",[{:") + 1
    whole = line[before : hit.end()].strip()
    span = (number + 1, hit.start(1) + 1, number + 1, len(line.rstrip()) + 1)
    return Unquoted("hash", span, in_quotes(whole))
