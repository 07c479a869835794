"""What unquoted words stand for, as YAML 1.2 has it."""

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
"""Stands for a value that was left empty."""
MEANINGFUL: Final = _NUMBER_START | frozenset("~ntfNTF")
"""How an unquoted word begins that may be more than a text."""


def plain_value(text: str) -> object:
    """What an unquoted word stands for: a number, true or false, nothing, or the text itself."""
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
