"""The measurement pages: metrics by family, and a page for each metric."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cxsite.measurement.consistency import find_felt_spreads
from cxsite.measurement.gap import find_importance_gaps
from cxsite.model.records.observation import PLACE_COLUMNS, SEGMENT_COLUMNS
from cxsite.model.records.strategy import FAMILIES
from cxsite.pages import address
from cxsite.pages.action_views import sort_actions
from cxsite.pages.figure_comparisons import find_channel_spreads, find_conversions, find_outcomes
from cxsite.pages.links import to_touchpoint
from cxsite.pages.metric_figures import FigureFormatter, links_to_metrics
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.measurement.consistency import ChannelSpread
    from cxsite.measurement.series import FigureSeries, ObservedFigure, Where
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.observation import Withheld
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link
    from cxsite.pages.metric_figures import MetricFigures

ONE_DIMENSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownPart:
    """The latest figure of one value, and its `series`; both are None if too few people answered."""

    where: Where
    figure: ObservedFigure | None
    series: FigureSeries | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A metric's latest figures by one dimension (store, channel, …), all of the same period.

    `spread` is the highest minus the lowest shown figure; None if fewer than two are shown. `unplaced` is how many
    answers have no value for the dimension, if these few are the reason why figures are hidden.
    """

    dimension: str
    period: object
    parts: tuple[BreakdownPart, ...]
    spread: float | None
    unplaced: int = 0

    @property
    def segment(self) -> str:
        """The name of the segment that it is by; empty for places."""
        first = self.parts[0].where[0]
        return first[1].partition(": ")[0] if first[0] in SEGMENT_COLUMNS else ""


class SpreadRow(NamedTuple):
    """A metric whose figures differ between channels: names of the stage (empty: all), best and worst channel."""

    metric: Link
    stage: str
    best: str
    worst: str
    spread: ChannelSpread


def measurement_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the index: every metric by family with its latest figure."""
    yield PagePlan(
        path=address.MEASUREMENT,
        kind="measurement",
        title=basis.words("measurement.title"),
        description=basis.words("measurement.description"),
        context=LazyContext(partial(_index_context, basis)),
    )


def _index_context(basis: Basis) -> dict[str, object]:
    figures = FigureFormatter(basis)
    every = tuple(figures[key] for key in basis.content.metrics)
    links = basis.links
    return {
        "families": tuple(
            (family, group)
            for family in FAMILIES
            if (group := tuple(links_to_metrics(links, (m for m in every if m.metric.family == family))))
        ),
        "every": every,
        "observed": tuple(one for one in every if one.series),
        "with_target": tuple(one for one in every if one.meets_target is not None),
        "at_target": tuple(one for one in every if one.meets_target),
        "few": tuple(one for one in every if one.head and one.head.latest.few),
        "conversions": tuple(find_conversions(basis.content, figures)),
        "spreads": tuple(_spread_row(one, basis) for one in find_channel_spreads(every)),
        "felt": tuple(
            (
                links.name("stage", one.stage),
                tuple((links.name("channel", key), mean) for key, mean in one.channels),
                one.spread,
            )
            for one in find_felt_spreads(basis.content)
        ),
        "gaps": tuple((to_touchpoint(one.placed), one) for one in find_importance_gaps(basis.content)),
        "figures": figures,
    }


def _spread_row(one: ChannelSpread, basis: Basis) -> SpreadRow:
    links, metric = basis.links, one.best.metric
    return SpreadRow(
        metric=links.to("metric", metric.id, metric.name),
        stage=links.name("stage", one.stage) if one.stage else "",
        best=links.name("channel", one.best.where[-1][1]),
        worst=links.name("channel", one.worst.where[-1][1]),
        spread=one,
    )


def metric_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `measurement/<id>` for each metric."""
    for key, metric in basis.content.metrics.items():
        yield PagePlan(
            path=f"measurement/{key}",
            kind="metric",
            title=metric.name,
            description=basis.words("metric.description", metric=metric.name),
            draft=not metric.is_published,
            record=metric,
            context=LazyContext(partial(_metric_context, key, basis)),
        )


def _metric_context(key: str, basis: Basis) -> dict[str, object]:
    figures, content = FigureFormatter(basis), basis.content
    actions = sort_actions(content.actions_moving.get(key, ()), basis)
    measured, metric = figures[key], content.metrics[key]
    return {
        "measured": measured,
        "metric": metric,
        "trend": figures.trend_of(measured.head, measured.hidden) if measured.head else None,
        "breakdowns": breakdowns(measured, content),
        "uncompared": _uncompared(key, content),
        "outcomes": find_outcomes(actions, basis),
        "owner": basis.links.to_owner(metric.owner),
        "used_at": tuple((to_touchpoint(one), one.journey) for one in _find_uses(key, content)),
        "goals": tuple(
            basis.links.to("goal", goal.id, goal.title) for goal in content.goals.values() if goal.metric == key
        ),
        "actions": actions,
        "figures": figures,
    }


def _uncompared(metric: str, content: Content) -> tuple[str, ...]:
    """Return the names of metrics that count the same answers, if figures are hidden because of that alone."""
    keys = dict.fromkeys(key for one in content.withheld if one.metric == metric for key in one.uncompared)
    return tuple(content.metrics[key].name for key in keys)


def breakdowns(measured: MetricFigures, content: Content) -> tuple[Breakdown, ...]:
    """Return the latest figures by each single dimension for which the metric was observed."""
    found = []
    for dimension in (*PLACE_COLUMNS, *SEGMENT_COLUMNS):
        parts = [s for s in measured.series if _is_of(s.where, dimension)]
        withheld = [
            one for one in content.withheld if one.metric == measured.metric.id and _is_of(one.where, dimension)
        ]
        is_head = bool(parts) and measured.head is not None and measured.head.where == parts[0].where
        if (parts or withheld) and not is_head:
            found.append(_breakdown(dimension, parts, withheld))
    return tuple(found)


def _is_of(where: Where, dimension: str) -> bool:
    return len(where) == ONE_DIMENSION and where[0][0] == dimension


def _breakdown(dimension: str, every: Sequence[FigureSeries], withheld: Sequence[Withheld]) -> Breakdown:
    """Take the latest period with a figure that is shown, or the latest period if all figures are hidden."""
    listed_items = [series.latest.observation.period for series in every]
    period = max(listed_items or [one.period for one in withheld])
    series = [one for one in every if one.latest.observation.period == period]
    parts = [BreakdownPart(where=one.where, figure=one.latest, series=one) for one in series]
    parts += [
        BreakdownPart(where=where, figure=None) for where in sorted({w.where for w in withheld if w.period == period})
    ]
    shown = [part.figure.value for part in parts if part.figure]
    spread = max(shown) - min(shown) if len(shown) > ONE_DIMENSION else None
    unplaced = max((one.unplaced for one in withheld if one.period == period), default=0)
    return Breakdown(dimension=dimension, period=period, parts=tuple(parts), spread=spread, unplaced=unplaced)


def _find_uses(metric: str, content: Content) -> tuple[PlacedTouchpoint, ...]:
    return tuple(content.touchpoint_by_key[key] for key in content.measured_at.get(metric, ()))
