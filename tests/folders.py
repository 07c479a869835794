"""What lies in folders, to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def left_beside(site: Path) -> set[str]:
    """The names of what stands beside a site, without its lock: empty after a build that ended well."""
    return {path.name for path in site.parent.iterdir()} - {site.name, f".{site.name}.lock"}
