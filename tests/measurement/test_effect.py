"""Whether what was done was followed by a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from answers import content_of, project, write
from hypothesis import given
from hypothesis import strategies as st

from cxsite.measurement.consistency import find_felt_spreads, find_spreads
from cxsite.measurement.effect import find_effect
from cxsite.measurement.gap import find_importance_gaps
from cxsite.measurement.measure import with_figures
from cxsite.measurement.series import Direction, group_into_series
from cxsite.model.records.observation import Observation, Period
from cxsite.problems import Place

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

HEAD = "Ngày,Điểm\n"
JOURNEY = """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 2, importance: 5, moment_of_truth: true}
      - {id: hoi, name: Hỏi, channels: [zalo, cua-hang], emotion: 5, importance: 4, moment_of_truth: true}
      - {id: xem, name: Xem, channels: [zalo], emotion: 3, moment_of_truth: true}
"""


def content(folder: Path, answers: str, done: str, **more: str) -> Content:
    project(folder, HEAD + answers)
    action = (
        f"{{title: Tập huấn, status: done, done: {done}, metric: nps, {', '.join(map(': '.join, more.items()))}}}\n"
    )
    write(folder / "content/actions/tap-huan.yml", action.encode())
    return with_figures(content_of(folder), folder)[0]


BEFORE = "2026-08-05,3\n" * 60 + "2026-08-06,9\n" * 60
AFTER = "2026-10-05,9\n" * 110 + "2026-10-06,3\n" * 10


def test_before_and_after_with_the_interval_of_the_difference(tmp_path: Path) -> None:
    found = content(tmp_path, BEFORE + "2026-09-05,8\n" * 50 + AFTER, "2026-09-15")
    effect = find_effect(found.actions["tap-huan"], found)
    assert effect is not None
    assert (effect.before.value, effect.after.value) == (0, 83.3333)
    assert effect.change.direction == Direction.BETTER
    assert effect.change.interval is not None
    assert not effect.change.interval.holds(0)


def test_the_month_in_which_it_was_done_counts_on_neither_side(tmp_path: Path) -> None:
    found = content(tmp_path, BEFORE + AFTER, "2026-08-31")
    assert find_effect(found.actions["tap-huan"], found) is None


@pytest.mark.parametrize(("done", "status"), [("2026-09-15", "doing"), ("2026-07-01", "done"), ("2026-11-01", "done")])
def test_nothing_is_said_without_figures_of_both_sides(tmp_path: Path, done: str, status: str) -> None:
    found = content(tmp_path, BEFORE + AFTER, done)
    action = found.actions["tap-huan"].model_copy(update={"status": status})
    assert find_effect(action, found) is None


def test_channels_of_one_stage_are_compared(tmp_path: Path) -> None:
    source = "metric: nps\ndata: content/answers/nps.csv\ncolumns: {answer: Điểm, date: Ngày, channel: K, stage: S}\n"
    rows = "2026-10-05,9,zalo,mua-hang\n" * 60 + "2026-10-05,3,cua-hang,mua-hang\n" * 60
    project(tmp_path, "Ngày,Điểm,K,S\n" + rows, source)
    found = with_figures(content_of(tmp_path), tmp_path)[0]
    every = list(find_spreads(group_into_series(found.metrics["nps"], found.observations, found.today)))
    assert [(one.stage, one.best.where[-1][1], one.worst.where[-1][1], one.change.by) for one in every] == [
        ("mua-hang", "zalo", "cua-hang", 200),
    ]
    assert all(one.change.direction == Direction.BETTER for one in every)


def test_feelings_by_channel_and_gaps_at_moments_of_truth(tmp_path: Path) -> None:
    project(tmp_path, HEAD)
    write(tmp_path / "content/journeys/mua.yml", JOURNEY.encode())
    found = content_of(tmp_path)
    (felt,) = find_felt_spreads(found)
    assert (felt.channels, felt.spread) == ((("zalo", 4.0), ("cua-hang", 3.5)), 0.5)
    assert [(one.placed.touchpoint.key, one.gap) for one in find_importance_gaps(found)] == [("thu-do", 3), ("hoi", -1)]


MONTHS = [f"2026-{month:02}" for month in range(1, 11)]
PLACES: tuple[dict[str, str], ...] = (
    {"touchpoint": "thu-do"},
    {"channel": "cua-hang", "stage": "mua-hang"},
    {"stage": "mua-hang"},
    {},
    {"channel": "zalo"},
    {"touchpoint": "tra-tien"},
)
"""Places of figures: of the touchpoint thu-do, ever wider ones, and two that do not contain it."""


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """An action that addresses a pain point at the touchpoint thu-do, and three more for the same metric."""
    folder = tmp_path_factory.mktemp("effect")
    project(folder, HEAD)
    (folder / "content/sources/phieu.yml").unlink()
    journey = (folder / "content/journeys/mua.yml").read_text("utf-8")
    pain = "emotion: 4, pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]}"
    write(folder / "content/journeys/mua.yml", journey.replace("emotion: 4}", pain).encode())
    for name, place in (("a", "addresses: [mua/cho-lau], "), ("b", ""), ("c", ""), ("d", "")):
        text = f"{{title: {name}, {place}status: done, done: 2026-05-10, metric: nps}}\n"
        write(folder / f"content/actions/{name}.yml", text.encode())
    return content_of(folder)


def figure(month: str, place: dict[str, str], promoters: int, detractors: int) -> Observation:
    period = Period.read(month)
    assert period is not None
    n = promoters + detractors
    value = 100 * (promoters - detractors) / n
    groups = {"promoters": promoters, "passives": 0, "detractors": detractors}
    return Observation(metric="nps", period=period, value=value, n=n, place=Place("x"), **groups, **place)  # type: ignore[arg-type]


COUNTS = st.tuples(st.integers(5, 60), st.integers(0, 60))
FIGURES = st.dictionaries(st.tuples(st.sampled_from(MONTHS), st.integers(0, len(PLACES) - 1)), COUNTS, max_size=40)
DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))


def with_rows(content: Content, figures: dict[tuple[str, int], tuple[int, int]], done: date) -> Content:
    rows = [figure(month, PLACES[at], *counts) for (month, at), counts in figures.items()]
    actions = {key: one.model_copy(update={"done": done} if key == "a" else {}) for key, one in content.actions.items()}
    return replace(content, observations=tuple(rows), actions=actions)


def sides(figures: dict[tuple[str, int], tuple[int, int]], at: int, done: date) -> tuple[list[str], list[str]]:
    """The months of a place with a figure that end before a day, and those that begin on it or later."""
    months = sorted(month for month, place in figures if place == at)
    periods = {month: Period.read(month) for month in months}
    before = [month for month in months if (one := periods[month]) and one.last < done]
    after = [month for month in months if (one := periods[month]) and one.first >= done]
    return before, after


@given(figures=FIGURES, done=DAYS)
def test_as_many_periods_after_as_before_at_the_narrowest_place_that_has_both(
    addressed: Content, figures: dict[tuple[str, int], tuple[int, int]], done: date
) -> None:
    content = with_rows(addressed, figures, done)
    effect = find_effect(content.actions["a"], content)
    possible = [at for at in range(4) if all(sides(figures, at, done))]
    assert (effect is None) == (not possible)
    if effect is None:
        return
    at = possible[0]
    assert dict(effect.where) == PLACES[at]
    assert effect.is_wider == (at > 0), "the page says so if the figures are of a wider place"
    before, after = sides(figures, at, done)
    count = min(3, len(before), len(after))
    for found, months in ((effect.before, before[-count:]), (effect.after, after[:count])):
        assert (str(found.first), str(found.last)) == (months[0], months[-1])
        good, bad = (sum(figures[month, at][side] for month in months) for side in (0, 1))
        assert found.n == good + bad
        assert found.value == pytest.approx(100 * (good - bad) / (good + bad))
    assert effect.change.by == pytest.approx(effect.after.value - effect.before.value)


@given(
    days=st.lists(st.none() | DAYS, min_size=3, max_size=3),
    metrics=st.lists(st.sampled_from(["nps", None]), min_size=3, max_size=3),
)
def test_other_actions_for_the_metric_in_the_same_time_are_named_and_no_others(
    addressed: Content, days: list[date | None], metrics: list[str | None]
) -> None:
    figures = {(month, 0): (30, 10) for month in MONTHS}
    content = with_rows(addressed, figures, date(2026, 5, 10))
    changed = {
        key: content.actions[key].model_copy(
            update={"metric": metric, "done": day, "status": "done" if day else "doing"}
        )
        for key, day, metric in zip("bcd", days, metrics, strict=True)
    }
    content = replace(content, actions={**content.actions, **changed})
    effect = find_effect(content.actions["a"], content)
    assert effect is not None
    first, last = date(2026, 2, 1), date(2026, 8, 31)  # February to April, and June to August
    assert (effect.before.first.first, effect.after.last.last) == (first, last)
    assert sorted(effect.others) == sorted(
        key
        for key, day, metric in zip("bcd", days, metrics, strict=True)
        if day and metric == "nps" and first <= day <= last
    )
