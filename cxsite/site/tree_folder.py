"""Writes a docs tree to disk: unchanged files are not touched, files no longer in the tree are deleted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.site.docs_tree import Content, Tree

MARKER = ".cxsite-docs"
_MARKER_TEXT = b"This folder is written anew by `cxsite generate`; changes made here are lost.\n"
_PENDING = ".cxsite-pending"


def write_tree(tree: Tree, folder: Path) -> int:
    """Make `folder` contain exactly `tree`; return how many files were written or deleted.

    A file with the same bytes is not written, so that `mkdocs serve` sees only real changes.

    Raises:
        CxsiteError: the folder contains files that we did not write, or writing fails.
    """
    _refuse_foreign(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_bytes(_MARKER_TEXT)
        _remove_where_kinds_differ(tree, folder)
        written = sum(_write(folder / path, content) for path, content in tree.items())
        return written + _delete_stale(tree, folder)
    except OSError as error:
        raise CxsiteError(
            "The docs tree in {folder} could not be written: {error}.",
            "Free space on the disk or correct the folder's permissions, then try again.",
            folder=folder,
            error=error,
        ) from error


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CxsiteError(
            "{folder} is not an ordinary folder.", "Remove it, or name another `docs_dir` in mkdocs.yml.", folder=folder
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise CxsiteError(
            "{folder} contains files that cxsite did not write and would delete.",
            "Move them away, or name another `docs_dir` in mkdocs.yml.",
            folder=folder,
        )


def _write(path: Path, content: Content) -> bool:
    data = content if isinstance(content, bytes) else content.read_bytes()
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    pending = path.with_name(f"{_PENDING}-{path.name}")
    pending.write_bytes(data)
    pending.replace(path)  # replaced in one step, so that a watching server never reads an incomplete file
    return True


def _remove_where_kinds_differ(tree: Tree, folder: Path) -> None:
    """Remove a file where the tree needs a folder, and a folder where it needs a file."""
    for parent in sorted({parent for path in tree for parent in Path(path).parents}):
        if (folder / parent).is_symlink() or (folder / parent).is_file():
            (folder / parent).unlink()
    for path in tree:
        if (folder / path).is_dir() and not (folder / path).is_symlink():
            shutil.rmtree(folder / path)


def _delete_stale(tree: Tree, folder: Path) -> int:
    kept = {folder / path for path in tree} | {folder / MARKER}
    deleted = 0
    for path in sorted(folder.rglob("*"), reverse=True):  # contents of a folder are deleted before the folder
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
            deleted += 1
    return deleted
