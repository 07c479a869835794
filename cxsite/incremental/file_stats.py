"""A published site as it lies on the disk: whether it is still the one that was published."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def hash_file_stats(site: Path) -> str:
    """A name for all files below `site` by their paths, sizes, times of change and numbers on the disk.

    Raises OSError where there is no such folder.
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
            else:  # what the folder itself says of a file has no number on Windows
                yield f"{inside}{one.name}", os.lstat(one.path)
