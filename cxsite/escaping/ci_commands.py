"""Workflow commands of GitHub Actions: `::error file=…,line=…::message`.

The escapes are those of the `@actions/core` toolkit (`escapeData`, `escapeProperty`).
"""

from __future__ import annotations

from typing import Final

_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def encode_data(text: str) -> str:
    """Give `text` for the message behind the second `::`."""
    return text.translate(_DATA)


def encode_property(text: str) -> str:
    """Give `text` for a property such as `file` or `title`."""
    return text.translate(_PROPERTY)


def encode_log(text: str) -> str:
    """Give one line for the log that is no command: runners look for the older form `##[…]` anywhere in a line.

    The caller sees to it that the line does not begin with `::`.
    """
    return text.replace("##[", "# #[")
