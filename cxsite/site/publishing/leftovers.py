"""What an interrupted build leaves beside a site, and how it is removed.

While a build runs, these stand beside `site`:

- `.site.lock`: the lock, which stays;
- `.site.tmp-XXXXXXXX`: the staging folder, with scratch files;
- `.site.tmp-XXXXXXXX.new`: the finished site just before the exchange, and the old site just after it;
- `.site.old`: the old site, between two renames where folders cannot be exchanged in one step. It is always whole:
  before it is removed it gets a name like `.site.tmp-XXXXXXXX.old`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.site.publishing.manifest import MARKER, find_strangers, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

STAGING_MARKER: Final = ".cxsite-staging"
_MARKERS: Final = (STAGING_MARKER, MARKER)
_SCRATCH: Final = ("site", "docs.", "theme-", "pending-")
"""What the names of folders in a staging folder begin with."""
_LONGEST: Final = 200
"""Bytes of a name that still leave room for what is added to it; file systems allow 255."""
_UNSURE_SECONDS: Final = 3600
"""Without a lock, a younger folder may belong to a build that is running."""


def beside(target: Path, what: str) -> Path:
    """The path of a file or folder of ours beside the target."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return target.with_name(f".{name}.{what}")


def aside_of(target: Path) -> Path:
    """Where the old site stands between two renames."""
    return beside(target, "old")


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """A folder of ours beside the target, removed at the end as far as the system allows it."""
    folder = Path(tempfile.mkdtemp(prefix=beside(target, "tmp-").name, dir=target.parent))
    try:
        (folder / STAGING_MARKER).touch()
        yield folder
    finally:
        remove_tree(folder)


def find_leftovers(target: Path) -> tuple[Path, ...]:
    """What earlier builds left beside the target. Folders of others are not among it, whatever their names are.

    Raises:
        OSError: the folder cannot be listed.
    """
    prefix = beside(target, "tmp-").name
    found = (one for one in target.parent.iterdir() if one.name.startswith(prefix) and _is_ours(one))
    old = aside_of(target)
    return (*([old] if read_manifest(old) is not None else []), *sorted(found))


def recover(target: Path, *, is_alone: bool = True) -> None:
    """Put an old site back that was just moved away, and remove what earlier builds left.

    Where it is not certain that no other build is running (`is_alone`), what is younger than an hour stays.

    Raises:
        OSError: the folder cannot be listed, or the old site cannot be put back.
    """
    for one in find_leftovers(target):
        if one == aside_of(target) and not (target.is_dir() and any(target.iterdir())):
            one.rename(target)
        elif is_alone or time.time() - one.stat().st_mtime > _UNSURE_SECONDS:
            discard(one, target)


def discard(folder: Path, target: Path) -> None:
    """Remove a folder beside the target that nobody needs. What cannot be removed is found as a leftover later."""
    if folder == aside_of(target):
        waste = beside(target, f"tmp-{secrets.token_hex(4)}.old")
        try:
            folder.rename(waste)
        except OSError:
            return
        folder = waste
    remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours as far as the system allows it, the file by which it is known as ours last.

    A published site into which somebody else has put a file stays as it is.
    """
    for is_last_try in (False, True):
        with suppress(OSError):
            entries = read_manifest(folder)
            if entries is not None and find_strangers(folder, entries):
                return
            if is_last_try:
                _permit_removal(folder)
            _remove_all_but_markers(folder)
            for name in _MARKERS:
                (folder / name).unlink(missing_ok=True)
            folder.rmdir()
            return


def remove_pending(state: Path) -> None:
    """Remove files that killed processes were about to put in place. They are named for these: `site-….PROCESS`.

    Raises:
        OSError: the folder cannot be listed, or something in it cannot be removed.
    """
    for path in (*state.iterdir(), *state.glob("templates/*/*")):
        number = path.suffix[1:]
        if number.isdecimal() and path.is_file() and not _is_being_written(path, int(number)):
            path.unlink(missing_ok=True)


def _is_being_written(path: Path, process: int) -> bool:
    """Whether the process that the file is named for may still write it: it runs, and has not had an hour for it."""
    if time.time() - path.stat().st_mtime > _UNSURE_SECONDS:
        return False
    if sys.platform == "win32":  # where a signal could not be sent without effect
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def _remove_all_but_markers(folder: Path) -> None:
    """Raises OSError where something could not be removed."""
    for one in list(os.scandir(folder)):
        if one.is_dir(follow_symlinks=False):
            shutil.rmtree(one.path)
        elif one.name not in _MARKERS:
            os.unlink(one.path)  # noqa: PTH108 -- an entry of scandir


def _permit_removal(folder: Path) -> None:
    """Give ourselves the rights to remove what is in our folders, such as after `chmod -R a-w`."""
    folder.chmod(stat.S_IRWXU)
    for top, names, _ in os.walk(folder):
        for name in names:
            with suppress(OSError):
                path = Path(top, name)
                if not path.is_symlink():
                    path.chmod(stat.S_IRWXU)


def _is_ours(folder: Path) -> bool:
    """Whether a folder whose name is like that of a staging folder is one."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    try:
        names = {one.name for one in folder.iterdir()}
    except PermissionError:
        return False
    return not names.isdisjoint(_MARKERS) or all(
        name.startswith(_SCRATCH) and (folder / name).is_dir() for name in names
    )
