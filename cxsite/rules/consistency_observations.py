"""CX431–CX435: observations that contradict themselves or their metric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.strategy import Metric
    from cxsite.rules.rule import Finding

_ROUNDING: Final = 0.5


def part_over_whole(content: Content) -> Iterator[Finding]:
    """An observation counts more cases than the total.

    A share is a part of a whole. Usually the two columns are swapped.

    Bad (content/metrics/hoan-tat.yml):
        name: Tỷ lệ hoàn tất
        kind: percentage
        family: operations
    Bad (content/observations/hoan-tat.csv):
        metric,period,value,numerator,denominator
        hoan-tat,2026-10,80,100,80

    Good (content/metrics/hoan-tat.yml):
        name: Tỷ lệ hoàn tất
        kind: percentage
        family: operations
    Good (content/observations/hoan-tat.csv):
        metric,period,value,numerator,denominator
        hoan-tat,2026-10,80,80,100
    """
    for row, metric in _observed(content):
        if metric.is_share and row.numerator is not None and row.denominator is not None:  # noqa: SIM102
            if row.numerator > row.denominator:
                yield make_finding(row.place, numerator=row.numerator, denominator=row.denominator)


def value_not_of_its_parts(content: Content) -> Iterator[Finding]:
    """The value of a share is not its numerator divided by its denominator.

    One of the three numbers is wrong, and readers cannot know which. Rounding to whole percent is accepted.

    Bad (content/metrics/hoan-tat.yml):
        name: Tỷ lệ hoàn tất
        kind: percentage
        family: operations
    Bad (content/observations/hoan-tat.csv):
        metric,period,value,numerator,denominator
        hoan-tat,2026-10,90,80,100

    Good (content/metrics/hoan-tat.yml):
        name: Tỷ lệ hoàn tất
        kind: percentage
        family: operations
    Good (content/observations/hoan-tat.csv):
        metric,period,value,numerator,denominator
        hoan-tat,2026-10,80,80,100
    """
    for row, metric in _observed(content):
        if metric.is_share and row.numerator is not None and row.denominator:
            share = 100 * row.numerator / row.denominator
            if abs(share - row.value) > _ROUNDING + 1e-9:
                yield make_finding(row.place, value=row.value, share=share)


def value_outside_interval(content: Content) -> Iterator[Finding]:
    """The value of an observation is not between its `low` and its `high`.

    The interval shows how certain a figure is; the figure itself is always inside it.

    Bad (content/observations/figures.csv):
        metric,period,value,low,high
        nps,2026-10,41,45,52

    Good (content/observations/figures.csv):
        metric,period,value,low,high
        nps,2026-10,48,45,52
    """
    for row in content.observations:
        low, high = row.low, row.high
        if (low is not None and low > row.value) or (high is not None and row.value > high):
            yield make_finding(
                row.place, value=row.value, low="" if low is None else low, high="" if high is None else high
            )


def value_out_of_reach(content: Content) -> Iterator[Finding]:
    """The value of an observation is outside the range of its metric.

    Usually a share was written as 0.41 instead of 41, or a decimal mark was lost.

    Bad (content/observations/figures.csv):
        metric,period,value
        nps,2026-10,410

    Good (content/observations/figures.csv):
        metric,period,value
        nps,2026-10,41
    """
    for row, metric in _observed(content):
        bounds = metric.bounds
        if bounds and not bounds[0] <= row.value <= bounds[1]:
            yield make_finding(row.place, found=row.value, name=metric.name, min=bounds[0], max=bounds[1])


def few_answers(content: Content) -> Iterator[Finding]:
    """The latest figure of a metric is based on fewer answers than the metric asks for.

    It is shown with the mark “few answers”: such a figure changes by chance. Figures for a single place, which are
    often based on few answers, are marked on their pages and not reported here.

    Bad (content/observations/figures.csv):
        metric,period,value,n
        nps,2026-10,41,12

    Good (content/observations/figures.csv):
        metric,period,value,n
        nps,2026-10,41,184
    """
    for metric in content.metrics.values():
        row = next((row for row in reversed(content.observations_of.get(metric.id, ())) if not row.where), None)
        if row is not None and row.n is not None and row.n < metric.min_answers:
            yield make_finding(row.place, name=metric.name, answers=row.n, wanted=metric.min_answers)


def _observed(content: Content) -> Iterator[tuple[Observation, Metric]]:
    return ((row, content.metrics[row.metric]) for row in content.observations if row.metric in content.metrics)
