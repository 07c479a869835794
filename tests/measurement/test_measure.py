"""From sources to observations, and what happens where the data are not as the source says."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from answers import SOURCE, content_of, figures, project, write
from attack_tables import Attack

from cxsite.measurement.figure_queries import query_figures, query_page_figures
from cxsite.measurement.measure import measure, with_figures
from cxsite.reading import read
from cxsite.reports.figures_as_csv import figures_as_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxsite.model.records.observation import Observation, Withheld

PLACED = SOURCE.replace("date: Ngày}", "date: Ngày, store: Cửa hàng}") + "note: ví dụ\n"
HEAD = "Ngày,Điểm,Cửa hàng\n"
ANSWERS = HEAD + "2026-10-05,9,pho-hue\n" * 40 + "2026-10-06,3,hai-chau\n" * 10 + "2026-09-06,8,hai-chau\n" * 35


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in figures(folder).problems]


def test_computed_figures_join_the_observations(tmp_path: Path) -> None:
    content, problems = with_figures(content_of(project(tmp_path, ANSWERS, PLACED)), tmp_path)
    assert problems == []
    rows = {(str(row.period), row.where): row for row in content.observations_of["nps"]}
    whole = rows["2026-10", ()]
    assert (whole.value, whole.n, whole.source, whole.note) == (60, 50, "phieu", "ví dụ")
    assert whole.place.path == "content/sources/phieu.yml"
    assert whole.low is not None
    assert rows["2026-10", (("store", "hai-chau"),)].value == -100


def test_small_groups_are_withheld(tmp_path: Path) -> None:
    text = HEAD + "2026-10-05,9,pho-hue\n" * 40 + "2026-10-06,3,hai-chau\n" * 4 + "2026-10-06,3,\n" * 10
    content, _ = with_figures(content_of(project(tmp_path, text, PLACED)), tmp_path)
    assert [one.where for one in content.withheld] == [(("store", "hai-chau"),)]
    assert [row.where for row in content.observations_of["nps"]] == [(), (("store", "pho-hue"),)]


def test_sums_of_money_hide_nothing(tmp_path: Path) -> None:
    metric = "{name: Doanh thu, kind: money, family: overall}\n"
    content, _ = with_figures(content_of(project(tmp_path, HEAD + "2026-10-31,2600,\n", PLACED, metric)), tmp_path)
    assert [(row.value, row.n) for row in content.observations] == [(2600, 1)]


def test_durations_have_median_and_ninetieth_percentile(tmp_path: Path) -> None:
    metric = "{name: Chờ, kind: duration, family: operations}\n"
    text = HEAD + "".join(f"2026-10-05,{minutes},{'pho-hue' if minutes % 2 else ''}\n" for minutes in range(1, 102))
    content, _ = with_figures(content_of(project(tmp_path, text, PLACED, metric)), tmp_path)
    rows = {row.where: row for row in content.observations}
    assert (rows[()].median, rows[()].p90) == (51, 91)
    assert rows[(("store", "pho-hue"),)].median == 51


def test_quarters_where_a_metric_is_measured_each_quarter(tmp_path: Path) -> None:
    metric = "{name: NPS, kind: nps, family: overall, cadence: 3mo}\n"
    found = figures(project(tmp_path, ANSWERS, PLACED, metric)).metrics["nps"]
    assert [str(period) for period in found.periods] == ["2026-Q3", "2026-Q4"]


def test_two_sources_of_one_metric_are_put_together(tmp_path: Path) -> None:
    folder = project(tmp_path, ANSWERS, PLACED)
    write(folder / "content/sources/zalo.yml", (SOURCE.replace("nps.csv", "z.csv")).encode())
    write(folder / "content/answers/z.csv", ("Ngày,Điểm\n" + "2026-10-05,10\n" * 50).encode())
    found = figures(folder).metrics["nps"]
    figure = found.groups(found.periods[-1])[()]
    assert figure is not None
    assert (found.source, figure.n, figure.value) == ("phieu + zalo", 100, 80)


def test_unlike_scales_are_never_put_together(tmp_path: Path) -> None:
    found = figures(project(tmp_path, ANSWERS, PLACED + "scale: {min: 1, max: 5}\n"))
    assert found.metrics == {}


@pytest.mark.parametrize(
    ("source", "code", "values"),
    [
        (SOURCE.replace("nps.csv", "khong-co.csv"), "CX161", {"found": "content/answers/khong-co.csv"}),
        (SOURCE.replace("nps.csv", "khong-*.csv"), "CX161", {"found": "content/answers/khong-*.csv"}),
        (SOURCE.replace("nps.csv", "hong.parquet"), "CX162", {"reason": "not-parquet"}),
        (SOURCE.replace("nps.csv", "utf16.csv"), "CX162", {"reason": "not-utf-8"}),
        (SOURCE.replace("nps.csv", "trong.csv"), "CX162", {"reason": "empty"}),
        (SOURCE.replace("Điểm", "Diem"), "CX163", {"lacking": ("Diem",), "suggestion": "Điểm"}),
        (SOURCE + "where: {Trạng thái: xong}\n", "CX163", {"lacking": ("Trạng thái",)}),
    ],
)
def test_data_that_cannot_be_read_are_an_error_at_their_line(
    tmp_path: Path, source: str, code: str, values: dict[str, object]
) -> None:
    folder = project(tmp_path, ANSWERS, source)
    write(folder / "content/answers/hong.parquet", b"PAR1 but no more")
    write(folder / "content/answers/utf16.csv", "Ngày,Điểm\n".encode("utf-16"))
    write(folder / "content/answers/trong.csv", b"")
    (problem,) = figures(folder).problems
    assert (problem.code, problem.level, problem.place.path) == (code, "error", "content/sources/phieu.yml")
    assert problem.place.line == (3 if code == "CX163" else 2)
    assert values.items() <= problem.values.items()


def test_more_than_five_percent_of_bad_rows_are_an_error(tmp_path: Path) -> None:
    assert codes(project(tmp_path / "a", ANSWERS + "2026-10-05,x,\n" * 4)) == ["CX165"]
    assert codes(project(tmp_path / "b", ANSWERS + "2026-10-05,x,\n" * 5)) == ["CX164"]
    assert figures(tmp_path / "b").metrics == {}


def test_pages_can_be_built_from_kept_results_without_the_answers(tmp_path: Path) -> None:
    few = ANSWERS + "2026-10-06,3,\n" * 30 + "2026-10-07,2,hai-chau\n" * 0
    folder = project(tmp_path, few.replace("2026-10-06,3,hai-chau\n" * 10, "2026-10-06,3,hai-chau\n" * 4), PLACED)
    before, _ = with_figures(content_of(folder), folder)
    kept = figures_as_csv(
        query_page_figures(measure(content_of(folder), folder).metrics.values(), content_of(folder).today)
    )
    write(folder / "content/observations/computed.csv", kept.encode())
    assert with_figures(content_of(folder), folder)[1] == []
    (folder / "content/answers/nps.csv").unlink()
    after, problems = with_figures(content_of(folder), folder)
    assert problems == []

    def places_of(rows: Sequence[Observation | Withheld]) -> set[object]:
        return {(row.period, row.where, getattr(row, "value", None), getattr(row, "low", None)) for row in rows}

    assert places_of(after.observations) == places_of(before.observations)
    assert places_of(after.withheld) == places_of(before.withheld)
    assert after.withheld


def test_kept_results_that_are_out_of_date_are_reported(tmp_path: Path) -> None:
    folder = project(tmp_path, ANSWERS, PLACED)
    rows = "metric,period,value,source\nnps,2026-10,41,phieu\nnps,2026-08,7,phieu\nnps,2026-09,1,tay\n"
    write(folder / "content/observations/computed.csv", rows.encode())
    content, problems = with_figures(content_of(folder), folder)
    assert [(one.code, one.place.line, one.values["value"]) for one in problems] == [
        ("CX167", 2, 60),
        ("CX167", 3, ""),
        ("CX168", 4, 0),
    ]
    assert {row.value for row in content.observations if not row.where} == {60, 0}


def test_by_month_and_place_in_a_stable_order(tmp_path: Path) -> None:
    found = figures(project(tmp_path, ANSWERS, PLACED)).metrics.values()
    today = content_of(tmp_path).today
    assert [str(one.period) for one in query_figures(found, (), today)] == ["2026-10"]
    assert [str(one.period) for one in query_figures(found, ("month",), today)] == ["2026-09", "2026-10"]
    stores = [one.where[0][1] for one in query_figures(found, ("store",), today)]
    assert stores == ["hai-chau", "pho-hue"]


def test_hidden_figures_read_back_as_hidden(tmp_path: Path) -> None:
    folder = project(tmp_path, ANSWERS, PLACED)
    write(folder / "content/observations/a.csv", "metric,period,value,store\nnps,2026-08,–,pho-hue\n".encode())
    content, problems = read(folder, today=content_of(folder).today)
    assert problems == []
    assert content.observations == ()
    assert [one.where for one in content.withheld] == [(("store", "pho-hue"),)]


def test_a_period_that_still_runs_is_not_kept(tmp_path: Path) -> None:
    folder = project(tmp_path, ANSWERS + "2026-11-06,8,hai-chau\n" * 35, PLACED)
    kept = figures_as_csv(query_page_figures(figures(folder).metrics.values(), content_of(folder).today))
    assert "2026-10" in kept
    assert "2026-11" not in kept


def test_respondents_are_counted_not_their_answers(tmp_path: Path) -> None:
    head, named = "Ngày,Điểm,Cửa hàng,Ai\n", PLACED.replace("store:", "respondent: Ai, store:")
    rows = "".join(f"2026-10-05,9,pho-hue,k{number}\n" for number in range(40)) + "2026-10-06,3,,\n" * 10
    folder = project(tmp_path, head + rows + "2026-10-06,3,hai-chau,lan\n" * 6, named)
    content, _ = with_figures(content_of(folder), folder)
    assert [one.where for one in content.withheld] == [(("store", "hai-chau"),)]


def test_answers_without_a_place_that_hide_a_group_are_counted(tmp_path: Path) -> None:
    rows = "2026-10-05,9,pho-hue\n" * 40 + "2026-10-06,3,hai-chau\n" * 30 + "2026-10-06,3,\n" * 2
    content, _ = with_figures(content_of(project(tmp_path, HEAD + rows, PLACED)), tmp_path)
    assert [(one.where, one.unplaced) for one in content.withheld] == [((("store", "hai-chau"),), 2)]


def test_written_and_computed_figures_of_one_metric_are_one_system(tmp_path: Path) -> None:
    metric = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}}\n"
    folder = project(tmp_path, ANSWERS, PLACED, metric)
    rows = "metric,period,value,n,source\nnps,2026-Q4,41,53,tay\nnps,2026-Q3,41,93,tay\n"
    write(folder / "content/observations/a.csv", rows.encode())
    content, _ = with_figures(content_of(folder), folder)
    assert [str(one.period) for one in content.withheld] == ["2026-Q4"]


STORES, STAGES = ("pho-hue", "hai-chau"), ("mua-hang", "nhan-hang")


def shown_by_pages_and_measure(folder: Path, cells: dict[tuple[str, str], int]) -> list[frozenset[int]]:
    """The sums of cells (store, stage) that pages show, computed and written, with those that `measure` shows."""
    content, _ = with_figures(content_of(folder), folder)
    wheres = {one.where for one in content.observations if str(one.period) == "2026-10"}
    (metric,) = figures(folder).metrics.values()
    wheres |= {group for group, figure in metric.groups(metric.periods[-1]).items() if figure}
    hidden = {one.where for one in content.withheld if one.source == metric.source}
    assert hidden == {group for group, figure in metric.groups(metric.periods[-1]).items() if not figure}
    return [
        frozenset(at for at, cell in enumerate(cells) if set(where) <= {("store", cell[0]), ("stage", cell[1])})
        for where in sorted(wheres)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_written_and_computed_figures_of_one_period_are_hidden_together_on_pages_and_in_measure(
    tmp_path: Path, seed: int
) -> None:
    """The answers name the store; somebody wrote down the same month by stage, and by store and stage."""
    chance = Random(seed)  # noqa: S311 -- the same for the same number
    cells = {
        (store, stage): chance.choice((chance.randint(1, 4), chance.randint(5, 40)))
        for store in STORES
        for stage in STAGES
    }
    rows = "".join(
        f"2026-10-0{1 + n % 9},{n % 11},{store}\n" for (store, _), count in cells.items() for n in range(count)
    )
    folder = project(tmp_path, HEAD + rows, PLACED)
    playbook = (folder / "content/playbook.yml").read_text(encoding="utf-8")
    more = playbook.replace("stages: [", "stages: [{id: nhan-hang, name: Nhận hàng}, ")
    write(folder / "content/playbook.yml", more.encode())
    written = [
        f"nps,2026-10,40,{sum(n for (_, one), n in cells.items() if one == stage)},,{stage},tay" for stage in STAGES
    ]
    written += [f"nps,2026-10,40,{count},{store},{stage},tay" for (store, stage), count in cells.items()]
    write(
        folder / "content/observations/tay.csv",
        ("metric,period,value,n,store,stage,source\n" + "\n".join(written) + "\n").encode(),
    )
    people = [frozenset(f"{cell}{n}" for n in range(count)) for cell, count in cells.items()]
    everything = [frozenset(range(4)), frozenset({0, 1}), frozenset({2, 3}), *(frozenset({at}) for at in range(4))]
    assert bool(Attack(list(cells.values()), people, everything).successes()) == (min(cells.values()) < 5)

    assert Attack(list(cells.values()), people, shown_by_pages_and_measure(folder, cells)).successes() == []


def test_a_written_quarter_of_a_few_more_than_its_computed_months_is_hidden(tmp_path: Path) -> None:
    rows = "".join(f"2026-0{month}-05,9,pho-hue\n" * count for month, count in ((7, 30), (8, 30), (9, 2)))
    folder = project(tmp_path, HEAD + rows, PLACED)
    write(folder / "content/observations/tay.csv", b"metric,period,value,n,source\nnps,2026-Q3,41,62,tay\n")
    content, _ = with_figures(content_of(folder), folder)
    assert {str(one.period) for one in content.observations} == {"2026-07", "2026-08"}
    (metric,) = figures(folder).metrics.values()
    assert {str(one) for one in metric.periods if metric.groups(one)[()]} == {"2026-07", "2026-08"}
