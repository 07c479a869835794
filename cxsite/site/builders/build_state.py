"""The state that a build keeps of the published site, so that the next one renders only what has changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.seal import unseal_data, write_sealed
from cxsite.site.builders.build_state_json import decode_pages, decode_shared, encode_state
from cxsite.site.builders.packed_bytes import PlainBytes
from cxsite.site.publishing.manifest import MARKER, ManifestEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.builders.page_state import PageState, Slice

_FORMAT: Final = 5
Stamp: TypeAlias = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, and inode number: equal if a file is unchanged."""


@dataclass(frozen=True, slots=True)
class BuildState:
    """The state of the site in the folder `site`.

    `key` is a hash of what every page depends on; `files` are those of the site, with their stamps.
    """

    site: Path = Path()
    key: str = ""
    pages: Mapping[str, PageState] = field(default_factory=dict)
    files: Mapping[str, tuple[ManifestEntry, Stamp]] = field(default_factory=dict)


NOTHING_BUILT: Final = BuildState()


def stamp(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if it does not exist."""
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def is_as_published(path: str, state: BuildState) -> bool:
    """Return whether a file of the published site is unchanged since it was published."""
    known = state.files.get(path)
    return known is not None and stamp(state.site / path) == known[1]


def make_state(site: Path, key: str, pages: Mapping[str, PageState], entries: Iterable[ManifestEntry]) -> BuildState:
    """Make the state of a site in the folder `site`."""
    stamped = ((entry, stamp(site / entry.path)) for entry in entries)
    return BuildState(site, key, pages, {entry.path: (entry, at) for entry, at in stamped if at})


def save_state(place: Path, state: BuildState, slices: Mapping[str, Slice]) -> None:
    """Keep the state of the site that was just published; a disk that refuses only costs build time.

    `slices` are the places of the pages' entries in the search index.
    """
    values = {
        "format": _FORMAT,
        "marker": _digest(state.site / MARKER),
        "key": state.key,
        "files": [[path, entry.size, entry.sha256, at] for path, (entry, at) in state.files.items()],
    }
    pending = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(pending, encode_state(values, state.pages, slices))
        pending.replace(place)
    except OSError:
        for file in (pending, place):
            with suppress(OSError):  # a read-only file system refuses even to delete a missing file
                file.unlink(missing_ok=True)


def load_state(place: Path, target: Path) -> BuildState:
    """Load the state of the site at `target`; an empty state if that is another site, or the file is not ours."""
    try:
        values, lines = decode_shared(unseal_data(place.read_bytes()) or b"")
        if values["format"] != _FORMAT or values["marker"] != _digest(target / MARKER):
            return NOTHING_BUILT
        files = {
            str(path): (ManifestEntry(str(path), int(size), str(sha)), (int(at[0]), int(at[1]), int(at[2])))
            for path, size, sha, at in values["files"]
        }
        pages = decode_pages(values, lines, _SliceReader(target, files).of)
        return BuildState(target, str(values["key"]), pages, files)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return NOTHING_BUILT


class _SliceReader:
    """Reads slices of published files; each file is read and checked once."""

    def __init__(self, site: Path, files: Mapping[str, tuple[ManifestEntry, Stamp]]) -> None:
        self._site, self._files = site, files
        self._read: dict[str, memoryview] = {}

    def of(self, one: Slice) -> StoredBytes:
        """Return the bytes of a slice. Raises ValueError if the file has changed since it was published."""
        path, start, end = one
        if path not in self._read:
            if stamp(self._site / path) != self._files[path][1]:
                raise ValueError(path)
            self._read[path] = memoryview((self._site / path).read_bytes())
        return PlainBytes(self._read[path][start:end])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
