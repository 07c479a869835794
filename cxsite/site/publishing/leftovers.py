"""Finds and removes what an interrupted build leaves next to a site.

While a build runs, these are next to `site`:

- `.site.lock`: the lock, which is never removed;
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
"""The prefixes of folder names in a staging folder."""
_LONGEST: Final = 200
"""The longest name in bytes to which a suffix can be added; file systems allow 255."""
_UNSURE_SECONDS: Final = 3600
"""Without a lock, a folder younger than that may belong to a running build."""


def beside(target: Path, what: str) -> Path:
    """Return the path of one of our files or folders next to the target."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return target.with_name(f".{name}.{what}")


def aside_of(target: Path) -> Path:
    """Return the path of the old site between two renames."""
    return beside(target, "old")


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """Create a staging folder next to the target, and remove it at the end as far as possible."""
    folder = Path(tempfile.mkdtemp(prefix=beside(target, "tmp-").name, dir=target.parent))
    try:
        (folder / STAGING_MARKER).touch()
        yield folder
    finally:
        remove_tree(folder)


def find_leftovers(target: Path) -> tuple[Path, ...]:
    """Return what earlier builds left next to the target. Folders of others are never included, whatever their names.

    Raises:
        OSError: the folder cannot be listed.
    """
    prefix = beside(target, "tmp-").name
    found = (one for one in target.parent.iterdir() if one.name.startswith(prefix) and _is_ours(one))
    old = aside_of(target)
    return (*([old] if read_manifest(old) is not None else []), *sorted(found))


def recover(target: Path, *, is_alone: bool = True) -> None:
    """Restore an old site that was moved aside, and remove what earlier builds left.

    If another build may be running (`is_alone` is false), what is younger than an hour is kept.

    Raises:
        OSError: the folder cannot be listed, or the old site cannot be restored.
    """
    for one in find_leftovers(target):
        if one == aside_of(target) and not (target.is_dir() and any(target.iterdir())):
            one.rename(target)
        elif is_alone or time.time() - one.stat().st_mtime > _UNSURE_SECONDS:
            discard(one, target)


def discard(folder: Path, target: Path) -> None:
    """Remove an unused folder next to the target. What cannot be removed is found as a leftover later."""
    if folder == aside_of(target):
        waste = beside(target, f"tmp-{secrets.token_hex(4)}.old")
        try:
            folder.rename(waste)
        except OSError:
            return
        folder = waste
    remove_tree(folder)


def remove_tree(folder: Path) -> None:
    """Remove one of our folders as far as possible; the file that marks it as ours is removed last.

    A published site with files of others is not removed.
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


def _remove_all_but_markers(folder: Path) -> None:
    """Remove everything else. Raises OSError if something could not be removed."""
    for one in list(os.scandir(folder)):
        if one.is_dir(follow_symlinks=False):
            shutil.rmtree(one.path)
        elif one.name not in _MARKERS:
            os.unlink(one.path)  # noqa: PTH108 -- an entry of scandir


def _permit_removal(folder: Path) -> None:
    """Add the rights to remove the contents of our folders, such as after `chmod -R a-w`."""
    folder.chmod(stat.S_IRWXU)
    for top, names, _ in os.walk(folder):
        for name in names:
            with suppress(OSError):
                path = Path(top, name)
                if not path.is_symlink():
                    path.chmod(stat.S_IRWXU)


def _is_ours(folder: Path) -> bool:
    """Return whether a folder with the name of a staging folder is one."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    try:
        names = {one.name for one in folder.iterdir()}
    except PermissionError:
        return False
    return not names.isdisjoint(_MARKERS) or all(
        name.startswith(_SCRATCH) and (folder / name).is_dir() for name in names
    )
