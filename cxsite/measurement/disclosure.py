"""Which written figures of small groups stay hidden, so that nobody's answer can be told from them.

Groups of 1–4 answers are hidden, and a second group where subtraction from the whole would give the first away, as NHS
England does for the Friends and Family Test. Figures that are computed from answers go by `crossing`, which knows more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from cxsite.model.observation import Observation, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.measurement.series import Where
    from cxsite.model.content import Content
    from cxsite.model.strategy import Metric

SMALLEST_SHOWN: Final = 5
ASKED_KINDS: Final = ("nps", "csat", "ces")


def asks_people(metric: Metric) -> bool:
    """Whether its answers are people's own: what a mystery shopper or a clock counts gives nobody away."""
    return metric.question is not None or metric.kind in ASKED_KINDS


def without_small_groups(content: Content) -> Content:
    """The content with every figure of too few people, and those that would give it away, among the withheld."""
    tables: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in content.observations:
        metric = content.metrics.get(row.metric)
        if metric is not None and asks_people(metric) and row.n is not None:
            tables[row.metric, row.period].append(row)
    kept_back = {id(row) for rows in tables.values() for row in _kept_back(rows)}
    if not kept_back:
        return content
    shown = tuple(row for row in content.observations if id(row) not in kept_back)
    withheld = tuple(_withheld(row) for row in content.observations if id(row) in kept_back)
    return replace(content, observations=shown, withheld=(*content.withheld, *withheld))


def hidden(sizes: Mapping[Where, int]) -> frozenset[Where]:
    """The groups to hide, of groups of these sizes by their places; the whole has none."""
    small = {where for where, size in sizes.items() if 0 < size < SMALLEST_SHOWN}
    lines = _lines(sizes)
    while given_away := _next(sizes, lines, small):
        small.add(given_away)
    return frozenset(small)


def _lines(sizes: Iterable[Where]) -> list[tuple[Where, list[Where]]]:
    """Each group with those of the same further kinds of place that it falls into."""
    parts: defaultdict[tuple[Where, tuple[str, ...]], list[Where]] = defaultdict(list)
    known = set(sizes)
    for where in sorted(known):
        for size in range(len(where)):
            for whole in combinations(where, size):
                if whole in known:
                    parts[whole, tuple(kind for kind, _ in where)].append(where)
    return [(whole, found) for (whole, _), found in parts.items()]


def _next(sizes: Mapping[Where, int], lines: Iterable[tuple[Where, list[Where]]], small: set[Where]) -> Where:
    """The next part to hide, of a whole that is shown and less its shown parts leaves 1–4 answers; empty for none."""
    for whole, parts in lines:
        shown = [part for part in parts if part not in small]
        left = sizes[whole] - sum(sizes[part] for part in shown)
        if whole not in small and shown and 0 < left < SMALLEST_SHOWN:
            return min(shown, key=lambda part: (sizes[part], part))
    return ()


def _kept_back(rows: list[Observation]) -> list[Observation]:
    small = hidden({row.where: row.n or 0 for row in rows})
    return [row for row in rows if row.where in small]


def _withheld(row: Observation) -> Withheld:
    return Withheld(metric=row.metric, period=row.period, where=row.where, place=row.place, source=row.source)
