"""Writes new files atomically, and never overwrites one."""

from __future__ import annotations

import os
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, text: str) -> bool:
    """Write `text` as UTF-8 with LF line ends to a new file; a missing folder is created.

    Returns False, and changes nothing, if the path exists. Raises CxsiteError if writing fails.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        return _write(path, text.encode())
    except OSError as error:
        raise CxsiteError(
            "{path} cannot be written: {error}.",
            "Check the disk and your permission to write in this folder.",
            path=path,
            error=error,
        ) from error


def write_beside(path: Path, data: bytes, mode: int | None = None) -> Path:
    """Write a temporary file next to `path` and return it; without `mode` it has the system's default rights.

    Raises OSError, without leaving a file, if writing fails.
    """
    aside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            aside.chmod(mode)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _write(path: Path, data: bytes) -> bool:
    aside = write_beside(path, data)
    try:
        return _give_name(aside, path, data)
    finally:
        aside.unlink(missing_ok=True)


def _give_name(aside: Path, path: Path, data: bytes) -> bool:
    """Rename the finished file, unless the name was taken meanwhile."""
    with suppress(FileExistsError):
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this file system: open exclusively, so that at least nothing is overwritten
            with path.open("xb") as file:
                file.write(data)
        return True
    return False
