"""Pagination of long lists: the entries of each page, and links to the other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cxsite.incremental.dependency_tracking import get_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cxsite.model.content import Content

T = TypeVar("T")
_NEAR: Final = 2
"""How many pages before and after the current one are linked, besides the first and the last."""
_MOST_LISTED: Final = 100
"""How many pages the list of all pages has at most. Each of a thousand pages cannot list all others."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of several pages: its number (from 1), its path, and its first and last entry (from 1, inclusive)."""

    number: int
    path: str
    first: int
    last: int

    @property
    def part(self) -> slice:
        """The slice of a sequence of all entries that is on this page."""
        return slice(self.first - 1, self.last)


@dataclass(frozen=True, slots=True)
class Paging:
    """The pages of one list, and which of them is the current one."""

    leaves: tuple[ListPage, ...]
    here: ListPage

    @property
    def before(self) -> ListPage | None:
        """The previous page; None on the first."""
        return self.leaves[self.here.number - 2] if self.here.number > 1 else None

    @property
    def after(self) -> ListPage | None:
        """The next page; None on the last."""
        return self.leaves[self.here.number] if self.here.number < len(self.leaves) else None

    @property
    def entries(self) -> int:
        """The number of entries on all pages."""
        return self.leaves[-1].last

    @property
    def near(self) -> tuple[ListPage | None, ...]:
        """The first page, those around this one, and the last; None marks pages that are left out between."""
        last, here = len(self.leaves), self.here.number
        around = range(max(1, here - _NEAR), min(last, here + _NEAR) + 1)
        return tuple(_with_breaks(self.leaves[number - 1] for number in sorted({1, *around, last})))

    @property
    def overview(self) -> tuple[ListPage, ...]:
        """All pages; of very many only every second, third and so on."""
        return self.leaves[:: -(-len(self.leaves) // _MOST_LISTED)]


def _with_breaks(leaves: Iterable[ListPage]) -> Iterator[ListPage | None]:
    before = 0
    for leaf in leaves:
        if leaf.number > before + 1:
            yield None
        yield leaf
        before = leaf.number


def divide_into_pages(path: str, sizes: Iterable[int], most: int) -> tuple[Paging, ...]:
    """Divide a list into pages: the first is at `path`, the next at `path_2`.

    A page holds whole entries, as many as fit: the sum of their sizes is at most `most`, unless one entry is larger.
    If only the text of entries changes, the page breaks stay where they are. An empty list has one page.
    """
    leaves = tuple(
        ListPage(number, page_path(path, number), first, last)
        for number, (first, last) in enumerate(_fill_pages(sizes, most), start=1)
    )
    return tuple(Paging(leaves, leaf) for leaf in leaves)


def divide_once(
    content: Content, path: str, sizes: Callable[[Content], Iterable[int]], most: int
) -> tuple[Paging, ...]:
    """Do the same for a list of the content, once for all pages that show a part of it."""
    return get_shared(content, path, lambda found: divide_into_pages(path, sizes(found), most))


def page_path(path: str, number: int) -> str:
    """Return the path of a list's page with that number. Ids contain no `_`, so it equals no other page's path."""
    return path if number == 1 else f"{path}_{number}"


def find_page(number: int, pages: Sequence[Paging]) -> str:
    """Return the path of the page that holds the entry with that number (from 0)."""
    return next(one.here.path for one in pages if number < one.here.last)


def _fill_pages(sizes: Iterable[int], most: int) -> Iterator[tuple[int, int]]:
    first, last, filled = 1, 0, 0
    for size in sizes:
        if filled and filled + size > most:
            yield first, last
            first, filled = last + 1, 0
        last, filled = last + 1, filled + size
    yield first, last
