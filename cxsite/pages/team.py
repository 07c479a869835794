"""The page of a team: everything that it owns, the late ones first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cxsite.pages.action_views import select_overdue, sort_actions
from cxsite.pages.channel import plays_on
from cxsite.pages.emotion_summary import summarize_emotions
from cxsite.pages.metric_figures import FigureFormatter, links_to_metrics
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.playbook import Team
    from cxsite.model.records.record import FileMetadata
    from cxsite.model.records.strategy import Goal, Metric, Play
    from cxsite.model.records.touchpoint import LibraryTouchpoint
    from cxsite.pages.basis import Basis

F = TypeVar("F", bound="FileMetadata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """What a team owns, besides its actions."""

    plays: tuple[Play, ...]
    touchpoints: tuple[LibraryTouchpoint, ...]
    journeys: tuple[Journey, ...]
    goals: tuple[Goal, ...]
    metrics: tuple[Metric, ...]


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
    duties, links, figures = _duties(team, basis.content), basis.links, FigureFormatter(basis)
    channels = _channels(duties)
    own = sort_actions(basis.content.actions_of.get(team.id, ()), basis)
    return {
        "team": team,
        "duties": duties,
        "channels": tuple(one for one in links.to_each("channel", channels) if one.address),
        "plays": tuple((play, links.to("play", play.id, play.title)) for play in duties.plays),
        "also": tuple(links.to("play", one.id, one.title) for one in _plays_of_others(channels, duties, basis.content)),
        "touchpoints": tuple((one, links.to("touchpoint", one.id, one.name)) for one in duties.touchpoints),
        "goals": tuple(links.to("goal", one.id, one.title) for one in duties.goals),
        "metrics": tuple(links_to_metrics(links, (figures[one.id] for one in duties.metrics))),
        "overdue": select_overdue(own),
        "open": tuple(one for one in own if one.action.is_open and not one.days_late),
        "emotion_summaries": tuple(summarize_emotions(journey, basis) for journey in duties.journeys),
    }


def _duties(team: Team, content: Content) -> Duties:
    def owned(records: Iterable[F]) -> tuple[F, ...]:
        return tuple(record for record in records if record.owner == team.id)

    return Duties(
        plays=owned(content.plays.values()),
        touchpoints=owned(content.touchpoints.values()),
        journeys=tuple(content.journeys[key] for key in content.journeys_owned.get(team.id, ())),
        goals=owned(content.goals.values()),
        metrics=owned(content.metrics.values()),
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
