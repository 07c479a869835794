"""What we want, and how far we are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.measurement.progress import progress
from cxsite.pages import address
from cxsite.pages.figures import Figures
from cxsite.pages.marks import marks
from cxsite.pages.moods import mood
from cxsite.pages.names import Names
from cxsite.pages.plan import Later, PagePlan
from cxsite.pages.work import all_work, by_journey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.measurement.progress import Progress
    from cxsite.model.strategy import Goal
    from cxsite.pages.basis import Basis
    from cxsite.pages.figures import Measured
    from cxsite.pages.marks import Marks
    from cxsite.pages.moods import Mood
    from cxsite.pages.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A journey that serves a goal, with its actions: its own, and those that address something in it."""

    mood: Mood
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal with how far it is and what serves it.

    `movers` are the actions that shall move its metric; `days_left` is negative after its date.
    """

    key: str
    goal: Goal
    measured: Measured | None
    progress: Progress | None
    days_left: int | None
    branches: tuple[Branch, ...]
    movers: tuple[Work, ...]
    marks: Marks


def strategy_page(basis: Basis) -> Iterator[PagePlan]:
    """The only page of its kind."""
    yield PagePlan(
        path=address.STRATEGY,
        kind="strategy",
        title=basis.words("strategy.title"),
        description=basis.words("strategy.description"),
        record=basis.content.playbook,
        context=Later(partial(_told, basis)),
    )


def _told(basis: Basis) -> dict[str, object]:
    works = tuple(work for work in all_work(basis) if work.action.counts_as_answer)
    figures, of = Figures(basis), by_journey(works)
    return {
        "playbook": basis.content.playbook,
        "aims": tuple(_aim(key, goal, works, of, figures) for key, goal in basis.content.goals.items()),
        "figures": figures,
        "names": Names(basis.content),
    }


def _aim(key: str, goal: Goal, works: Sequence[Work], of: Mapping[str, Sequence[Work]], figures: Figures) -> Aim:
    """One goal; `works` are all actions that count, `of` those that have to do with each journey."""
    content = figures.basis.content
    measured = figures.get(goal.metric)
    return Aim(
        key=key,
        goal=goal,
        measured=measured,
        progress=progress(goal, measured.head if measured else None),
        days_left=(goal.by - content.today).days if goal.by else None,
        branches=tuple(
            Branch(mood=mood(journey, figures.basis), works=tuple(of.get(journey.id, ())))
            for journey in content.journeys_serving.get(key, ())
        ),
        movers=tuple(one for one in works if goal.metric and one.action.metric == goal.metric),
        marks=marks(goal, goal.title, content, figures.basis.words),
    )
