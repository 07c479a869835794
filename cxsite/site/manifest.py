"""Which files a site has, and their bytes: what is published is compared with what was built."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARKER = ".cxsite"
"""The file in a published site that holds its manifest, and says that the folder is ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: POSIX path below the site, size in bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def manifest(site: Path) -> tuple[Entry, ...]:
    """Every file below `site` but the marker, by path."""
    files = (path for path in site.rglob("*") if path.is_file() and path != site / MARKER)
    return tuple(sorted((_entry(path, site) for path in files), key=lambda entry: entry.path))


def write_manifest(site: Path, entries: tuple[Entry, ...]) -> None:
    """Write the marker file into `site`."""
    values = {"cxsite": 1, "files": [[entry.path, entry.size, entry.sha256] for entry in entries]}
    (site / MARKER).write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", "utf-8", newline="\n")


def read_manifest(site: Path) -> tuple[Entry, ...] | None:
    """What the marker file of `site` says; None where there is none, or none of ours."""
    try:
        values = json.loads((site / MARKER).read_text("utf-8"))
        return tuple(Entry(str(path), int(size), str(digest)) for path, size, digest in values["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def differences(site: Path, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The paths at which the files of `site` are not as `entries` say, sorted."""
    there, expected = (frozenset(found) for found in (manifest(site), entries))
    return tuple(sorted({entry.path for entry in there ^ expected}))


def _entry(path: Path, site: Path) -> Entry:
    data = path.read_bytes()
    return Entry(path.relative_to(site).as_posix(), len(data), hashlib.sha256(data).hexdigest())
