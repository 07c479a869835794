from __future__ import annotations

from cxsite.model.facts.in_journey import get_touchpoints, qualify_key
from cxsite.model.records.journey import Journey

JOURNEY = Journey.model_validate(
    {
        "title": "Mua",
        "personas": ["lan", "minh"],
        "stages": [
            {"stage": "xem", "touchpoints": [{"id": "a", "channels": ["web", "zalo"], "emotion": {"lan": 3}}]},
            {"stage": "cho"},
            {
                "stage": "mua",
                "touchpoints": [
                    {"id": "b", "channels": ["zalo"], "emotion": 2},
                    {"use": "c", "emotion": 2},
                    {"id": "d"},
                ],
            },
        ],
    }
)


def test_touchpoints_and_channels_come_in_the_order_of_stages() -> None:
    assert [touchpoint.key for touchpoint in JOURNEY.touchpoints] == ["a", "b", "c", "d"]
    assert JOURNEY.channels == ("web", "zalo")


def test_the_lowest_touchpoint_is_the_first_where_the_persona_feels_worst() -> None:
    lowest = JOURNEY.lowest("lan")
    assert lowest is not None
    assert lowest.key == "b"
    assert Journey.model_validate({"title": "A", "personas": ["x"], "stages": [{"stage": "s"}]}).lowest("x") is None


def test_touchpoints_know_their_place_in_the_journey() -> None:
    placed = [(one.number, one.stage_number, one.stage.stage, one.key) for one in get_touchpoints(JOURNEY)]
    assert placed == [(1, 1, "xem", "/a"), (2, 3, "mua", "/b"), (3, 3, "mua", "/c"), (4, 3, "mua", "/d")]


def test_a_copy_has_nothing_that_was_computed_from_its_original() -> None:
    assert JOURNEY.touchpoints
    copied = JOURNEY.model_copy(update={"stages": ()})
    assert (copied.touchpoints, copied.title, copied.source) == ((), JOURNEY.title, JOURNEY.source)
    copied._id = "khac"  # noqa: SLF001 -- as reading does
    assert (JOURNEY.id, copied.model_fields_set - {"stages"}) == ("", JOURNEY.model_fields_set - {"stages"})


def test_a_thing_is_named_by_its_bare_id_inside_its_journey_only() -> None:
    journey = JOURNEY.model_copy()
    journey._id = "mua"  # noqa: SLF001 -- as reading does
    assert [qualify_key(journey, "a"), qualify_key(journey, "doi/a"), qualify_key(None, "a")] == ["mua/a", "doi/a", "a"]
    assert (JOURNEY.is_ideal, JOURNEY.model_copy(update={"state": "ideal"}).is_ideal) == (False, True)
