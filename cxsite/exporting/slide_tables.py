"""What the slides before the journeys show: the state of things, pain points, opportunities, overdue actions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.pages.action_views import list_actions, select_overdue
from cxsite.pages.basis import Basis
from cxsite.pages.emotion_summary import find_worst_pain_points
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.rendering.components.figures import latest_figure, target_figure
from cxsite.rendering.components.html import Labels
from cxsite.rendering.components.page_tools import PageTools
from cxsite.rendering.html_text import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint

_MOST: Final = 10
_MOST_METRICS: Final = 8
_SEVERE: Final = 4
_ANSWERS: Final = {
    "open": "slides.open-answer",
    "done": "slides.done",
    "opportunity": "slides.opportunity",
    "unanswered": "slides.no-answer",
}


class SlideTable(NamedTuple):
    """A table with its title; `shares` are the widths of columns, relative to each other.

    `links` are web addresses of cells by row and column. A table without rows has a sentence instead: `empty`.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    empty: str = ""
    links: dict[tuple[int, int], str] = {}  # noqa: RUF012 -- never changed


def slide_tables(content: Content, words: Translator, own: Translator) -> tuple[SlideTable, ...]:
    """Return the tables in the order of their slides; `words` is the catalogue of pages, `own` that of exports."""
    basis = Basis(content.published, words)
    return (_state(basis, own), _pain_points(basis, own), _opportunities(basis, own), _overdue(basis, own))


def _state(basis: Basis, own: Translator) -> SlideTable:
    content, words = basis.content, basis.words
    total = basis.coverage.total
    severe = [pain for pain in content.pain_points.values() if (pain.pain_point.severity or 0) >= _SEVERE]
    open_actions = [one for one in list_actions(basis) if one.action.is_open]
    share = "–" if total.share is None else f"{words.number(total.share, 0)}%"
    rows = [
        (words("home.coverage"), f"{share} ({words.number(total.have)}/{words.number(total.total)})", ""),
        (words("home.journeys"), words.number(len(content.journeys)), ""),
        (own("slides.touchpoints"), words.number(len(content.placed_touchpoints)), ""),
        (
            own("slides.severe"),
            own("slides.unanswered", all=len(severe), n=sum(not content.is_answered(pain) for pain in severe)),
            "",
        ),
        (own("slides.open"), own("slides.late", all=len(open_actions), n=len(select_overdue(open_actions))), ""),
        *_metrics(basis),
    ]
    return SlideTable(
        own("slides.state"), (own("slides.what"), own("slides.now"), words("figure.target")), tuple(rows), (4, 4, 4)
    )


def _metrics(basis: Basis) -> Iterator[tuple[str, str, str]]:
    """Yield the metrics that have a figure, those of the whole experience first, as the page of figures shows them."""
    figures = FigureFormatter(basis)
    page = PageTools(
        path="measurement/index",
        labels=Labels(basis.words),
        folder="measurement",
        addresses=basis.addresses,
        figures=figures,
    )
    known = [one for key in basis.content.metrics if (one := figures[key]).head]
    known.sort(key=lambda one: (one.metric.family != "overall", one.metric.target is None))
    for one in islice(known, _MOST_METRICS):
        latest, target = latest_figure(page, one), target_figure(page, one)
        yield one.metric.name, " ".join(texts_of(latest)), " ".join(texts_of(target))


def _pain_points(basis: Basis, own: Translator) -> SlideTable:
    content = basis.content
    rows = []
    for pain, state in find_worst_pain_points(basis, _MOST):
        answers = [placed.action.title for placed in content.actions_for(pain) if placed.action.counts_as_answer]
        answered = "; ".join(answers) or own(_ANSWERS[state])
        rows.append((f"{pain.pain_point.severity}/5", pain.pain_point.text, _where(pain.at), answered))
    heads = ("slides.severity", "slides.pain-point", "slides.where", "slides.answer")
    return SlideTable(own("slides.worst"), tuple(map(own, heads)), tuple(rows), (1, 5, 4, 4), own("slides.no-pain"))


def _opportunities(basis: Basis, own: Translator) -> SlideTable:
    content = basis.content
    valued = [one for one in content.opportunities.values() if not one.at.journey.is_ideal]
    valued.sort(key=lambda one: (-(one.opportunity.value or -1), one.key))
    rows = []
    for one in valued[:_MOST]:
        value = "–" if one.opportunity.value is None else f"{basis.words.number(one.opportunity.value)}/100"
        actions = "; ".join(placed.action.title for placed in content.actions_on.get(one.key, ()))
        rows.append((value, one.opportunity.text, _where(one.at), actions or own("slides.no-action")))
    heads = ("slides.value", "slides.opportunity-name", "slides.where", "slides.actions")
    return SlideTable(
        own("slides.opportunities"), tuple(map(own, heads)), tuple(rows), (1, 5, 4, 4), own("slides.no-opportunity")
    )


def _overdue(basis: Basis, own: Translator) -> SlideTable:
    late = select_overdue(list_actions(basis))
    rows, links = [], {}
    for number, one in enumerate(late):
        due = basis.words.day(one.action.due) if one.action.due else ""
        owner = one.owner.text if one.owner else basis.words("actions.no-owner")
        days = basis.words("actions.late", n=one.days_late)
        rows.append((one.action.title, owner, due, days, one.ticket.name if one.ticket else ""))
        if one.ticket and one.ticket.address:
            links[number, 4] = one.ticket.address
    keys = ("actions.action", "actions.owner", "actions.due", "actions.status", "actions.ticket")
    head: Sequence[str] = [basis.words(key) for key in keys]
    return SlideTable(
        own("slides.overdue"), tuple(head), tuple(rows), (6, 3, 2, 2, 2), own("slides.none-overdue"), links
    )


def _where(placed: PlacedTouchpoint) -> str:
    return f"{placed.journey.title} – {placed.touchpoint.title}"
