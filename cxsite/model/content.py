"""The content with what follows from it as a whole: links between records, lists, places of plays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cxsite.model.content_data import ContentData
from cxsite.model.facts.action_lists import action_lists
from cxsite.model.facts.applicable_plays import PlayIds, fits
from cxsite.model.facts.channel_touchpoints import ChannelSummaries, channel_touchpoints
from cxsite.model.facts.in_journey import (
    PlacedAction,
    PlacedOpportunity,
    PlacedPainPoint,
    PlacedTouchpoint,
    get_journey_contents,
)
from cxsite.model.facts.journey_tree import journey_tree
from cxsite.model.facts.names import ADDRESSED, BareIds
from cxsite.model.facts.opportunity_scores import rank_opportunities
from cxsite.model.facts.references import collect_references
from cxsite.model.facts.research_support import Support, find_supported
from cxsite.model.records.record import Freshness

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from cxsite.model.facts.channel_touchpoints import ChannelSummary, ChannelTouchpoint
    from cxsite.model.facts.in_journey import JourneyContents
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.record import FileMetadata
    from cxsite.model.records.strategy import Metric, Play

K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Group values by their keys, each value once; `pairs` of the same value are adjacent."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        group = groups[key]
        if not group or group[-1] is not value:
            group.append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _merge(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    """Merge several mappings into one."""
    found: dict[K, V] = {}
    for part in parts:
        found.update(part)
    return found


@dataclass(frozen=True, kw_only=True)
class Content(ContentData):
    """The content with the links between its records, each computed when it is first needed."""

    @cached_property
    def derived(self) -> dict[Callable[[Content], Any], Any]:
        """The cache of `cached_on_content`: results by the function that computed them."""
        return {}

    @cached_property
    def doubtful_references(self) -> Mapping[tuple[str, ...], tuple[Reference, ...]]:
        """By the kinds they may refer to: all references that need a check.

        References that name something published by its id need none; nor do bare ids of pain points or opportunities,
        which refer to the journey's own.
        """
        known: dict[tuple[str, ...], Container[str]] = dict.fromkeys(ADDRESSED, BareIds())
        known |= {(kind,): names.keys() for kind, names in self.published.names.items()}
        return _group(
            (reference.kinds, reference) for record in self.files for reference in collect_references(record, known)
        )

    def has_fresh_figures(self, metric: Metric) -> bool:
        """Return whether its latest observation is no older than its cadence allows."""
        rows = self.observations_of.get(metric.id, ())
        return bool(rows) and self.today <= metric.late_after(max(row.period.last for row in rows))

    @cached_property
    def supported_by(self) -> Mapping[str, tuple[Support, ...]]:
        """By the id of a piece of research: what rests on it."""
        return find_supported(self)

    @cached_property
    def outdated_research(self) -> Mapping[str, tuple[str, ...]]:
        """By the path of a file: the ids of the research that it rests on and whose review is overdue."""
        old = (key for key, study in self.research.items() if ContentData.freshness(self, study) is Freshness.STALE)
        pairs = sorted({(one.statement.file.path, key) for key in old for one in self.supported_by[key]})
        return _group(pairs)

    def freshness(self, record: FileMetadata) -> Freshness:
        """Return the state of a file's review today; research that has grown old makes what rests on it due."""
        state = record.freshness(self.today, self.playbook.review_rhythm)
        return Freshness.DUE if state is Freshness.FRESH and self.outdated_research.get(record.path) else state

    @cached_property
    def journey_tree(self) -> tuple[tuple[str, int], ...]:
        """The ids of all journeys in display order, each with its depth below one without parent."""
        return journey_tree(self.journeys, self.ideals_of, self.children_of)

    @cached_property
    def journey_tags(self) -> tuple[str, ...]:
        """The tags of journeys, each once and sorted."""
        return tuple(sorted({tag for journey in self.journeys.values() for tag in journey.tags}))

    @cached_property
    def _in_journeys(self) -> tuple[JourneyContents, ...]:
        return tuple(map(get_journey_contents, self.journeys.values()))

    @cached_property
    def placed_touchpoints(self) -> tuple[PlacedTouchpoint, ...]:
        """Every touchpoint of every journey."""
        return tuple(chain.from_iterable(one.touchpoints for one in self._in_journeys))

    @cached_property
    def touchpoint_by_key(self) -> Mapping[str, PlacedTouchpoint]:
        """Touchpoints by `journey-id/touchpoint-id`; if two share an id, the first."""
        return _merge(one.touchpoint_by_key for one in reversed(self._in_journeys))

    @cached_property
    def pain_points(self) -> Mapping[str, PlacedPainPoint]:
        """Pain points by `journey-id/pain-point-id`."""
        return _merge(one.pain_points for one in self._in_journeys)

    @cached_property
    def opportunities(self) -> Mapping[str, PlacedOpportunity]:
        """Opportunities by `journey-id/opportunity-id`."""
        return _merge(one.opportunities for one in self._in_journeys)

    @cached_property
    def opportunity_ranking(self) -> tuple[str, ...]:
        """The keys of all opportunities, the highest score first; those without a score come last."""
        return rank_opportunities(self.opportunities.values(), self.playbook.opportunity_score)

    @cached_property
    def _actions_of_files(self) -> Mapping[str, PlacedAction]:
        return {key: PlacedAction(action) for key, action in self.actions.items()}

    @cached_property
    def all_actions(self) -> Mapping[str, PlacedAction]:
        """Improvement actions of journeys (`journey-id/action-id`) and of files (`action-id`)."""
        return {**_merge(one.actions for one in self._in_journeys), **self._actions_of_files}

    @cached_property
    def actions_of(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the keys of the actions that it owns."""
        return _group((owner, key) for key, one in self.all_actions.items() if (owner := one.action.owner))

    @cached_property
    def actions_moving(self) -> Mapping[str, tuple[str, ...]]:
        """By a metric's id: the keys of the actions that are meant to improve it."""
        return _group((metric, key) for key, one in self.all_actions.items() if (metric := one.action.metric))

    @cached_property
    def action_lists(self) -> Mapping[str, tuple[str, ...]]:
        """By status, and under `overdue`: the keys of actions by due date."""
        return action_lists(self.all_actions.values(), self.today)

    @cached_property
    def opportunities_for(self) -> Mapping[str, tuple[PlacedOpportunity, ...]]:
        """By a pain point's key: the opportunities that address it."""
        return _group(chain.from_iterable(one.eased for one in self._in_journeys))

    @cached_property
    def actions_on(self) -> Mapping[str, tuple[PlacedAction, ...]]:
        """By the key of a pain point or opportunity: the actions that name it directly."""
        own = chain.from_iterable(one.acted_on for one in self._in_journeys)
        return _group(chain(own, ((key, a) for a in self._actions_of_files.values() for key in a.addresses)))

    def actions_for(self, pain_point: PlacedPainPoint) -> tuple[PlacedAction, ...]:
        """Return the actions for a pain point: those that name it, or an opportunity that addresses it."""
        keys = (pain_point.key, *(o.key for o in self.opportunities_for.get(pain_point.key, ())))
        return tuple({a.key: a for key in keys for a in self.actions_on.get(key, ())}.values())

    def is_answered(self, pain_point: PlacedPainPoint) -> bool:
        """Return whether an opportunity, or an action that was not dropped, addresses it."""
        if self.opportunities_for.get(pain_point.key):
            return True
        return any(a.action.counts_as_answer for a in self.actions_for(pain_point))

    @cached_property
    def journeys_of(self) -> Mapping[str, tuple[Journey, ...]]:
        """By a persona's id: the journeys of the persona."""
        return _group((p, j) for j in self.journeys.values() for p in j.personas)

    @cached_property
    def ideals_of(self) -> Mapping[str, tuple[Journey, ...]]:
        """By a current journey's id: the ideal journeys that name it as their baseline."""
        return _group((j.baseline, j) for j in self.journeys.values() if j.baseline and j.is_ideal)

    @cached_property
    def children_of(self) -> Mapping[str, tuple[Journey, ...]]:
        """By a journey's id: the journeys one level down."""
        return _group((j.parent, j) for j in self.journeys.values() if j.parent)

    @cached_property
    def journeys_serving(self) -> Mapping[str, tuple[str, ...]]:
        """By a goal's id: the ids of the journeys that serve it."""
        return _group((goal, key) for key, journey in self.journeys.items() for goal in journey.serves)

    @cached_property
    def journeys_owned(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the ids of the journeys that it owns."""
        return _group((owner, key) for key, journey in self.journeys.items() if (owner := journey.owner))

    @cached_property
    def touchpoints_owned(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the keys of the touchpoints of journeys that name it as their owner."""
        return _group((owner, one.key) for one in self.placed_touchpoints if (owner := one.touchpoint.owner))

    @cached_property
    def pains_of_team(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the keys of the pain points of current journeys that it answers for, the most severe first.

        The owner of the touchpoint answers for them, or else the owner of the journey.
        """
        current = [one for one in self.pain_points.values() if not one.at.journey.is_ideal]
        current.sort(key=lambda one: (-(one.pain_point.severity or 0), one.key))
        owners = [(one.at.touchpoint.owner or one.at.journey.owner, one.key) for one in current]
        return _group(sorted(((owner, key) for owner, key in owners if owner), key=lambda pair: pair[0]))

    @cached_property
    def measured_at(self) -> Mapping[str, tuple[str, ...]]:
        """By a metric's id: the keys of the touchpoints that name it."""
        return _group((metric, t.key) for t in self.placed_touchpoints for metric in t.touchpoint.metrics)

    @cached_property
    def uses_of(self) -> Mapping[str, tuple[PlacedTouchpoint, ...]]:
        """By a library touchpoint's id: the touchpoints of journeys that use it."""
        return _group((t.touchpoint.use, t) for t in self.placed_touchpoints if t.touchpoint.use)

    @cached_property
    def use_counts(self) -> Mapping[str, int]:
        """By a library touchpoint's id: the number of touchpoints of journeys that use it."""
        return {key: len(self.uses_of.get(key, ())) for key in self.touchpoints}

    @cached_property
    def channel_touchpoints(self) -> Mapping[str, tuple[ChannelTouchpoint, ...]]:
        """By `channel-id stage-id`: the touchpoints, as `cxsite.model.facts.channel_touchpoints` defines them."""
        return channel_touchpoints(self.placed_touchpoints)

    @cached_property
    def channel_summaries(self) -> Mapping[str, ChannelSummary]:
        """By a channel's id: its touchpoints in numbers."""
        return ChannelSummaries(
            playbook=self.playbook,
            found=self.channel_touchpoints,
            by_key=self.touchpoint_by_key,
            plays=self.plays,
            play_ids=self.play_ids,
        ).by_channel()

    @cached_property
    def channel_stages(self) -> Mapping[str, tuple[str, ...]]:
        """By a channel's id: the ids of the stages with touchpoints there, in the vocabulary's order."""
        return {
            channel.id: tuple(
                stage.id for stage in self.playbook.stages if f"{channel.id} {stage.id}" in self.channel_touchpoints
            )
            for channel in self.playbook.channels
        }

    @cached_property
    def observations_of(self) -> Mapping[str, tuple[Observation, ...]]:
        """By a metric's id: its observations, the oldest first."""
        ordered = sorted(self.observations, key=lambda o: (o.period, o.where, o.place))
        groups: dict[str, list[Observation]] = defaultdict(list)
        for observation in ordered:
            groups[observation.metric].append(observation)
        return {metric: tuple(rows) for metric, rows in groups.items()}

    @cached_property
    def touchpoints_of(self) -> Mapping[str, tuple[PlacedTouchpoint, ...]]:
        """By a journey's id: its touchpoints in their order."""
        return {one.journey.id: one.touchpoints for one in self._in_journeys if one.touchpoints}

    @cached_property
    def play_ids(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By a journey's id and a touchpoint's key: the ids of the plays that apply there, sorted; only with plays."""
        return PlayIds(self.plays.values(), self.journeys)

    @cached_property
    def play_channels(self) -> Mapping[str, tuple[str, ...]]:
        """By a play's id: the channels of the touchpoints to which it applies, in the order of the journeys."""
        found: dict[str, dict[str, None]] = {}
        for placed in self.placed_touchpoints:
            for play in self.play_ids[placed.journey.id].get(placed.key, ()):
                found.setdefault(play, {}).update(dict.fromkeys(placed.touchpoint.channels))
        return {key: tuple(channels) for key, channels in found.items()}

    @cached_property
    def play_places(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """By a play's id, for each entry of its `applies_to`: the keys of the touchpoints that match it.

        Entries that name a single kind are left out: what they name already defines the place.
        """
        several = {key: play for key, play in self.plays.items() if any(len(e.places) > 1 for e in play.applies_to)}
        found: dict[str, tuple[list[str], ...]] = {
            key: tuple([] for _ in play.applies_to) for key, play in several.items()
        }
        for placed in self.placed_touchpoints if several else ():
            for key in several.keys() & self.play_ids[placed.journey.id].get(placed.key, ()):
                for keys, entry in zip(found[key], several[key].applies_to, strict=True):
                    if len(entry.places) > 1 and fits(entry, placed):
                        keys.append(placed.key)
        return {key: tuple(map(tuple, entries)) for key, entries in found.items()}

    def plays_for(self, placed: PlacedTouchpoint) -> tuple[Play, ...]:
        """Return the plays that apply at a touchpoint."""
        return tuple(self.plays[key] for key in self.play_ids[placed.journey.id].get(placed.key, ()))


def cached_on_content(make: Callable[[Content], V]) -> Callable[[Content], V]:
    """Decorate a function of a content so that the content caches its result, as it caches its own properties.

    Do not use it for the context of pages: the dependency tracker has to see each access to the content.
    """

    @wraps(make)
    def made(content: Content) -> V:
        if not isinstance(content, Content):
            raise TypeError(type(content).__name__)
        kept = content.derived
        if make not in kept:
            kept[make] = make(content)
        return cast("V", kept[make])

    return made
