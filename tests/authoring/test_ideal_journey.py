"""An ideal journey begins as its current one, to be thought anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from authoring_playbook import write_small_playbook

from cxsite.authoring.format_files import FormatResult, format_files
from cxsite.authoring.skeletons import write_skeleton
from cxsite.problems import CxsiteError
from cxsite.reading import read

if TYPE_CHECKING:
    from goldens import Golden

SAMPLE = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_has_the_stages_and_touchpoints_of_its_baseline(tmp_path: Path, golden: Golden, language: str) -> None:
    project = write_small_playbook(tmp_path, language)
    path = write_skeleton(project, "journey", "Mua váy như mơ", read(project)[0], ideal="mua-vay")
    golden(f"editing/ideal.{language}.yml", (project / path).read_text(encoding="utf-8"))
    content, problems = read(project)
    current, ideal = content.journeys["mua-vay"], content.journeys["mua-vay-nhu-mo"]
    assert problems == []
    assert (ideal.state, ideal.baseline) == ("ideal", "mua-vay")
    assert [stage.stage for stage in ideal.stages] == [stage.stage for stage in current.stages]
    assert [t.key for t in ideal.touchpoints] == [t.key for t in current.touchpoints]
    assert [t.title for t in ideal.touchpoints] == [t.title for t in current.touchpoints]
    assert ideal.scenario == current.scenario


def test_keeps_where_the_way_goes_on(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    journey = project / "content/journeys/mua-vay.yml"
    text = journey.read_text(encoding="utf-8")
    journey.write_text(f"{text}        next: [thu-do]\n", encoding="utf-8")
    path = write_skeleton(project, "journey", "Mơ", read(project)[0], ideal="mua-vay")
    content, problems = read(project)
    assert problems == []
    assert [t.next for t in content.journeys["mo"].touchpoints] == [
        t.next for t in content.journeys["mua-vay"].touchpoints
    ]
    assert content.journeys["mo"].touchpoints[1].next_ids == ("thu-do",)
    assert format_files(project, lambda one: one == path) == FormatResult()


def test_takes_over_nothing_that_is_only_true_today(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    write_skeleton(project, "journey", "Mơ", read(project)[0], ideal="mua-vay")
    first = read(project)[0].journeys["mo"].touchpoints[0]
    assert first.emotion is None
    assert first.pain_points == ()
    assert first.moment_of_truth


@pytest.mark.slow
def test_every_current_journey_of_the_sample_has_an_ideal(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "content")
    current = [journey for journey in read(tmp_path)[0].journeys.values() if not journey.is_ideal]
    assert current
    for journey in current:
        write_skeleton(tmp_path, "journey", journey.title, read(tmp_path)[0], ideal=journey.id)
    assert read(tmp_path)[1] == []


def test_names_the_journeys_there_are_where_one_is_not(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    with pytest.raises(CxsiteError, match="no journey") as refused:
        write_skeleton(project, "journey", "Mơ", read(project)[0], ideal="mua-vai")
    assert "mua-vay" in refused.value.remedy


def test_an_ideal_journey_has_no_ideal(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    write_skeleton(project, "journey", "Mơ", read(project)[0], ideal="mua-vay")
    with pytest.raises(CxsiteError, match="itself an ideal journey"):
        write_skeleton(project, "journey", "Mơ nữa", read(project)[0], ideal="mo")
