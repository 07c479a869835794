"""Gaps of coverage, grouped by file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxsite.escaping.url import encode_path
from cxsite.model.facts.coverage_figures import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.coverage import CoverageGap
    from cxsite.model.content import Content


class PlacedGap(NamedTuple):
    """A gap, and the line and column where its thing begins."""

    line: int
    column: int
    figure: str
    stage: str
    title: str


@dataclass(frozen=True, kw_only=True)
class GapsOfFile:
    """The gaps of one file; `journey` is the journey's title if the file is a journey.

    `edit` is the address where the file is edited, empty if there is none. Texts without a translation are too many to
    be listed one by one: they are `untranslated`. `found` is sorted by line only when it is listed, because most files
    show only the number of their gaps.
    """

    path: str
    journey: str
    edit: str
    found: tuple[CoverageGap, ...]
    count: int

    @cached_property
    def gaps(self) -> tuple[PlacedGap, ...]:
        """The gaps that are listed one by one, in the order of the file's lines."""
        return tuple(sorted(map(_place, filter_counted(self.found))))

    @cached_property
    def untranslated(self) -> tuple[PlacedGap, ...]:
        """The gaps of missing translations."""
        return tuple(sorted(_place(gap) for gap in self.found if gap.figure == TRANSLATED))

    @property
    def anchor(self) -> str:
        """The anchor of the file's list on a page."""
        return "gaps-" + self.path.removeprefix("content/").rpartition(".")[0].replace("/", "-")


def filter_counted(gaps: Iterable[CoverageGap]) -> tuple[CoverageGap, ...]:
    """Return the gaps that are listed one by one."""
    return tuple([gap for gap in gaps if gap.figure != TRANSLATED])


def group_by_file(found: Iterable[CoverageGap], content: Content) -> tuple[GapsOfFile, ...]:
    """Group gaps by file, sorted by path."""
    repository = content.playbook.repository
    groups: dict[str, list[CoverageGap]] = {}
    for gap in found:
        groups.setdefault(gap.file, []).append(gap)
    return tuple(
        GapsOfFile(
            path=path,
            journey=_title(gaps, content),
            edit=repository.edit_url + encode_path(path) if repository else "",
            found=tuple(gaps),
            count=sum(gap.figure != TRANSLATED for gap in gaps),
        )
        for path, gaps in sorted(groups.items())
    )


def _title(gaps: Iterable[CoverageGap], content: Content) -> str:
    journey = next((gap.journey for gap in gaps if gap.journey), "")
    return content.names["journey"].get(journey, journey) if journey else ""


def _place(gap: CoverageGap) -> PlacedGap:
    place = gap.place
    return PlacedGap(place.line, place.column, gap.figure, gap.stage, gap.title)
