"""Verifies the references of a site that was built incrementally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxsite.site.verify import ExaminedFile, judge

if TYPE_CHECKING:
    from cxsite.problems import Message
    from cxsite.site.builders.build_state import BuildState
    from cxsite.site.builders.page_state import PageState
    from cxsite.site.publishing.manifest import ManifestEntry
    from cxsite.site.verify import SiteFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFindings(Mapping[str, ExaminedFile]):
    """Maps a file to its anchors and references. Those of pages are decoded on demand, to save memory.

    `others` are files that are no pages; pages were `made`, and some have `faults`, or
    `kept` of the published site, whose state is `before`. `entries` has every file.
    """

    others: Mapping[str, ExaminedFile]
    made: Mapping[str, PageState]
    faults: Mapping[str, tuple[Message, ...]]
    kept: Mapping[str, PageState]
    before: BuildState
    entries: Mapping[str, ManifestEntry]

    def __getitem__(self, file: str) -> ExaminedFile:
        if file in self.others:
            return self.others[file]
        page = self.made.get(file)
        return self.kept[file].examined if page is None else replace(page.examined, faults=self.faults.get(file, ()))

    def __contains__(self, file: object) -> bool:
        return file in self.others or file in self.made or file in self.kept

    def __iter__(self) -> Iterator[str]:
        yield from self.others
        yield from self.made
        yield from self.kept

    def __len__(self) -> int:
        return len(self.others) + len(self.made) + len(self.kept)

    def judge(self) -> tuple[SiteFault, ...]:
        """Return the faults of the whole site. Kept pages had none, and have none while no target was removed."""
        return judge(self, None if self._is_something_lost() else (*self.others, *self.made))

    def _is_something_lost(self) -> bool:
        """Return whether a file or an anchor may be gone that another page refers to."""
        if any(file not in self for file in self.before.files):
            return True
        pages = {page.file: page for page in self.before.pages.values()}
        changed = (file for file in (*self.others, *self.made) if file.endswith(".html") and self._is_changed(file))
        return any(file not in pages or not pages[file].examined.anchors <= self[file].anchors for file in changed)

    def _is_changed(self, file: str) -> bool:
        known = self.before.files.get(file)
        return known is not None and known[0] != self.entries[file]
