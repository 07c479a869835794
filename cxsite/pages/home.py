"""The home page: entry points, the playbook's purpose, and the overall state."""

from __future__ import annotations

from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING

from cxsite.escaping.author_markdown import plain
from cxsite.pages import address
from cxsite.pages.action_views import list_actions, select_overdue
from cxsite.pages.emotion_summary import find_worst_pain_points, lowest_emotion_in, summarize_emotions
from cxsite.pages.links import to_pain_point
from cxsite.pages.metric_figures import FigureFormatter, links_to_metrics
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.recent_changes import select_news

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.playbook_parts import Channel, Team
    from cxsite.pages.basis import Basis
    from cxsite.pages.emotion_summary import EmotionSummary
    from cxsite.pages.metric_figures import MetricFigures

WORST = 5
HEADLINES = 2
MOST_JOURNEYS = 40
FIRST_JOURNEYS = 12
"""The most journeys, and the most personas, on the home page."""
MOST_PERSONAS = 24
FIRST_PERSONAS = 12


def home_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the home page."""
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
    actions, links = list_actions(basis), basis.links
    return {
        "playbook": content.playbook,
        "channels": tuple((links.to("channel", one.id, one.name), one.kind) for one in _channels(content)),
        "teams": tuple(links.to("team", one.id, one.name) for one in _teams(content)),
        "overall": tuple(links_to_metrics(links, _overall(FigureFormatter(basis)))),
        "coverage": basis.coverage,
        "open": tuple(one for one in actions if one.action.is_open),
        "overdue": select_overdue(actions),
        "emotion_summaries": tuple(
            (one, tuple(links.name("persona", key) for key in one.journey.personas)) for one in _select_summaries(basis)
        ),
        "more_journeys": len(content.journeys) if len(content.journeys) > MOST_JOURNEYS else 0,
        "worst": tuple((to_pain_point(pain), pain, state) for pain, state in find_worst_pain_points(basis, WORST)),
        "personas": tuple(
            (one, links.to("persona", one.id, one.name))
            for one in tuple(content.personas.values())[
                : FIRST_PERSONAS if len(content.personas) > MOST_PERSONAS else None
            ]
        ),
        "persona_count": len(content.personas),
        "news": select_news(basis),
    }


def _select_summaries(basis: Basis) -> tuple[EmotionSummary, ...]:
    """Return every journey; if there are many, those with the lowest emotions."""
    shown = tuple(basis.content.journeys.values())
    if len(shown) > MOST_JOURNEYS:
        felt = ((emotion, one.id, one) for one in shown if (emotion := lowest_emotion_in(one)) is not None)
        shown = tuple(one for *_, one in nsmallest(FIRST_JOURNEYS, felt))
    return tuple(summarize_emotions(journey, basis) for journey in shown)


def _channels(content: Content) -> tuple[Channel, ...]:
    """Return the channels that touchpoints use; all channels if there is no touchpoint."""
    used = {channel for placed in content.placed_touchpoints for channel in placed.touchpoint.channels}
    return tuple(one for one in content.playbook.channels if not used or one.id in used)


def _teams(content: Content) -> tuple[Team, ...]:
    """Return the teams that own something."""
    owners = {record.owner for record in content.files} | {one.action.owner for one in content.all_actions.values()}
    return tuple(team for team in content.playbook.teams if team.id in owners)


def _overall(figures: FigureFormatter) -> tuple[MetricFigures, ...]:
    """Return the overall metrics that have a figure, NPS first."""
    known = [figures[key] for key in figures.basis.content.metrics]
    overall = [one for one in known if one.head and one.metric.family == "overall"]
    return tuple(sorted(overall, key=lambda one: (one.metric.kind != "nps", one.metric.id))[:HEADLINES])
