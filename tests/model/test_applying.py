"""Where plays apply: all kinds that are named together must fit; of several entries, any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_playbook import playbook

from cxsite.model.facts.applicable_plays import fits, fits_any
from cxsite.model.records.strategy import PLACE_KINDS, AppliesTo

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

JOURNEYS = {
    "content/personas/tu.yml": "name: Tư\n",
    "content/touchpoints/hoi.yml": "name: Hỏi\nchannels: [zalo]\n",
    "content/journeys/kham.yml": """\
title: Khám
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: lay-so, name: Lấy số, channels: [cua-hang]}
      - {id: tam-ung, name: Tạm ứng, channels: [cua-hang, zalo]}
  - stage: hau-mai
    touchpoints:
      - {use: hoi}
""",
    "content/journeys/tai-kham.yml": """\
title: Tái khám
personas: [lan, tu]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: lay-so, name: Lấy số, channels: [cua-hang]}
      - {use: hoi}
""",
}


def places_of(folder: Path, applies_to: str) -> set[str]:
    """The keys of the touchpoints that show a play which says so."""
    play = f"title: Chờ lâu\napplies_to:{applies_to}\nsteps: [Xin lỗi]\n"
    content, problems = playbook(folder, {**JOURNEYS, "content/plays/cho-lau.yml": play})
    assert problems == []
    return {placed.key for placed in content.placed_touchpoints if content.plays_for(placed)}


@pytest.mark.parametrize(
    ("applies_to", "places"),
    [
        (" {journeys: [kham], touchpoints: [kham/tam-ung]}", {"kham/tam-ung"}),
        (" {journeys: [kham], touchpoints: [tai-kham/lay-so]}", set()),
        (" {journeys: [kham], touchpoints: [hoi]}", {"kham/hoi"}),
        (" {touchpoints: [hoi]}", {"kham/hoi", "tai-kham/hoi"}),
        (" {stages: [mua-hang], channels: [zalo]}", {"kham/tam-ung", "tai-kham/hoi"}),
        (" {stages: [mua-hang], channels: [zalo], journeys: [kham]}", {"kham/tam-ung"}),
        (" {personas: [tu]}", {"tai-kham/lay-so", "tai-kham/hoi"}),
        (" {personas: [tu], channels: [cua-hang]}", {"tai-kham/lay-so"}),
        (
            "\n  - {journeys: [kham], touchpoints: [kham/tam-ung]}\n  - {personas: [tu], channels: [zalo]}",
            {"kham/tam-ung", "tai-kham/hoi"},
        ),
        ("\n  - journeys: [kham]\n  - touchpoints: [tai-kham/lay-so]",
         {"kham/lay-so", "kham/tam-ung", "kham/hoi", "tai-kham/lay-so"}),
        ("\n  - {journeys: [kham, tai-kham], stages: [hau-mai]}", {"kham/hoi"}),
        (" {}", set()),
        ("\n  - {}\n  - {journeys: []}", set()),
    ],
)  # fmt: skip
def test_a_play_is_shown_where_all_kinds_of_an_entry_fit(tmp_path: Path, applies_to: str, places: set[str]) -> None:
    assert places_of(tmp_path, applies_to) == places


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return playbook(tmp_path_factory.mktemp("plays"), JOURNEYS)[0]


IDS = {
    "channels": ["cua-hang", "zalo"],
    "stages": ["nhan-biet", "mua-hang", "hau-mai"],
    "journeys": ["mua", "kham", "tai-kham"],
    "touchpoints": ["hoi", "kham/lay-so", "kham/tam-ung", "tai-kham/lay-so", "mua/thu-do"],
    "personas": ["lan", "tu"],
}
ENTRIES = st.fixed_dictionaries(
    {}, optional={key: st.lists(st.sampled_from(ids), max_size=2) for key, ids in IDS.items()}
)


@given(named=ENTRIES)
def test_what_fits_is_what_fits_each_kind_alone(content: Content, named: dict[str, list[str]]) -> None:
    entry = AppliesTo.model_validate(named)
    alone = [AppliesTo.model_validate({key: ids}) for key, ids in named.items() if ids]
    for placed in content.placed_touchpoints:
        assert fits(entry, placed) == (bool(alone) and all(fits(one, placed) for one in alone))
        assert fits_any(entry, placed) == any(fits(one, placed) for one in alone)


def test_every_field_names_a_kind_of_place() -> None:
    assert PLACE_KINDS.keys() == AppliesTo.model_fields.keys()


def test_slips_are_reported_at_their_place_in_both_forms(tmp_path: Path) -> None:
    one = "title: Chờ\napplies_to: {journey: [kham]}\n"
    several = "title: Chờ\napplies_to:\n  - {journeys: kham}\n"
    _, problems = playbook(tmp_path, {"content/plays/a.yml": one, "content/plays/b.yml": several})
    assert [(p.code, str(p.place), p.values["key"]) for p in problems] == [
        ("CX101", "content/plays/a.yml:2:14", "journey"),
        ("CX103", "content/plays/b.yml:3:16", "journeys"),
    ]
