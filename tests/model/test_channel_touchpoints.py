"""What staff meet on each channel, in ids and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from many_journeys import journey
from small_playbook import playbook

from cxsite.model.facts.channel_touchpoints import LowPoint, StageCounts

if TYPE_CHECKING:
    from pathlib import Path


def test_stops_of_a_stage_stand_in_the_order_of_journeys_and_those_of_today_first(tmp_path: Path) -> None:
    ideal = journey(1).replace("stages:", "state: ideal\nbaseline: j-002\nstages:")
    content, _ = playbook(tmp_path, {"content/journeys/j-001.yml": ideal, "content/journeys/j-002.yml": journey(2)})
    assert content.channel_touchpoints["cua-hang mua-hang"] == (("j-002/d-1",), ("mua/thu-do",), ("j-001/d-1",))
    assert content.channel_stages == {"cua-hang": ("mua-hang",), "zalo": ()}


def test_what_takes_the_same_from_the_library_is_one_stop(tmp_path: Path) -> None:
    uses = {f"content/journeys/j-{n:03}.yml": journey(n).replace("name: Điểm", "use: chao, does: Điểm") for n in (1, 2)}
    content, _ = playbook(tmp_path, {"content/touchpoints/chao.yml": "name: Chào\nchannels: [cua-hang]\n", **uses})
    assert content.channel_touchpoints["cua-hang mua-hang"] == (("j-001/d-1", "j-002/d-1"), ("mua/thu-do",))
    assert content.use_counts == {"chao": 2}


def test_a_channel_in_numbers(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, {"content/journeys/j-001.yml": journey(1, emotion=2)})
    lows = (
        LowPoint(number=0, key="j-001/d-1", title="Điểm 1.1", emotion=2),
        LowPoint(number=1, key="mua/thu-do", title="Thử đồ", emotion=4),
    )
    tally = StageCounts(stage="mua-hang", touchpoints=2, moments=0, ideal=0, lowest=lows)
    assert content.channel_summaries["cua-hang"].stages == (tally,)
    assert content.channel_summaries["zalo"].stages == ()
