"""The problem of a text that is not YAML: its reason, its place, and what to paste."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.escaping.invisible import visible
from cxsite.problems import Level, Place, Problem
from cxsite.reading.syntax import explain_syntax_error
from cxsite.reading.unquoted import unquoted_value, value_in_quotes

if TYPE_CHECKING:
    import yaml

    from cxsite.model.records.source_location import SourceFile, Span
    from cxsite.problems import Value

_ODD_INDENTATION: Final = re.compile("[ \t]*([\u00a0\u2000-\u200b\u202f\u205f\u3000])\\s*")
_PASTED: Final = frozenset({"colon", "sign", "quote", "escape", "hash", "bullet", "one-line", "inside", "pair"})
"""Reasons of syntax errors for which authors are shown the text in quotes."""


def syntax_problem(file: SourceFile, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem of a text that the parser refuses, with the text to paste where quotes are the remedy."""
    mark = error.problem_mark or error.context_mark
    start = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    unquoted = unquoted_value(error, file.text)
    if unquoted is not None:
        reason, span, paste = unquoted
    else:
        reason, span = explain_syntax_error(error, file.text, (*start, start[0], start[1] + 1))
        text = file.lines[span[0] - 1].rstrip()
        paste = value_in_quotes(text) if reason == "colon" and not text.endswith(":") else '"…"'
    values = {"reason": reason, "paste": paste} if reason in _PASTED else {"reason": reason}
    line = min(span[0], len(file.lines))
    column = min(span[1], len(file.lines[line - 1]) + 1)
    end = min(max(span[3], column), len(file.lines[line - 1]) + 1)
    return _problem(file, "CX001", (line, column, line, end), **values)


def odd_indentation(file: SourceFile, line: int) -> Problem | None:
    """Return the problem of a line that begins with other space characters, if it or the next line is not YAML."""
    for number in (line, line - 1):
        hit = _ODD_INDENTATION.match(file.lines[number - 1]) if number else None
        if hit is not None:
            character = hit[1]
            values = {"kind": "indent", "code": f"U+{ord(character):04X}", "found": visible(hit[0]), "suggestion": ""}
            return _problem(file, "CX124", (number, hit.start(1) + 1, number, hit.start(1) + 2), **values)
    return None


def _problem(file: SourceFile, code: str, span: Span, /, **values: Value) -> Problem:
    return Problem(code=code, level=Level.ERROR, place=Place(file.path, *span), values=values)
