"""Written figures of 1–4 answers stay hidden everywhere, as does what would reveal them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest
from answers import FILES, content_of, write
from hypothesis import given
from hypothesis import strategies as st

from cxsite.measurement.disclosure import (
    WrittenFigure,
    _are_safe_spans,
    _distinct_cells,
    _system,
    find_hidden,
    hidden_beside_computed,
    hidden_figures,
    withhold_small_groups,
)
from cxsite.model.records.observation import Period
from cxsite.problems import Place

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.series import Where

HEAD = "metric,period,value,n,journey,touchpoint,channel,store\n"
ASKED = "{name: NPS, kind: mean, family: overall, question: Có dễ không?}\n"
CLOCKED = "{name: NPS, kind: duration, family: operations}\n"
ZALO, WEB, PHONE = ((("channel", one),) for one in ("zalo", "web", "phone"))
HUE = (("store", "hue"),)
HUE_ZALO, HUE_WEB = (*ZALO, *HUE), (*WEB, *HUE)


def reported(folder: Path, rows: str, metric: str = ASKED) -> tuple[list[float], list[str]]:
    """The values that are shown, and the places of those that are not."""
    files = {**FILES, "content/metrics/nps.yml": metric, "content/observations/figures.csv": HEAD + rows}
    for path, text in files.items():
        write(folder / path, text.encode())
    content = withhold_small_groups(content_of(folder))
    places = [" ".join(place for _, place in one.where) for one in content.withheld]
    return [row.value for row in content.observations], places


def test_a_small_group_is_hidden_and_five_answers_or_none_are_not() -> None:
    assert find_hidden({ZALO: 4, WEB: 40, PHONE: 5, HUE: 0}) == {ZALO}


def test_a_second_group_is_hidden_where_subtraction_would_tell_the_first() -> None:
    assert find_hidden({(): 56, ZALO: 4, WEB: 40, PHONE: 12}) == {ZALO, PHONE}
    assert find_hidden({ZALO: 4, WEB: 40, PHONE: 12}) == {ZALO}
    assert find_hidden({(): 60, ZALO: 4, WEB: 40}) == {ZALO}
    assert find_hidden({(): 4, ZALO: 4}) == {(), ZALO}


def test_two_small_groups_hide_a_third_where_they_are_fewer_than_five_together() -> None:
    assert find_hidden({(): 44, ZALO: 2, PHONE: 2, WEB: 40}) == {ZALO, PHONE, WEB}


def test_a_group_that_was_not_written_is_not_reported_by_the_others() -> None:
    assert find_hidden({(): 43, WEB: 40}) == {WEB}


def test_places_crossed_are_parts_of_each_of_the_two() -> None:
    assert find_hidden({HUE: 43, HUE_ZALO: 3, HUE_WEB: 40}) == {HUE_ZALO, HUE_WEB}
    assert find_hidden({ZALO: 43, HUE: 60, HUE_ZALO: 39}) == {HUE_ZALO}


@pytest.mark.parametrize(("metric", "shown"), [(ASKED, [30, 33]), (CLOCKED, [30, 31, 32, 33])])
def test_only_peoples_answers_can_be_too_few_to_show(tmp_path: Path, metric: str, shown: list[float]) -> None:
    rows = "nps,2026-10,30,60,,,,\nnps,2026-10,31,57,,,cua-hang,\nnps,2026-10,32,3,,,zalo,\nnps,2026-09,33,,,,zalo,\n"
    assert reported(tmp_path, rows, metric)[0] == shown


def test_touchpoints_of_journeys_are_parts_of_the_whole(tmp_path: Path) -> None:
    rows = "nps,2026-10,30,60,,,,\nnps,2026-10,35,56,mua,thu-do,,\nnps,2026-10,36,4,mua,tra-tien,,\n"
    assert reported(tmp_path, rows) == ([30], ["mua thu-do", "mua tra-tien"])


Row: TypeAlias = tuple[str, dict[str, str], int]


def hidden_in(*figures: Row) -> list[Row]:
    """Those of these figures (period, places, answers) that are hidden."""
    rows = []
    for period, where, count in figures:
        read = Period.read(period)
        assert read is not None
        rows.append(WrittenFigure(read, tuple(where.items()), count))
    return [figures[at] for at in sorted(hidden_figures(rows))]


def test_months_of_a_quarter_are_parts_of_it() -> None:
    whole: Row = ("2026-Q3", {}, 92)
    july: Row = ("2026-07", {}, 40)
    august: Row = ("2026-08", {}, 50)
    september: Row = ("2026-09", {}, 2)
    assert hidden_in(whole, july, august) == [july]
    assert hidden_in(whole, july, august, september) == [july, september]
    assert hidden_in(("2026-Q3", {}, 140), july, august) == []
    assert hidden_in(("2026", {}, 143), ("2026-Q3", {}, 140), july, august) != []


def test_a_quarter_with_a_few_more_than_its_months_is_hidden() -> None:
    months: list[Row] = [(f"2026-0{month}", {}, 30) for month in (7, 8, 9)]
    assert len(hidden_in(("2026-Q3", {}, 92), *months)) == 1
    assert hidden_in(("2026-Q3", {}, 90), *months) == []
    assert hidden_in(("2026-Q3", {}, 140), *months) == []


def test_days_and_months_of_other_places_are_one_system() -> None:
    zalo = {"channel": "zalo"}
    month, day = ("2026-08", zalo, 42), ("2026-08-05", zalo, 40)
    assert hidden_in(month, day) == [day]
    assert hidden_in(("2026-09", zalo, 42), day) == []


def test_two_tables_and_the_cells_where_they_cross_are_one_system() -> None:
    """60 less 30 were the other channel's; of these, 32 less 30 were two people."""
    stages, channels = ("looking", "ordering"), ("instagram", "whatsapp")
    sizes: dict[Where, int] = {(): 92, (("stage", "looking"),): 32, (("stage", "ordering"),): 60}
    sizes |= {(("channel", "instagram"),): 32, (("channel", "whatsapp"),): 60}
    crossed: dict[Where, int] = {(("stage", s), ("channel", c)): 30 for s in stages for c in channels}
    crossed[("stage", "looking"), ("channel", "instagram")] = 2
    found = find_hidden({**sizes, **crossed})
    assert found == set(crossed)


def test_figures_of_unlike_answers_are_hidden_by_themselves() -> None:
    assert find_hidden({(): 20, ZALO: 30, WEB: 40, PHONE: 3}) == {PHONE}


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.data())
def test_of_places_with_more_answers_than_the_whole_only_small_groups_are_hidden(
    places: list[int], data: st.DataObject
) -> None:
    whole = data.draw(st.integers(0, max(0, sum(places) - 1)))
    counts: dict[Where, int] = {(): whole}
    counts.update({(("store", f"s{number}"),): count for number, count in enumerate(places)})
    hidden = {where for where, count in counts.items() if 0 < count < 5}
    assert sum(places) <= whole or find_hidden(counts) == hidden


def test_of_two_figures_for_one_place_that_nearly_agree_one_is_hidden() -> None:
    assert hidden_in(("2026-08", {}, 60), ("2026-08", {}, 62)) == [("2026-08", {}, 62)]
    assert hidden_in(("2026-08", {}, 60), ("2026-08", {}, 90)) == []


def test_denominators_count_people_too(tmp_path: Path) -> None:
    head, rows = (
        "metric,period,value,numerator,denominator,channel\n",
        "nps,2026-10,100,3,3,zalo\nnps,2026-10,50,20,40,web\n",
    )
    metric = "{name: Hài lòng, kind: percentage, family: feedback, question: Có vui không?}\n"
    for path, text in {**FILES, "content/metrics/nps.yml": metric, "content/observations/a.csv": head + rows}.items():
        write(tmp_path / path, text.encode())
    assert [row.value for row in withhold_small_groups(content_of(tmp_path)).observations] == [50]


def test_answers_count_and_not_only_denominators(tmp_path: Path) -> None:
    """Three people who rated several things each are three people, however large the denominator is."""
    head, rows = "metric,period,value,n,denominator,channel\n", "nps,2026-10,4,3,60,zalo\nnps,2026-10,4,40,60,web\n"
    metric = "{name: Điểm, kind: score, family: feedback, scale: {min: 0, max: 10}, question: Có vui không?}\n"
    for path, text in {**FILES, "content/metrics/nps.yml": metric, "content/observations/a.csv": head + rows}.items():
        write(tmp_path / path, text.encode())
    content = withhold_small_groups(content_of(tmp_path))
    assert [row.where for row in content.observations] == [WEB]
    (hidden,) = content.withheld
    assert (hidden.metric, str(hidden.period), hidden.where) == ("nps", "2026-10", ZALO)
    assert (hidden.place.path, hidden.place.line) == ("content/observations/a.csv", 2)


def test_written_figures_are_hidden_before_computed_ones() -> None:
    month = Period.starting(date(2026, 10, 1), "month")
    places = {(): 92, ZALO: 60, WEB: 30}  # two more named no channel
    for computed in ((), ZALO, WEB):
        figures = [
            WrittenFigure(month, where, count, "máy" if where == computed else "tay", is_computed=where == computed)
            for where, count in places.items()
        ]
        hidden = {figures[at].where for at in hidden_figures(figures)}
        assert hidden, computed
        assert computed not in hidden


def test_a_source_is_protected_for_itself_where_another_contradicts_it() -> None:
    quarter, july, august = (Period.starting(date(2026, *day), kind) for day, kind in PERIODS)
    own = [WrittenFigure(quarter, (), 62, "a"), WrittenFigure(july, (), 30, "a"), WrittenFigure(august, (), 30, "a")]
    months = [WrittenFigure(Period.starting(date(2026, 9, 1), "month"), (), 2, "a")]
    other = [
        WrittenFigure(quarter, (), 500, "b"),
        WrittenFigure(july, (), 400, "b"),
        WrittenFigure(august, (), 400, "b"),
    ]
    alone = {at for at in hidden_figures([*own, *months]) if at < 3}
    assert alone
    assert alone <= hidden_figures([*own, *months, *other])


PERIODS = (((7, 1), "quarter"), ((7, 1), "month"), ((8, 1), "month"))


def test_of_tables_that_are_too_large_for_one_system_crossed_figures_are_hidden_and_single_tables_protected() -> None:
    kinds = ("channel", "stage", "store")
    sizes: dict[Where, int] = {}
    for kind in kinds:
        counts = [20] * 18 + [18, 2]
        sizes |= {((kind, f"{kind}{number}"),): count for number, count in enumerate(counts)}
    sizes[()] = 380
    crossed: dict[Where, int] = {(("channel", f"channel{n}"), ("stage", f"stage{n}")): 20 for n in range(18)}
    hidden = find_hidden({**sizes, **crossed})
    assert crossed.keys() <= hidden
    for kind in kinds:
        assert ((kind, f"{kind}19"),) in hidden
        assert len([where for where in hidden if len(where) == 1 and where[0][0] == kind]) == 2
    assert () not in hidden


QUARTER = [*(f"2026-{month:02}" for month in range(1, 4)), "2026-Q1", "2026-H1", "2026-01/2026-12", "2026-W03", "2026"]


@given(counts=st.dictionaries(st.sampled_from(QUARTER), st.integers(0, 40), min_size=1), is_sum=st.booleans())
def test_spans_that_are_safe_without_a_solver_are_safe_with_one(counts: dict[str, int], *, is_sum: bool) -> None:
    if is_sum and set(counts) >= set(QUARTER[:4]):
        counts["2026-Q1"] = sum(counts[month] for month in QUARTER[:3])
    figures = [WrittenFigure(Period.read(text), (), count) for text, count in counts.items()]  # type: ignore[arg-type]
    rows = list(range(len(figures)))
    if _are_safe_spans(figures, rows):
        members = _distinct_cells(figures, rows, with_rests=False)
        assert members is not None
        assert _system(figures, rows, members) == frozenset()


@pytest.mark.parametrize(
    ("counts", "is_safe"),
    [
        ({"2026-01": 20, "2026-02": 30, "2026-03": 10, "2026-Q1": 60}, True),
        ({"2026-01": 20, "2026-02": 30, "2026-03": 0, "2026-Q1": 50}, True),
        ({"2026-01": 20, "2026-02": 30, "2026-Q1": 60}, True),
        ({"2026-01": 20, "2026-02": 30, "2026-Q1": 53}, False),
        ({"2026-01": 20, "2026-02": 30, "2026-03": 4, "2026-Q1": 54}, False),
        ({"2026-01": 20, "2026-02": 30, "2026-03": 10, "2026-Q1": 62}, False),
        ({"2026-01": 20, "2026-W05": 20}, False),
        ({"2026": 60, "2026-01/2026-12": 60}, False),
    ],
)
def test_periods_in_one_another_are_safe_if_neither_they_nor_their_rests_are_small(
    counts: dict[str, int],
    is_safe: bool,  # noqa: FBT001 -- a parameter of the table above
) -> None:
    figures = [WrittenFigure(Period.read(text), (), count) for text, count in counts.items()]  # type: ignore[arg-type]
    assert _are_safe_spans(figures, list(range(len(figures)))) == is_safe


MONTH, NEXT_MONTH = (Period.starting(date(2026, month, 1), "month") for month in (10, 11))


@pytest.mark.parametrize(
    ("computed", "written", "hidden"),
    [
        ({(): 62}, {ZALO: 60}, {ZALO}),
        ({(): 62}, {ZALO: 50}, set()),
        ({(): 62}, {ZALO: 62}, set()),
        ({(): 60}, {(): 62}, {()}),
        ({(): 92, WEB: 30}, {ZALO: 60}, {ZALO}),
        ({HUE: 62}, {HUE_ZALO: 60}, {HUE_ZALO}),
        ({(): 70, HUE: 60, PHONE: 12}, {(): 70, HUE_ZALO: 40}, set()),
    ],
)
def test_a_written_figure_is_hidden_if_it_reveals_few_people_beside_computed_ones(
    computed: dict[Where, int], written: dict[Where, int], hidden: set[Where]
) -> None:
    figures = [WrittenFigure(MONTH, where, count, "máy", is_computed=True) for where, count in computed.items()]
    figures += [WrittenFigure(MONTH, where, count, "tay") for where, count in written.items()]
    found = hidden_beside_computed(figures)
    assert {figures[at].where for at in found if at >= len(computed)} == hidden
    assert not [at for at in found if at < len(computed)]


def test_computed_figures_of_one_month_say_nothing_about_another() -> None:
    figures = [WrittenFigure(MONTH, (), 62, "máy", is_computed=True), WrittenFigure(NEXT_MONTH, ZALO, 3, "tay")]
    assert hidden_beside_computed(figures) == frozenset()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_small_groups_are_hidden_where_the_figures_contradict_each_other(count: int) -> None:
    assert find_hidden({(): 20, ZALO: 30, WEB: 40, HUE: count}) == {HUE}
    assert find_hidden({(): 20, ZALO: 30, WEB: 40, PHONE: count}) == {PHONE}


def test_figures_that_are_to_be_kept_are_hidden_after_others() -> None:
    def hidden(*figures: tuple[Where, int, bool]) -> set[Where]:
        rows = [WrittenFigure(MONTH, where, count, is_kept=is_kept) for where, count, is_kept in figures]
        return {rows[at].where for at in hidden_figures(rows)}

    assert hidden(((), 44, False), (ZALO, 30, True), (WEB, 12, False)) == {WEB}
    assert hidden(((), 44, False), (ZALO, 30, False), (WEB, 12, True)) == {ZALO}


def test_written_figures_are_hidden_before_those_of_a_source(tmp_path: Path) -> None:
    rows = "nps,2026-10,30,44,,,,\nnps,2026-10,31,12,,,web,\nnps,2026-10,33,30,,,zalo,\n"
    assert reported(tmp_path, rows) == ([30, 33], ["web"])
    content = content_of(tmp_path)
    computed = tuple(
        replace(row, place=Place("content/sources/phieu.yml")) if row.n == 12 else row for row in content.observations
    )
    found = withhold_small_groups(replace(content, observations=computed))
    assert [row.value for row in found.observations] == [30, 31]
