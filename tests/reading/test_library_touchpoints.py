from __future__ import annotations

from typing import TYPE_CHECKING

from project_files import read_files

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
title: Mua
personas: [lan]
stages:
  - stage: mua
    touchpoints:
      - use: tu-van
        does: Kể dịp mặc
        channels: [zalo]
      - use: khong-co
      - id: rieng
"""
LIBRARY = """\
name: Tư vấn
channels: [cua-hang]
does: Nghe
standard: Chào **trước**
evidence: partial
moment_of_truth: true
"""


def test_a_touchpoint_has_what_the_library_says_and_its_own_words_first(tmp_path: Path) -> None:
    content, problems = read_files(tmp_path, {"journeys/mua.yml": JOURNEY, "touchpoints/tu-van.yml": LIBRARY})
    assert problems == []
    shared, missing, own = content.journeys["mua"].touchpoints
    assert (shared.name, shared.does, shared.channels) == ("Tư vấn", "Kể dịp mặc", ("zalo",))
    assert (shared.standard, shared.moment_of_truth, shared.is_assumed) == ("Chào **trước**", True, False)
    assert (missing.name, missing.key, own.name, own.key) == (None, "khong-co", None, "rieng")


def test_what_stands_in_the_journey_and_where_is_still_known(tmp_path: Path) -> None:
    content, _ = read_files(tmp_path, {"journeys/mua.yml": JOURNEY, "touchpoints/tu-van.yml": LIBRARY})
    shared, missing, _ = content.journeys["mua"].touchpoints
    assert (shared.as_written.name, shared.as_written.does) == (None, "Kể dịp mặc")
    assert str(shared.place("does")) == "content/journeys/mua.yml:7:15"
    assert missing.as_written is missing
    assert str(content.journeys["mua"].place("stages", 0, "touchpoints", 2)) == "content/journeys/mua.yml:10:9"
