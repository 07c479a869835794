"""A cache of parsed files for programs that read the same folder repeatedly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from cxsite.reading.library_touchpoints import LibraryCache

if TYPE_CHECKING:
    from collections.abc import Callable, Container

V = TypeVar("V")


class ParseCache:
    """Stores the result of parsing each file as long as its text stays the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[str, Any]] = {}
        self.joined = LibraryCache()

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
