"""What only the operating system can do: a lock that dies with its process, an atomic swap, a flush."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
_UNKNOWN: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems answer that do not know a call."""
_NO_LOCKS: Final = frozenset({errno.ENOLCK, *_UNKNOWN})
_ATTEMPTS: Final = 3


class StrandedError(OSError):
    """The old folder was moved aside and could not be put back; it stands there, whole.

    `cause` is why the new one could not take its place, `reason` why the old one could not be put back.
    """

    def __init__(self, cause: OSError, reason: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.cause, self.reason = cause, reason


@contextmanager
def hold_lock(path: Path) -> Iterator[bool]:
    """Hold the lock `path`, waiting for whoever holds it; the system frees it when a process is killed.

    Gives whether it is held: some network file systems know no locks at all.
    The file stays: removing it would let two processes hold two locks of one name.
    """
    handle = _open_lock(path)
    try:
        yield _lock(handle)
    finally:
        with suppress(OSError):  # whatever it says, the lock is free, and what was done is done
            os.close(handle)


def _open_lock(path: Path) -> int:
    flags = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o666)
    except PermissionError:  # another user's lock can be held all the same
        return os.open(path, os.O_RDONLY | flags)


def swap(new: Path, target: Path, aside: Path) -> Path:
    """Put the folder `new` in the place of `target`, which may not exist yet.

    Returns:
        Where the old one stands, if there was one: at `new`, or at `aside` where the system cannot exchange two
        folders at once.

    Raises:
        StrandedError: it could not be done, and `target` stands at `aside`.
        OSError: it could not be done; `target` is as it was.
    """
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        step_aside(new, target, aside)
        return aside
    return new


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where system or file system cannot, and nothing was done."""
    rename = _linux_call("renameat2")
    return rename is not None and (rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def step_aside(new: Path, target: Path, aside: Path) -> None:
    """Move `target` aside and `new` into its place; `leftovers.recover` handles a kill between the two steps.

    Raises OSError and StrandedError as `swap` does.
    """
    target.rename(aside)
    try:
        new.rename(target)
    except BaseException as cause:
        try:
            aside.rename(target)
        except OSError as reason:
            if isinstance(cause, OSError):
                raise StrandedError(cause, reason) from cause
        raise


def flush(folder: Path) -> None:
    """Bring every file below `folder` to the disk; a full disk that kept silent speaks here.

    Raises:
        OSError: something did not arrive.
    """
    if not _flush_file_system(folder):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # Windows flushes only what was opened for writing; elsewhere a file may be read-only.
                _flush_opened(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)


def flush_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system lets folders be flushed."""
    if sys.platform != "win32":
        _flush_opened(folder, os.O_RDONLY)


def _flush_opened(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        _close(handle)


def _close(handle: int) -> None:
    with suppress(OSError):  # it was only read, or has been flushed
        os.close(handle)


def _flush_file_system(folder: Path) -> bool:
    """Flush all at once, a hundred times faster than file by file; False where only that is possible."""
    sync = _linux_call("syncfs")
    if sync is None:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if sync(handle) == 0:
            return True
        if _errno() in _UNKNOWN:
            return False
        raise OSError(_errno(), os.strerror(_errno()), str(folder))
    finally:
        _close(handle)


def _linux_call(name: str) -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    try:
        import ctypes  # noqa: PLC0415 (the calls are Linux's)

        call: Callable[..., int] | None = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    except (ImportError, OSError):  # a Python without it; there are slower ways
        return None
    return call


def _errno() -> int:
    import ctypes  # noqa: PLC0415

    return ctypes.get_errno()


def _lock(handle: int) -> bool:
    """Wait for the lock; False where the file system knows none."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (Windows only)

        while True:
            try:
                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.2)
            else:
                return True
    return _lock_file(handle)


def _lock_file(handle: int) -> bool:
    import fcntl  # noqa: PLC0415 (not on Windows)

    for attempt in range(_ATTEMPTS):
        time.sleep(0.1 * attempt)  # a server of locks that restarts says for a moment that it has none
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        else:
            return True
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX)
    except OSError:
        return False
    return True
