from __future__ import annotations

from drawing_layout import HREF, element

from cxsite.drawing.place_on_curve import draw, draw_shared_shapes

LAN = dict(enumerate((1, 3, None, 5, 2)))
HOA = dict(enumerate((4, 3, 2, 5, None)))


def refers_to(at: int, *lines: dict[int, int | None]) -> dict[str, float]:
    """What the picture of a column is put together from, and how far to the right."""
    return {
        str(used.get(HREF)).removeprefix("#"): float(used.get("x") or 0)
        for used in element(str(draw(lines, at))).iter("use")
    }


def test_the_way_is_moved_so_that_its_column_stands_in_the_middle() -> None:
    assert [refers_to(at, LAN)["place-way"] for at in range(3)] == [105, 75, 45]


def test_the_faces_are_those_that_are_felt_here() -> None:
    assert refers_to(0, LAN, HOA).keys() == {"place-way", "place-1", "place-4"}
    assert refers_to(1, LAN, HOA).keys() == {"place-way", "place-3"}
    assert refers_to(4, LAN, HOA).keys() == {"place-way", "place-2"}
    assert refers_to(2, LAN).keys() == {"place-way"}


def test_all_that_pictures_refer_to_stands_in_what_is_shared() -> None:
    ids = {part.get("id") for part in element(str(draw_shared_shapes((LAN, HOA)))).iter()}
    for at in range(len(LAN)):
        assert refers_to(at, LAN, HOA).keys() <= ids


def test_an_unknown_emotion_breaks_the_way() -> None:
    way = next(
        part for part in element(str(draw_shared_shapes((LAN,)))).iter() if part.get("class") == "cx-line cx-line-0"
    )
    assert way.get("d") == "M0 63h.01L30 39M90 15h.01L120 51"


def test_the_way_of_a_persona_goes_past_touchpoints_that_are_not_theirs() -> None:
    assert "M0 63h.01L60 15" in draw_shared_shapes(({0: 1, 2: 5},))
    assert refers_to(1, {0: 1, 2: 5}).keys() == {"place-way"}


def test_a_journey_of_which_nothing_is_known_has_a_way_without_a_line() -> None:
    unknown: dict[int, int | None] = {0: None, 1: None}
    assert "cx-line" not in draw_shared_shapes((unknown,))
    assert refers_to(1, unknown).keys() == {"place-way"}


def test_pictures_have_no_name_of_their_own() -> None:
    assert 'aria-hidden="true"' in draw((LAN,), 0)
    assert 'aria-hidden="true"' in draw_shared_shapes((LAN,))
