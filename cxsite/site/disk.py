"""What only the operating system can do: a lock that dies with its process, an atomic swap, a flush."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock `path`, waiting for whoever holds it; the system frees it when a process is killed.

    The file stays: removing it would let two processes hold two locks of one name.
    """
    with path.open("a+b") as file:
        _lock(file)
        yield  # closing frees it


def swap(new: Path, target: Path, aside: Path) -> None:
    """Put the folder `new` in the place of `target`, which may not exist yet; the old one stands at `new`, or is gone.

    Where the system cannot exchange two folders at once, the old one stands at `aside` for a moment.

    Raises:
        OSError: it could not be done; `target` is as it was.
    """
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        step_aside(new, target, aside)
    flush_folder(target.parent)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where system or file system cannot, and nothing was done."""
    rename = _linux_call("renameat2")
    return rename is not None and (rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def step_aside(new: Path, target: Path, aside: Path) -> None:
    """Move `target` aside and `new` into its place; `publish.recover` mends a kill between the two steps."""
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)


def flush(folder: Path) -> None:
    """Bring every file below `folder` to the disk; a full disk that kept silent speaks here.

    Raises:
        OSError: something did not arrive.
    """
    if not _flush_file_system(folder):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                with path.open("r+b") as file:
                    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system lets folders be flushed."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_file_system(folder: Path) -> bool:
    """Flush all at once, a hundred times faster than file by file; False where only that is possible."""
    sync = _linux_call("syncfs")
    if sync is None:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if sync(handle) != 0:
            raise OSError(_errno(), os.strerror(_errno()), str(folder))
    finally:
        os.close(handle)
    return True


def _linux_call(name: str) -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 (the calls are Linux's)

    call: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return call


def _errno() -> int:
    import ctypes  # noqa: PLC0415

    return ctypes.get_errno()


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (Windows only)

        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.2)
            else:
                return
    else:
        import fcntl  # noqa: PLC0415 (not on Windows)

        fcntl.flock(file, fcntl.LOCK_EX)
