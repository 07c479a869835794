"""Figures side by side: before and after an action, from stage to stage, from channel to channel."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cxsite.measurement.consistency import find_spreads
from cxsite.measurement.effect import find_effect
from cxsite.pages.links import to_journey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.measurement.consistency import ChannelSpread
    from cxsite.measurement.effect import ActionEffect
    from cxsite.model.content import Content
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link
    from cxsite.pages.metric_figures import FigureFormatter, MetricFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """A finished action with the metric that it should change, before and after."""

    action: ActionView
    metric: Link
    effect: ActionEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """The share of customers who go on from a stage, and the stage that they reach (both by name)."""

    journey: Link
    stage: str
    reached: str
    metric: Link
    measured: MetricFigures


def find_outcomes(actions: Iterable[ActionView], basis: Basis) -> tuple[ActionOutcome, ...]:
    """Return the outcomes of finished actions for which figures before and after are known."""
    pairs = ((one, find_effect(one.action, basis.content)) for one in actions)
    return tuple(
        ActionOutcome(action=one, metric=basis.links.to("metric", effect.metric.id, effect.metric.name), effect=effect)
        for one, effect in pairs
        if effect is not None
    )


def find_conversions(content: Content, figures: FigureFormatter) -> Iterator[Conversion]:
    """Yield the measured rates that current journeys attach to their stages."""
    links = figures.basis.links
    for journey in content.journeys.values():
        if journey.is_ideal:
            continue
        for stage, reached in pairwise(journey.stages):
            for key in stage.metrics:
                measured = figures.get(key)
                if measured and measured.head and measured.metric.kind == "rate" and measured.metric.is_share:
                    yield Conversion(
                        journey=to_journey(journey),
                        stage=links.name("stage", stage.stage),
                        reached=links.name("stage", reached.stage),
                        metric=links.to("metric", key, measured.metric.name),
                        measured=measured,
                    )


def find_channel_spreads(figures: Iterable[MetricFigures]) -> tuple[ChannelSpread, ...]:
    """Return the metrics whose figures differ between channels."""
    return tuple(spread for measured in figures for spread in find_spreads(measured.series))
