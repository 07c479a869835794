"""Figures side by side: before and after an action, from stage to stage, from channel to channel."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxsite.measurement.consistency import find_spreads
from cxsite.measurement.effect import find_effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.measurement.consistency import ChannelSpread
    from cxsite.measurement.effect import ActionEffect
    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.metric_figures import FigureFormatter, MetricFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """A finished action with its metric before and after."""

    work: ActionView
    effect: ActionEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The share of customers who go on from a stage, and the stage that they reach."""

    journey: Journey
    stage: Stage
    reached: Stage
    measured: MetricFigures


def find_outcomes(works: Iterable[ActionView], content: Content) -> tuple[ActionOutcome, ...]:
    """Return the outcomes of finished actions for which figures before and after are known."""
    pairs = ((work, find_effect(work.action, content)) for work in works)
    return tuple(ActionOutcome(work=work, effect=effect) for work, effect in pairs if effect is not None)


def find_conversions(content: Content, figures: FigureFormatter) -> Iterator[Conversion]:
    """Yield the measured rates that current journeys attach to their stages."""
    for journey in content.journeys.values():
        if journey.is_ideal:
            continue
        for stage, reached in pairwise(journey.stages):
            for key in stage.metrics:
                measured = figures.get(key)
                if measured and measured.head and measured.metric.kind == "rate" and measured.metric.is_share:
                    yield Conversion(journey=journey, stage=stage, reached=reached, measured=measured)


def find_channel_spreads(figures: Iterable[MetricFigures]) -> tuple[ChannelSpread, ...]:
    """Return the metrics whose figures differ between channels."""
    return tuple(spread for measured in figures for spread in find_spreads(measured.series))
