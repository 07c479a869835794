"""Temporary folders of commands. The folder of a killed command is removed by the next command."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX: Final = "cxsite-run-"
_LOCK: Final = ".lock"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Create a folder and remove it at the end. A lock in it shows other processes whether it is still used.

    Raises:
        CxsiteError: the folder cannot be created.
    """
    _remove_abandoned()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = _take_lock(folder)
    except OSError as error:
        raise CxsiteError(
            "There is no folder for temporary files: {error}.",
            "Free space on the disk, or set TMPDIR to a folder that you can write to.",
            error=error,
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _take_lock(folder: Path) -> int | None:
    """Lock a file in the folder until this process and its forks end; None if the system has no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 (not on Windows)

    pending = folder / f"{_LOCK}.pending"
    handle = os.open(pending, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        pending.rename(folder / _LOCK)  # other processes cannot see the file before it is locked
    except OSError:
        os.close(handle)
        return None
    return handle


def _remove_abandoned() -> None:
    """Remove our folders that no process uses any more."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Return whether a folder is ours, and the process that created it has ended."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 (not on Windows)

    try:
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return False
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
