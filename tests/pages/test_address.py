"""Where things live, and how one page leads to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from long_journey import write_playbook
from small_site import AS_OF

from cxsite.pages.address import Addresses, href, picture_href
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("page", "to", "address"),
    [
        ("index", "journeys/a", "journeys/a.html"),
        ("journeys/a", "journeys/a#map", "#map"),
        ("journeys/a", "journeys/b#map", "b.html#map"),
        ("journeys/a", "personas/lan", "../personas/lan.html"),
        ("personas/index", "index", "../index.html"),
    ],
)
def test_addresses_are_relative_so_that_a_site_works_from_any_folder(page: str, to: str, address: str) -> None:
    assert href(page, to) == address


def test_pictures_lie_in_one_folder() -> None:
    assert picture_href("personas/lan", "Ảnh 1.png") == "../pictures/%E1%BA%A2nh%201.png"


def test_each_thing_has_an_address_and_what_is_not_there_has_none(tmp_path: Path) -> None:
    write_playbook(tmp_path, (2,))
    content, _ = read(tmp_path, today=AS_OF)
    addresses = Addresses(content)
    assert addresses.of("touchpoint", "dai/tp-2") == "journeys/dai#touchpoint-tp-2"
    assert addresses.of("pain-point", "dai/dau-1") == "journeys/dai#pain-dau-1"
    assert addresses.of("action", "dai/viec-1") == "journeys/dai#action-viec-1"
    assert addresses.of("persona", "lan") == "personas/lan"
    assert addresses.of("persona", "ai-do") is None
    assert addresses.of("comparison", "dai") is None
