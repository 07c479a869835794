"""The exit codes of all commands."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

SIGNALLED: Final = 128
"""Added to the number of a signal, the exit code of a command that the signal ended."""


class Exit(IntEnum):
    """The exit code of every command."""

    FINE = 0
    PROBLEMS = 1
    ENVIRONMENT = 2
    GATE = 3
    INTERRUPTED = 130
