"""Home: where do I go, what is this, how are we doing."""

from __future__ import annotations

from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING

from cxsite.escaping.author_markdown import plain
from cxsite.pages import address
from cxsite.pages.figures import Figures
from cxsite.pages.lately import news
from cxsite.pages.moods import lowest_emotion_in, mood, worst_pain_points
from cxsite.pages.names import Names
from cxsite.pages.plan import LazyContext, PagePlan
from cxsite.pages.work import all_work, overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.playbook import Channel, Team
    from cxsite.pages.basis import Basis
    from cxsite.pages.figures import Measured
    from cxsite.pages.moods import Mood

WORST = 5
HEADLINES = 2
MOST_JOURNEYS = 40
FIRST_JOURNEYS = 12
"""Of more journeys than that, so many are told, and so with personas."""
MOST_PERSONAS = 24
FIRST_PERSONAS = 12


def home_page(basis: Basis) -> Iterator[PagePlan]:
    """The site's first page."""
    content = basis.content
    yield PagePlan(
        path=address.HOME,
        kind="home",
        title=content.playbook.title,
        description=plain(content.playbook.summary) if content.playbook.summary else "",
        hide=("navigation", "toc"),
        context=LazyContext(partial(_home_context, basis)),
    )


def _home_context(basis: Basis) -> dict[str, object]:
    content = basis.content
    works = all_work(basis)
    return {
        "playbook": content.playbook,
        "channels": _channels(content),
        "teams": _teams(content),
        "figures": Figures(basis),
        "overall": _overall(Figures(basis)),
        "coverage": basis.coverage,
        "open": tuple(one for one in works if one.action.is_open),
        "overdue": overdue(works),
        "moods": _moods(basis),
        "more_journeys": len(content.journeys) if len(content.journeys) > MOST_JOURNEYS else 0,
        "worst": worst_pain_points(basis, WORST),
        "personas": tuple(content.personas.values())[
            : FIRST_PERSONAS if len(content.personas) > MOST_PERSONAS else None
        ],
        "news": news(basis),
        "names": Names(content),
    }


def _moods(basis: Basis) -> tuple[Mood, ...]:
    """Every journey; of many, those where customers feel lowest."""
    shown = tuple(basis.content.journeys.values())
    if len(shown) > MOST_JOURNEYS:
        felt = ((emotion, one.id, one) for one in shown if (emotion := lowest_emotion_in(one)) is not None)
        shown = tuple(one for *_, one in nsmallest(FIRST_JOURNEYS, felt))
    return tuple(mood(journey, basis) for journey in shown)


def _channels(content: Content) -> tuple[Channel, ...]:
    """The channels that some touchpoint uses; all of them while there is none."""
    used = {channel for placed in content.placed_touchpoints for channel in placed.touchpoint.channels}
    return tuple(one for one in content.playbook.channels if not used or one.id in used)


def _teams(content: Content) -> tuple[Team, ...]:
    """The teams that answer for something."""
    owners = {record.owner for record in content.files} | {one.action.owner for one in content.all_actions.values()}
    return tuple(team for team in content.playbook.teams if team.id in owners)


def _overall(figures: Figures) -> tuple[Measured, ...]:
    """The overall metrics that have a figure, NPS before others."""
    known = [figures[key] for key in figures.basis.content.metrics]
    overall = [one for one in known if one.head and one.metric.family == "overall"]
    return tuple(sorted(overall, key=lambda one: (one.metric.kind != "nps", one.metric.id))[:HEADLINES])
