from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise
from math import dist
from typing import TYPE_CHECKING, Any

import pytest
from drawing_layout import assert_readable, parsed, texts
from hostile_texts import HOSTILE

from cxsite.drawing import gap, quadrant, roadmap, sparkline, trend
from cxsite.drawing.scale import step

if TYPE_CHECKING:
    from goldens import Golden
    from playwright.sync_api import Browser

NAMED: dict[str, Any] = {"uid": "d", "title": "Tên", "description": "Mô tả"}
LONG = "Tập huấn tư vấn phong cách cho toàn bộ nhân viên của ba cửa hàng trong quý tư năm nay"
WORD = "siêudàikhôngcókhoảngtrắngnàotrongtêngọix"


def say(value: float) -> str:
    return f"{value:g}".replace(".", ",")


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (None, 0, 100, 0),
        (0, 0, 100, 1),
        (19.9, 0, 100, 1),
        (20, 0, 100, 2),
        (100, 0, 100, 5),
        (120, 0, 100, 5),
        (-1, 0, 100, 1),
    ]
    + [(emotion, 1, 5, emotion) for emotion in range(1, 6)],
)
def test_a_value_falls_in_a_fifth(value: float | None, low: float, high: float, expected: int) -> None:
    assert step(value, low, high) == expected


def test_a_sparkline_breaks_where_a_value_is_unknown_and_rings_the_lowest() -> None:
    drawing = sparkline.draw([3, 4, None, 1, 5], label="Cảm xúc: 3, 4, ?, 1, 5")
    assert drawing.count("M") == 2
    assert 'class="cx-lowest" cx="88" cy="24"' in drawing
    assert 'aria-label="Cảm xúc:' in drawing


def test_a_sparkline_of_nothing_is_empty() -> None:
    assert "path" not in sparkline.draw([None, None], label="chưa biết")


def figures(*values: float | None, label: str = "Tháng") -> list[trend.TrendPoint]:
    return [
        trend.TrendPoint(
            when=date(2026, 1 + index, 1),
            label=f"{label} {index + 1}",
            value=value,
            low=None if value is None else value - 5,
            high=None if value is None else value + 5,
        )
        for index, value in enumerate(values)
    ]


def test_a_trend_shows_interval_target_and_latest_value(browser: Browser) -> None:
    target = trend.TrendTarget(value=60, label="Mục tiêu")
    drawing = str(trend.draw(figures(32, 35, None, 40, 51), say=say, target=target, **NAMED))
    root = parsed(drawing)
    assert drawing.count("cx-band") == 2
    assert "┄ Mục tiêu 60" in texts(root)
    assert "51" in texts(root)
    assert_readable(browser, drawing)


def test_a_trend_leaves_out_periods_that_have_no_room_but_never_the_latest(browser: Browser) -> None:
    drawing = str(trend.draw(figures(*range(10, 22), label="Tháng giêng năm 2026,"), say=say, **NAMED))
    shown = [text for text in texts(parsed(drawing)) if text.startswith("Tháng")]
    assert "Tháng giêng năm 2026, 12" in shown
    assert len(shown) < 12
    assert_readable(browser, drawing)


@pytest.mark.parametrize("values", [(5,), (0,), (3, 3), (0.001, 0.002), (-50, 80), (2_500_000, 9_000_000)])
def test_a_trend_keeps_every_value_between_its_first_and_last_tick(values: tuple[float, ...], browser: Browser) -> None:
    drawing = str(trend.draw(figures(*values), say=say, **NAMED))
    heights = [float(dot.get("cy") or 0) for dot in parsed(drawing).iter("circle")]
    assert all(0 < height < trend.HEIGHT for height in heights)
    assert_readable(browser, drawing)


def test_there_is_no_trend_without_a_value() -> None:
    assert trend.draw(figures(None, None), say=say, **NAMED) is None
    assert trend.draw([], say=say, **NAMED) is None


PAIRS = (
    gap.GapRow(name=LONG, current=2, ideal=5),
    gap.GapRow(name=WORD, current=3, ideal=3),
    gap.GapRow(name="Đóng gói", current=5, ideal=3),
    gap.GapRow(name="Nhắn hỏi", current=None, ideal=4, note="điểm chạm mới"),
    gap.GapRow(name="Phiếu giấy", current=2, ideal=None, note="bỏ đi"),
    gap.GapRow(name="Chưa biết", current=None, ideal=4),
)


def test_a_gap_says_the_distance_of_each_pair(browser: Browser, golden: Golden) -> None:
    drawing = str(gap.draw(PAIRS, **NAMED))
    shown = texts(parsed(drawing))
    assert [text for text in shown if text in {"+3", "=", "−2", "?", "điểm chạm mới", "bỏ đi"}] == [
        "+3",
        "=",
        "−2",
        "điểm chạm mới",
        "bỏ đi",
        "?",
    ]
    assert_readable(browser, drawing)
    golden("drawing/gap.svg", drawing + "\n")


def test_there_is_no_gap_without_pairs() -> None:
    assert gap.draw([], **NAMED) is None


EFFORT = quadrant.Axis(name="Công sức", low=1, high=5, low_word="ít", high_word="nhiều")
IMPACT = quadrant.Axis(name="Tác động", low=1, high=5, low_word="rất thấp", high_word="rất cao")
CORNERS = quadrant.Corners(
    top_left="Làm ngay", top_right="Lên kế hoạch", bottom_left="Khi rảnh", bottom_right="Cân nhắc"
)


def square(*dots: quadrant.Dot) -> quadrant.Quadrant:
    return quadrant.draw(dots, x=EFFORT, y=IMPACT, corners=CORNERS, **NAMED)


def dot(name: str, x: float | None, y: float | None) -> quadrant.Dot:
    return quadrant.Dot(name=name, x=x, y=y)


@pytest.mark.parametrize("count", [1, 2, 5, 9, 17, 30, 36])
def test_dots_of_one_cell_do_not_touch_and_stay_inside_it(count: int, browser: Browser) -> None:
    drawing = square(*(dot(f"a{index}", 1, 5) for index in range(count)), dot("b", 2, 5)).svg
    circles = [
        tuple(float(circle.get(side) or 0) for side in ("cx", "cy", "r")) for circle in parsed(drawing).iter("circle")
    ]
    assert len(circles) == count + 1
    for (x1, y1, r1), (x2, y2, r2) in combinations(circles, 2):
        assert dist((x1, y1), (x2, y2)) >= r1 + r2
    assert all(x - r >= 60 and x + r <= 168 and y - r >= 30 and y + r <= 138 for x, y, r in circles[:-1])
    assert_readable(browser, drawing)


def test_dots_are_numbered_from_the_best_row_down_and_named_in_the_key() -> None:
    result = square(dot("muộn", 5, 1), dot("sớm", 1, 5), dot("giữa", 3, 5), dot("không rõ", None, 2))
    assert [entry.name for entry in result.key] == ["sớm", "giữa", "muộn"]
    assert [entry.name for entry in result.left_out] == ["không rõ"]


def test_more_dots_than_can_be_read_become_one(browser: Browser) -> None:
    result = square(*(dot(f"a{index}", 3, 3) for index in range(120)))
    assert "1–120" in texts(parsed(result.svg))
    assert len(result.key) == 120
    assert_readable(browser, result.svg)


def bar(name: str, start: date | None, due: date | None, **more: object) -> roadmap.Bar:
    return roadmap.Bar(name=name, start=start, due=due, **{"status": "planned", "note": "Đã lên kế hoạch", **more})  # type: ignore[arg-type]


def plan(*bars: roadmap.Bar, today: date = date(2026, 11, 21)) -> roadmap.Roadmap:
    return roadmap.draw(
        bars, today=today, today_word="Hôm nay", say_month=lambda day: f"{day.month}/{day.year}", **NAMED
    )


BARS = (
    bar(LONG, date(2026, 10, 1), date(2026, 12, 31), status="doing"),
    bar(WORD, date(2026, 7, 1), date(2026, 9, 30), status="doing", overdue=True, note="Quá hạn 52 ngày"),
    bar("Máy POS", date(2026, 8, 1), date(2026, 10, 15), status="done"),
    bar("Ký hợp đồng", None, date(2026, 11, 30)),
)


def test_a_roadmap_shows_bars_what_is_late_and_today(browser: Browser, golden: Golden) -> None:
    result = plan(*BARS, bar("Không hạn", date(2026, 1, 1), None))
    assert result.left_out == ("Không hạn",)
    drawing = str(result.svg)
    assert drawing.count("cx-alarm") == 1
    assert {"Hôm nay", "Quá hạn 52 ngày", "7/2026"} <= set(texts(parsed(drawing)))
    assert_readable(browser, drawing)
    golden("drawing/roadmap.svg", drawing + "\n")


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 1, 1), date(2029, 6, 1)),
        (date(2000, 1, 1), date(2060, 1, 1)),
    ],
)
def test_a_roadmap_names_as_many_months_as_have_room(start: date, due: date, browser: Browser) -> None:
    drawing = str(plan(bar("x", start, due)).svg)
    months = [text for text in texts(parsed(drawing)) if "/" in text]
    assert months[0] == f"{start.month}/{start.year}"
    assert_readable(browser, drawing)


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 12, 31), date(2030, 1, 31)])
def test_today_is_shown_wherever_it_falls(today: date, browser: Browser) -> None:
    assert_readable(browser, str(plan(*BARS, today=today).svg))


def test_a_roadmap_without_due_days_is_none() -> None:
    assert plan(bar("x", None, None)) == roadmap.Roadmap(svg=None, left_out=("x",))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str) -> None:
    named = {"uid": "d", "title": text, "description": text}
    pictures = (
        str(gap.draw([gap.GapRow(name=text, current=1, ideal=2, note=text)], **named)),
        str(trend.draw(figures(1, 2, label=text), say=say, target=trend.TrendTarget(value=3, label=text), **named)),
        str(plan(bar(text, None, date(2026, 1, 1), note=text)).svg),
    )
    for picture in pictures:
        assert {element.tag for element in parsed(picture).iter()} <= {
            "svg",
            "title",
            "desc",
            "g",
            "path",
            "rect",
            "circle",
            "text",
            "tspan",
        }


def test_rows_follow_one_another() -> None:
    root = parsed(str(gap.draw(PAIRS, **NAMED)))
    rows = [(float(row.get("y") or 0), float(row.get("height") or 0)) for row in root.iter("rect")]
    assert all(top + height == below for (top, height), (below, _) in pairwise(rows))
