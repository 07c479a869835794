"""Hashes of the inputs of a site other than single facts of its content."""

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


def add_files(digest: hashlib._Hash, folder: Path, suffixes: tuple[str, ...] = ()) -> None:
    """Add every file below a folder to the digest, by relative path and bytes; `suffixes`, if given, limits which."""
    for path, inside in sorted(_files(str(folder), ""), key=lambda pair: pair[1]):
        if not suffixes or path.endswith(suffixes):
            with open(path, "rb") as file:  # noqa: PTH123 -- thousands of them
                data = file.read()
            digest.update(f"{inside}:{len(data)}:".encode("utf-8", "surrogateescape"))
            digest.update(data)


def _files(folder: str, inside: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                if one.name != "__pycache__":
                    yield from _files(one.path, f"{inside}{one.name}/")
            elif one.is_file():
                yield one.path, f"{inside}{one.name}"
