"""Whether the channels of one stage serve customers equally well: in figures, and in emotions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from cxsite.measurement.series import TOTALS, compare_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.measurement.series import FigureChange, FigureSeries
    from cxsite.model.content import Content

TWO: Final = 2
_WHERE: Final = (("channel",), ("stage", "channel"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpread:
    """A metric's best and worst channel of one stage (empty: of all stages) in one period.

    `change` compares best with worst and has the interval of their difference.
    """

    stage: str
    best: FigureSeries
    worst: FigureSeries
    change: FigureChange


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltSpread:
    """The emotions in one stage by channel: the mean emotion (1–5) of its touchpoints, the best first."""

    stage: str
    channels: tuple[tuple[str, float], ...]

    @property
    def spread(self) -> float:
        """The best mean minus the worst."""
        return self.channels[0][1] - self.channels[-1][1]


def find_spreads(series: Iterable[FigureSeries]) -> Iterator[ChannelSpread]:
    """Return the spread of each stage in which at least two channels have figures of the same, latest period.

    Sums such as revenue are left out: a small channel is not worse because it is small.
    """
    stages: defaultdict[str, list[FigureSeries]] = defaultdict(list)
    for one in series:
        if tuple(kind for kind, _ in one.where) in _WHERE and one.metric.kind not in TOTALS:
            stages[dict(one.where).get("stage", "")].append(one)
    for stage, every in stages.items():
        if not stage and len(stages) > 1:
            continue  # Stages have entries of their own.
        period = max(one.latest.observation.period for one in every)
        now = [one for one in every if one.latest.observation.period == period]
        if len(now) >= TWO:
            higher = now[0].metric.direction == "higher"
            ordered = sorted(now, key=lambda one: (one.latest.value, one.where), reverse=higher)
            change = compare_figures(now[0].metric, ordered[0].latest, ordered[-1].latest)
            yield ChannelSpread(stage=stage, best=ordered[0], worst=ordered[-1], change=change)


def find_felt_spreads(content: Content) -> tuple[FeltSpread, ...]:
    """Return by stage, in the playbook's order, the mean emotions of at least two channels in current journeys."""
    felt: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for placed in content.placed_touchpoints:
        if placed.touchpoint.emotion is not None and not placed.journey.is_ideal:
            for channel in placed.touchpoint.channels:
                felt[placed.stage.stage, channel].append(placed.touchpoint.emotion.mean)
    found = []
    for stage in content.playbook.stages:
        means = [(channel, fmean(every)) for (at, channel), every in felt.items() if at == stage.id]
        if len(means) >= TWO:
            ordered = sorted(means, key=lambda one: (-one[1], one[0]))
            found.append(FeltSpread(stage=stage.id, channels=tuple(ordered)))
    return tuple(found)
