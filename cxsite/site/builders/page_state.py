"""What a build keeps of each page that it published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from cxsite.site.verify import ExaminedFile

if TYPE_CHECKING:
    from cxsite.incremental.dependency_tracking import Dependencies
    from cxsite.problems import Message
    from cxsite.rendering.page_factory import PageFactory
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.packed_bytes import StoredBytes

Slice: TypeAlias = tuple[str, int, int]
"""A file of the published site, and a range of its bytes: start and end, the end exclusive."""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of the published site. `dependencies` is None if it must be rendered every time.

    `switch` has the addresses of the page in other languages, `entries` are its search entries in UTF-8, and
    `references` are its anchors and references, packed because those of most pages are not needed.
    """

    kind: FrameKind
    title: str
    description: str
    file: str
    dependencies: Dependencies | None
    switch: Mapping[str, str]
    entries: StoredBytes
    references: StoredBytes

    @property
    def examined(self) -> ExaminedFile:
        """The anchors that it has and the references that it makes."""
        return unpack_references(self.references.read())

    def is_up_to_date(self, factory: PageFactory) -> bool:
        """Return whether rendering the page again would give the same."""
        head = factory.head
        same = (self.title, self.description) == (head.title, head.description)
        return same and self.dependencies is not None and factory.is_up_to_date(self.dependencies)


def pack_references(examined: ExaminedFile) -> bytes:
    """Encode the anchors and references of a page without faults, as one line of JSON."""
    values = [sorted(examined.anchors), examined.wanted]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_references(data: bytes) -> ExaminedFile:
    """Decode what `pack_references` encoded."""
    anchors, wanted = json.loads(data.decode("utf-8", "surrogatepass"))
    return ExaminedFile(frozenset(anchors), wanted)


@dataclass(frozen=True, slots=True)
class SiteFindings(Mapping[str, "ExaminedFile"]):
    """Maps each file to its anchors and references: `pages` that we make, of which some have `faults`, and `others`.

    Those of pages are decoded on demand, to save memory.
    """

    others: Mapping[str, ExaminedFile]
    pages: Mapping[str, PageState]
    faults: Mapping[str, tuple[Message, ...]]

    def __getitem__(self, file: str) -> ExaminedFile:
        page = self.pages.get(file)
        return self.others[file] if page is None else replace(page.examined, faults=self.faults.get(file, ()))

    def __iter__(self) -> Iterator[str]:
        yield from self.others
        yield from self.pages

    def __len__(self) -> int:
        return len(self.others) + len(self.pages)
