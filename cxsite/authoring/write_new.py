"""Writing a file that is not there yet: whole or not at all, and never over another."""

from __future__ import annotations

import os
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, text: str) -> bool:
    """Write `text` as UTF-8 with line feeds to a new file; its folder is made where it is missing.

    Gives False, and touches nothing, where something of that name is there already. Raises CxsiteError where
    the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        return _write(path, text.encode())
    except OSError as error:
        raise CxsiteError(
            "{path} cannot be written: {error}.",
            "Check the disk, and that you may write in this folder.",
            path=path,
            error=error,
        ) from error


def _write(path: Path, data: bytes) -> bool:
    aside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return _give_name(aside, path, data)
    finally:
        aside.unlink(missing_ok=True)


def _give_name(aside: Path, path: Path, data: bytes) -> bool:
    """Give the finished file its name unless that is taken meanwhile."""
    with suppress(FileExistsError):
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names: there, at least nothing is overwritten
            with path.open("xb") as file:
                file.write(data)
        return True
    return False
