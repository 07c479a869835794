"""The values of unquoted words, by YAML 1.2."""

from __future__ import annotations

import re
from typing import Final

from cxsite.model.written_number import float_as_written, integer_as_written

_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?\Z")
_NUMBER_START: Final = frozenset("-+.0123456789")
_MAX_NUMBER: Final = 40
_EMPTY: Final = frozenset(["", "~", "null", "Null", "NULL"])
_SWITCHES: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
ABSENT: Final = object()
"""Marks an empty value."""
MEANINGFUL: Final = _NUMBER_START | frozenset("~ntfNTF")
"""The first characters of unquoted words that may be more than a text."""


def plain_value(text: str) -> object:
    """Return the value of an unquoted word: a number, true or false, None, or the text itself."""
    if text in _EMPTY:
        return ABSENT
    if text in _SWITCHES:
        return _SWITCHES[text]
    if text[0] in _NUMBER_START and len(text) <= _MAX_NUMBER:
        if _INTEGER.match(text):
            return integer_as_written(text)
        if _FLOAT.match(text):
            return float_as_written(text)
    return text
