"""Fingerprints stay when lines are added or moved, and change when what is wrong changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_playbook import FILES, playbook

from cxsite.reports.fingerprints import report_problems
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
title: Mua váy
personas: [lan]
owner: ai-do
reviewed: 2026-11-01
serves: [khach-quay-lai]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang, zaloo], emotion: 6}
      - {id: tra-tien, name: Trả tiền, channels: [zaloo], emotion: 4}
"""


def prints(folder: Path, **files: str) -> list[str]:
    changes = {f"content/{name.replace('_', '/', 1)}.yml": text for name, text in files.items()}
    folder.mkdir()
    content, problems = playbook(folder, changes)
    return [one.fingerprint for one in report_problems([*problems, *check_content(content)], content.texts)]


def test_each_problem_has_its_own(tmp_path: Path) -> None:
    found = prints(tmp_path / "a", journeys_mua=JOURNEY.replace("emotion: 6", "emotion: 3"))
    assert len(found) == len(set(found)) == 3
    assert all(len(one) == 32 for one in found)


def test_lines_added_and_things_moved_change_nothing(tmp_path: Path) -> None:
    journey = JOURNEY.replace("emotion: 6", "emotion: 3")
    lines = journey.splitlines()
    moved = "\n".join(["# một ghi chú", "", *lines[:-2], lines[-1], lines[-2]]) + "\n"
    wrapped = journey.replace(
        "{id: tra-tien, name: Trả tiền, channels: [zaloo], emotion: 4}",
        "emotion: 4\n        id: tra-tien\n        name: Trả tiền\n        channels:\n          - zaloo",
    )
    before = set(prints(tmp_path / "a", journeys_mua=journey))
    assert set(prints(tmp_path / "b", journeys_mua=moved)) == before
    assert set(prints(tmp_path / "c", journeys_mua=wrapped)) == before


def test_another_slip_at_the_same_place_is_another(tmp_path: Path) -> None:
    journey = JOURNEY.replace("emotion: 6", "emotion: 3")
    before = set(prints(tmp_path / "a", journeys_mua=journey))
    after = set(prints(tmp_path / "b", journeys_mua=journey.replace("[cua-hang, zaloo]", "[cua-hang, zalooo]")))
    assert len(before & after) == 2


def test_a_file_that_is_no_record_or_no_yaml_has_fingerprints_too(tmp_path: Path) -> None:
    shaped = prints(tmp_path / "a", journeys_mua=JOURNEY)
    assert prints(tmp_path / "b", journeys_mua="# thêm\n" + JOURNEY) == shaped
    broken = FILES["content/personas/lan.yml"] + "tagline: một: hai\n"
    assert prints(tmp_path / "c", personas_lan=broken) == prints(tmp_path / "d", personas_lan="\n\n" + broken)


def test_equal_ones_are_counted(tmp_path: Path) -> None:
    twice = FILES["content/personas/lan.yml"] + "channels: [zaloo, zaloo, zaloo]\n"
    found = prints(tmp_path / "a", personas_lan=twice)
    assert len(found) == len(set(found))
