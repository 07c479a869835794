"""Workflow commands of GitHub Actions: `::error file=…,line=…::message`.

The escapes are those of the `@actions/core` toolkit (`escapeData`, `escapeProperty`).
"""

from __future__ import annotations

from typing import Final

_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def encode_data(text: str) -> str:
    """Return `text` encoded for the message after the second `::`."""
    return text.translate(_DATA)


def encode_property(text: str) -> str:
    """Return `text` encoded for a property such as `file` or `title`."""
    return text.translate(_PROPERTY)


def encode_log(text: str) -> str:
    """Return one line of a log that runners do not take for a command.

    Runners look for the older form `##[…]` anywhere in a line. The caller makes sure that the line does not begin
    with `::`.
    """
    return text.replace("##[", "# #[")
