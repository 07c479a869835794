"""The journey map: touchpoints as columns under their stages, their fields as lanes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.incremental.dependency_tracking import get_shared
from cxsite.measurement.places import best_series
from cxsite.model.facts.in_journey import qualify_key
from cxsite.pages.emotion_lines import Feeling, describe_feelings, find_feelings
from cxsite.pages.map_curve import MapCurve, make_map_curve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.measurement.series import FigureSeries as MetricSeries
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedTouchpoint
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.strategy import Metric
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import ContentLinks, Link
    from cxsite.pages.metric_figures import FigureFormatter

FULL_BAND: Final = 8
WIDEST_BAND: Final = 12


class TouchpointMetric(NamedTuple):
    """A metric at a touchpoint, its link, and the series measured there (None: not measured).

    `is_planned` is True in an ideal journey, whose touchpoints do not exist yet: only the target is shown.
    """

    metric: Metric
    link: Link
    series: MetricSeries | None
    is_planned: bool = False


class TouchpointAction(NamedTuple):
    """An action that addresses something at a touchpoint, its status, and whether it is overdue."""

    link: Link
    status: str
    late: bool


class MapStep(NamedTuple):
    """A touchpoint that may follow, and what decides that the customer goes there (may be empty)."""

    placed: PlacedTouchpoint
    label: str


class MapColumn(NamedTuple):
    """A touchpoint of the map, with what is computed for it from the rest of the content.

    `channels` are links, each with the kind of the channel.
    """

    placed: PlacedTouchpoint
    feelings: tuple[Feeling, ...]
    emotion_text: str
    channels: tuple[tuple[Link, str], ...]
    metrics: tuple[TouchpointMetric, ...]
    plays: tuple[Link, ...]
    actions: tuple[TouchpointAction, ...]
    next: tuple[MapStep, ...]
    replaces: tuple[Link, ...]
    owner: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStage:
    """A stage of the journey, which may be empty, with its metrics and its touchpoints."""

    number: int
    stage: Stage
    name: str
    metrics: tuple[Link, ...]
    columns: tuple[MapColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    """The heading of a stage above the columns that it covers."""

    number: int
    name: str
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyMap:
    """The whole map. `bands` is the number of columns in each printed table (a single band fits on one sheet)."""

    title: str
    stages: tuple[StageHead, ...]
    columns: tuple[MapColumn, ...]
    bands: tuple[int, ...]
    curve: MapCurve

    @property
    def first_in_stage(self) -> dict[int, str]:
        """By the number of the touchpoint that begins a stage: the stage's name."""
        found, number = dict[int, str](), 1
        for head in self.stages:
            found[number] = head.name
            number += head.columns
        return found


def map_of_journey(
    journey: Journey, basis: Basis, figures: FigureFormatter
) -> tuple[tuple[MapColumn, ...], JourneyMap | None]:
    """Return the columns of a journey and its map, computed once for the journey's page and its full map next to it."""

    def make(_: Content) -> tuple[tuple[MapColumn, ...], JourneyMap | None]:
        columns = columns_of(journey, basis, figures)
        return columns, journey_map(journey, columns, basis)

    return get_shared(basis.content, "map-of-journey", make, key=journey.id)


def journey_map(journey: Journey, columns: tuple[MapColumn, ...], basis: Basis) -> JourneyMap | None:
    """Return the map of a journey; None if it has no touchpoint."""
    if not columns:
        return None
    heads = stage_heads(columns, basis)
    return JourneyMap(
        title=journey.title,
        stages=heads,
        columns=columns,
        bands=band_sizes([head.columns for head in heads]),
        curve=make_map_curve(journey, basis),
    )


def stage_heads(columns: Sequence[MapColumn], basis: Basis) -> tuple[StageHead, ...]:
    """Return the stages of these columns, each with the number of columns that it covers."""
    counts = Counter(column.placed.stage_number for column in columns)
    stages = {column.placed.stage_number: column.placed.stage.stage for column in columns}
    return tuple(
        StageHead(number=number, name=basis.links.name("stage", stages[number]), columns=count)
        for number, count in counts.items()
    )


def band_sizes(stages: Sequence[int]) -> tuple[int, ...]:
    """Return the number of columns in each band: whole stages, close to eight columns, at most twelve.

    Only a stage of more than twelve is divided, evenly. Of all ways to divide stages into bands, it takes the one whose
    bands differ least from eight columns, in the sum of squares.
    """
    parts: list[int] = []
    for stage in stages:
        count = -(-stage // WIDEST_BAND)
        parts += [stage // count + (number < stage % count) for number in range(count)]
    if 0 < sum(parts) <= WIDEST_BAND:
        return (sum(parts),)
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())]  # best[i]: cost and bands of the first i parts
    for end in range(1, len(parts) + 1):
        ways = ((start, sum(parts[start:end])) for start in range(end))
        best.append(
            min(
                (best[start][0] + (size - FULL_BAND) ** 2, (*best[start][1], size))
                for start, size in ways
                if size <= WIDEST_BAND
            )
        )
    return best[-1][1]


def columns_of(journey: Journey, basis: Basis, figures: FigureFormatter) -> tuple[MapColumn, ...]:
    """Return a column for each touchpoint of the journey."""
    content, links = basis.content, basis.links
    channels = {one.id: (links.to("channel", one.id, one.name), one.kind) for one in content.playbook.channels}
    play_ids = content.play_ids[journey.id]
    applied = dict.fromkeys(chain.from_iterable(play_ids.values()))
    plays = {key: links.to("play", key, content.plays[key].title) for key in applied}
    actions = _actions_by_addressed(journey, basis)

    def column(placed: PlacedTouchpoint) -> MapColumn:
        touchpoint = placed.touchpoint
        felt = find_feelings(touchpoint, journey, basis)
        onward = [(content.touchpoint_by_key.get(qualify_key(journey, one.to)), one.label) for one in touchpoint.next]
        return MapColumn(
            placed=placed,
            feelings=felt,
            emotion_text=describe_feelings(felt, basis),
            channels=tuple([channels[key] for key in touchpoint.channels if key in channels]),
            metrics=tuple(_metrics(placed, figures, links)) if touchpoint.metrics else (),
            plays=tuple([plays[key] for key in play_ids.get(placed.key, ())]),
            actions=_actions_at(touchpoint, actions) if actions else (),
            next=tuple([MapStep(one, label or "") for one, label in onward if one and one.journey is journey]),
            replaces=_replaced(touchpoint, journey, basis) if touchpoint.replaces else (),
            owner=links.to("team", touchpoint.owner) if touchpoint.owner else None,
        )

    return tuple(map(column, content.touchpoints_of.get(journey.id, ())))


def _metrics(placed: PlacedTouchpoint, figures: FigureFormatter, links: ContentLinks) -> Iterator[TouchpointMetric]:
    for key in placed.touchpoint.metrics:
        if measured := figures.get(key):
            is_planned = placed.journey.is_ideal
            series = None if is_planned else best_series(measured.series, placed) or measured.head
            link = links.to("metric", key, measured.metric.name)
            yield TouchpointMetric(measured.metric, link, series, is_planned)


def _replaced(touchpoint: Touchpoint, journey: Journey, basis: Basis) -> tuple[Link, ...]:
    """Return the touchpoints of the current journey that one of an ideal journey replaces."""
    if not journey.baseline:
        return ()
    return basis.links.to_each("touchpoint", [f"{journey.baseline}/{key}" for key in touchpoint.replaces])


def _actions_by_addressed(journey: Journey, basis: Basis) -> dict[str, list[TouchpointAction]]:
    """Map the id of each pain point and opportunity of the journey to the actions that address it, if there are any."""
    content, found = basis.content, dict[str, list[TouchpointAction]]()
    for touchpoint in journey.touchpoints:
        for key in (*(one.id for one in touchpoint.pain_points), *(one.id for one in touchpoint.opportunities)):
            if actions := content.actions_on.get(f"{journey.id}/{key}", ()):
                found[key] = [_make_action(placed, basis) for placed in actions]
    return found


def _make_action(placed: PlacedAction, basis: Basis) -> TouchpointAction:
    action = placed.action
    return TouchpointAction(basis.links.to_action(placed), action.status, action.is_overdue(basis.content.today))


def _actions_at(
    touchpoint: Touchpoint, actions: Mapping[str, Sequence[TouchpointAction]]
) -> tuple[TouchpointAction, ...]:
    """Return the actions that address the touchpoint's pain points or opportunities, without duplicates."""
    ids = [*(one.id for one in touchpoint.pain_points), *(one.id for one in touchpoint.opportunities)]
    return tuple(dict.fromkeys([action for key in ids for action in actions.get(key, ())]))
