"""The plan of a page: its path, template and context, before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxsite.model.records.record import FileMetadata


class LazyContext(Mapping[str, object]):
    """A template's context, computed on first access: for pages that are many or slow to compute."""

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        self.make = make

    @cached_property
    def _context(self) -> Mapping[str, object]:
        return self.make()

    def __getitem__(self, key: str) -> object:
        return self._context[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._context)

    def __len__(self) -> int:
        return len(self._context)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """A page to render: its path, its template, and the template's context.

    `path` is POSIX, relative to the site's root and without suffix. `kind` is the template's name without suffix.
    `context` maps names to records, plain values and drawings (`Markup`). `hide` lists parts of the theme that the
    page does not show (`toc`, `navigation`). `markdown` is set only for a hand-written page, which has no template.
    `record` is the file that the page shows: its owner, review, evidence and edit link come from it.
    """

    path: str
    kind: str
    title: str
    description: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    draft: bool = False
    hide: tuple[str, ...] = ()
    markdown: str | None = None
    record: FileMetadata | None = None
