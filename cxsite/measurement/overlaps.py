"""Metrics over the same answers: hidden as one system, because their figures together can reveal small groups.

Two metrics overlap if a source of each reads the same file and the same columns of answers; they may differ in `where`,
`keep`, places, in what they count as a good row, and in the length of their periods. The engine finds for each row
which metrics count it. Where it cannot (an answer is in two sources of one metric, some sources are files and others
tables of a warehouse, or there are too many combinations), at most two of the metrics are shown, and the smaller one is
assumed to be a part of the larger one, because that is the case an attacker could use.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.measurement.counting_methods import GROUPED_BY, get_columns
from cxsite.measurement.cross_tables import groups_of, needed_answers
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.suppression import PublishedSum, SumSystem
from cxsite.model.records.source_columns import COUNTED_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cxsite.measurement.computing import ComputedMetric
    from cxsite.measurement.cross_tables import CrossTable, Group, People, Places
    from cxsite.measurement.joint_cells import JointCell
    from cxsite.measurement.source_result import Cell, SourceResult
    from cxsite.model.records.observation import Period

    JointCells: TypeAlias = Callable[[Sequence[SourceResult]], list[JointCell] | None]

Figure: TypeAlias = "tuple[str, Period, Group]"
"""A metric, a period, and a group."""
_MOST_APART: Final = 2


def with_overlaps(metrics: Mapping[str, ComputedMetric], joint: JointCells) -> dict[str, ComputedMetric]:
    """Return the metrics with the groups that overlapping ones must also hide; `joint` counts shared answers."""
    found = dict(metrics)
    for family in _families(metrics):
        members = {key: metrics[key] for key in family}
        cells = _joint_cells(members, joint)
        hidden: defaultdict[str, defaultdict[Period, set[Group]]] = defaultdict(lambda: defaultdict(set))
        for key, day, group in _hide_without_rows(members) if cells is None else _hide_together(cells):
            hidden[key][day].add(group)
        for key, groups in hidden.items():
            others = () if cells is not None else tuple(other for other in family if other != key)
            further = {day: frozenset(one) for day, one in groups.items()}
            found[key] = replace(metrics[key], further_hidden=further, uncompared=others)
    return found


def _families(metrics: Mapping[str, ComputedMetric]) -> list[list[str]]:
    """Return metrics that read the same answers, at least one of them of people, in families of two or more."""
    families: list[tuple[set[tuple[str, ...]], list[str]]] = []
    for key, one in metrics.items():
        marks, keys = set(_sources_read(one)), [key]
        for other in [family for family in families if family[0] & marks]:
            families.remove(other)
            marks, keys = marks | other[0], [*other[1], *keys]
        families.append((marks, keys))
    return [sorted(keys) for _, keys in families if len(keys) > 1 and any(metrics[key].is_of_people for key in keys)]


def _sources_read(metric: ComputedMetric) -> Iterator[tuple[str, ...]]:
    """Return what a metric reads: each file with the columns that hold the answer."""
    for one in metric.results:
        columns = get_columns(one.source)
        roles = ("answer", "numerator", "denominator", *COUNTED_PARTS)
        names = [columns[name].column or "" for name in roles if name in columns]
        names += [part.column for part in one.source.columns.parts]
        for file in one.files:
            yield (file, *names)


_Joint: TypeAlias = "tuple[Mapping[str, Cell], int, People]"
"""The period and places under which each metric counts the answers, their number, and the people."""


def _joint_cells(metrics: Mapping[str, ComputedMetric], joint: JointCells) -> list[_Joint] | None:
    """Return the cells of a family; None if its answers cannot be compared one by one."""
    owners = [(key, one) for key, metric in metrics.items() for one in metric.results]
    found = joint([one for _, one in owners])
    cells = None if found is None else _key_by_metric([key for key, _ in owners], found)
    return cells if cells is not None and _matches_metrics(metrics, cells) else None


def _hide_together(cells: Iterable[_Joint]) -> Iterator[Figure]:
    """Yield what the metrics of a family must hide, so that all shown figures together reveal no small group."""
    for block in _find_blocks(cells):
        yield from _hide_in_block(block)


def _key_by_metric(keys: Sequence[str], found: Iterable[JointCell]) -> list[_Joint] | None:
    """Return the cells by metric instead of by source; None if two sources of one metric count the same answer."""
    cells: list[_Joint] = []
    for one in found:
        inside = [(key, cell) for key, cell in zip(keys, one.cells, strict=True) if cell is not None]
        if len(dict(inside)) < len(inside):
            return None
        cells.append((dict(inside), one.count, one.people))
    return cells


def _matches_metrics(metrics: Mapping[str, ComputedMetric], cells: Iterable[_Joint]) -> bool:
    """Return whether the cells have exactly the answers that each metric counts."""
    sizes: defaultdict[str, Counter[Cell]] = defaultdict(Counter)
    for inside, count, _ in cells:
        for key, cell in inside.items():
            sizes[key][cell] += count
    return all(
        sizes[key]
        == Counter({(day, places): size for day, one in metric.crossings.items() for places, size in one.sizes.items()})
        for key, metric in metrics.items()
    )


def _find_blocks(cells: Iterable[_Joint]) -> list[list[_Joint]]:
    """Return groups of cells that figures could combine, such as those of a quarter and its months."""
    blocks: list[tuple[set[tuple[str, Period]], list[_Joint]]] = []
    for cell in cells:
        periods, joined = {(key, day) for key, (day, _) in cell[0].items()}, [cell]
        for other in [block for block in blocks if block[0] & periods]:
            blocks.remove(other)
            periods, joined = periods | other[0], other[1] + joined
        blocks.append((periods, joined))
    return [joined for _, joined in blocks]


def _hide_in_block(block: Sequence[_Joint]) -> Iterator[Figure]:
    counts = [count for _, count, _ in block]
    names = [(str(number),) for number in range(len(block))]
    people: dict[Places, People] = {name: who for name, (_, _, who) in zip(names, block, strict=True) if who}
    members: defaultdict[Figure, set[int]] = defaultdict(set)
    for at, (inside, _, _) in enumerate(block):
        for key, (day, places) in inside.items():
            for group in groups_of(GROUPED_BY, places):
                members[key, day, group].add(at)
    figures = sorted(members, key=lambda one: (len(one[2]), one))
    sums = [
        PublishedSum(frozenset(members[one]), (-len(one[2]), -number, sum(counts[at] for at in members[one]), number))
        for number, one in enumerate(figures)
    ]
    hidden = SumSystem(counts, needed_answers(names, counts, people), sums).hidden()
    yield from (figures[at] for at in sorted(hidden))


def _hide_without_rows(metrics: Mapping[str, ComputedMetric]) -> Iterator[Figure]:
    """Yield what to hide if the shared answers are unknown: all metrics but the two largest are hidden."""
    answers = {
        key: sum(sum(one.sizes.values()) for one in metric.crossings.values()) for key, metric in metrics.items()
    }
    largest = sorted(metrics, key=lambda key: (-answers[key], key))
    for key in largest[_MOST_APART:]:
        for day, one in metrics[key].crossings.items():
            yield from ((key, day, group) for group in one.groups)
    left = sorted(largest[:_MOST_APART])
    if len({metrics[key].periods[0].kind for key in left if metrics[key].periods}) > 1:
        for day, one in metrics[largest[1]].crossings.items():
            yield from ((largest[1], day, group) for group in one.groups)
        return
    for day in sorted({day for key in left for day in metrics[key].crossings}):
        here = {key: metrics[key].crossings[day] for key in left if day in metrics[key].crossings}
        yield from ((key, day, group) for key, group in _hide_nested(here))


def _hide_nested(crossings: Mapping[str, CrossTable]) -> Iterator[tuple[str, Group]]:
    """Yield what two metrics must hide in one period if the answers of one are a part of the other's."""
    cells, needed, inside = _shared_cells(crossings)
    rows: list[tuple[str, Group]] = []
    sums: list[PublishedSum] = []
    for order, (key, one) in enumerate(crossings.items()):
        groups: defaultdict[Group, set[int]] = defaultdict(set)
        for cell, (places, keys) in enumerate(inside):
            for group in groups_of(GROUPED_BY, places) if key in keys else ():
                groups[group].add(cell)
        for group in sorted(one.groups):
            members = frozenset(groups[group])
            rows.append((key, group))
            sums.append(PublishedSum(members, (-len(group), -order, sum(cells[at] for at in members), len(sums))))
    yield from (
        rows[at] for at in sorted(SumSystem(cells, needed, sums).hidden() | _find_nearly_equal(crossings, rows))
    )


def _shared_cells(
    crossings: Mapping[str, CrossTable],
) -> tuple[list[int], list[int], list[tuple[Places, frozenset[str]]]]:
    """Return the cells that are in the same metrics: their places, their answers, and how many answers they need."""
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
            few = max(wanted[key][places] for key in keys)
            counts.append(size - below)
            needed.append(max(few, SMALLEST_SHOWN if size - below < SMALLEST_SHOWN else 0))
            inside.append((places, keys))
            below = size
    return counts, needed, inside


def _find_nearly_equal(crossings: Mapping[str, CrossTable], rows: Sequence[tuple[str, Group]]) -> set[int]:
    """Return groups of the later of two metrics that differ by 1–4 answers, whatever places each distinguishes."""
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
