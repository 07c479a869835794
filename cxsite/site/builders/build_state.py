"""The state that a build keeps of the published site, so that the next one renders only what has changed."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.incremental.build_inputs import hash_program
from cxsite.seal import unseal_data, write_sealed
from cxsite.site.publishing.manifest import MARKER, ManifestEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.incremental.dependency_tracking import Dependencies, Fact
    from cxsite.rendering.page_factory import PageFactory
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.verify import ExaminedFile

Stamp: TypeAlias = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, and inode number: equal if a file is unchanged."""


@dataclass(frozen=True, slots=True)
class PackedBytes:
    """Compressed bytes, `size` before. The search entries of a thousand journeys take 40 MB, and 6 MB compressed."""

    size: int
    packed: bytes

    def read(self) -> bytes:
        """All of them."""
        return zlib.decompress(self.packed)


def pack(data: bytes) -> PackedBytes:
    """Compress bytes that a build keeps for each page and rarely reads."""
    return PackedBytes(len(data), zlib.compress(data, 1))


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of the published site. `dependencies` is None if it must be rendered every time.

    `switch` has the addresses of the page in other languages, `entries` are its search entries in UTF-8, and
    `references` are its pickled `ExaminedFile`.
    """

    kind: FrameKind
    title: str
    description: str
    file: str
    dependencies: Dependencies | None
    switch: Mapping[str, str]
    entries: PackedBytes
    references: PackedBytes

    def is_up_to_date(self, factory: PageFactory) -> bool:
        """Return whether rendering the page again would give the same."""
        head = factory.head
        same = (self.title, self.description) == (head.title, head.description)
        return same and self.dependencies is not None and factory.is_up_to_date(self.dependencies)


@dataclass(frozen=True, slots=True)
class SiteFindings(Mapping[str, "ExaminedFile"]):
    """Maps each file to its anchors and references.

    Those of `pages` that we make are read on demand, to save memory.
    """

    others: Mapping[str, ExaminedFile]
    pages: Mapping[str, PageState]

    def __getitem__(self, file: str) -> ExaminedFile:
        page = self.pages.get(file)
        found: ExaminedFile = self.others[file] if page is None else pickle.loads(page.references.read())  # noqa: S301
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self.others
        yield from self.pages

    def __len__(self) -> int:
        return len(self.others) + len(self.pages)


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


def save_state(place: Path, state: BuildState) -> None:
    """Keep the state of the site that was just published. Raises OSError."""
    shared: dict[tuple[Fact, str], tuple[Fact, str]] = {}  # pages that other processes made have their own copies
    pages = {}
    for name, page in state.pages.items():
        dependencies = page.dependencies and tuple([shared.setdefault(one, one) for one in page.dependencies])
        pages[name] = replace(page, dependencies=dependencies)
    values = (hash_program(), _digest(state.site / MARKER), replace(state, pages=pages))
    write_sealed(place, [pickle.dumps(values, pickle.HIGHEST_PROTOCOL)])


def load_state(place: Path, target: Path) -> BuildState:
    """Load the state of the site at `target`; an empty state if that is another site, or the file is not ours."""
    try:
        program, marker, state = pickle.loads(unseal_data(place.read_bytes()) or b"")  # noqa: S301 -- sealed
        is_known = program == hash_program() and marker == _digest(target / MARKER)
        return replace(state, site=target) if is_known else NOTHING_BUILT
    except (OSError, EOFError, ImportError, AttributeError, ValueError, TypeError, pickle.UnpicklingError):
        return NOTHING_BUILT


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
