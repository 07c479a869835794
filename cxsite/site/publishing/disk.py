"""Operating system calls: a lock that ends with its process, an atomic swap of folders, a flush."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
_UNKNOWN: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""The errors of file systems that do not support a call."""
_NO_LOCKS: Final = frozenset({errno.ENOLCK, *_UNKNOWN})
_ATTEMPTS: Final = 3


class StrandedError(OSError):
    """The old folder was moved aside and could not be moved back; it is complete at that path.

    `cause` is why the new folder could not be moved, `reason` why the old one could not be moved back.
    """

    def __init__(self, cause: OSError, reason: OSError) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.cause, self.reason = cause, reason


@contextmanager
def hold_lock(path: Path) -> Iterator[bool]:
    """Wait for the lock `path` and hold it; the system releases it when the process ends, even if it is killed.

    Yields whether it is held: some network file systems have no locks.
    The file is never removed: otherwise two processes could hold two different locks of one name.
    """
    handle = _open_lock(path)
    try:
        yield _lock(handle)
    finally:
        with suppress(OSError):  # ignore errors: the lock is released in any case
            os.close(handle)


def _open_lock(path: Path) -> int:
    flags = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o666)
    except PermissionError as refused:  # a lock file of another user can be locked read-only
        try:
            return os.open(path, os.O_RDONLY | flags)
        except FileNotFoundError:
            raise refused from None


def swap(new: Path, target: Path, aside: Path) -> Path:
    """Move the folder `new` to `target`, which may not exist yet.

    Returns:
        The path of the old folder, if there was one: `new`, or `aside` if the system cannot exchange two folders
        atomically.

    Raises:
        StrandedError: it failed, and the old folder is at `aside`.
        OSError: it failed; `target` is unchanged.
    """
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        step_aside(new, target, aside)
        return aside
    return new


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; return False, and do nothing, if the system does not support it."""
    return _call_linux("renameat2", _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0


def step_aside(new: Path, target: Path, aside: Path) -> None:
    """Move `target` aside and `new` into its place; `leftovers.recover` handles a kill between the two steps.

    Raises OSError if `target` is unchanged, StrandedError if it is at `aside`.
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
    """Flush every file below `folder` to disk; shows errors of a full disk that earlier writes did not report.

    Raises:
        OSError: something was not written.
    """
    if not _flush_file_system(folder):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # Windows flushes only what was opened for writing; elsewhere a file may be read-only.
                _flush_opened(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, if the system supports it."""
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
    with suppress(OSError):  # ignore errors: the file was only read, or is flushed already
        os.close(handle)


def _flush_file_system(folder: Path) -> bool:
    """Flush the whole file system, a hundred times faster than file by file; False if that is not supported."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        error = _call_linux("syncfs", handle)
    finally:
        _close(handle)
    if error and error not in _UNKNOWN:
        raise OSError(error, os.strerror(error), str(folder))
    return error == 0


def _call_linux(name: str, *values: object) -> int:
    """Call a function of Linux's C library and return the number of its error, 0 if there is none."""
    if sys.platform != "linux":
        return errno.ENOSYS
    try:
        import ctypes  # noqa: PLC0415 (the calls are Linux's)

        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (ImportError, OSError, AttributeError):  # not available in this Python; there are slower fallbacks
        return errno.ENOSYS
    return ctypes.get_errno() if call(*values) else 0


def _lock(handle: int) -> bool:
    """Wait for the lock; False if the file system has no locks."""
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
        time.sleep(0.1 * attempt)  # a lock server that restarts reports for a moment that it has no locks
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
