"""Detects whether a published site has changed on disk since it was published."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def hash_file_stats(site: Path) -> str:
    """Return a hash of the paths, sizes, modification times and inode numbers of all files below `site`.

    Raises OSError if there is no such folder.
    """
    digest = hashlib.sha256()
    for path, found in sorted(_files(str(site), "")):
        reported = f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ino}\n"
        digest.update(reported.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: str, inside: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _files(one.path, f"{inside}{one.name}/")
            else:  # os.scandir gives no inode number on Windows
                yield f"{inside}{one.name}", os.lstat(one.path)
