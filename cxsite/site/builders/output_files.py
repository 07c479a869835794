"""Writes the files of a site, or links them if the published site has them already."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from cxsite.site.builders.build_state import is_as_published
from cxsite.site.publishing.manifest import ManifestEntry
from cxsite.site.verify import ExaminedFile, examine, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cxsite.site.builders.build_state import BuildState
    from cxsite.site.docs_tree import Content


class OutputFiles:
    """Writes files into `site`, and records the hash and references of each."""

    def __init__(self, site: Path, before: BuildState, known_scripts: frozenset[str], site_url: str) -> None:
        self._site, self._before = site, before
        self._known_scripts, self.site_url = known_scripts, site_url
        self._folders: set[Path] = set()
        self.entries: dict[str, ManifestEntry] = {}
        self.linked: set[str] = set()
        self.examined: dict[str, ExaminedFile] = {}

    def is_as_published(self, path: str) -> bool:
        """Return whether a file of the published site is unchanged since it was published."""
        return is_as_published(path, self._before)

    def keep(self, path: str) -> None:
        """Reuse a file of the published site."""
        target = self._site / path
        self._make_folder(target.parent)
        link_or_copy(self._before.site / path, target)
        self.entries[path] = self._before.files[path][0]
        self.linked.add(path)

    def put(self, path: str, data: bytes) -> None:
        """Write a file with these bytes, or reuse the published one if it is the same."""
        known = self._before.files.get(path)
        if known and known[0].sha256 == hashlib.sha256(data).hexdigest() and self.is_as_published(path):
            self.keep(path)
        else:
            self.entries[path] = self._write_file(path, (data,))
        self.examined[path] = self._examine(path, data)

    def put_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a search index piece by piece. Its references need no check: they were found in the pages."""
        entry = self._write_file(path, pieces)
        self.entries[path], self.examined[path] = entry, ExaminedFile()
        known = self._before.files.get(path)
        if known and known[0] == entry and self.is_as_published(path):
            (self._site / path).unlink()
            self.keep(path)

    def write(self, path: str, data: bytes) -> ManifestEntry:
        """Write a page and return its manifest entry."""
        return self._write_file(path, (data,))

    def _write_file(self, path: str, pieces: Iterable[bytes]) -> ManifestEntry:
        file, size, digest = self._site / path, 0, hashlib.sha256()
        self._make_folder(file.parent)
        with file.open("wb") as written:
            for piece in pieces:
                size += len(piece)
                digest.update(piece)
                written.write(piece)
        return ManifestEntry(path, size, digest.hexdigest())

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _examine(self, path: str, data: bytes) -> ExaminedFile:
        return examine(path, data, self._known_scripts, self.site_url) if is_read(path) else ExaminedFile()


def link_or_copy(source: Path, target: Path) -> None:
    """Create a hard link, or a copy if that fails. Safe because files of a site are never opened for writing again."""
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        shutil.copyfile(source, target)


def bytes_of(content: Content) -> bytes:
    """Return the bytes of an asset."""
    return content if isinstance(content, bytes) else content.read_bytes()
