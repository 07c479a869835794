"""The files of a site: their paths, as in MkDocs; they are written, or linked if the published site has them."""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

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
        if known and known[0].sha256 == hashlib.sha256(data).hexdigest() and is_as_published(path, self._before):
            self.keep(path)
        else:
            self.entries[path] = self.write(path, (data,))
        known_scripts, site_url = self._known_scripts, self.site_url
        self.examined[path] = examine(path, data, known_scripts, site_url) if is_read(path) else ExaminedFile()

    def put_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a search index piece by piece. Its references need no check: they were found in the pages."""
        entry = self.write(path, pieces)
        self.entries[path], self.examined[path] = entry, ExaminedFile()
        known = self._before.files.get(path)
        if known and known[0] == entry and is_as_published(path, self._before):
            (self._site / path).unlink()
            self.keep(path)

    def write(self, path: str, pieces: Iterable[bytes]) -> ManifestEntry:
        """Write a file piece by piece, and return its manifest entry."""
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


def link_or_copy(source: Path, target: Path) -> None:
    """Create a hard link, or a copy if that fails. Safe because files of a site are never opened for writing again."""
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        shutil.copyfile(source, target)


def bytes_of(content: Content) -> bytes:
    """Return the bytes of an asset."""
    return content if isinstance(content, bytes) else content.read_bytes()


def output_path(path: str, *, directories: bool) -> str:
    """Return the output file of the page `path` (without suffix); `directories` is MkDocs's `use_directory_urls`."""
    folder, name = posixpath.split(path)
    if not directories or name == "index":
        return f"{path}.html"
    return posixpath.join(folder, name, "index.html")


def page_url(path: str, *, directories: bool) -> str:
    """Return the page's address relative to the site's root, as links and the search index write it."""
    output = output_path(path, directories=directories)
    return quote(output.removesuffix("index.html") if directories else output)


def sort_key(path: str) -> tuple[tuple[str, ...], bool, str]:
    """Sort key of pages in MkDocs's order: a folder's index first, then its files, then its folders."""
    *folder, name = path.split("/")
    return tuple(folder), name != "index", f"{name}.md"
