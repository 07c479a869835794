"""Why a text is not YAML, derived from the parser's error and the line where it stopped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

    from cxsite.model.records.source_location import Span

_KEY = r"\s*(?:- +)*\w[^\s:#]*(?: [^\s:#]+)*:"
_KEY_WITH_COLON = re.compile(_KEY + r"\s+[^\"'|>\[{].*:(?:\s|$)")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*[\w-]+:[^ \t\n]")
_PROSE_WITH_COLON = re.compile(r"\s*(?![a-z][a-z0-9_-]*:)[^\s:#\"'\[{-][^:#]*:(?:\s|$)")
_KEY_OR_ENTRY = re.compile(r"\s*(?:-(?:\s|$)|[\"'\[{}\]&*!|>%@`]|[^:]*:(?:\s|$))")
_COMMENT = re.compile(r"\S\s+(#.*)")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-[\w]")
_QUOTED = re.compile(_KEY + r"\s+([\"'])")
_NEEDS_QUOTES = re.compile(_KEY + r"\s+([-*&@`%|>!{}\[\],?#].*)$")


def explain_syntax_error(error: yaml.MarkedYAMLError, text: str, span: Span) -> tuple[str, Span]:
    """Return the reason and its place.

    The reason is one of tab, colon, continued, remark, quote, indent, list, entry, comma, pair, space, dash, sign, key
    and other.

    The parser often stops after the mistake: an unclosed quote is reported at its opening, a value with a colon at that
    colon, a key without a space at that key.
    """
    lines = text.split("\n")
    line = lines[span[0] - 1] if span[0] <= len(lines) else ""
    wording = f"{error.context or ''} {error.problem or ''}"
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[span[1] - 1 : span[1]] == "\t":
        column = line.index("\t") + 1
        return "tab", (span[0], column, span[0], column + 1)
    if "mapping values are not allowed" in wording:
        return _colon(line, lines, span)
    if "simple key" in wording or "could not find expected ':'" in wording:
        return _lonely(error, lines, span)
    if "flow" in wording:
        return _flow(error, text, span)
    return _after_comment(lines, span) or _in_value(error, line, wording, span)


def _after_comment(lines: list[str], span: Span) -> tuple[str, Span] | None:
    """Return the comment in the line before one that would continue a text, where there is such a comment."""
    line, before = (lines[span[0] - 1], lines[span[0] - 2]) if 1 < span[0] <= len(lines) else ("", "")
    comment = _COMMENT.search(before)
    if comment is None or not line.strip() or _KEY_OR_ENTRY.match(line):
        return None
    return "remark", (span[0] - 1, comment.start(1) + 1, span[0] - 1, len(before.rstrip()) + 1)


def _in_value(error: yaml.MarkedYAMLError, line: str, wording: str, span: Span) -> tuple[str, Span]:
    if "quoted scalar" in wording:
        return "quote", _start(error, span)
    if "block collection" in wording or "block mapping" in wording or "block end" in wording:
        return _misplaced(error, line, span)
    return _unquoted(line, span)


def _unquoted(line: str, span: Span) -> tuple[str, Span]:
    """Return the position of a value that begins with a special YAML character, such as `*`, `@` or `- `."""
    match = _NEEDS_QUOTES.match(line)
    if match is None:
        return "other", span
    return "sign", (span[0], match.start(1) + 1, span[0], match.end(1) + 1)


def _flow(error: yaml.MarkedYAMLError, text: str, span: Span) -> tuple[str, Span]:
    """Return the bracket or brace that was opened last before the parser stopped."""
    mark = error.context_mark
    opened_here = mark is None or mark.line + 1 == span[0]
    if opened_here and span[0] <= text.count("\n") + 1 and text.split("\n")[span[0] - 1][span[1] - 1 :][:1] == ":":
        return "pair", span
    if mark is not None and "node" not in (error.context or ""):
        return "comma", _start(error, span)
    lines = text.split("\n")
    before = "\n".join([*lines[: span[0] - 1], *(line[: span[1] - 1] for line in lines[span[0] - 1 : span[0]])])
    at = max(before.rfind("["), before.rfind("{"))
    line = before.count("\n", 0, at) + 1
    column = at - before.rfind("\n", 0, at)
    return ("comma", (line, column, line, column + 1)) if at >= 0 else ("other", span)


def _misplaced(error: yaml.MarkedYAMLError, line: str, span: Span) -> tuple[str, Span]:
    after_quote = _QUOTED.match(line)
    if after_quote and span[1] > after_quote.end():
        return "quote", (span[0], after_quote.end(), span[0], span[1])
    if not line.lstrip().startswith("-"):
        return "indent", span
    beside_keys = "mapping" in (error.context or "") and error.context_mark and error.context_mark.column == span[1] - 1
    return ("entry" if beside_keys else "list"), span


def _start(error: yaml.MarkedYAMLError, span: Span) -> Span:
    mark = error.context_mark
    return span if mark is None else (mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _colon(line: str, lines: list[str], span: Span) -> tuple[str, Span]:
    if _KEY_WITH_COLON.match(line):
        return "colon", span
    number, before = next(
        ((n, lines[n - 1]) for n in range(span[0] - 1, 0, -1) if lines[n - 1].strip()), (span[0], line)
    )
    column = len(before) - len(before.lstrip()) + 1
    whole = (number, column, number, len(before) + 1)
    if _KEY_WITHOUT_SPACE.match(before):
        return "space", whole
    if _DASH_WITHOUT_SPACE.match(before):
        return "dash", whole
    indent = len(line) - len(line.lstrip())
    if indent >= column and _PROSE_WITH_COLON.match(line):
        return "continued", span
    if indent >= column:
        return "indent", (span[0], indent + 1, span[0], max(indent + 2, span[1]))
    return "colon", span


def _lonely(error: yaml.MarkedYAMLError, lines: list[str], span: Span) -> tuple[str, Span]:
    mark = error.context_mark
    at = mark.line if mark is not None else span[0] - 1
    line = lines[at] if at < len(lines) else ""
    column = len(line) - len(line.lstrip()) + 1
    whole = (at + 1, column, at + 1, max(column + 1, len(line) + 1))
    if _DASH_WITHOUT_SPACE.match(line):
        return "dash", whole
    return ("space" if _KEY_WITHOUT_SPACE.match(line) else "key"), whole
