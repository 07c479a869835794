from __future__ import annotations

from datetime import date

import pytest

from cxsite.i18n.today import get_today, is_known_zone
from cxsite.problems import CxsiteError


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Ho_Chi_Minh", date(2026, 10, 6)),
        ("America/New_York", date(2026, 10, 5)),
        ("Nowhere/At_All", date(2026, 10, 5)),
    ],
)
def test_the_day_is_that_of_the_zone(monkeypatch: pytest.MonkeyPatch, zone: str, day: date) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791241200")  # 2026-10-05, 23:00 in London's winter time
    assert get_today(zone) == day


def test_without_a_given_second_it_is_the_clock_s_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs((get_today("UTC") - date.today()).days) <= 1  # noqa: DTZ011 -- the zone of this machine is not known


@pytest.mark.parametrize("second", ["soon", "1e9", "9" * 30, "-" + "9" * 30])
def test_a_second_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", second)
    with pytest.raises(CxsiteError, match="SOURCE_DATE_EPOCH"):
        get_today("UTC")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../etc/passwd", "/etc/passwd", "Asia", "a\0b", "Asia/Ho Chi Minh", "x" * 9_000]
)
def test_what_is_no_zone_is_not_known(name: str) -> None:
    assert not is_known_zone(name)


def test_zones_are_known() -> None:
    assert is_known_zone("Asia/Ho_Chi_Minh")
