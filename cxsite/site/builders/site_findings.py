"""The references of all files of a site, for its verification. Those of pages are decoded on demand, to save memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.problems import Message
    from cxsite.site.builders.page_state import PageState
    from cxsite.site.verify import ExaminedFile


@dataclass(frozen=True, slots=True)
class SiteFindings(Mapping[str, "ExaminedFile"]):
    """Maps each file to its anchors and references: `pages` that we make, of which some have `faults`, and `others`."""

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
