"""Hashes of the inputs of a site other than single facts of its content, and of the files of a published site."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cxsite
from cxsite.installed import OF_READING, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE: Final = (".py", ".toml", ".js", ".yml")


def hash_inputs(templates: Iterable[Path], *texts: str) -> str:
    """Return a hash of what every page depends on: these texts, the templates, and this program."""
    digest = hashlib.sha256()
    for folder in templates:
        add_files(digest, folder)
    for text in (hash_program(), *texts):
        digest.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def hash_program() -> str:
    """Return a hash of this program and of the packages with which it reads content."""
    digest = hashlib.sha256("\0".join((sys.version, *versions(OF_READING))).encode())
    add_files(digest, Path(cxsite.__file__).parent, _CODE)
    return digest.hexdigest()


def add_files(digest: hashlib._Hash, folder: Path, suffixes: tuple[str, ...] = ("",)) -> None:
    """Add every file below a folder to the digest, by relative path and bytes; `suffixes` limit which."""
    for path, one in sorted(walk_files(folder, follow=True)):
        if path.endswith(suffixes) and one.is_file():
            with open(one.path, "rb") as file:  # noqa: PTH123 -- thousands of them
                data = file.read()
            digest.update(f"{path}:{len(data)}:".encode("utf-8", "surrogateescape"))
            digest.update(data)


def hash_file_stats(site: Path) -> str:
    """Return a hash of the paths, sizes, modification times and inode numbers of all files below `site`.

    Raises OSError if there is no such folder.
    """
    digest = hashlib.sha256()
    for path, one in sorted(walk_files(site)):
        found = os.lstat(one.path)  # an entry of scandir has no inode number on Windows
        stamp = f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ino}\n"
        digest.update(stamp.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def walk_files(folder: Path | str, inside: str = "", *, follow: bool = False) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder except folders, with its path relative to it; `follow` links to folders.

    Raises OSError if a folder cannot be listed.
    """
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=follow):
                yield from walk_files(one.path, f"{inside}{one.name}/", follow=follow)
            else:
                yield f"{inside}{one.name}", one
