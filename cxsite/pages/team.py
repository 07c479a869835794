"""The page of a team: everything that it owns, the late ones first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from cxsite.model.records.record import Freshness
from cxsite.pages.action_views import select_overdue, sort_actions
from cxsite.pages.channel import plays_on
from cxsite.pages.emotion_summary import summarize_emotions
from cxsite.pages.links import to_journey, to_touchpoint
from cxsite.pages.metric_figures import FigureFormatter, links_to_metrics
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.persona import view_pain_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.playbook_parts import Team
    from cxsite.model.records.record import FileMetadata
    from cxsite.model.records.research import ResearchStudy
    from cxsite.model.records.strategy import Goal, Metric, Play
    from cxsite.model.records.touchpoint import LibraryTouchpoint, Touchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link

F = TypeVar("F", bound="FileMetadata")
MOST_PAINS: Final = 10
"""The most pain points on the page of a team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a team owns, besides its actions."""

    plays: tuple[Play, ...]
    touchpoints: tuple[LibraryTouchpoint, ...]
    journeys: tuple[Journey, ...]
    goals: tuple[Goal, ...]
    metrics: tuple[Metric, ...]
    personas: tuple[Persona, ...]
    research: tuple[ResearchStudy, ...]


class OwnedTouchpoint(NamedTuple):
    """A touchpoint of a journey that the team answers for."""

    link: Link
    journey: Link
    touchpoint: Touchpoint


class DueFile(NamedTuple):
    """A file of the team whose review is due: its kind, a link to it, and the state of its review."""

    kind: str
    link: Link
    state: str


def team_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `teams/<id>` for each team."""
    for team in basis.content.playbook.teams:
        yield PagePlan(
            path=f"teams/{team.id}",
            kind="team",
            title=team.name,
            description=basis.words("team.description", team=team.name),
            context=LazyContext(partial(_team_context, team, basis)),
        )


def _team_context(team: Team, basis: Basis) -> dict[str, object]:
    content = basis.content
    duties, links, figures = _duties(team, content), basis.links, FigureFormatter(basis)
    pains = content.pains_of_team.get(team.id, ())
    channels = _channels(duties)
    own = sort_actions(basis.content.actions_of.get(team.id, ()), basis)
    return {
        "team": team,
        "duties": duties,
        "channels": tuple(one for one in links.to_each("channel", channels) if one.address),
        "plays": tuple((play, links.to("play", play.id, play.title)) for play in duties.plays),
        "also": tuple(links.to("play", one.id, one.title) for one in _plays_of_others(channels, duties, basis.content)),
        "touchpoints": tuple((one, links.to("touchpoint", one.id, one.name)) for one in duties.touchpoints),
        "owned": tuple(_owned_touchpoint(key, basis) for key in content.touchpoints_owned.get(team.id, ())),
        "pains": tuple(view_pain_point(content.pain_points[key], content) for key in pains[:MOST_PAINS]),
        "more_pains": max(0, len(pains) - MOST_PAINS),
        "due": tuple(_due(duties, basis)),
        "goals": tuple(links.to("goal", one.id, one.title) for one in duties.goals),
        "metrics": tuple(links_to_metrics(links, (figures[one.id] for one in duties.metrics))),
        "overdue": select_overdue(own),
        "open": tuple(one for one in own if one.action.is_open and not one.days_late),
        "emotion_summaries": tuple(summarize_emotions(journey, basis) for journey in duties.journeys),
    }


def _owned_touchpoint(key: str, basis: Basis) -> OwnedTouchpoint:
    placed = basis.content.touchpoint_by_key[key]
    return OwnedTouchpoint(to_touchpoint(placed), to_journey(placed.journey), placed.touchpoint)


def _due(duties: Duties, basis: Basis) -> Iterator[DueFile]:
    """Yield the team's files whose review is due, overdue or has never been, the oldest first."""
    content, links = basis.content, basis.links
    kinds: tuple[tuple[str, tuple[FileMetadata, ...]], ...] = (
        ("persona", duties.personas),
        ("journey", duties.journeys),
        ("touchpoint", duties.touchpoints),
        ("play", duties.plays),
        ("goal", duties.goals),
        ("metric", duties.metrics),
        ("research", duties.research),
    )
    rhythm, never = content.playbook.review_rhythm, date.max
    found = [
        (one.review_due(rhythm) or never, DueFile(kind, links.to(kind, one.id), str(content.freshness(one))))
        for kind, records in kinds
        for one in records
        if content.freshness(one) is not Freshness.FRESH
    ]
    return (file for _, file in sorted(found, key=lambda pair: (pair[0], pair[1].kind, pair[1].link.text)))


def _duties(team: Team, content: Content) -> Duties:
    def owned(records: Iterable[F]) -> tuple[F, ...]:
        return tuple(record for record in records if record.owner == team.id)

    return Duties(
        plays=owned(content.plays.values()),
        touchpoints=owned(content.touchpoints.values()),
        journeys=tuple(content.journeys[key] for key in content.journeys_owned.get(team.id, ())),
        goals=owned(content.goals.values()),
        metrics=owned(content.metrics.values()),
        personas=owned(content.personas.values()),
        research=owned(content.research.values()),
    )


def _channels(duties: Duties) -> tuple[str, ...]:
    """Return the channels of the team's touchpoints and plays, without duplicates."""
    here = [channel for touchpoint in duties.touchpoints for channel in touchpoint.channels]
    played = [channel for play in duties.plays for entry in play.applies_to for channel in entry.channels]
    return tuple(dict.fromkeys((*here, *played)))


def _plays_of_others(channels: Iterable[str], duties: Duties, content: Content) -> tuple[Play, ...]:
    """Return the plays of other teams on these channels, so that the team finds them on its own page."""
    here = {play.id: play for channel in channels for play in plays_on(channel, content)}
    own = {play.id for play in duties.plays}
    return tuple(play for key, play in here.items() if key not in own)
