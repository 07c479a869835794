"""The page that compares an ideal journey with its baseline, touchpoint by touchpoint, with the actions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.drawing import gap
from cxsite.model.facts.counterparts import counterparts, find_lowest_emotion
from cxsite.pages.action_views import find_actions
from cxsite.pages.links import to_journey
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointPair:
    """A touchpoint in the baseline and in the ideal; one of them is None if it is new or dropped.

    `actions` are the actions that address its current pain points. A touchpoint is `merged` if the ideal replaces
    several touchpoints by one; each of the replaced ones is a pair.
    """

    current: Touchpoint | None
    ideal: Touchpoint | None
    actions: tuple[ActionView, ...]
    merged: bool = False

    @property
    def now(self) -> int | None:
        """The lowest emotion of a persona at the touchpoint in the baseline."""
        return find_lowest_emotion(self.current)

    @property
    def then(self) -> int | None:
        """The lowest emotion of a persona at the touchpoint in the ideal."""
        return find_lowest_emotion(self.ideal)

    @property
    def step(self) -> int | None:
        """The difference `then - now`; None if either is unknown."""
        return None if self.now is None or self.then is None else self.then - self.now

    @property
    def is_open(self) -> bool:
        """Whether the ideal is better than today and no action addresses the touchpoint."""
        return (self.step or 0) > 0 and not any(work.action.counts_as_answer for work in self.actions)


def comparison_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `comparisons/<id of the ideal journey>` for each ideal journey with a baseline."""
    for key, ideal in basis.content.journeys.items():
        baseline = basis.content.journeys.get(ideal.baseline or "")
        if baseline is None:
            continue
        title = basis.words("comparison.title", journey=baseline.title)
        yield PagePlan(
            path=f"comparisons/{key}",
            kind="comparison",
            title=title,
            description=basis.words("comparison.description", current=baseline.title, ideal=ideal.title),
            draft=not (ideal.is_published and baseline.is_published),
            record=ideal,
            context=LazyContext(partial(_comparison_context, ideal, basis)),
        )


def _comparison_context(ideal: Journey, basis: Basis) -> dict[str, object]:
    baseline = basis.content.journeys[ideal.baseline or ""]
    pairs = tuple(_pair_touchpoints(baseline, ideal, find_actions(baseline, basis)))
    return {
        "baseline": baseline,
        "baseline_link": to_journey(baseline),
        "ideal": ideal,
        "ideal_link": to_journey(ideal),
        "pairs": pairs,
        "open": sum(pair.is_open for pair in pairs),
        "drawing": gap.draw(
            [_draw_row(pair, basis) for pair in pairs],
            uid="gap",
            title=basis.words("comparison.title", journey=baseline.title),
            description=basis.words("comparison.drawing"),
        ),
    }


def _pair_touchpoints(baseline: Journey, ideal: Journey, actions: tuple[ActionView, ...]) -> Iterator[TouchpointPair]:
    """Yield the ideal's touchpoints in order, then those that it drops."""
    paired: set[str] = set()
    for touchpoint in ideal.touchpoints:
        found = counterparts(touchpoint, baseline)
        paired.update(current.key for current in found)
        for current in found or (None,):
            on_current = _on(current, baseline, actions)
            yield TouchpointPair(current=current, ideal=touchpoint, actions=on_current, merged=len(found) > 1)
    for touchpoint in baseline.touchpoints:
        if touchpoint.key not in paired:
            yield TouchpointPair(current=touchpoint, ideal=None, actions=_on(touchpoint, baseline, actions))


def _on(touchpoint: Touchpoint | None, journey: Journey, actions: tuple[ActionView, ...]) -> tuple[ActionView, ...]:
    if touchpoint is None:
        return ()
    ids = {one.id for one in touchpoint.pain_points} | {one.id for one in touchpoint.opportunities}
    keys = {f"{journey.id}/{key}" for key in ids}
    return tuple(work for work in actions if not keys.isdisjoint(work.placed.addresses))


def _draw_row(pair: TouchpointPair, basis: Basis) -> gap.GapRow:
    shown = pair.current if pair.merged else pair.ideal or pair.current
    kinds = {"new": pair.current is None, "dropped": pair.ideal is None, "merged": pair.merged}
    note = next((f"comparison.{kind}" for kind, fits in kinds.items() if fits), "")
    name = shown.title if shown else ""
    return gap.GapRow(name=name, current=pair.now, ideal=pair.then, note=basis.words(note) if note else "")
