"""Gaps of coverage by the file that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cxsite.escaping.url import encode_path
from cxsite.model.figures import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.coverage import Gap
    from cxsite.model.playbook import Playbook
    from cxsite.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsOfFile:
    """The gaps of one file, in the order of its lines; `journey` is its id where it is a journey's.

    Texts that are not there in every language are too many to be told one by one: they are `untranslated`.
    """

    path: str
    journey: str
    gaps: tuple[Gap, ...]
    untranslated: tuple[Gap, ...] = ()

    @property
    def anchor(self) -> str:
        """What its place is called on a page."""
        return "gaps-" + self.path.removeprefix("content/").rpartition(".")[0].replace("/", "-")


def counted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Those that are told one by one."""
    return tuple(gap for gap in gaps if gap.figure != TRANSLATED)


def by_file(found: Iterable[Gap]) -> tuple[GapsOfFile, ...]:
    """Gaps by the file that they stand in, files by their paths."""
    ordered = sorted(found, key=lambda gap: (gap.place, gap.figure, gap.stage))
    return tuple(
        GapsOfFile(
            path=path,
            journey=next((gap.journey for gap in gaps if gap.journey), ""),
            gaps=tuple(gap for gap in gaps if gap.figure != TRANSLATED),
            untranslated=tuple(gap for gap in gaps if gap.figure == TRANSLATED),
        )
        for path, group in groupby(ordered, key=lambda gap: gap.place.path)
        if (gaps := tuple(group))
    )


def edit_addresses(gaps: Iterable[Gap], playbook: Playbook) -> dict[Place, str]:
    """Where each gap's file is edited; empty where the playbook names no such address."""
    if playbook.repository is None:
        return {}
    start = playbook.repository.edit_url
    return {gap.place: f"{start}{encode_path(gap.place.path)}#L{gap.place.line}" for gap in gaps}
