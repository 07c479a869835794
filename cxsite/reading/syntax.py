"""Why a text is not YAML, told from the parser's error and the line it stopped at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

    from cxsite.model.located import Span

_KEY_WITH_COLON = re.compile(r"\s*(?:- )?[\w-]+:\s+[^\"'|>\[{].*:(?:\s|$)")
_QUOTED = re.compile(r"\s*(?:- )?[\w-]+:\s+([\"'])")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- )?[\w-]+:\S")


def syntax_reason(error: yaml.MarkedYAMLError, text: str, span: Span) -> tuple[str, Span]:
    """One of tab, colon, quote, indent, list, comma, space, key, other; and where the author must look.

    The parser often stops behind the slip: a quote that was never closed is told at its opening, a value with a
    colon at that colon.
    """
    lines = text.split("\n")
    line = lines[span[0] - 1] if span[0] <= len(lines) else ""
    said = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in said:
        return _bad_start(line, said, span)
    if "mapping values are not allowed" in said:
        return _colon(line, lines, span)
    if "simple key" in said or "could not find expected ':'" in said:
        return _lonely(error, lines, span)
    if "block collection" in said or "block mapping" in said or "block end" in said:
        return _misplaced(line, span)
    reason = "quote" if "quoted scalar" in said else "comma" if "flow" in said else "other"
    return (reason, span) if reason == "other" else (reason, _start(error, span))


def _bad_start(line: str, said: str, span: Span) -> tuple[str, Span]:
    if "\t" in line and "\\t" in said:
        column = line.index("\t") + 1
        return "tab", (span[0], column, span[0], column + 1)
    return "quote", span


def _misplaced(line: str, span: Span) -> tuple[str, Span]:
    after_quote = _QUOTED.match(line)
    if after_quote and span[1] > after_quote.end():
        return "quote", (span[0], after_quote.end(), span[0], span[1])
    return ("list" if line.lstrip().startswith("-") else "indent"), span


def _start(error: yaml.MarkedYAMLError, span: Span) -> Span:
    mark = error.context_mark
    return span if mark is None else (mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _colon(line: str, lines: list[str], span: Span) -> tuple[str, Span]:
    if _KEY_WITH_COLON.match(line):
        return "colon", span
    before = next((text for text in reversed(lines[: span[0] - 1]) if text.strip()), "")
    indent = len(line) - len(line.lstrip())
    if indent > len(before) - len(before.lstrip()):
        return "indent", (span[0], indent + 1, span[0], max(indent + 2, span[1]))
    return "colon", span


def _lonely(error: yaml.MarkedYAMLError, lines: list[str], span: Span) -> tuple[str, Span]:
    mark = error.context_mark
    at = mark.line if mark is not None else span[0] - 1
    line = lines[at] if at < len(lines) else ""
    column = len(line) - len(line.lstrip()) + 1
    whole = (at + 1, column, at + 1, max(column + 1, len(line) + 1))
    return ("space" if _KEY_WITHOUT_SPACE.match(line) else "key"), whole
