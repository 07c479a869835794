"""Metrics over nearly the same answers give nobody away by their difference."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from answers import SOURCE, content_of, figures, project, write
from attack_tables import Attack

from cxsite.measurement.computing import ComputedMetric
from cxsite.measurement.counting_methods import PLACES
from cxsite.measurement.joint_cells import JointCell, count_joint_cells
from cxsite.measurement.measure import Engines, measure, read_source
from cxsite.measurement.overlaps import with_overlaps
from cxsite.measurement.source_result import SourceResult
from cxsite.measurement.sums import Sums
from cxsite.model.records.dates import Duration
from cxsite.model.records.observation import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cxsite.measurement.engine import EngineTable
    from cxsite.measurement.source_result import Cell
    from cxsite.model.records.source import Source
    from cxsite.model.records.strategy import Metric

pytestmark = pytest.mark.slow

MONTHS: Final = {month: Period.starting(date(2026, month, 1), "month") for month in (7, 8, 9)}
QUARTER: Final = Period.starting(date(2026, 7, 1), "quarter")
FAMILIES = int(os.environ.get("CXSITE_ATTACKED_TABLES", "40"))
IS_LONG_RUN = FAMILIES > 40

NARROW = SOURCE.replace("metric: nps", "metric: nps-xong") + "where: {Trạng thái: xong}\n"
METRIC = "{name: NPS xong, kind: nps, family: overall, scale: {min: 0, max: 10}}\n"
HEAD = "Ngày,Điểm,Trạng thái,Cửa hàng\n"


def shown(
    folder: Path, rows: str, narrow: str = NARROW, wide: str = SOURCE
) -> dict[str, set[tuple[tuple[str, str], ...]]]:
    """By metric the groups that are shown."""
    project(folder, HEAD + rows, wide)
    write(folder / "content/metrics/nps-xong.yml", METRIC.encode())
    write(folder / "content/sources/xong.yml", narrow.encode())
    found = figures(folder).metrics
    return {
        key: {group for group, figure in one.groups(one.periods[-1]).items() if figure} for key, one in found.items()
    }


@pytest.mark.parametrize(("others", "is_hidden"), [(2, True), (4, True), (5, False), (0, False)])
def test_the_whole_of_one_is_hidden_where_few_are_not_in_the_other(
    tmp_path: Path,
    others: int,
    is_hidden: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    rows = "2026-10-05,9,xong,pho-hue\n" * 60 + "2026-10-06,0,bỏ,pho-hue\n" * others
    found = shown(tmp_path, rows)
    assert (found["nps"] == set() or found["nps-xong"] == set()) == is_hidden


def test_few_at_one_place_hide_more_than_the_whole(tmp_path: Path) -> None:
    placed = {"date: Ngày}": "date: Ngày, store: Cửa hàng}"}
    rows = "2026-10-05,9,xong,pho-hue\n" * 60 + "2026-10-05,9,xong,hai-chau\n" * 60
    rows += "2026-10-06,0,bỏ,pho-hue\n" * 2 + "2026-10-06,0,bỏ,hai-chau\n" * 40
    wide, narrow = (one.replace(*next(iter(placed.items()))) for one in (SOURCE, NARROW))
    found = shown(tmp_path, rows, narrow, wide)
    hue = (("store", "pho-hue"),)
    assert not (hue in found["nps"] and hue in found["nps-xong"])
    assert () in found["nps"] or () in found["nps-xong"]


def test_other_questions_of_the_same_survey_are_no_overlap(tmp_path: Path) -> None:
    other = NARROW.replace("Điểm", "Khác")
    project(tmp_path, "", SOURCE)
    rows = "Ngày,Điểm,Trạng thái,Khác\n" + "2026-10-05,9,xong,9\n" * 60 + "2026-10-05,9,bỏ,9\n" * 2
    write(tmp_path / "content/answers/nps.csv", rows.encode())
    write(tmp_path / "content/metrics/nps-xong.yml", METRIC.encode())
    write(tmp_path / "content/sources/xong.yml", other.encode())
    found = figures(tmp_path).metrics
    assert all(one.groups(one.periods[-1])[()] for one in found.values())


TYPES: Final = ("A", "B", "C")
PLACED: Final = "columns: {answer: Điểm, date: Ngày, respondent: Khách, store: Cửa hàng, channel: Kênh}\n"


def random_answers(seed: int) -> dict[tuple[str, str, str], int]:
    """How many people of each type, store and channel answered; of type X no metric asks by itself."""
    chance = Random(seed)  # noqa: S311 -- the same for the same number
    cells: dict[tuple[str, str, str], int] = {}
    for one in (*TYPES, "X"):
        for _ in range(chance.randint(1, 4)):
            place = (one, chance.choice(("pho-hue", "hai-chau")), chance.choice(("cua-hang", "zalo")))
            cells[place] = cells.get(place, 0) + chance.choice((chance.randint(1, 4), chance.randint(5, 40)))
    return cells


def by_type(folder: Path, cells: dict[tuple[str, str, str], int], columns: str) -> None:
    """A metric of all answers, and one of each type, all from the same file."""
    rows = [
        f"2026-10-0{1 + number % 9},{number % 11},{','.join(cell)},{'-'.join(cell)}-{number}\n"
        for cell, count in cells.items()
        for number in range(count)
    ]
    source = "metric: METRIC\ndata: content/answers/nps.csv\n" + columns
    project(folder, "Ngày,Điểm,Loại,Cửa hàng,Kênh,Khách\n" + "".join(rows), source.replace("METRIC", "nps"))
    for one in TYPES:
        write(folder / f"content/metrics/nps-{one.lower()}.yml", METRIC.encode())
        text = source.replace("METRIC", f"nps-{one.lower()}") + f"where: {{Loại: {one}}}\n"
        write(folder / f"content/sources/{one.lower()}.yml", text.encode())


def attacked(folder: Path, cells: dict[tuple[str, str, str], int]) -> tuple[list[frozenset[int]], int]:
    """The small groups that follow from all that the metrics show together, and how many figures they show."""
    sums = []
    for key, one in figures(folder).metrics.items():
        for group, figure in one.groups(one.periods[-1]).items():
            if figure:
                places = dict(group)
                sums.append(
                    frozenset(
                        at
                        for at, (kind, store, channel) in enumerate(cells)
                        if key in ("nps", f"nps-{kind.lower()}")
                        and places.get("store", store) == store
                        and places.get("channel", channel) == channel
                    )
                )
    people = [frozenset(f"{cell}{n}" for n in range(count)) for cell, count in cells.items()]
    return Attack(list(cells.values()), people, sums).successes(), len(sums)


@pytest.mark.parametrize("columns", [SOURCE.split("\n")[2] + "\n", PLACED], ids=["whole", "placed"])
def test_what_no_metric_of_a_part_counts_does_not_follow_from_the_whole(tmp_path: Path, columns: str) -> None:
    found = 0
    for seed in range(6 if IS_LONG_RUN else 3):
        cells = random_answers(seed)
        by_type(tmp_path / f"{seed}", cells, columns)
        small, shown = attacked(tmp_path / f"{seed}", cells)
        assert small == [], seed
        found += shown
    assert found > 3  # not everything is hidden


@dataclass(frozen=True)
class Family:
    """Metrics that count some of the same answers, of which each cell (type, store, channel, month) has a number."""

    metrics: dict[str, ComputedMetric]
    cells: dict[tuple[str, str, str, int], int]
    counted: dict[str, list[Cell | None]]
    """By metric, in the order of the cells: the period and places under which it counts them."""

    def joint(self, sources: Sequence[SourceResult]) -> list[JointCell]:
        """What the engine finds by comparing rows."""
        columns = [self.counted[one.source.metric] for one in sources]
        return [
            JointCell(tuple(inside), count, self.people[at] if count < 5 else {})
            for at, (inside, count) in enumerate(zip(zip(*columns, strict=True), self.cells.values(), strict=True))
        ]

    @property
    def people(self) -> list[dict[str, int]]:
        return [{f"{cell}{number}": 1 for number in range(count)} for cell, count in self.cells.items()]

    def attack(self, metrics: Mapping[str, ComputedMetric]) -> tuple[list[frozenset[int]], int]:
        """The small groups that follow from all that the metrics show together, and how many figures they show."""
        sums = [
            frozenset(
                at
                for at, cell in enumerate(self.counted[key])
                if cell and cell[0] == day and set(group) <= set(zip(PLACES, cell[1], strict=True))
            )
            for key, one in metrics.items()
            for day, table in one.crossings.items()
            for group in table.groups
            if group not in one.hidden_groups[day]
        ]
        people = [frozenset(who) for who in self.people]
        return Attack(list(self.cells.values()), people, sums).successes(), len(sums)


def random_family(seed: int, metric: Metric, source: Source) -> Family:
    """Metrics of some types each, by month or quarter, with or without stores and channels."""
    chance = Random(seed)  # noqa: S311 -- the same for the same number
    cells: dict[tuple[str, str, str, int], int] = {}
    for _ in range(chance.randint(3, 14)):
        one = (
            chance.choice("ABCX"),
            chance.choice(("hue", "chau")),
            chance.choice(("zalo", "web")),
            chance.randint(7, 9),
        )
        cells[one] = chance.choice((chance.randint(1, 4), chance.randint(1, 9), chance.randint(5, 60)))
    metrics: dict[str, ComputedMetric] = {}
    counted: dict[str, list[Cell | None]] = {}
    for number in range(chance.randint(2, 4)):
        types = set(chance.sample("ABC", chance.randint(1, 3))) | ({"X"} if chance.random() < 0.4 else set())
        has_stores, has_channels, is_quarterly = (chance.random() < 0.5 for _ in range(3))
        key = f"m{number}"
        inside: list[Cell | None] = [
            (QUARTER if is_quarterly else MONTHS[month], ("", "", "", channel * has_channels, "", store * has_stores))
            if kind in types
            else None
            for kind, store, channel, month in cells
        ]
        if any(inside):
            sums: dict[Cell, Sums] = {}
            for cell, count in zip(inside, cells.values(), strict=True):
                if cell:
                    sums.setdefault(cell, Sums("answers")).add(9, (count,))
            mine = source.model_copy(update={"id": key, "metric": key})
            people = few_people(inside, cells)
            used = sum(one.n for one in sums.values())
            found = SourceResult(source=mine, read=used, used=used, bad={}, cells=sums, people=people, files=("a.csv",))
            cadence = Duration("3mo") if is_quarterly else None
            metrics[key] = ComputedMetric(metric.model_copy(update={"id": key, "cadence": cadence}), (found,))
            counted[key] = inside
    return Family(metrics, cells, counted)


def few_people(
    inside: Sequence[Cell | None], cells: Mapping[tuple[str, str, str, int], int]
) -> dict[Cell, dict[str, int]]:
    """Who answered in the cells of fewer than five people, of whom everybody answered once."""
    people: dict[Cell, dict[str, int]] = {}
    for cell, (one, count) in zip(inside, cells.items(), strict=True):
        if cell:
            people.setdefault(cell, {}).update({f"{one}{number}": 1 for number in range(count)})
    return {cell: who for cell, who in people.items() if len(who) < 5}


def test_no_random_family_of_metrics_gives_a_few_people_away(tmp_path: Path) -> None:
    """CXSITE_ATTACKED_TABLES=10000 tries as many families."""
    project(tmp_path, "Ngày,Điểm\n", SOURCE)
    content = content_of(tmp_path)
    metric, source = content.metrics["nps"], content.sources["phieu"]
    figures_shown = 0
    for seed in range(FAMILIES):
        family = random_family(seed, metric, source)
        found = with_overlaps(family.metrics, family.joint)
        assert not any(one.uncompared for one in found.values()), seed
        small, shown = family.attack(found)
        assert small == [], seed
        figures_shown += shown
    assert figures_shown > 3 * FAMILIES  # not everything is hidden


def test_each_metric_for_itself_would_give_a_few_people_away(tmp_path: Path) -> None:
    project(tmp_path, "Ngày,Điểm\n", SOURCE)
    content = content_of(tmp_path)
    families = [random_family(seed, content.metrics["nps"], content.sources["phieu"]) for seed in range(20)]
    assert any(one.attack(one.metrics)[0] for one in families)


def test_the_few_that_three_metrics_leave_over_are_hidden_with_one_of_them(tmp_path: Path) -> None:
    cells = {("A", "pho-hue", "zalo"): 30, ("B", "pho-hue", "zalo"): 30, ("C", "pho-hue", "zalo"): 30}
    by_type(tmp_path, {**cells, ("X", "pho-hue", "zalo"): 2}, SOURCE.split("\n")[2] + "\n")
    shown = {key for key, one in figures(tmp_path).metrics.items() if one.groups(one.periods[-1])[()]}
    assert len(shown) == 3


def test_a_quarter_and_its_months_are_one_system(tmp_path: Path) -> None:
    rows = [f"2026-0{month}-05,9\n" * count for month, count in ((7, 30), (8, 30), (9, 2))]
    project(tmp_path, "Ngày,Điểm\n" + "".join(rows))
    write(tmp_path / "content/metrics/quy.yml", METRIC.replace("}}", "}, cadence: 3mo}").encode())
    write(tmp_path / "content/sources/quy.yml", SOURCE.replace("metric: nps", "metric: quy").encode())
    found = figures(tmp_path).metrics
    shown = {(str(period), bool(one.groups(period)[()])) for one in found.values() for period in one.periods}
    assert ("2026-09", False) in shown
    assert ("2026-Q3", False) in shown or ("2026-07", False) in shown


def test_a_metric_that_is_asked_for_alone_hides_the_same(tmp_path: Path) -> None:
    cells = {(one, "pho-hue", "zalo"): count for one, count in (("A", 30), ("B", 30), ("C", 30), ("X", 2))}
    by_type(tmp_path, cells, PLACED)
    together = figures(tmp_path).metrics
    content = content_of(tmp_path)
    for key, one in together.items():
        (alone,) = measure(content, tmp_path, only=key).metrics.values()
        assert alone.hidden_groups == one.hidden_groups


@pytest.mark.parametrize("seed", range(4 if IS_LONG_RUN else 2))
@pytest.mark.parametrize("keep", ["all", "last"])
def test_rows_are_compared_by_their_content_as_by_their_place(tmp_path: Path, keep: str, seed: int) -> None:
    """As in a table of a warehouse, which has no numbers of rows: only the number of equal rows matters."""
    chance = Random(seed)  # noqa: S311 -- the same for the same number
    cells: tuple[tuple[str, ...], ...] = (
        ("2026-09-01", "2026-10-01", "2026-10-02"),
        ("0", "9", "10"),
        # Of answers of the same moment, value and place `keep` may take any: here these are also of one type.
        ("A,pho-hue", "B,hai-chau", "C,"),
        ("zalo",),
        ("", "k1", "k2", "k3", "k4", "k5", "k6"),
    )
    lines = [",".join(map(chance.choice, cells)) for _ in range(120)]
    by_type(tmp_path, {}, PLACED + f"keep: {keep}\n")
    text = "Ngày,Điểm,Loại,Cửa hàng,Kênh,Khách\n" + "\n".join([*lines, *lines[:30]]) + "\n"
    write(tmp_path / "content/answers/nps.csv", text.encode())
    content = content_of(tmp_path)
    engines = Engines(content, tmp_path)
    engine = engines.of(content.sources["phieu"])
    sources = [one for source in content.sources.values() if (one := read_source(content, source, engine)[0])]
    assert len(sources) == 4
    by_place = count_joint_cells(sources, engine)
    assert by_place
    assert all(one.count == sum(one.people.values()) for one in by_place if one.people)
    columns = ("Ngày", "Điểm", "Loại", "Cửa hàng", "Kênh", "Khách")
    table = replace(engine.table(content.sources["phieu"], columns), located="")
    by_content = count_joint_cells([over_table(one, table) for one in sources], engine)
    assert by_content is not None
    assert [(one.cells, one.count, sorted(one.people.values())) for one in by_content] == [
        (one.cells, one.count, sorted(one.people.values())) for one in by_place
    ]


def test_a_cell_counts_every_answer_of_its_few_people(tmp_path: Path) -> None:
    by_type(tmp_path, {}, PLACED + "keep: all\n")
    rows = "".join(f"2026-10-01,9,A,pho-hue,zalo,{who}\n" for who in ("k1", "k1", "k1", "k2"))
    write(tmp_path / "content/answers/nps.csv", f"Ngày,Điểm,Loại,Cửa hàng,Kênh,Khách\n{rows}".encode())
    content = content_of(tmp_path)
    engine = Engines(content, tmp_path).of(content.sources["phieu"])
    sources = [one for source in content.sources.values() if (one := read_source(content, source, engine)[0])]
    cells = count_joint_cells(sources, engine)
    assert cells is not None
    assert [(one.count, sorted(one.people.values())) for one in cells] == [(4, [1, 3])]


def over_table(one: SourceResult, table: EngineTable) -> SourceResult:
    """The same source, read from this table, as from one in a warehouse."""
    assert one.judge
    return replace(one, judge=replace(one.judge, counting=replace(one.judge.counting, table=table)))


def test_where_rows_cannot_be_compared_two_metrics_are_shown(tmp_path: Path) -> None:
    cells = {(one, "pho-hue", "zalo"): count for one, count in (("A", 40), ("B", 30), ("C", 30), ("X", 2))}
    by_type(tmp_path, cells, SOURCE.split("\n")[2] + "\n")
    metrics = with_overlaps(figures(tmp_path).metrics, lambda sources: None)  # noqa: ARG005
    assert metrics["nps-b"].uncompared or metrics["nps-c"].uncompared
    shown = {key for key, one in metrics.items() if one.groups(one.periods[-1])[()]}
    assert len(list(combinations(sorted(shown), 2))) <= 1


def without_rows(folder: Path, rows: str) -> dict[str, int]:
    """By metric how many groups are shown, if nobody knows which answers the metrics share."""
    wide, narrow = (one.replace("date: Ngày}", "date: Ngày, store: Cửa hàng}") for one in (SOURCE, NARROW))
    shown(folder, rows, narrow, wide)
    metrics = {key: replace(one, further_hidden={}) for key, one in figures(folder).metrics.items()}
    found = with_overlaps(metrics, lambda sources: None)  # noqa: ARG005
    return {key: sum(map(bool, one.groups(one.periods[-1]).values())) for key, one in found.items()}


@pytest.mark.parametrize(
    ("in_hue", "in_chau", "expected"),
    [
        (0, 0, {"nps": 3, "nps-xong": 3}),  # equal numbers reveal nobody
        (20, 5, {"nps": 3, "nps-xong": 3}),
        (2, 40, {"nps": 3, "nps-xong": 1}),  # the difference of two people is hidden with one other group
        (1, 4, {"nps": 3, "nps-xong": 1}),
        (1, 1, {"nps": 3, "nps-xong": 0}),
    ],
)
def test_of_two_metrics_that_differ_by_few_people_the_second_is_hidden_there(
    tmp_path: Path, in_hue: int, in_chau: int, expected: dict[str, int]
) -> None:
    rows = "2026-10-05,9,xong,pho-hue\n" * 60 + "2026-10-05,9,xong,hai-chau\n" * 60
    rows += "2026-10-06,0,bỏ,pho-hue\n" * in_hue + "2026-10-06,0,bỏ,hai-chau\n" * in_chau
    assert without_rows(tmp_path, rows) == expected


def test_answers_without_a_respondent_are_of_as_many_people(tmp_path: Path) -> None:
    by_type(tmp_path, {}, PLACED + "keep: all\n")
    rows = "2026-10-01,9,A,pho-hue,zalo,\n" * 3 + "2026-10-01,9,A,hai-chau,zalo,\n" * 6
    write(tmp_path / "content/answers/nps.csv", f"Ngày,Điểm,Loại,Cửa hàng,Kênh,Khách\n{rows}".encode())
    content = content_of(tmp_path)
    engine = Engines(content, tmp_path).of(content.sources["phieu"])
    sources = [one for source in content.sources.values() if (one := read_source(content, source, engine)[0])]
    cells = count_joint_cells(sources, engine)
    assert cells is not None
    # In the order of the places, whatever the order in which the engine returns the rows.
    assert [(one.count, sorted(one.people.values())) for one in cells] == [(6, []), (3, [1, 1, 1])]
