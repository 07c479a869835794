"""Whether what was done was followed by a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from answers import content_of, project, write

from cxsite.measurement.consistency import find_felt_spreads, find_spreads
from cxsite.measurement.effect import find_effect
from cxsite.measurement.gap import find_importance_gaps
from cxsite.measurement.measure import with_figures
from cxsite.measurement.series import Direction, group_into_series

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
