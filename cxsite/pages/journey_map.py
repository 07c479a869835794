"""The journey map: touchpoints as columns under their stages, their fields as lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.drawing import emotion_curve
from cxsite.drawing.emotion_curve import CurveGrid
from cxsite.drawing.emotion_curve import CurveStage as DrawnStage
from cxsite.measurement.places import best_series
from cxsite.pages.emotion_lines import Feeling, describe_feelings, find_feelings, make_curve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.drawing.emotion_curve import CurveSeries
    from cxsite.measurement.series import FigureSeries as MetricSeries
    from cxsite.model.facts.in_journey import PlacedAction, PlacedTouchpoint
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.playbook import Channel
    from cxsite.model.records.strategy import Play
    from cxsite.pages.basis import Basis
    from cxsite.pages.metric_figures import FigureFormatter

COLUMN_WIDTH: Final = 184
"""In pixels; equal to the width in `journey-map.css`, so that the curve's points are above their columns."""
FULL_BAND: Final = 8
WIDEST_BAND: Final = 12
LANES: Final = (
    "numbers", "does", "thinks", "feels", "channels", "pain-points", "opportunities", "standard", "backstage",
    "metrics", "plays", "actions", "next",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointMetric:
    """A metric at a touchpoint: its id, and the series measured there (None: not measured).

    `is_planned` is True in an ideal journey, whose touchpoints do not exist yet: only the target is shown.
    """

    metric: str
    series: MetricSeries | None
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapColumn:
    """A touchpoint of the map, with what is computed for it from the rest of the content."""

    placed: PlacedTouchpoint
    feelings: tuple[Feeling, ...]
    emotion_text: str
    channels: tuple[Channel, ...]
    measures: tuple[TouchpointMetric, ...]
    plays: tuple[Play, ...]
    actions: tuple[PlacedAction, ...]
    next: tuple[PlacedTouchpoint, ...]

    def has(self, lane: str) -> bool:
        """Whether the lane has something to show in this column."""
        touchpoint = self.placed.touchpoint
        if lane == "numbers":
            return any(one.emotion is not None for one in self.feelings)
        if lane in {"channels", "plays", "actions", "next"}:
            return bool(getattr(self, lane))
        if lane == "thinks":
            return bool(touchpoint.thinks or touchpoint.quote)
        if lane == "feels":
            return bool(touchpoint.feels or touchpoint.senses)
        return bool(self.measures) if lane == "metrics" else bool(getattr(touchpoint, lane.replace("-", "_")))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    """The heading of a stage above the columns that it covers."""

    number: int
    stage: Stage
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyMap:
    """The whole map. `bands` is the number of columns in each printed table (a single band fits on one sheet).

    `lanes` are the non-empty lanes, each with its columns and whether it shows something in them.
    """

    stages: tuple[StageHead, ...]
    columns: tuple[MapColumn, ...]
    bands: tuple[int, ...]
    lanes: tuple[tuple[str, tuple[tuple[MapColumn, bool], ...]], ...]
    curve: Markup | None
    axis: Markup
    legend: Markup


def journey_map(journey: Journey, columns: tuple[MapColumn, ...], basis: Basis) -> JourneyMap | None:
    """Return the map of a journey; None if it has no touchpoint."""
    if not columns:
        return None
    heads = stage_heads(columns)
    series = make_curve(journey, basis)
    known = any(point.emotion is not None for line in series for point in line.points)
    drawing = _Drawing(journey, columns, series, basis) if known else None
    return JourneyMap(
        stages=heads,
        columns=columns,
        bands=band_sizes([head.columns for head in heads]),
        lanes=tuple(_lanes(columns)),
        curve=drawing.curve() if drawing else None,
        axis=emotion_curve.axis(drawing.grid) if drawing else Markup(),
        legend=drawing.legend() if drawing else Markup(),
    )


def _lanes(columns: Sequence[MapColumn]) -> Iterator[tuple[str, tuple[tuple[MapColumn, bool], ...]]]:
    for lane in LANES:
        cells = tuple((column, column.has(lane)) for column in columns)
        if any(is_shown for _, is_shown in cells):
            yield lane, cells


class _Drawing:
    """The curve of a map with its legend."""

    def __init__(
        self, journey: Journey, columns: tuple[MapColumn, ...], series: Sequence[CurveSeries], basis: Basis
    ) -> None:
        self.journey, self.columns, self.series, self.words = journey, columns, series, basis.words
        stages = tuple(DrawnStage(columns=head.columns) for head in stage_heads(columns))
        self.grid = CurveGrid(stages=stages, column_width=COLUMN_WIDTH, height=284)

    def curve(self) -> Markup:
        return emotion_curve.draw(
            self.series,
            self.grid,
            uid="curve",
            title=self.words("map.curve-title", title=self.journey.title),
            description="",  # screen readers find the same in the lane below and in each touchpoint's section
        )

    def legend(self) -> Markup:
        points = [point for line in self.series for point in line.points]
        return emotion_curve.legend(
            self.series,
            assumed=self.words("map.assumed") if any(p.assumed and p.emotion is not None for p in points) else "",
            unknown=self.words("map.unknown") if any(p.emotion is None for p in points) else "",
            moment_of_truth=self.words("map.moment-of-truth") if any(p.moment_of_truth for p in points) else "",
        )


def stage_heads(columns: Sequence[MapColumn]) -> tuple[StageHead, ...]:
    """Return the stages of these columns, each with the number of columns that it covers."""
    heads: dict[int, StageHead] = {}
    for column in columns:
        number = column.placed.stage_number
        before = heads[number].columns if number in heads else 0
        heads[number] = StageHead(number=number, stage=column.placed.stage, columns=before + 1)
    return tuple(heads.values())


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
    content = basis.content
    channels = {channel.id: channel for channel in content.playbook.channels}

    def column(placed: PlacedTouchpoint) -> MapColumn:
        touchpoint = placed.touchpoint
        felt = find_feelings(touchpoint, journey, basis)
        onward = (content.touchpoint_by_key.get(f"{journey.id}/{key}") for key in touchpoint.next)
        return MapColumn(
            placed=placed,
            feelings=felt,
            emotion_text=describe_feelings(felt, basis),
            channels=tuple(channels[key] for key in touchpoint.channels if key in channels),
            measures=tuple(_measures(placed, figures)),
            plays=content.plays_for(placed),
            actions=_actions(placed, basis),
            next=tuple(one for one in onward if one),
        )

    return tuple(map(column, content.touchpoints_of.get(journey.id, ())))


def _measures(placed: PlacedTouchpoint, figures: FigureFormatter) -> Iterator[TouchpointMetric]:
    for key in placed.touchpoint.metrics:
        if measured := figures.get(key):
            is_planned = placed.journey.is_ideal
            series = None if is_planned else best_series(measured.series, placed) or measured.head
            yield TouchpointMetric(metric=key, series=series, is_planned=is_planned)


def _actions(placed: PlacedTouchpoint, basis: Basis) -> tuple[PlacedAction, ...]:
    """Return the actions that address the touchpoint's pain points or opportunities, without duplicates."""
    touchpoint, journey = placed.touchpoint, placed.journey.id
    ids = [*(one.id for one in touchpoint.pain_points), *(one.id for one in touchpoint.opportunities)]
    keys = [f"{journey}/{key}" for key in ids]
    found = {action.key: action for key in keys for action in basis.content.actions_on.get(key, ())}
    return tuple(found.values())
