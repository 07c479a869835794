"""Gaps of coverage by the file that they stand in."""

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
    """The gaps of one file; `journey` is its id where it is a journey's.

    Texts that are not there in every language are too many to be reported one by one: they are `untranslated`. What is
    `found` is put in the order of the file's lines when it is reported, for of most files only the number is.
    """

    path: str
    journey: str
    found: tuple[CoverageGap, ...]
    count: int

    @cached_property
    def gaps(self) -> tuple[CoverageGap, ...]:
        """Those that are reported one by one, in the order of the file's lines."""
        return tuple(_sort_gaps(filter_counted(self.found)))

    @cached_property
    def untranslated(self) -> tuple[CoverageGap, ...]:
        """The others."""
        return tuple(_sort_gaps(gap for gap in self.found if gap.figure == TRANSLATED))

    @property
    def anchor(self) -> str:
        """What its place is called on a page."""
        return "gaps-" + self.path.removeprefix("content/").rpartition(".")[0].replace("/", "-")


def filter_counted(gaps: Iterable[CoverageGap]) -> tuple[CoverageGap, ...]:
    """Those that are reported one by one."""
    return tuple(gap for gap in gaps if gap.figure != TRANSLATED)


def group_by_file(found: Iterable[CoverageGap]) -> tuple[GapsOfFile, ...]:
    """Gaps by the file that they stand in, files by their paths."""
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
    """Gaps of one file by their places."""
    return sorted(gaps, key=lambda gap: (*_LINES(gap.place), gap.figure, gap.stage))


def edit_addresses(gaps: Iterable[CoverageGap], playbook: Playbook) -> dict[Place, str]:
    """Where each gap's file is edited; empty where the playbook names no such address."""
    if playbook.repository is None:
        return {}
    start = playbook.repository.edit_url
    places = (gap.place for gap in gaps)
    return {place: f"{start}{encode_path(place.path)}#L{place.line}" for place in places}
