"""Everything that was read, as one frozen value with the links that follow from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from cxsite.model.facts.action_lists import action_lists
from cxsite.model.facts.applicable_plays import PlayIds, fits
from cxsite.model.facts.channel_touchpoints import channel_touchpoints, summarize_channels
from cxsite.model.facts.in_journey import (
    PlacedAction,
    PlacedOpportunity,
    PlacedPainPoint,
    PlacedTouchpoint,
    get_journey_contents,
)
from cxsite.model.facts.journey_tree import journey_tree
from cxsite.model.facts.names import ADDRESSED, BareIds, names_by_kind
from cxsite.model.facts.references import collect_references

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from datetime import date

    from cxsite.model.facts.channel_touchpoints import ChannelSummary, ChannelTouchpoint
    from cxsite.model.facts.in_journey import JourneyContents
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.action import Action
    from cxsite.model.records.hand_page import HandPage
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.observation import Observation, Withheld
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.playbook import Playbook
    from cxsite.model.records.record import FileMetadata, Freshness
    from cxsite.model.records.source import Source
    from cxsite.model.records.source_location import Fields
    from cxsite.model.records.strategy import Goal, Metric, Play
    from cxsite.model.records.touchpoint import LibraryTouchpoint

K = TypeVar("K")
V = TypeVar("V")
F = TypeVar("F", bound="FileMetadata")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values by their keys, each once; pairs of one value follow each other."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        group = groups[key]
        if not group or group[-1] is not value:
            group.append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _merge(parts: Iterable[Mapping[K, V]]) -> dict[K, V]:
    """All of them as one."""
    found: dict[K, V] = {}
    for part in parts:
        found.update(part)
    return found


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content folder, read whole. Mappings are by id, in the order of ids.

    `today` is the day that freshness and overdue work are judged by. `unread` names (kind, id) of files that are
    there but could not be read, so that nothing is said to be missing because of them. `texts` has each file's
    text by its path. `withheld` are figures of so few answers that they stay hidden. Journeys' touchpoints already
    hold what the library adds to them. `translations` are the same in the playbook's further languages.
    """

    today: date
    playbook: Playbook
    personas: Mapping[str, Persona] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    touchpoints: Mapping[str, LibraryTouchpoint] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    plays: Mapping[str, Play] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    pages: Mapping[str, HandPage] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()
    unreadable: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Content] = field(default_factory=dict)

    @cached_property
    def published(self) -> Content:
        """The same without drafts and retired files: what the site and the coverage are made from."""

        def kept(records: Mapping[str, F]) -> dict[str, F]:
            return {key: record for key, record in records.items() if record.is_published}

        if all(record.is_published for record in self.files):
            return self
        return replace(
            self,
            personas=kept(self.personas),
            journeys=kept(self.journeys),
            touchpoints=kept(self.touchpoints),
            goals=kept(self.goals),
            metrics=kept(self.metrics),
            plays=kept(self.plays),
            sources=kept(self.sources),
        )

    @cached_property
    def files(self) -> tuple[FileMetadata, ...]:
        """Every record that is a file of its own, the playbook first."""
        kinds = (
            self.personas,
            self.journeys,
            self.touchpoints,
            self.actions,
            self.goals,
            self.metrics,
            self.plays,
            self.sources,
        )
        return (self.playbook, *(record for kind in kinds for record in kind.values()))

    @property
    def sources_by_path(self) -> Mapping[str, Fields]:
        """By its path: what each file says, with places. Files that no record could be made of are missing."""
        return {record.path: record.source for record in self.files if record.source is not None}

    def freshness(self, record: FileMetadata) -> Freshness:
        """How a file stands against its review date today."""
        return record.freshness(self.today, self.playbook.review_rhythm)

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """By kind, as references tell it: the ids that may be named, each with its name."""
        return names_by_kind(self)

    @cached_property
    def doubtful_references(self) -> Mapping[tuple[str, ...], tuple[Reference, ...]]:
        """By the kinds they may be of: all references but those that plainly lead to something published.

        Plain is what names something published by its id; and a bare id of a pain point or opportunity, which is the
        journey's own.
        """
        known: dict[tuple[str, ...], Container[str]] = dict.fromkeys(ADDRESSED, BareIds())
        known |= {(kind,): names.keys() for kind, names in self.published.names.items()}
        return _group(
            (reference.kinds, reference) for record in self.files for reference in collect_references(record, known)
        )

    def has_fresh_figures(self, metric: Metric) -> bool:
        """Whether its latest observation is no older than its cadence allows."""
        rows = self.observations_of.get(metric.id, ())
        return bool(rows) and self.today <= metric.late_after(max(row.period.last for row in rows))

    @cached_property
    def journey_ids(self) -> tuple[str, ...]:
        """The ids of all journeys."""
        return tuple(self.journeys)

    @cached_property
    def journey_tree(self) -> tuple[tuple[str, int], ...]:
        """The ids of all journeys as they are reported, each with its depth below one without parent."""
        return journey_tree(self)

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
        """Touchpoints by `journey-id/touchpoint-id`; of two with one id, the first."""
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
    def _spanning(self) -> Mapping[str, PlacedAction]:
        return {key: PlacedAction(action) for key, action in self.actions.items()}

    @cached_property
    def all_actions(self) -> Mapping[str, PlacedAction]:
        """Improvement actions of journeys (`journey-id/action-id`) and of files (`action-id`)."""
        return {**_merge(one.actions for one in self._in_journeys), **self._spanning}

    @cached_property
    def action_ids(self) -> tuple[str, ...]:
        """The ids of actions that have files of their own."""
        return tuple(self.actions)

    @cached_property
    def action_count(self) -> int:
        """How many improvement actions there are in all."""
        return len(self.all_actions)

    @cached_property
    def actions_of(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the keys of the actions that it owns."""
        return _group((owner, key) for key, one in self.all_actions.items() if (owner := one.action.owner))

    @cached_property
    def actions_moving(self) -> Mapping[str, tuple[str, ...]]:
        """By a metric's id: the keys of the actions that shall move it."""
        return _group((metric, key) for key, one in self.all_actions.items() if (metric := one.action.metric))

    @cached_property
    def action_lists(self) -> Mapping[str, tuple[str, ...]]:
        """By status, and under `overdue`: the keys of actions by due date."""
        return action_lists(self)

    @cached_property
    def opportunities_for(self) -> Mapping[str, tuple[PlacedOpportunity, ...]]:
        """By a pain point's key: the opportunities that would ease it."""
        return _group(chain.from_iterable(one.eased for one in self._in_journeys))

    @cached_property
    def actions_on(self) -> Mapping[str, tuple[PlacedAction, ...]]:
        """By the key of a pain point or opportunity: the actions that name it themselves."""
        own = chain.from_iterable(one.acted_on for one in self._in_journeys)
        return _group(chain(own, ((key, a) for a in self._spanning.values() for key in a.addresses)))

    def actions_for(self, pain_point: PlacedPainPoint) -> tuple[PlacedAction, ...]:
        """The actions that answer a pain point: named on it, or on an opportunity that would ease it."""
        keys = (pain_point.key, *(o.key for o in self.opportunities_for.get(pain_point.key, ())))
        return tuple({a.key: a for key in keys for a in self.actions_on.get(key, ())}.values())

    def is_answered(self, pain_point: PlacedPainPoint) -> bool:
        """Whether an opportunity or an action that was not dropped addresses it."""
        if self.opportunities_for.get(pain_point.key):
            return True
        return any(a.action.counts_as_answer for a in self.actions_for(pain_point))

    @cached_property
    def journeys_of(self) -> Mapping[str, tuple[Journey, ...]]:
        """By a persona's id: the journeys they go."""
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
    def journeys_serving(self) -> Mapping[str, tuple[Journey, ...]]:
        """By a goal's id: the journeys that serve it."""
        return _group((g, j) for j in self.journeys.values() for g in j.serves)

    @cached_property
    def serving_ids(self) -> Mapping[str, tuple[str, ...]]:
        """By a goal's id: the ids of the journeys that serve it."""
        return {goal: tuple(one.id for one in found) for goal, found in self.journeys_serving.items()}

    @cached_property
    def persona_ids(self) -> tuple[str, ...]:
        """The ids of all personas."""
        return tuple(self.personas)

    @cached_property
    def journeys_owned(self) -> Mapping[str, tuple[str, ...]]:
        """By a team's id: the ids of the journeys that it answers for."""
        return _group((owner, key) for key, journey in self.journeys.items() if (owner := journey.owner))

    @cached_property
    def measured_at(self) -> Mapping[str, tuple[str, ...]]:
        """By a metric's id: the keys of the touchpoints that name it."""
        return _group((metric, t.key) for t in self.placed_touchpoints for metric in t.touchpoint.metrics)

    @cached_property
    def uses_of(self) -> Mapping[str, tuple[PlacedTouchpoint, ...]]:
        """By a library touchpoint's id: where journeys use it."""
        return _group((t.touchpoint.use, t) for t in self.placed_touchpoints if t.touchpoint.use)

    @cached_property
    def use_counts(self) -> Mapping[str, int]:
        """By a library touchpoint's id: at how many places journeys use it."""
        return {key: len(self.uses_of.get(key, ())) for key in self.touchpoints}

    @cached_property
    def channel_touchpoints(self) -> Mapping[str, tuple[ChannelTouchpoint, ...]]:
        """By `channel-id stage-id`: what staff meet there, as `cxsite.model.facts.channel_touchpoints` tells it."""
        return channel_touchpoints(self)

    @cached_property
    def channel_summaries(self) -> Mapping[str, ChannelSummary]:
        """By a channel's id: what is met there, in numbers."""
        return summarize_channels(self)

    @cached_property
    def channel_stages(self) -> Mapping[str, tuple[str, ...]]:
        """By a channel's id: the ids of the stages that have stops there, in the vocabulary's order."""
        return {channel: tuple(one.stage for one in found.stages) for channel, found in self.channel_summaries.items()}

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
        """By a journey's id and a touchpoint's key: the ids of the plays that apply there, sorted; never none."""
        return PlayIds(self.plays.values(), self.journeys)

    @cached_property
    def play_channels(self) -> Mapping[str, tuple[str, ...]]:
        """By a play's id: the channels of the touchpoints where it applies, in the order in which these are passed."""
        found: dict[str, dict[str, None]] = {}
        for placed in self.placed_touchpoints:
            for play in self.play_ids[placed.journey.id].get(placed.key, ()):
                found.setdefault(play, {}).update(dict.fromkeys(placed.touchpoint.channels))
        return {key: tuple(channels) for key, channels in found.items()}

    @cached_property
    def play_places(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """By a play's id, for each entry of its `applies_to`: the keys of the touchpoints that it fits.

        Entries that name one kind alone have none here: what they name says where that is.
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
        """The plays that apply at a touchpoint."""
        return tuple(self.plays[key] for key in self.play_ids[placed.journey.id].get(placed.key, ()))


def cached_on_content(make: Callable[[Content], V]) -> Callable[[Content], V]:
    """The same function, whose answer a content keeps, as it keeps its own cached properties.

    Not for the context of pages: what stands for a content there must be asked each time, to note what it tells.
    """
    key = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(content: Content) -> V:
        kept = content.__dict__
        if not isinstance(content, Content):
            raise TypeError(type(content).__name__)
        if key not in kept:
            kept[key] = make(content)
        return cast("V", kept[key])

    return made
