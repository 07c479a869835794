"""The ways through a journey: which touchpoint follows which, for whom, in which branch, and what leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint


class BranchSpan(NamedTuple):
    """Touchpoints of one branch: the first and the last one (indexes from 0), and why customers go there."""

    first: int
    last: int
    label: str


class Loop(NamedTuple):
    """A way back: indexes of the touchpoint that it leaves and of the one that it leads to, and the reason."""

    start: int
    end: int
    label: str


class JourneyPaths:
    """The ways through one journey."""

    def __init__(self, journey: Journey) -> None:
        self.touchpoints = journey.touchpoints
        keys = [touchpoint.key for touchpoint in self.touchpoints]
        self._index = {key: number for number, key in reversed(list(enumerate(keys)))}
        self._start = f"{journey.id}/"

    def steps_of(self, persona: str) -> tuple[tuple[int, int], ...]:
        """Return the steps forward of a persona, as pairs of indexes: where `next` leads, or to the next touchpoint."""
        passed = [number for number, one in enumerate(self.touchpoints) if one.is_passed_by(persona)]
        return self._steps(passed)

    @property
    def loops(self) -> tuple[Loop, ...]:
        """The ways back."""
        return tuple(
            Loop(number, end, label)
            for number, touchpoint in enumerate(self.touchpoints)
            for end, label in self._targets(touchpoint)
            if end <= number
        )

    @property
    def branches(self) -> tuple[BranchSpan, ...]:
        """The branches: where several ways lead on, each up to where another way joins it, or where it splits again."""
        before: dict[int, set[int]] = {}
        after: dict[int, set[int]] = {}
        for start, end in self._steps(range(len(self.touchpoints))):
            before.setdefault(end, set()).add(start)
            after.setdefault(start, set()).add(end)
        labels: dict[int, list[str]] = {}
        alone = set[int]()
        for number, touchpoint in enumerate(self.touchpoints):
            ways = [(end, label) for end, label in self._targets(touchpoint) if end > number]
            for end, label in ways if len(ways) > 1 or any(label for _, label in ways) else ():
                labels.setdefault(end, []).append(label)
                alone.update([end] if len(ways) == 1 else ())
        spans = []
        for first in sorted(labels):
            last = first  # where ways join, the label is that of each way, but the branches end before
            while (
                first not in alone
                and len(before.get(first, ())) == 1
                and after.get(last) == {last + 1}
                and before.get(last + 1) == {last}
                and last + 1 not in labels
            ):
                last += 1
            spans.append(BranchSpan(first, last, " / ".join(dict.fromkeys(filter(None, labels[first])))))
        return tuple(spans)

    def _steps(self, passed: Iterable[int]) -> tuple[tuple[int, int], ...]:
        order = list(passed)
        known, found = set(order), list[tuple[int, int]]()
        for place, number in enumerate(order):
            ends = [end for end, _ in self._targets(self.touchpoints[number]) if end in known]
            found += [(number, end) for end in dict.fromkeys(ends) if end > number]
            if not ends and place + 1 < len(order):
                found.append((number, order[place + 1]))
        return tuple(found)

    def _targets(self, touchpoint: Touchpoint) -> list[tuple[int, str]]:
        """Return where `next` leads, each with its label."""
        found = ((self._index.get(step.to.removeprefix(self._start)), step.label or "") for step in touchpoint.next)
        return [(end, label) for end, label in found if end is not None]
