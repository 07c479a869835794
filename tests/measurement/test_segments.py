"""Segments of a source: further columns, each with its table, under the same suppression as places."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from answers import SOURCE, check, content_of, figures, project, write
from attack_tables import Attack

from cxsite.measurement.figure_queries import query_figures, query_page_figures
from cxsite.measurement.measure import with_figures
from cxsite.measurement.series import group_into_series
from cxsite.reports.figures_as_csv import figures_as_csv

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.measurement.computing import ComputedMetric

SEGMENTED = SOURCE.replace("date: Ngày}", "date: Ngày, store: Cửa hàng}") + (
    "segments: {sản phẩm: {column: Dòng, map: {AD: Áo dài}}, lứa tuổi: Tuổi}\n"
)
HEAD = "Ngày,Điểm,Cửa hàng,Dòng,Tuổi\n"
ROWS = (
    "2026-09-05,9,pho-hue,AD,trẻ\n" * 40 + "2026-10-05,9,pho-hue,AD,trẻ\n" * 40 + "2026-10-06,3,hai-chau,Váy,lớn\n" * 30
)


def test_each_segment_has_a_figure_and_a_trend(tmp_path: Path) -> None:
    content, problems = with_figures(content_of(project(tmp_path, HEAD + ROWS, SEGMENTED)), tmp_path)
    assert problems == []
    series = {one.where: one for one in group_into_series(content.metrics["nps"], content.observations, content.today)}
    dress = series[(("segment_1", "sản phẩm: Áo dài"),)]
    assert [one.value for one in dress.figures] == [100, 100]
    assert series[(("segment_1", "sản phẩm: Váy"),)].latest.value == -100
    assert (("segment_2", "lứa tuổi: trẻ"),) in series
    assert not any(len(where) > 1 for where in series)


def test_segments_are_asked_for_and_kept_as_observations(tmp_path: Path) -> None:
    folder = project(tmp_path, HEAD + ROWS, SEGMENTED)
    found, today = figures(folder).metrics.values(), content_of(folder).today
    asked = {one.where[0][1] for one in query_figures(found, ("segment",), today)}
    assert asked == {"sản phẩm: Áo dài", "sản phẩm: Váy", "lứa tuổi: trẻ", "lứa tuổi: lớn"}
    before, _ = with_figures(content_of(folder), folder)
    write(folder / "content/observations/computed.csv", figures_as_csv(query_page_figures(found, today)).encode())
    (folder / "content/answers/nps.csv").unlink()
    after, problems = with_figures(content_of(folder), folder)
    assert problems == []
    assert {(one.period, one.where, one.value) for one in after.observations} == {
        (one.period, one.where, one.value) for one in before.observations
    }


def test_a_text_that_few_answers_have_in_common_is_not_even_named(tmp_path: Path) -> None:
    text = HEAD + ROWS + "2026-10-06,3,hai-chau,Váy của chị Lan,lớn\n" * 4
    content, _ = with_figures(content_of(project(tmp_path, text, SEGMENTED)), tmp_path)
    named = [*(one.where for one in content.observations), *(one.where for one in content.withheld)]
    assert not any("Lan" in str(where) for where in named)
    hidden = {one.where for one in content.withheld if str(one.period) == "2026-10"}
    assert any(where[0][0] == "segment_1" for where in hidden)  # else the four could be subtracted


def test_free_text_is_no_segment(tmp_path: Path) -> None:
    rows = "".join(f"2026-10-05,9,pho-hue,khách {number},trẻ\n" for number in range(60))
    found, (problem,) = check(project(tmp_path, HEAD + rows, SEGMENTED))
    assert found is None
    assert (problem.code, problem.values["reason"], problem.values["found"]) == (
        "CX162",
        "too-many-segments",
        "sản phẩm",
    )


def attack(metric: ComputedMetric) -> list[frozenset[int]]:
    """Return the small groups that follow from all shown figures of all tables, places and segments."""
    (crossing,) = metric.crossings.values()
    (hidden,) = metric.hidden_groups.values()
    counts = list(crossing.sizes.values())
    people = [frozenset(f"{cell}-{number}" for number in range(count)) for cell, count in enumerate(counts)]
    shown = [cells for group, cells in crossing.groups.items() if group not in hidden]
    return Attack(counts, people, shown).successes()


@pytest.mark.parametrize("seed", range(12))
def test_tables_of_places_and_segments_together_reveal_no_small_group(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same tables every time
    rows = ""
    for store in ("pho-hue", "hai-chau"):
        for product in ("AD", "Váy", ""):
            for age in ("trẻ", "lớn"):
                count = chance.choice((0, 1, 2, 3, 4, 6, 9, 20))
                rows += f"2026-10-05,{chance.randint(0, 10)},{store},{product},{age}\n" * count
    rows += "2026-10-05,9,pho-hue,AD,trẻ\n" * 9
    metric = figures(project(tmp_path, HEAD + rows, SEGMENTED)).metrics["nps"]
    assert attack(metric) == []
