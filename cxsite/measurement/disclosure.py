"""Which written figures of small groups stay hidden, so that nobody's answer can be recomputed from them.

Of figures in `content/observations/` only the numbers of answers are known, not which answers they count. The cells are
therefore all combinations of the periods and places that are named, each with any number of answers that fits the
figures. A cell that could only be of 1–4 people counts as one of few people, one that must be empty as empty. Figures
that are computed from answers are checked by `cross_tables`, which knows more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from cxsite.measurement.linear_program import LinearProgram
from cxsite.measurement.suppression import PublishedSum, SumSystem
from cxsite.model.records.observation import Observation, Period, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxsite.measurement.series import Where
    from cxsite.model.content import Content
    from cxsite.model.records.strategy import Metric

SMALLEST_SHOWN: Final = 5
ASKED_KINDS: Final = ("nps", "csat", "ces")
_MOST_COMBINATIONS: Final = 4_000
_SOME: Final = 0.5
_ALWAYS: Final = Period.starting(Period.read("2000-01-01").first, "day")  # type: ignore[union-attr]


def asks_people(metric: Metric) -> bool:
    """Return whether its answers come from customers: a mystery shopper's or a clock's data identify nobody."""
    return metric.question is not None or metric.kind in ASKED_KINDS


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure's period, place and source, and its number of answers; figures with `is_kept` are hidden after others.

    A computed figure (`is_computed`) is already safe among the computed ones, and is hidden after all written ones.
    """

    period: Period
    where: Where
    count: int
    source: str = ""
    is_kept: bool = False
    is_computed: bool = False


def withhold_small_groups(content: Content, *, only: Iterable[str] | None = None) -> Content:
    """Return the content with every figure of too few people, and every figure that reveals one, moved to the withheld.

    `only` are the metrics to check, by default all.
    """
    tables: defaultdict[str, list[Observation]] = defaultdict(list)
    wanted = None if only is None else set(only)
    for row in content.observations:
        metric = content.metrics.get(row.metric)
        if metric is not None and asks_people(metric) and (wanted is None or row.metric in wanted):
            tables[row.metric].append(row)
    kept_back = {id(row) for rows in tables.values() for row in _find_withheld(rows)}
    if not kept_back:
        return content
    shown = tuple(row for row in content.observations if id(row) not in kept_back)
    withheld = tuple(withheld_figure(row) for row in content.observations if id(row) in kept_back)
    return replace(content, observations=shown, withheld=(*content.withheld, *withheld))


def find_hidden(sizes: Mapping[Where, int]) -> frozenset[Where]:
    """Return the groups to hide, given each group's size by its places in one period (no places: the whole)."""
    figures = [WrittenFigure(_ALWAYS, where, size) for where, size in sizes.items()]
    return frozenset(figures[at].where for at in hidden_figures(figures))


def hidden_figures(figures: Sequence[WrittenFigure]) -> frozenset[int]:
    """Return the indexes of the figures of one metric that may not be shown."""
    found: set[int] = set()
    for block in _blocks(figures):
        sources = sorted({figures[at].source for at in block})
        computed = {figures[at].source for at in block if figures[at].is_computed}
        for chosen in [*([one] for one in sources if len(sources) > 1 and one not in computed), sources]:
            rows = [at for at in block if figures[at].source in chosen and at not in found]
            found |= _find_nearly_equal(figures, rows)
            found |= _find_hidden_together(figures, [at for at in rows if at not in found])
    return frozenset(found)


def hidden_beside_computed(figures: Sequence[WrittenFigure]) -> frozenset[int]:
    """Return the indexes of figures of one metric to hide, if computed and written ones are shown together.

    Only periods that have both are checked, and, at a time, only one kind of place more than the written figures name:
    the computed figures may cross any two kinds.
    """
    found: set[int] = set()
    for block in _blocks(figures):
        if len({figures[at].is_computed for at in block}) > 1:
            kinds_of = {at: {kind for kind, _ in figures[at].where} for at in block}
            written = set().union(*(kinds_of[at] for at in block if not figures[at].is_computed))
            for more in sorted(set().union(*kinds_of.values()) - written) or [""]:
                rows = [at for at in block if at not in found and kinds_of[at] <= {*written, more}]
                found |= {rows[at] for at in hidden_figures([figures[at] for at in rows])}
    return frozenset(found)


def _find_withheld(rows: list[Observation]) -> Iterator[Observation]:
    """Check the figures by their `n`, and again by their denominators if these count something else."""
    left = rows
    for count_of in (answers_of, _cases):
        counted = [row for row in left if count_of(row) is not None]
        figures = [
            WrittenFigure(row.period, row.where, count_of(row) or 0, row.source, row.place.path.endswith(".yml"))
            for row in counted
        ]
        small = {id(counted[at]) for at in hidden_figures(figures)}
        yield from (row for row in counted if id(row) in small)
        left = [row for row in left if id(row) not in small]
        if all(answers_of(row) == _cases(row) for row in left):
            return


def answers_of(row: Observation) -> int | None:
    """Return the number of answers of a figure, if known."""
    return row.n if row.n is not None else _cases(row)


def _cases(row: Observation) -> int | None:
    return row.n if row.denominator is None else round(row.denominator)


def withheld_figure(row: Observation) -> Withheld:
    """Return what is shown instead of a hidden figure."""
    return Withheld(metric=row.metric, period=row.period, where=row.where, place=row.place, source=row.source)


def _blocks(figures: Sequence[WrittenFigure]) -> list[list[int]]:
    """Return figures grouped so that those whose periods overlap, such as a quarter and its months, are together."""
    blocks: list[tuple[Period, list[int]]] = []
    longest_first = sorted(
        range(len(figures)), key=lambda at: (figures[at].period.first, -figures[at].period.last.toordinal())
    )
    for at in longest_first:
        period = figures[at].period
        if blocks and period.first <= blocks[-1][0].last:
            blocks[-1][1].append(at)
        else:
            blocks.append((period, [at]))
    return [sorted(block) for _, block in blocks]


def _find_nearly_equal(figures: Sequence[WrittenFigure], rows: Iterable[int]) -> set[int]:
    """Return, of two figures for one period and place that differ by 1–4 answers, the later one."""
    first: defaultdict[tuple[Period, Where], list[int]] = defaultdict(list)
    found = set()
    for at in sorted(rows, key=lambda one: (not figures[one].is_computed, not figures[one].is_kept)):
        same = first[figures[at].period, figures[at].where]
        if any(0 < abs(figures[at].count - figures[other].count) < SMALLEST_SHOWN for other in same):
            found.add(at)
        else:
            same.append(at)
    return found


def _find_hidden_together(figures: Sequence[WrittenFigure], rows: list[int]) -> set[int]:
    """Return the figures to hide among some of the same answers; of fewer at once if they contradict each other."""
    if not rows or _is_plainly_safe(figures, rows) or _are_safe_spans(figures, rows):
        return set()
    if len(rows) == 1 or _is_plainly_contradictory(figures, rows):
        return _too_small(figures, rows)
    members = None
    for with_rests in (False, True):  # answers in a quarter but none of its months only if needed
        members = _distinct_cells(figures, rows, with_rests=with_rests)
        system = _system(figures, rows, members) if members else None
        if system is not None:
            return {rows[at] for at in system}
    if not members and any(figures[at].is_computed for at in rows):
        return {at for at in rows if not figures[at].is_computed}
    crossed = set() if members else {at for at in rows if len(figures[at].where) > 1}
    parts = _tables(figures, [at for at in rows if at not in crossed])
    if len(parts) == 1:  # the parts exceed the whole: the answers differ
        return _too_small(figures, rows)
    return crossed | {at for part in parts for at in _find_hidden_together(figures, part)}


def _too_small(figures: Sequence[WrittenFigure], rows: Iterable[int]) -> set[int]:
    return {at for at in rows if 0 < figures[at].count < SMALLEST_SHOWN}


def _is_plainly_contradictory(figures: Sequence[WrittenFigure], rows: list[int]) -> bool:
    """Return whether written figures of one kind of place and one period have more answers than the whole."""
    whole = [figures[at].count for at in rows if not figures[at].where]
    kinds = {tuple(kind for kind, _ in figures[at].where) for at in rows} - {()}
    is_one = len({figures[at].period for at in rows}) == 1 and len(whole) == len(kinds) == 1
    if not is_one or any(len(one) > 1 for one in kinds) or any(figures[at].is_computed for at in rows):
        return False
    places = [figures[at].where for at in rows]
    return len(set(places)) == len(places) and sum(figures[at].count for at in rows) > 2 * whole[0]


def _is_plainly_safe(figures: Sequence[WrittenFigure], rows: list[int]) -> bool:
    """Return whether the tables, each of one kind of place and one period, have no small group or remainder."""
    whole = [figures[at].count for at in rows if not figures[at].where]
    tables: defaultdict[str, list[int]] = defaultdict(list)
    for at in rows:
        if len(figures[at].where) > 1:
            return False
        tables["".join(kind for kind, _ in figures[at].where)].append(figures[at].count)
    rests = [whole[0] - sum(counts) for kind, counts in tables.items() if kind] if whole else []
    is_one = len({figures[at].period for at in rows}) == 1 and len(whole) <= 1
    return is_one and all(
        not count or count >= SMALLEST_SHOWN for counts in (*tables.values(), rests) for count in counts
    )


def _are_safe_spans(figures: Sequence[WrittenFigure], rows: list[int]) -> bool:
    """Return whether figures without places, such as a quarter and its months, have no small period or remainder."""
    counts = {figures[at].period: figures[at].count for at in rows if not figures[at].where}
    if len({(one.first, one.last) for one in counts}) < len(rows):
        return False
    for period, count in counts.items():
        inner = [one for one in counts if one != period and one.first <= period.last and period.first <= one.last]
        if any(not _contains(one, period) and not _contains(period, one) for one in inner):
            return False
        within = _widest([one for one in inner if _contains(period, one)])
        rest = count - sum(counts[one] for one in within)
        is_covered = bool(within) and _days(within) == _days([period])
        if rest and (rest < SMALLEST_SHOWN or is_covered):
            return False
    return True


def _tables(figures: Sequence[WrittenFigure], rows: list[int]) -> list[list[int]]:
    """Return the figures by period or, if all are of one, by kinds of place, each table with its total."""
    periods = sorted({figures[at].period for at in rows})
    if len(periods) > 1:
        return [[at for at in rows if figures[at].period == one] for one in periods]
    kinds_of = {at: tuple(kind for kind, _ in figures[at].where) for at in rows}
    tables = sorted({kinds for kinds in kinds_of.values() if kinds})
    return [[at for at in rows if kinds_of[at] in ((), table)] for table in tables] or [rows]


def _system(figures: Sequence[WrittenFigure], rows: list[int], members: list[frozenset[int]]) -> frozenset[int] | None:
    """Return the indexes in `rows` of figures to hide; None if no numbers of answers fit all of them."""
    totals = [figures[at].count for at in rows]
    sets = [[cell for cell, inside in enumerate(members) if number in inside] for number in range(len(rows))]
    program = LinearProgram(lower=[0] * len(members), upper=[max(totals)] * len(members), rows=sets, totals=totals)
    start = program.maximum({}, whole=True)
    if start is None:
        return None
    counts = [round(value) for value in start.values]
    if any(sum(counts[cell] for cell in cells) != total for cells, total in zip(sets, totals, strict=True)):
        return None
    sums = [
        PublishedSum(frozenset(cells), (_hiding_order(figures[at]), int(figures[at].is_kept), totals[number], number))
        for number, (at, cells) in enumerate(zip(rows, sets, strict=True))
    ]
    needed, found = [0] * len(members), frozenset[int]()
    while True:
        shown = [number for number in range(len(rows)) if number not in found]
        fits = replace(program, rows=[sets[number] for number in shown], totals=[totals[number] for number in shown])
        more = _needed_answers(fits, counts, needed)
        if more == needed:
            return found
        needed = more
        found = SumSystem(counts, needed, sums).hidden()


def _hiding_order(figure: WrittenFigure) -> int:
    """Return the order of hiding: figures that cross more places first, and computed ones last."""
    return -len(figure.where) + 10 * figure.is_computed


def _needed_answers(program: LinearProgram, counts: Sequence[int], before: Sequence[int]) -> list[int]:
    """Return how many answers each cell needs; 0 for cells that the shown figures force to be empty."""
    pairs = zip(program.rows, program.totals, strict=True)
    empty = {cell for cells, total in pairs if not total for cell in cells}
    left = {cell for cell, count in enumerate(counts) if not (before[cell] or cell in empty or count)}
    while left:  # A cell that is empty even when all of these are as large as possible is always empty.
        most = program.maximum(dict.fromkeys(left, 1.0), whole=False)
        possible = {cell for cell in left if most is None or most.values[cell] > _SOME}
        left -= possible
        if not possible:
            break
    empty |= left
    needed = [0 if cell in empty else SMALLEST_SHOWN for cell in range(len(counts))]
    return [max(pair) for pair in zip(needed, before, strict=True)]


def _distinct_cells(
    figures: Sequence[WrittenFigure], rows: list[int], *, with_rests: bool
) -> list[frozenset[int]] | None:
    """Return the cells that can be distinguished, each as the figures that count it; None if there are too many.

    With `with_rests` an answer may be in a period but in none of the periods that it consists of.
    """
    kinds = sorted({kind for at in rows for kind, _ in figures[at].where})
    values = [["", *sorted({dict(figures[at].where).get(kind, "") for at in rows} - {""})] for kind in kinds]
    times = _time_spans(sorted({figures[at].period for at in rows}), with_rests=with_rests)
    size = len(times)
    for one in values:
        size *= len(one)
    if size > _MOST_COMBINATIONS:
        return None
    found: dict[frozenset[int], None] = {}
    for periods in times:
        for places in product(*values):
            here = set(zip(kinds, places, strict=True))
            inside = frozenset(
                number
                for number, at in enumerate(rows)
                if figures[at].period in periods and set(figures[at].where) <= here
            )
            if inside:
                found[inside] = None
    return list(found)


def _time_spans(periods: Sequence[Period], *, with_rests: bool) -> list[frozenset[Period]]:
    """Return the stretches of time that the periods distinguish: each as the periods that contain it."""
    found = []
    for one in periods:
        inner = [other for other in periods if other != one and _contains(one, other)]
        if with_rests or _days(_widest(inner)) < _days([one]):
            found.append(frozenset(other for other in periods if _contains(other, one)))
    return found


def _widest(periods: Sequence[Period]) -> list[Period]:
    """Return the periods that no other one contains."""
    return [one for one in periods if not any(_contains(other, one) for other in periods if other != one)]


def _days(periods: Iterable[Period]) -> int:
    return sum((one.last - one.first).days + 1 for one in periods)


def _contains(outer: Period, inner: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
