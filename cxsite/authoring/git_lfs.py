"""Whether a playbook's repository keeps files in Git LFS, so that a plain checkout holds pointers only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_FILTER: Final = "filter=lfs"


def uses_lfs(folder: Path) -> bool:
    """Whether a .gitattributes of the playbook, or above it up to the top of the repository, names the LFS filter."""
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
