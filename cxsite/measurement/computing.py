"""A metric's figures from all its sources: by period and place, with the groups that must stay hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import GROUPED_BY, find_counting_method
from cxsite.measurement.cross_tables import CrossTable, groups_of
from cxsite.measurement.disclosure import (
    SMALLEST_SHOWN,
    WrittenFigure,
    answers_of,
    asks_people,
    hidden_beside_computed,
)
from cxsite.measurement.sums import Sums, figure_of
from cxsite.model.records.observation import SEGMENT_COLUMNS, Observation, Period, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxsite.measurement.cross_tables import Group
    from cxsite.measurement.source_result import SourceResult
    from cxsite.measurement.sums import ComputedFigure
    from cxsite.model.records.strategy import Metric

CROSSED: Final = (("journey", "touchpoint"), ("stage", "channel"))
"""The two kinds of place that pages show crossed."""


@dataclass(frozen=True)
class ComputedMetric:
    """A metric with the results of its sources; all of them ask the same question, so their answers can be added up.

    `uncompared` is as in `Withheld`.
    """

    metric: Metric
    results: tuple[SourceResult, ...]
    further_hidden: Mapping[Period, frozenset[Group]] = field(default_factory=dict)
    uncompared: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The ids of the sources, as observations name them."""
        return " + ".join(one.source.id for one in self.results)

    @property
    def is_of_people(self) -> bool:
        """Return whether the answers come from people, so that small groups could identify somebody."""
        columns = [one.source.columns for one in self.results]
        return asks_people(self.metric) or any(one.respondent or one.comment for one in columns)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods with answers, the oldest first."""
        return tuple(sorted({period for one in self.results for period, _ in one.cells}))

    def periods_over(self, today: date) -> tuple[Period, ...]:
        """The periods that are over. Two figures of a running period would reveal who answered between them."""
        return tuple(period for period in self.periods if period.last <= today)

    def groups(self, period: Period) -> Mapping[Group, ComputedFigure | None]:
        """The figures of all places together, of each place and of each two places; None for those that stay hidden."""
        crossing, sums = self._crossings[period]
        hidden = self.hidden_groups.get(period, frozenset())
        return {
            group: None if group in hidden else self._figure(cells, sums, self._unanswered.get((period, group), 0))
            for group, cells in sorted(crossing.groups.items(), key=lambda item: (len(item[0]), item[0]))
            if not _is_segment(group) or group in self._named_segments
        }

    @property
    def crossings(self) -> Mapping[Period, CrossTable]:
        """The tables of each period."""
        return {day: one for day, (one, _) in self._crossings.items()}

    @cached_property
    def hidden_groups(self) -> Mapping[Period, frozenset[Group]]:
        """By period: the groups that may not be shown."""
        if not self.is_of_people:
            return self.further_hidden
        return {
            day: self.further_hidden.get(day, frozenset()) | one.hidden for day, (one, _) in self._crossings.items()
        }

    def observations(self, today: date) -> Iterator[Observation | Withheld]:
        """The observations of periods that are over, for pages: all places together, each place, pairs of `CROSSED`."""
        for period in self.periods_over(today):
            for group, figure in self.groups(period).items():
                if len(group) < 2 or tuple(kind for kind, _ in group) in CROSSED:  # noqa: PLR2004 -- none crossed
                    yield self._observation(period, group, figure)

    @cached_property
    def _named_segments(self) -> frozenset[Group]:
        """The segments with at least five answers in all; a text that fewer have in common could name one of them."""
        answers: Counter[Group] = Counter()
        for crossing in self.crossings.values():
            sizes = tuple(crossing.sizes.values())
            for group, cells in crossing.groups.items():
                if _is_segment(group):
                    answers[group] += sum(sizes[cell] for cell in cells)
        is_open = not self.is_of_people
        return frozenset(group for group, count in answers.items() if is_open or count >= SMALLEST_SHOWN)

    def hidden_beside(
        self, rows: Sequence[Observation], today: date
    ) -> tuple[list[Observation], dict[Period, frozenset[Group]]]:
        """Return the written figures to hide next to computed ones, and `further_hidden` with the groups to hide."""
        counted = [row for row in rows if answers_of(row) is not None]
        ours = [
            (period, group, figure.n)
            for period in self.periods_over(today)
            for group, figure in self.groups(period).items()
            if figure
        ]
        figures = [WrittenFigure(*one, self.source, is_computed=True) for one in ours]
        figures += [WrittenFigure(row.period, row.where, answers_of(row) or 0, row.source) for row in counted]
        hidden = hidden_beside_computed(figures)
        groups = dict(self.further_hidden)
        for at in sorted(hidden):
            if at < len(ours):
                day, group = ours[at][0], ours[at][1]
                groups[day] = groups.get(day, frozenset()) | {group}
        return [row for at, row in enumerate(counted, start=len(ours)) if at in hidden], groups

    def unplaced(self, period: Period, group: Group) -> int:
        """Return how many answers name no place of the group's kind, if the group is hidden only for that reason."""
        if len(group) != 1 or group not in self.hidden_groups.get(period, ()):
            return 0
        crossing, (kind, _) = self.crossings[period], group[0]
        sizes = list(crossing.sizes.items())
        rest = sum(size for places, size in sizes if not places[GROUPED_BY.index(kind)])
        is_large = sum(sizes[cell][1] for cell in crossing.groups[group]) >= SMALLEST_SHOWN
        return rest if is_large and rest < SMALLEST_SHOWN else 0

    def quantiles(self, period: Period, group: Group) -> tuple[float, float] | None:
        """Return median and 90th percentile, if the metric has a single source."""
        return self.results[0].quantiles.get((period, group)) if len(self.results) == 1 else None

    def _observation(self, period: Period, group: Group, figure: ComputedFigure | None) -> Observation | Withheld:
        if figure is None:
            place = self.results[0].source.place("data")
            unplaced = self.unplaced(period, group)
            return Withheld(
                metric=self.metric.id,
                period=period,
                where=group,
                place=place,
                source=self.source,
                unplaced=unplaced,
                uncompared=self.uncompared,
            )
        median, p90 = self.quantiles(period, group) or (None, None)
        return Observation(
            metric=self.metric.id,
            period=period,
            value=figure.value,
            place=self.results[0].source.place("data"),
            n=figure.n,
            low=figure.interval.low if figure.interval else None,
            high=figure.interval.high if figure.interval else None,
            numerator=figure.numerator,
            denominator=figure.denominator,
            promoters=figure.groups[0] if figure.groups else None,
            passives=figure.groups[1] if figure.groups else None,
            detractors=figure.groups[2] if figure.groups else None,
            unanswered=figure.unanswered or None,
            median=median,
            p90=p90,
            source=self.source,
            note=next((one.source.note for one in self.results if one.source.note), ""),
            **dict(group),
        )

    @cached_property
    def _crossings(self) -> Mapping[Period, tuple[CrossTable, tuple[Sums, ...]]]:
        cells: dict[Period, dict[tuple[str, ...], Sums]] = {}
        for one in self.results:
            for (day, places), sums in one.cells.items():
                mine = cells.setdefault(day, {}).setdefault(places, Sums(find_counting_method(one.source, self.metric)))
                mine.merge(sums)
        return {day: self._crossing(day, dict(sorted(found.items()))) for day, found in cells.items()}

    def _crossing(self, day: Period, cells: Mapping[tuple[str, ...], Sums]) -> tuple[CrossTable, tuple[Sums, ...]]:
        sizes = {places: figure.n if (figure := figure_of(self.metric, sums)) else 0 for places, sums in cells.items()}
        people = {places: found for places in sizes if (found := self._people(day, places))}
        return CrossTable(GROUPED_BY, sizes, people), tuple(cells.values())

    def _people(self, day: Period, places: tuple[str, ...]) -> Mapping[str, int]:
        """Return who answered in a cell of few people; empty for larger cells and unknown respondents."""
        found: Counter[str] = Counter()
        for one in self.results:
            if (day, places) in one.cells:
                if (day, places) not in one.people:
                    return {}
                found.update(one.people[day, places])
        return found

    def _figure(self, cells: frozenset[int], every: tuple[Sums, ...], unanswered: int) -> ComputedFigure | None:
        joined = Sums(every[0].method)
        for cell in sorted(cells):
            joined.merge(every[cell])
        found = figure_of(self.metric, joined)
        return replace(found, unanswered=unanswered) if found and unanswered else found

    @cached_property
    def _unanswered(self) -> Mapping[tuple[Period, Group], int]:
        """By period and group: how many people were asked but did not answer."""
        found: Counter[tuple[Period, Group]] = Counter()
        for one in self.results:
            for (period, places), count in one.unanswered_cells.items():
                for group in groups_of(GROUPED_BY, places):
                    found[period, group] += count
        return found


def _is_segment(group: Group) -> bool:
    return len(group) == 1 and group[0][0] in SEGMENT_COLUMNS
