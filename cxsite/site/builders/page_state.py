"""What a build keeps of each page that it published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cxsite.site.builders.page_references import unpack_references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.rendering.page_factory import Dependencies
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.verify import ExaminedFile

Slice: TypeAlias = tuple[str, int, int]
"""A file of the published site, and a range of its bytes: start and end, the end exclusive."""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of the published site. `dependencies` is None if it must be rendered every time.

    `switch` has the addresses of the page in other languages, `entries` are its search entries in UTF-8, and
    `references` are its anchors and references, encoded by `pack_references`.
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
