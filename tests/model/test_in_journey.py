"""What stands in a journey, and which plays apply there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from many_journeys import journey
from small_playbook import playbook

from cxsite.model.facts.in_journey import get_journey_contents

if TYPE_CHECKING:
    from pathlib import Path


def test_what_stands_in_a_journey_is_placed_once_and_a_copy_has_its_own(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, {"content/journeys/j-001.yml": journey(1)})
    first = content.journeys["j-001"]
    assert content.touchpoint_by_key["j-001/d-1"] is get_journey_contents(first).touchpoints[0]
    copied = first.model_copy(update={"stages": ()})
    assert get_journey_contents(first).touchpoints
    assert not get_journey_contents(copied).touchpoints


def test_equal_journeys_stay_equal_when_what_stands_in_them_is_placed(tmp_path: Path) -> None:
    contents = [playbook(tmp_path, {"content/journeys/j-001.yml": journey(1)})[0] for _ in range(2)]
    one, other = (content.journeys["j-001"] for content in contents)
    assert get_journey_contents(one).touchpoints
    assert get_journey_contents(other).touchpoints
    assert one == other


def test_plays_apply_by_a_channel_in_every_journey(tmp_path: Path) -> None:
    play = "title: Đón\napplies_to: {channels: [cua-hang]}\nsteps: [Chào]\n"
    content, _ = playbook(tmp_path, {"content/journeys/j-001.yml": journey(1), "content/plays/don.yml": play})
    assert content.play_ids["j-001"] == {"j-001/d-1": ("don",)}
    assert set(content.play_ids) == set(content.journeys)
    assert "j-404" not in content.play_ids
