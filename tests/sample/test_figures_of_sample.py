"""What the sample shows of its survey: the figure, its year, three months, shares, who answered, segments, effects."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

pytestmark = pytest.mark.build
RATE = r"(\d{1,2},\d)%"


@pytest.fixture(scope="module")
def nps(sample: Path) -> LexborHTMLParser:
    return LexborHTMLParser((sample / "site/measurement/nps.html").read_text("utf-8"))


def text_of(node: LexborNode) -> str:
    return " ".join(unescape(node.text(separator=" ")).split())


def table_after(page: LexborHTMLParser, heading: str) -> list[str]:
    """The rows of the first table below a heading."""
    following = page.css(f"#{heading} ~ *")
    table = next(found for one in following if (found := one.css_first("table")))
    return [text_of(row) for row in table.css("tbody tr")]


def test_the_headline_says_what_changed_in_a_year_and_who_answered(nps: LexborHTMLParser) -> None:
    notes = [text_of(one) for one in nps.css(".cx-tile-big .cx-tile-note")]
    assert "54,5% ủng hộ, 28,1% trung lập, 17,4% phản đối" in notes
    assert "ba tháng: +34,3 (+30,1 – +38,4), 08/2026 – 10/2026, 1.299 câu trả lời" in notes
    assert "▲ tốt hơn 10/2025: +20 (từ +7,7 đến +32,4)" in notes
    assert "tỷ lệ trả lời 83,8%" in notes


def test_each_store_shows_how_many_answered(nps: LexborHTMLParser) -> None:
    rows = table_after(nps, "by-store")
    rates = {row.split(" tỷ lệ")[0]: re.findall(f"tỷ lệ trả lời {RATE}", row) for row in rows}
    assert len(rates) == 3
    assert all(len(found) == 1 for found in rates.values()), rates
    assert len({found[0] for found in rates.values()}) == 3, "each store has its own"


def test_customers_are_compared_by_what_they_dress_for(nps: LexborHTMLParser) -> None:
    rows = table_after(nps, "by-segment_1")
    assert [row.split(" +")[0] for row in rows] == ["tiệc tối", "đi làm", "đám cưới"]
    assert sum(int(re.findall(r"(\d+) tỷ lệ", row)[0]) for row in rows) == 466


def test_actions_are_judged_at_the_place_that_they_address(sample: Path) -> None:
    page = LexborHTMLParser((sample / "site/actions/index.html").read_text("utf-8"))
    outcomes = [text_of(row) for row in page.css("tbody tr") if len(row.css("td")) == 5]
    trained = next(row for row in outcomes if row.startswith("Tập huấn hỏi dịp mặc") and "80,5%" in row)
    assert "90,5%" in trained
    assert "Tư vấn tại quầy" in trained
    assert "cả cửa hàng" not in trained
