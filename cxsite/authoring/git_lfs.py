"""Detects whether a playbook's repository uses Git LFS, so that a plain checkout has only pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_FILTER: Final = "filter=lfs"


def uses_lfs(folder: Path) -> bool:
    """Return whether a .gitattributes from the playbook up to the top of the repository uses the LFS filter."""
    return any(_names_filter(one / ".gitattributes") for one in _folders(folder.absolute()))


def _folders(folder: Path) -> list[Path]:
    above = []
    for one in (folder, *folder.parents):
        above.append(one)
        if (one / ".git").exists():
            break
    return [*above, folder / "content", folder / "content" / "pictures"]


def _names_filter(file: Path) -> bool:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(_FILTER in line.split() for line in lines if not line.lstrip().startswith("#"))
