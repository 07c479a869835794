"""Contents of folders for comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def left_beside(site: Path) -> set[str]:
    """Return the names of files next to a site, except its lock; empty after a complete build."""
    return {path.name for path in site.parent.iterdir()} - {site.name, f".{site.name}.lock"}
