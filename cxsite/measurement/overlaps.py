"""Metrics over nearly the same answers: hidden together, for the difference of their figures tells who is in one alone.

Two metrics overlap where a source of each reads the same file and the same columns of answers; they may differ in
`where`, `keep`, or in what they count as a good row. Of each combination of places the smaller number is taken to be in
both, the rest in the larger alone: so it is where one metric's rows are among the other's, which is what an attacker
would need to know.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from cxsite.measurement.counting_methods import PLACES, get_columns, period_kind
from cxsite.measurement.cross_tables import groups_of, needed_answers
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.suppression import PublishedSum, SumSystem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxsite.measurement.computing import ComputedMetric
    from cxsite.measurement.cross_tables import CrossTable, Group, Places

Hidden: TypeAlias = "dict[str, dict[date, frozenset[Group]]]"


def with_overlaps(metrics: Mapping[str, ComputedMetric]) -> dict[str, ComputedMetric]:
    """The metrics, those that overlap with what else they must hide."""
    found: Hidden = defaultdict(dict)
    for family in _families(metrics):
        for day in sorted({day for key in family for day in metrics[key].crossings}):
            here = {key: metrics[key].crossings[day] for key in family if day in metrics[key].crossings}
            for key, groups in (_hidden_together(here) if len(here) > 1 else {}).items():
                found[key][day] = groups
    return {key: replace(one, further_hidden=found[key]) if key in found else one for key, one in metrics.items()}


def _families(metrics: Mapping[str, ComputedMetric]) -> list[list[str]]:
    """Metrics of people that read the same answers, alike in their periods; only those that are not alone."""
    families: list[tuple[set[tuple[str, ...]], list[str]]] = []
    for key, one in metrics.items():
        if one.is_of_people:
            marks, keys = set(_marks(one)), [key]
            for other in [family for family in families if family[0] & marks]:
                families.remove(other)
                marks, keys = marks | other[0], [*other[1], *keys]
            families.append((marks, keys))
    return [sorted(keys) for _, keys in families if len(keys) > 1]


def _marks(metric: ComputedMetric) -> Iterator[tuple[str, ...]]:
    """What a metric reads: each file with the columns that hold the answer."""
    for one in metric.results:
        columns = get_columns(one.source)
        names = [columns[name].column or "" for name in ("answer", "numerator", "denominator") if name in columns]
        names += [part.column for part in one.source.columns.parts]
        for file in one.files:
            yield (period_kind(metric.metric), file, *names)


def _hidden_together(crossings: Mapping[str, CrossTable]) -> dict[str, frozenset[Group]]:
    """What each metric must hide in one period, so that neither its figures nor those of all together tell too much."""
    cells, needed, inside = _layers(crossings)
    rows: list[tuple[str, Group]] = []
    sums: list[PublishedSum] = []
    for order, (key, one) in enumerate(crossings.items()):
        groups: defaultdict[Group, set[int]] = defaultdict(set)
        for cell, (places, keys) in enumerate(inside):
            for group in groups_of(PLACES, places) if key in keys else ():
                groups[group].add(cell)
        for group in sorted(one.groups, key=lambda group: (len(group), group)):
            members = frozenset(groups[group])
            rows.append((key, group))
            sums.append(PublishedSum(members, (-len(group), -order, sum(cells[at] for at in members), len(sums))))
    found: defaultdict[str, set[Group]] = defaultdict(set)
    for at in SumSystem(cells, needed, sums).hidden() | _alike(crossings, rows):
        key, group = rows[at]
        found[key].add(group)
    return {key: frozenset(groups) for key, groups in found.items()}


def _layers(
    crossings: Mapping[str, CrossTable],
) -> tuple[list[int], list[int], list[tuple[Places, frozenset[str]]]]:
    """Cells that are in the same metrics: how many answers, how many they need to seem to have, of which places."""
    counts: list[int] = []
    needed: list[int] = []
    inside: list[tuple[Places, frozenset[str]]] = []
    wanted = {
        key: dict(zip(one.sizes, needed_answers(list(one.sizes), list(one.sizes.values()), one.people), strict=True))
        for key, one in crossings.items()
    }
    for places in sorted({places for one in crossings.values() for places in one.sizes}):
        sizes = {key: one.sizes.get(places, 0) for key, one in crossings.items()}
        below = 0
        for size in sorted(set(sizes.values()) - {0}):
            keys = frozenset(key for key, mine in sizes.items() if mine >= size)
            few = max((wanted[key].get(places, 0) for key in keys), default=0)
            counts.append(size - below)
            needed.append(max(few, SMALLEST_SHOWN if size - below < SMALLEST_SHOWN else 0))
            inside.append((places, keys))
            below = size
    return counts, needed, inside


def _alike(crossings: Mapping[str, CrossTable], rows: Sequence[tuple[str, Group]]) -> set[int]:
    """Groups of the later of two metrics that differ by 1–4 answers, whatever places each of them tells apart."""
    totals: defaultdict[Group, list[int]] = defaultdict(list)
    found = set()
    for at, (key, group) in enumerate(rows):
        one = crossings[key]
        size = sum(tuple(one.sizes.values())[cell] for cell in one.groups[group])
        if any(0 < abs(size - other) < SMALLEST_SHOWN for other in totals[group]):
            found.add(at)
        else:
            totals[group].append(size)
    return found
