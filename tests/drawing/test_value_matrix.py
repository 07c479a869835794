"""Opportunities in a square whose axes the reader chooses."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from drawing_layout import assert_readable, words_in
from hypothesis import given
from hypothesis import strategies as st

from cxsite.drawing.value_matrix import MatrixAxis, MatrixDot, MatrixFrame, draw, find_free_place
from cxsite.i18n.catalogue import Translator

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TICKS = ("0", "25", "50", "75", "100")
AXES = (
    MatrixAxis(key="customer_value", letter="c", name="Giá trị", high=100, ticks=TICKS),
    MatrixAxis(key="effort", letter="e", name="Công sức", high=100, ticks=TICKS),
    MatrixAxis(key="reach", letter="r", name="Số khách", high=400, ticks=("0", "100", "200", "300", "400")),
)


def dot(label: str, effort: float | None = None, **values: float) -> MatrixDot:
    if effort is not None:
        values["effort"] = effort
    return MatrixDot(
        label=label,
        text=f"Cơ hội {label}",
        anchor=f"row-{label}",
        values=values,
        effort=effort,
        is_open=True,
        style="s-a",
    )


def svg_of(*dots: MatrixDot) -> str:
    return str(draw(dots, AXES, uid="m", title="Ma trận", description="Các cơ hội.", same="Chọn hai trục khác nhau."))


def places(svg: str, pair: str) -> list[tuple[int, int]]:
    return [
        (int(x), int(y)) for x, y in re.findall(rf'<use class="{pair}" xlink:href="#m\d+" x="(\d+)" y="(\d+)"/>', svg)
    ]


def test_a_dot_has_a_place_for_each_pair_of_axes_that_it_has_values_for() -> None:
    svg = svg_of(dot("1", customer_value=50, effort=50, reach=400), dot("2", customer_value=100))
    assert re.findall(r'<use class="([^"]+)"', svg) == [
        "cx-xc cx-ye",
        "cx-xc cx-yr",
        "cx-xe cx-yc",
        "cx-xe cx-yr",
        "cx-xr cx-yc",
        "cx-xr cx-ye",
    ]
    ((x, y),) = places(svg, "cx-xr cx-yc")
    ((turned, _),) = places(svg, "cx-xc cx-yr")
    assert (x > 450, 180 < y < 220, turned < 300) == (True, True, True)


def test_effort_is_the_area_of_a_dot_and_an_unknown_one_has_a_dashed_outline() -> None:
    svg = svg_of(dot("1", effort=0, reach=1), dot("2", effort=100, reach=1), dot("3", reach=1))
    radii = {label: float(radius) for radius, label in re.findall(r'r="([\d.]+)"/><text[^>]*>(\d)<', svg)}
    assert radii["2"] > 2 * radii["1"]
    assert radii["3"] == radii["1"]
    assert re.findall(r'cx-unsized" r="[\d.]+"/><text[^>]*>(\d)<', svg) == ["3"]


def test_equal_axes_say_so_and_each_dot_says_which_opportunity_it_is() -> None:
    svg = svg_of(dot("1", effort=4, reach=3))
    assert svg.count("Chọn hai trục khác nhau.") == len(AXES)
    assert 'href="#row-1" tabindex="-1" aria-label="1. Cơ hội 1"' in svg


@given(st.lists(st.tuples(st.floats(54, 506), st.floats(12, 384), st.floats(12, 25)), max_size=30))
def test_thirty_dots_anywhere_cover_neither_each_other_nor_the_frame(wanted: list[tuple[float, float, float]]) -> None:
    placed: list[tuple[float, float, float]] = []
    for x, y, radius in wanted:
        placed.append((*find_free_place((x, y), radius, placed, MatrixFrame(54)), radius))
    for number, (x, y, radius) in enumerate(placed):
        assert x - radius > 54
        assert x + radius < 506
        assert y - radius > 12
        assert y + radius < 384
        for other_x, other_y, other in placed[:number]:
            assert math.dist((x, y), (other_x, other_y)) >= radius + other


@pytest.mark.parametrize("reach", [4, 400, 12_000, 200_000, 1_200_000, 80_000_000])
@pytest.mark.parametrize("shown", ["cx-xr cx-yc", "cx-xc cx-yr"])
def test_labels_of_axes_touch_neither_each_other_nor_the_title_on_a_phone(
    browser: Browser, reach: int, shown: str
) -> None:
    words = Translator("vi")
    ticks = tuple(words.number(reach * part / 4) for part in range(5))
    axes = (AXES[0], MatrixAxis(key="reach", letter="r", name="Số khách chạm tới", high=reach, ticks=ticks))
    svg = str(draw([], axes, uid="m", title="Ma trận", description="Các cơ hội.", same=""))
    for axis in {"cx-xr", "cx-xc", "cx-yr", "cx-yc"} - set(shown.split()):
        svg = re.sub(rf'<g class="{axis}">(?:<text.*?</text>)*(?:<g .*?</g>)?(?:<text.*?</text>)*</g>', "", svg)
    svg = re.sub(r"<text[^>]*></text>", "", svg)
    drawing = f"<style>.cx-matrix-drawing {{ font-size: 16px; width: 288px }}</style>{svg}"
    assert_readable(browser, drawing)
    words_shown = {word.text for word in words_in(browser, drawing)}
    assert {"0", ticks[-1], "100", "Số khách chạm tới →", "Giá trị →"} <= words_shown
