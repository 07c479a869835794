"""Reads a file that a setting names, and never opens what could block forever: a pipe or a device."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_ordinary_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError if it cannot be read, or is a pipe or device."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "This is not an ordinary file", str(path))
    return path.read_bytes()
