"""What a site built upon an earlier one refers to, and whether all of it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cxsite.site.verify import Examined, judge

if TYPE_CHECKING:
    from cxsite.site.fast.files import Files
    from cxsite.site.fast.memory import Memory, Remembered
    from cxsite.site.verify import Fault


class Findings(Mapping[str, Examined]):
    """By file: what it offers and needs.

    What is among `files` was examined just now, `kept` are pages of the published site that `before` tells of: read
    when asked for.
    """

    def __init__(self, files: Files, kept: Mapping[str, Remembered], before: Memory) -> None:
        self._made, self._entries = files.examined, files.entries
        self._kept, self._before = kept, before
        self._read: dict[str, Examined] = {}

    def __getitem__(self, file: str) -> Examined:
        found = self._made.get(file) or self._read.get(file)
        if found is None:
            found = self._read[file] = self._kept[file].examined
        return found

    def __contains__(self, file: object) -> bool:
        return file in self._made or file in self._kept

    def __iter__(self) -> Iterator[str]:
        yield from self._made
        yield from self._kept

    def __len__(self) -> int:
        return len(self._made) + len(self._kept)

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the site as a whole. Pages that are kept were whole, and stay so while nothing is lost."""
        return judge(self, None if self._is_something_lost() else self._made)

    def _is_something_lost(self) -> bool:
        """Whether something may be gone that another page refers to: a file, or an anchor on a page."""
        if any(file not in self for file in self._before.files):
            return True
        pages = {page.file: page for page in self._before.pages.values()}
        changed = (file for file in self._made if file.endswith(".html") and self._is_changed(file))
        return any(
            file not in pages or not pages[file].examined.anchors <= self._made[file].anchors for file in changed
        )

    def _is_changed(self, file: str) -> bool:
        known = self._before.files.get(file)
        return known is not None and known[0] != self._entries[file]
