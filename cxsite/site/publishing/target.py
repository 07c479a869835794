"""Checks the folder to publish to, so that files of others are never lost."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site.publishing.manifest import find_strangers, read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED: Final = 3
_UNESCAPED: Final = re.compile(rb"\\([0-7]{3})")
"""The escapes of spaces, tabs, line ends and backslashes in Linux's list of mounts."""


def check_target(target: Path, protected: Sequence[Path] = ()) -> None:
    """Refuse a target that is dangerous or not ours.

    Raises:
        CxsiteError: with what is wrong and what to do instead.
    """
    try:
        _refuse_unfit(target, protected)
    except OSError as error:
        raise CxsiteError(
            "{target} cannot be read: {error}. Nothing was published.",
            "Correct the permissions or the path, or name another folder with `--output`.",
            target=target,
            error=error,
        ) from error


def _refuse_unfit(target: Path, protected: Sequence[Path]) -> None:
    _refuse_foreign(target, protected)
    if _is_mount_point(target):
        raise CxsiteError(
            "{target} is a mount point, which cannot be replaced in one step.",
            "Publish into a folder inside it: `--output {inside}`.",
            target=target,
            inside=target / "site",
        )
    if target.is_dir() and any(target.iterdir()):
        _refuse_files_of_others(target)


def _is_mount_point(target: Path) -> bool:
    """Return whether a file system or a folder (`mount --bind`, a Docker volume) is mounted there."""
    if os.path.ismount(target):  # Path.is_mount fails on Windows before Python 3.12
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:  # exists on Linux only
        return False
    real = os.fsencode(_real(target))
    return any(_UNESCAPED.sub(_byte, line.split(b" ")[4]) == real for line in mounts)


def _byte(escaped: re.Match[bytes]) -> bytes:
    return bytes([int(escaped[1], 8)])


def _refuse_files_of_others(target: Path) -> None:
    entries = read_manifest(target)
    if entries is None:
        raise CxsiteError(
            "{target} contains files that cxsite did not write and would delete.",
            "Move them away and remove the folder, or name another folder with `--output`.",
            target=target,
        )
    if others := find_strangers(target, entries):
        raise CxsiteError(
            "{target} contains something that cxsite did not write and would delete: {files}.",
            "Move it elsewhere, or name another folder with `--output`.",
            target=target,
            files=", ".join(others[:_NAMED]),
        )


def _refuse_foreign(target: Path, protected: Sequence[Path]) -> None:
    real = _real(target)
    holder = next((path for path in map(_real, protected) if _overlap(path, real)), None)
    refusals = {
        "{target} is a symbolic link.": target.is_symlink(),
        "{target} is not a folder.": target.exists() and not target.is_dir(),
        "{target} is a home folder or contains one.": real.parent == real or _home().is_relative_to(real),
        "{target} is the root of a git repository.": (real / ".git").exists(),
        "{target} is the current folder or contains it.": Path.cwd().is_relative_to(real),
        "{target} is, contains or is inside {holder}.": holder is not None,
    }
    if what := next((what for what, holds in refusals.items() if holds), ""):
        raise CxsiteError(
            what,
            "Name another folder with `--output`, one that is empty or does not exist yet.",
            target=target,
            holder=holder,
        )


def _real(path: Path) -> Path:
    """Resolve a path as far as possible; `Path.resolve` raises for circular links."""
    return Path(os.path.realpath(path))


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a CI runner's user may have no home folder
        return Path.cwd()
