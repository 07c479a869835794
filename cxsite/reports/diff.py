"""Compares two states of a playbook: reviewed changes, coverage, and new or fixed findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cxsite.coverage import measure_coverage
from cxsite.problems import Level
from cxsite.reading.file_kinds import KINDS
from cxsite.review.compare import compare_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage import Coverage, Share
    from cxsite.model.content import Content
    from cxsite.problems import Problem
    from cxsite.review.records import Review

_Fingerprint: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class PlaybookState:
    """A playbook at one time. `name` is as the user gave it; `commit` is a full hash, empty for the working tree.

    `is_empty` means that there was no playbook yet; its content is then empty.
    """

    name: str
    content: Content
    problems: tuple[Problem, ...] = ()
    commit: str = ""
    is_empty: bool = False

    @cached_property
    def coverage(self) -> Coverage | None:
        """The coverage; None if errors hide some content, or there is none."""
        hidden = self.is_empty or any(problem.level is Level.ERROR for problem in self.problems)
        return None if hidden else measure_coverage(self.content)


@dataclass(frozen=True, kw_only=True)
class PlaybookDiff:
    """The differences between two states."""

    before: PlaybookState
    after: PlaybookState

    @cached_property
    def review(self) -> Review:
        """The changes for customers."""
        return compare_content(self.before.content, self.after.content)

    @cached_property
    def new(self) -> tuple[Problem, ...]:
        """The problems that only the later state has."""
        return _only_in(self.after, Counter(_fingerprints(self.before, self._renamed_files)))

    @cached_property
    def fixed(self) -> tuple[Problem, ...]:
        """The problems that only the earlier state had."""
        return _only_in(self.before, Counter(_fingerprints(self.after, {})), self._renamed_files)

    @cached_property
    def coverage(self) -> tuple[tuple[str, Share | None, Share | None], ...]:
        """Each figure and `total` that differs, before and after; None on a side without that figure."""
        before, after = self.before.coverage, self.after.coverage
        counted = after or before
        names = [*(figure.name for figure in counted.figures), "total"] if counted else []
        wording = ((name, _share_of(before, name), _share_of(after, name)) for name in names)
        return tuple((name, old, new) for name, old, new in wording if old != new)

    @cached_property
    def _renamed_files(self) -> Mapping[str, str]:
        """Renamed files: old path to new path."""
        folders = {kind.name.replace(" ", "-"): kind.folder for kind in KINDS}
        moved = (
            (folders[change.kind], change.old_key, change.key)
            for change in self.review.changes
            if change.old_key and change.kind in folders and "/" not in change.key
        )
        before, after = self.before.content, self.after.content
        return {getattr(before, of)[old].path: getattr(after, of)[new].path for of, old, new in moved}


def _share_of(found: Coverage | None, name: str) -> Share | None:
    return found.share_of(name) if found is not None else None


def _only_in(
    state: PlaybookState, other: Counter[_Fingerprint], moved: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Return the problems that one state has and the other has not, or fewer times."""
    left = Counter(other)
    found = []
    for problem, fingerprint in zip(state.problems, _fingerprints(state, moved or {}), strict=True):
        if left[fingerprint]:
            left[fingerprint] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _fingerprints(state: PlaybookState, moved: Mapping[str, str]) -> Iterator[_Fingerprint]:
    """Yield the identity of each problem, independent of its line: code, file, and its values."""
    for problem in state.problems:
        path = problem.place.path
        values = tuple(sorted((key, str(value)) for key, value in problem.values.items() if key != "first_line"))
        yield (problem.code, moved.get(path, path), values)
