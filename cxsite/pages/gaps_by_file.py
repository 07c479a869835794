"""Gaps of coverage, grouped by file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from cxsite.escaping.url import encode_path
from cxsite.model.facts.coverage_figures import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.coverage import CoverageGap
    from cxsite.model.records.playbook import Playbook
    from cxsite.problems import Place

_LINES: Final = attrgetter("line", "column", "end_line", "end_column")


@dataclass(frozen=True, kw_only=True)
class GapsOfFile:
    """The gaps of one file; `journey` is the journey's id if the file is a journey.

    Texts without a translation are too many to be listed one by one: they are `untranslated`. `found` is sorted by
    line only when it is listed, because most files show only the number of their gaps.
    """

    path: str
    journey: str
    found: tuple[CoverageGap, ...]
    count: int

    @cached_property
    def gaps(self) -> tuple[CoverageGap, ...]:
        """The gaps that are listed one by one, in the order of the file's lines."""
        return tuple(_sort_gaps(filter_counted(self.found)))

    @cached_property
    def untranslated(self) -> tuple[CoverageGap, ...]:
        """The gaps of missing translations."""
        return tuple(_sort_gaps(gap for gap in self.found if gap.figure == TRANSLATED))

    @property
    def anchor(self) -> str:
        """The anchor of the file's list on a page."""
        return "gaps-" + self.path.removeprefix("content/").rpartition(".")[0].replace("/", "-")


def filter_counted(gaps: Iterable[CoverageGap]) -> tuple[CoverageGap, ...]:
    """Return the gaps that are listed one by one."""
    return tuple(gap for gap in gaps if gap.figure != TRANSLATED)


def group_by_file(found: Iterable[CoverageGap]) -> tuple[GapsOfFile, ...]:
    """Group gaps by file, sorted by path."""
    groups: dict[str, list[CoverageGap]] = {}
    for gap in found:
        groups.setdefault(gap.file, []).append(gap)
    return tuple(
        GapsOfFile(
            path=path,
            journey=next((gap.journey for gap in gaps if gap.journey), ""),
            found=tuple(gaps),
            count=sum(gap.figure != TRANSLATED for gap in gaps),
        )
        for path, gaps in sorted(groups.items())
    )


def _sort_gaps(gaps: Iterable[CoverageGap]) -> list[CoverageGap]:
    """Sort the gaps of one file by line and column."""
    return sorted(gaps, key=lambda gap: (*_LINES(gap.place), gap.figure, gap.stage))


def edit_addresses(gaps: Iterable[CoverageGap], playbook: Playbook) -> dict[Place, str]:
    """Map the place of each gap to the address where its file is edited; empty if the playbook has none."""
    if playbook.repository is None:
        return {}
    start = playbook.repository.edit_url
    places = (gap.place for gap in gaps)
    return {place: f"{start}{encode_path(place.path)}#L{place.line}" for place in places}
