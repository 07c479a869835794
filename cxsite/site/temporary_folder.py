"""Temporary folders of commands. The folder of a killed command is removed by the next command."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site.publishing.disk import hold_lock

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
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)
    with ExitStack() as held:
        try:
            folder = _create_folder(held)
        except OSError as error:
            raise CxsiteError(
                "There is no folder for temporary files: {error}.",
                "Free space on the disk, or set TMPDIR to a folder that you can write to.",
                error=error,
            ) from error
        yield folder


def _create_folder(held: ExitStack) -> Path:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        held.enter_context(hold_lock(folder / _LOCK))
        if folder.is_dir():  # another command may have removed it in the moment before it was locked
            return folder


def _is_abandoned(folder: Path) -> bool:
    """Return whether a folder is ours, and the process that created it and its forks have ended."""
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
