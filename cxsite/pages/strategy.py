"""The strategy page: goals and their progress."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.measurement.progress import measure_progress
from cxsite.pages import address
from cxsite.pages.action_views import find_actions, group_by_journey, list_actions
from cxsite.pages.emotion_summary import summarize_emotions
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.page_marks import make_marks
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.measurement.progress import GoalProgress
    from cxsite.model.content import Content
    from cxsite.model.records.strategy import Goal
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis
    from cxsite.pages.emotion_summary import EmotionSummary
    from cxsite.pages.links import Link
    from cxsite.pages.metric_figures import MetricFigures
    from cxsite.pages.page_marks import PageMarks
    from cxsite.pages.paging import Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyBranch:
    """A journey that serves a goal, with its own actions and those that address something in it."""

    emotion_summary: EmotionSummary
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal with its progress and what serves it.

    `metric` leads to its metric. `movers` are the first actions expected to change it, and `more_movers` is the number
    of further ones; `days_left` is negative after the due date.
    """

    key: str
    goal: Goal
    metric: Link | None
    measured: MetricFigures | None
    progress: GoalProgress | None
    days_left: int | None
    branches: tuple[JourneyBranch, ...]
    movers: tuple[ActionView, ...]
    more_movers: int
    marks: PageMarks


MOST_BRANCHES: Final = 60
"""The most journeys under all goals that the strategy page shows itself; if there are more, each goal has pages."""
MOST_MOVERS: Final = 30
"""The most actions listed as expected to change a goal's metric; the metric's page lists all."""


def strategy_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan `strategy`, and `strategy_<goal>` with the journeys of each goal if there are many."""
    words, content = basis.words, basis.content
    yield PagePlan(
        path=address.STRATEGY,
        kind="strategy",
        title=words("strategy.title"),
        description=words("strategy.description"),
        record=content.playbook,
        context=LazyContext(partial(_strategy_context, basis)),
    )
    for key, goal in content.goals.items() if _are_many(content) else ():
        for paging in _pages(key, content):
            number, title = paging.here.number, words("strategy.goal-title", goal=goal.title)
            yield PagePlan(
                path=paging.here.path,
                kind="goal",
                title=title if number == 1 else words("paging.title", title=title, number=str(number)),
                description=words("strategy.tree-lead"),
                context=LazyContext(partial(_goal_context, key, number, basis)),
            )


def _are_many(content: Content) -> bool:
    return sum(map(len, content.journeys_serving.values())) > MOST_BRANCHES


def _pages(goal: str, content: Content) -> tuple[Paging, ...]:
    if not content.journeys_serving.get(goal):
        return ()
    path = f"{address.STRATEGY}_{goal}"
    return divide_once(content, path, lambda found: [1] * len(found.journeys_serving[goal]), MOST_BRANCHES)


def _strategy_context(basis: Basis) -> dict[str, object]:
    content = basis.content
    actions = tuple(work for work in list_actions(basis) if work.action.counts_as_answer)
    figures, of, many = FigureFormatter(basis), group_by_journey(actions), _are_many(basis.content)
    shown = None if many else of
    aims = tuple(_make_goal_view(key, goal, actions, shown, figures) for key, goal in content.goals.items())
    return {
        "playbook": content.playbook,
        "aims": aims,
        "trees": {key: _pages(key, content)[0].here.path for key in content.goals if content.journeys_serving.get(key)}
        if many
        else {},
        "serving": {key: len(ids) for key, ids in content.journeys_serving.items()},
        "figures": figures,
    }


def _goal_context(key: str, number: int, basis: Basis) -> dict[str, object]:
    """Compute the context of one page. It reads only the page's own journeys, so others do not outdate it."""
    content = basis.content
    paging = _pages(key, content)[number - 1]
    here = (content.journeys[journey] for journey in content.journeys_serving[key][paging.here.part])
    return {
        "goal": basis.links.to("goal", key, content.goals[key].title),
        "paging": paging,
        "branches": tuple(
            JourneyBranch(
                emotion_summary=summarize_emotions(journey, basis),
                actions=tuple(work for work in find_actions(journey, basis) if work.action.counts_as_answer),
            )
            for journey in here
        ),
    }


def _make_goal_view(
    key: str,
    goal: Goal,
    actions: Sequence[ActionView],
    of: Mapping[str, Sequence[ActionView]] | None,
    figures: FigureFormatter,
) -> GoalView:
    """Build the view of a goal; `actions` are all live actions, `of` maps a journey's id to its actions.

    `of` is None if the page does not show journeys.
    """
    content = figures.basis.content
    measured = figures.get(goal.metric)
    movers = tuple(one for one in actions if goal.metric and one.action.metric == goal.metric)
    return GoalView(
        key=key,
        goal=goal,
        metric=figures.basis.links.to("metric", measured.metric.id, measured.metric.name) if measured else None,
        measured=measured,
        progress=measure_progress(goal, measured.head if measured else None),
        days_left=(goal.by - content.today).days if goal.by else None,
        branches=tuple(
            JourneyBranch(
                emotion_summary=summarize_emotions(content.journeys[journey], figures.basis),
                actions=tuple(of.get(journey, ())),
            )
            for journey in content.journeys_serving.get(key, ())
        )
        if of is not None
        else (),
        movers=movers[:MOST_MOVERS],
        more_movers=max(0, len(movers) - MOST_MOVERS),
        marks=make_marks(goal, goal.title, content, figures.basis.words),
    )
