"""What was read before, for one who reads the same folder again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from cxsite.reading.library_touchpoints import LibraryCache

if TYPE_CHECKING:
    from collections.abc import Callable, Container

V = TypeVar("V")


class ParseCache:
    """Remembers what each file's text was made into, as long as the text stays the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[str, Any]] = {}
        self.joined = LibraryCache()

    def get_or_make(self, path: str, read_as: str, text: str, make: Callable[[], V]) -> V:
        """What `make` makes of the text, or what it made of the same before; `read_as` names all else it depends on."""
        before = self._made.get((path, read_as))
        if before is not None and before[0] == text:
            return cast("V", before[1])
        made = make()
        self._made[path, read_as] = text, made
        return made

    def forget_others(self, paths: Container[str]) -> None:
        """Forget the files that are no longer there."""
        self._made = {key: made for key, made in self._made.items() if key[0] in paths}
