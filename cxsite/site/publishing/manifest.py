"""The manifest of a site: its files and their hashes, to compare the published site with what was built."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cxsite.incremental.build_inputs import walk_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MARKER = ".cxsite"
"""The file in a published site that contains its manifest, and marks the folder as ours."""

_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One file: POSIX path below the site, size in bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def make_manifest(site: Path, known: Mapping[str, ManifestEntry] = MappingProxyType({})) -> tuple[ManifestEntry, ...]:
    """List every file below `site` except the marker, by path; of `known` files, only the size is checked."""
    files = ((path, one) for path, one in sorted(walk_files(site)) if one.is_file() and path != MARKER)
    return tuple(_entry(path, one, known.get(path)) for path, one in files)


def _entry(path: str, file: os.DirEntry[str], known: ManifestEntry | None) -> ManifestEntry:
    if known and file.stat().st_size == known.size:
        return known
    with open(file.path, "rb") as opened:  # noqa: PTH123 -- thousands of them
        data = opened.read()
    return ManifestEntry(path, len(data), hashlib.sha256(data).hexdigest())


def find_strangers(site: Path, entries: Iterable[ManifestEntry]) -> tuple[str, ...]:
    """Return files and links below `site` that are not in the manifest, except files that systems create everywhere."""
    known = {MARKER, *(entry.path for entry in entries)}
    found = (path for path, one in walk_files(site) if one.name not in _OF_SYSTEMS)
    return tuple(sorted(path for path in found if path not in known))


def write_manifest(site: Path, entries: tuple[ManifestEntry, ...]) -> None:
    """Write the marker file into `site`."""
    values = {"cxsite": 1, "files": [[entry.path, entry.size, entry.sha256] for entry in entries]}
    (site / MARKER).write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", "utf-8", newline="\n")


def read_manifest(site: Path) -> tuple[ManifestEntry, ...] | None:
    """Read the marker file of `site`; None if there is none, or it is not ours.

    Raises:
        OSError: it cannot be read.
    """
    try:
        values = json.loads((site / MARKER).read_text("utf-8"))
        return tuple(ManifestEntry(str(path), int(size), str(digest)) for path, size, digest in values["files"])
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, KeyError, TypeError):
        return None


def find_differences(
    site: Path, entries: tuple[ManifestEntry, ...], known: Mapping[str, ManifestEntry] = MappingProxyType({})
) -> tuple[str, ...]:
    """Return the sorted paths at which `site` differs from `entries`; `known` is as in `make_manifest`."""
    there, expected = (frozenset(found) for found in (make_manifest(site, known), entries))
    return tuple(sorted({entry.path for entry in there ^ expected}))
