"""Addresses of records, and the places that they name."""

from __future__ import annotations

import pytest

from cxsite.editing.address import find_place, make_address, parse_address

JOURNEY = {
    "title": "Mua trà sữa",
    "stages": [
        {"stage": "buy", "touchpoints": [{"id": "order", "pain_points": [{"id": "slow"}]}, {"use": "pay"}]},
        {"stage": "use", "touchpoints": [{"id": "order"}, {"name": "Uống"}]},
    ],
    "actions": [{"id": "faster"}],
}


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ("", ()),
        ("stages/0", ("stages", 0)),
        ("stages/use", ("stages", 1)),
        ("touchpoints/pay", ("stages", 0, "touchpoints", 1)),
        ("touchpoints/order", ("stages", 0, "touchpoints", 0)),
        ("stages/1/touchpoints/order", ("stages", 1, "touchpoints", 0)),
        ("stages/use/touchpoints/1", ("stages", 1, "touchpoints", 1)),
        ("pain_points/slow", ("stages", 0, "touchpoints", 0, "pain_points", 0)),
        ("actions/faster", ("actions", 0)),
        ("actions/unknown", None),
        ("touchpoints/unknown", None),
        ("stages/2", None),
        ("stages/-1", None),
        ("title/0", None),
    ],
)
def test_an_address_names_a_place(steps: str, place: object) -> None:
    assert find_place(JOURNEY, steps.split("/") if steps else ()) == place


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ((), "journeys/tra"),
        (("stages", 1), "journeys/tra/stages/use"),
        (("stages", 0, "touchpoints", 1), "journeys/tra/touchpoints/pay"),
        (("stages", 1, "touchpoints", 0), "journeys/tra/stages/1/touchpoints/0"),
        (("stages", 0, "touchpoints"), "journeys/tra/stages/0/touchpoints"),
    ],
)
def test_a_place_has_a_short_address_that_leads_back(place: tuple[str | int, ...], address: str) -> None:
    file = parse_address("journeys/tra")
    assert file is not None
    assert make_address(JOURNEY, file, place) == address
    parsed = parse_address(address)
    assert parsed is not None
    assert find_place(JOURNEY, parsed.steps) == place


@pytest.mark.parametrize(
    "address", ["", "journeys", "journeys/", "journeys/..", "journeys/../x", "secrets/x", "journeys//x", "/etc/passwd"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert parse_address(address) is None
