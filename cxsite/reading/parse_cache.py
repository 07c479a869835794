"""A cache of parsed files for programs that read the same folder repeatedly."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from cxsite.reading.files import read_text
from cxsite.reading.library_touchpoints import LibraryCache

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from cxsite.problems import Problem
    from cxsite.reading.files import ContentFile

V = TypeVar("V")
_Stamp: TypeAlias = tuple[int, int, int, int]
_SETTLED_NANOSECONDS: Final = 3_000_000_000
"""A file that changed less than this before it was read is read again: another change may leave the same times.

File systems count times in steps of up to two seconds.
"""


class ParseCache:
    """Stores the text of each file while the file is not touched, and its parsed value while the text is the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[str, Any]] = {}
        self._texts: dict[str, tuple[_Stamp, str]] = {}
        self.joined = LibraryCache()

    def read_text(self, found: ContentFile) -> tuple[str | None, list[Problem]]:
        """Return what `files.read_text` returns, without opening a file that was read before and not touched since.

        Of a thousand journeys, opening all files takes as long as rendering the page that is looked at.
        """
        stamp = _stamp(found)
        before = self._texts.get(found.path)
        if stamp is not None and before is not None and before[0] == stamp:
            return before[1], []
        text, problems = read_text(found)
        if text is not None and stamp is not None and time.time_ns() - max(stamp[:2]) > _SETTLED_NANOSECONDS:
            self._texts[found.path] = stamp, text
        else:
            self._texts.pop(found.path, None)
        return text, problems

    def get_or_make(self, path: str, read_as: str, text: str, make: Callable[[], V]) -> V:
        """Return the result of `make` for the text, cached; `read_as` names everything else the result depends on."""
        before = self._made.get((path, read_as))
        if before is not None and before[0] == text:
            return cast("V", before[1])
        made = make()
        self._made[path, read_as] = text, made
        return made

    def forget_others(self, paths: Container[str]) -> None:
        """Remove files that no longer exist."""
        self._made = {key: made for key, made in self._made.items() if key[0] in paths}
        self._texts = {path: held for path, held in self._texts.items() if path in paths}


def _stamp(found: ContentFile) -> _Stamp | None:
    """Return what changes when a file is written: its times, its size and its number; None in memory, or if missing."""
    if found.data is not None:
        return None
    try:
        state = os.stat(found.file)  # noqa: PTH116 -- a Path for each of thousands takes longer
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
