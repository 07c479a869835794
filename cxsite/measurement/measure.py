"""Adds to content the figures that its sources give."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from cxsite.measurement.answer_reading import read_answers
from cxsite.measurement.computing import ComputedMetric
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.data_access import DataAccess, NotAllowed
from cxsite.measurement.day_styles import ISO
from cxsite.measurement.disclosure import withheld_figure
from cxsite.measurement.duck_engine import DuckEngine
from cxsite.measurement.engine import TABLE, LacksColumnsError
from cxsite.measurement.joint_cells import count_joint_cells
from cxsite.measurement.overlaps import with_overlaps
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.observation import Observation, Withheld
from cxsite.problems import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.measurement.engine import Engine
    from cxsite.measurement.joint_cells import JointCell
    from cxsite.measurement.source_result import SourceResult
    from cxsite.model.content import Content
    from cxsite.model.records.source import Source
    from cxsite.problems import Place, Value

EXAMPLES: Final = 3
_CLOSE: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """Computed metrics by id, readable sources by id, and what is wrong with any source's data.

    `hidden_rows` are written figures that would reveal what computed ones hide.
    """

    metrics: Mapping[str, ComputedMetric] = field(default_factory=dict)
    gathered: Mapping[str, SourceResult] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    hidden_rows: tuple[Observation, ...] = ()


def with_figures(content: Content, project: Path) -> tuple[Content, list[Problem]]:
    """Return the content with the figures of its published sources as observations, and the problems of their data.

    A computed figure replaces one that was written down from the same source.
    """
    if not any(source.is_published for source in content.sources.values()):
        return content, []
    measured = measure(content, project)
    found = [one for metric in measured.metrics.values() for one in metric.observations(content.today)]
    computed = {(one.metric, one.period, one.where): one for one in found}
    problems = list(measured.problems)
    kept = []
    for row in content.observations:
        ours = computed.get((row.metric, row.period, row.where))
        if _is_beside(row, ours, measured.metrics.values()):
            kept.append(row)
        elif problem := _compare_written(row, ours):
            problems.append(problem)
    hidden = set(map(id, measured.hidden_rows))
    shown = tuple(row for row in kept if id(row) not in hidden)
    figures = tuple(one for one in found if isinstance(one, Observation))
    withheld = tuple(one for one in found if isinstance(one, Withheld))
    withheld += tuple(withheld_figure(row) for row in kept if id(row) in hidden)
    return replace(content, observations=(*shown, *figures), withheld=(*content.withheld, *withheld)), problems


def _is_beside(row: Observation, ours: Observation | Withheld | None, metrics: Iterable[ComputedMetric]) -> bool:
    """Return whether a written figure is shown next to computed ones: none of them has its period and place."""
    return ours is None and row.source not in {one.source for one in metrics}


def measure(content: Content, project: Path, *, only: str | None = None) -> Measurements:
    """Compute every metric that has sources (or `only` one of them)."""
    gathered: dict[str, SourceResult] = {}
    problems: list[Problem] = []
    unfit: set[str] = set()
    engines = Engines(content, project)
    for source in content.sources.values():
        if not source.is_published or source.metric not in content.metrics:
            continue
        found, wrong = read_source(content, source, engines.of(source))
        problems += wrong if only in (None, source.metric) else []
        if found is None or found.is_too_bad:
            unfit.add(source.metric)
        else:
            gathered[source.id] = found
    by_metric: defaultdict[str, list[SourceResult]] = defaultdict(list)
    for one in gathered.values():
        by_metric[one.source.metric].append(one)
    metrics = {
        key: ComputedMetric(content.metrics[key], tuple(every))
        for key, every in sorted(by_metric.items())
        if key not in unfit and len({one.source.answers_by for one in every}) == 1
    }
    metrics = with_overlaps(metrics, partial(_joint_cells, engines))
    shown, hidden_rows = _beside_written(content, metrics)
    if only is not None:
        shown = {key: one for key, one in shown.items() if key == only}
        gathered = {key: one for key, one in gathered.items() if one.source.metric == only}
    return Measurements(metrics=shown, gathered=gathered, problems=tuple(problems), hidden_rows=hidden_rows)


def _joint_cells(engines: Engines, sources: Sequence[SourceResult]) -> list[JointCell] | None:
    return count_joint_cells(sources, engines.of(sources[0].source))


def _beside_written(
    content: Content, metrics: Mapping[str, ComputedMetric]
) -> tuple[dict[str, ComputedMetric], tuple[Observation, ...]]:
    """Return the metrics with further groups to hide because of written figures, and the written figures to hide."""
    found, hidden = dict(metrics), list[Observation]()
    for key, metric in metrics.items():
        pages = {(one.period, one.where) for one in metric.observations(content.today)}
        beside = [
            row
            for row in content.observations
            if row.metric == key and (row.period, row.where) not in pages and _is_beside(row, None, metrics.values())
        ]
        if metric.is_of_people and beside:
            rows, groups = metric.hidden_beside(beside, content.today)
            hidden += rows
            found[key] = replace(metric, further_hidden=groups)
    return found, tuple(hidden)


def read_source(content: Content, source: Source, engine: Engine) -> tuple[SourceResult | None, list[Problem]]:
    """Read one source, and the problems of its data; None if nothing can be computed from it.

    Missing data are no problem if figures computed from them earlier are among the observations: answers may stay with
    those who are allowed to see them.
    """
    if not source.can_be_computed(content.metrics[source.metric]):
        return None, []
    try:
        found = read_answers(content, source, engine)
    except LacksColumnsError as error:
        return None, [_lacking_columns_problem(source, error)]
    except NotAllowed as error:
        return None, [_problem("CX170", Level.ERROR, source.place("data"), reason=error.reason, found=error.found)]
    except UnreadableError as error:
        computed = {row.source for row in content.observations} | {row.source for row in content.withheld}
        if error.reason == "missing" and any(source.id in one.split(" + ") for one in computed):
            return None, []
        code = "CX161" if error.reason == "missing" else "CX162"
        return None, [_problem(code, Level.ERROR, source.place("data"), reason=error.reason, found=error.found)]
    return found, list(problems_of_rows(found))


@dataclass(frozen=True)
class Engines:
    """The engines: DuckDB, or the team's warehouse for its tables; each is opened once, on first use."""

    content: Content
    project: Path

    def of(self, source: Source) -> Engine:
        """Return the engine for a source. Raises CxsiteError if the warehouse cannot be reached."""
        return self._warehouse if source.data.startswith(TABLE) else self._duck

    @cached_property
    def _duck(self) -> Engine:
        return DuckEngine(DataAccess(self.project, self.content.playbook.answers), self.content.playbook.timezone)

    @cached_property
    def _warehouse(self) -> Engine:
        from cxsite.measurement.database_files import open_database_file  # noqa: PLC0415 -- few have a warehouse
        from cxsite.measurement.warehouse import Warehouse, address_of_environment  # noqa: PLC0415 -- as above

        address, playbook = address_of_environment(), self.content.playbook
        access = DataAccess(self.project, playbook.answers)
        return open_database_file(address, access, playbook.timezone) or Warehouse.of_address(address)


def _lacking_columns_problem(source: Source, error: LacksColumnsError) -> Problem:
    first = error.lacking[0]
    return _problem(
        "CX163",
        Level.ERROR,
        source.place("columns"),
        path=error.path,
        lacking=error.lacking,
        allowed=error.present,
        suggestion=suggest(first, error.present) if error.present else "",
    )


def problems_of_rows(found: SourceResult) -> Iterator[Problem]:
    """Return the problems of a source's rows: they do not add up, or some (or too many) are bad."""
    place = found.source.place("data")
    if not found.adds_up:
        left = found.left_by_where + found.left_by_keep + found.unanswered
        values = {"used": found.used, "bad": found.bad_count, "left": left}
        yield _problem("CX166", Level.ERROR, place, read=found.read, **values)
    yield from _problems_of_reading(found)
    if not found.used and not found.bad_count:
        where = tuple(
            f"{column}: {' / '.join(map(str, values))}" for column, values in found.source.where.items() if found.read
        )
        yield _problem("CX169", Level.WARNING, place, id=found.source.id, read=found.read, where=where)
    if found.bad_count and not (found.choice and found.choice.fitting):
        examples = tuple(f"{bad.path}:{bad.row}" for bad in found.rows[:EXAMPLES])
        counts = {"bad": found.bad_count, "read": found.answered, "share": round(100 * found.bad_share, 1)}
        code, level = ("CX164", Level.ERROR) if found.is_too_bad else ("CX165", Level.NOTE)
        yield _problem(code, level, place, id=found.source.id, examples=examples, **counts)


def _problems_of_reading(found: SourceResult) -> Iterator[Problem]:
    """Return what was recognised without being stated (notes), and dates that can be read in several ways (errors)."""
    source, choice = found.source, found.choice
    if found.header_rows > 1 and source.header_rows is None:
        yield _problem("CX188", Level.NOTE, source.place("data"), id=source.id, rows=found.header_rows)
    if choice is None:
        return
    at = source.place("columns", "date")
    if choice.is_mixed:
        first, second, *_ = choice.fitting
        styles = {"style": first, "other": second}
        yield _problem("CX187", Level.ERROR, at, id=source.id, row=found.apart[0], styles=choice.fitting, **styles)
    elif choice.apart:
        row, first, second = found.apart
        styles = {"style": choice.fitting[0], "other": choice.fitting[1], "first": first, "second": second}
        yield _problem("CX186", Level.ERROR, at, id=source.id, row=row, **styles)
    elif choice.styles != ISO:
        yield _problem("CX185", Level.NOTE, at, id=source.id, style=choice.styles[0])


def _compare_written(row: Observation, ours: Observation | Withheld | None) -> Problem | None:
    """Return the problems of a written figure that is computed too: it differs, or the computed one stays hidden."""
    if isinstance(ours, Observation) and abs(ours.value - row.value) <= _CLOSE * max(1.0, abs(ours.value)):
        return None
    value = ours.value if isinstance(ours, Observation) else ""
    code = "CX167" if ours is None or row.source == ours.source else "CX168"
    return _problem(
        code, Level.WARNING, row.place, metric=row.metric, period=str(row.period), found=row.value, value=value
    )


def _problem(code: str, level: Level, place: Place, **values: Value) -> Problem:
    return Problem(code=code, level=level, place=place, values=values)
