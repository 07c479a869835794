"""Metrics over nearly the same answers give nobody away by their difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from answers import SOURCE, figures, project, write

if TYPE_CHECKING:
    from pathlib import Path

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
