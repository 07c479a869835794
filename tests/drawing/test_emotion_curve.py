from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from drawing_layout import HREF, assert_readable, parsed, texts
from hostile_texts import HOSTILE

from cxsite.drawing.emotion_curve import CurveGrid, CurvePoint, CurveSeries, CurveStage, axis, draw, legend

if TYPE_CHECKING:
    from goldens import Golden
    from playwright.sync_api import Browser

GRID = CurveGrid(
    stages=(
        CurveStage(columns=2, name="Nhận biết"),
        CurveStage(columns=3, name="Mua hàng"),
        CurveStage(columns=1, name="Giao hàng"),
    ),
    column_width=160,
)


def series(*emotions: int | None, **more: object) -> CurveSeries:
    points = tuple(CurvePoint(column=column, emotion=emotion) for column, emotion in enumerate(emotions))
    return replace(CurveSeries(name="Lan", points=points), **more)  # type: ignore[arg-type]


def drawn(*lines: CurveSeries, grid: CurveGrid = GRID) -> str:
    return str(draw(lines, grid, uid="c", title="Đường cong", description="Sáu điểm chạm"))


def faces(drawing: str) -> list[tuple[str, float]]:
    return [(str(used.get(HREF)).removeprefix("#"), float(str(used.get("x")))) for used in parsed(drawing).iter("use")]


def test_each_face_stands_over_the_middle_of_its_column() -> None:
    assert faces(drawn(series(1, 2, 3, 4, 5, 1))) == [
        (f"c-{emotion}", 80 + 160 * column) for column, emotion in enumerate((1, 2, 3, 4, 5, 1))
    ]


def test_every_face_refers_to_a_shape_of_the_drawing() -> None:
    drawing = parsed(drawn(series(1, 2, 3, 4, 5, 1), series(2, 2, ideal=True)))
    shapes = {str(shape.get("id")): shape.get("class") for shape in drawing.iter("g")}
    assert {name: kind for name, kind in shapes.items() if name != "None"} == {
        f"c-{emotion}": f"cx-face cx-e{emotion}" for emotion in range(1, 6)
    }
    assert {str(used.get(HREF)).removeprefix("#") for used in drawing.iter("use")} <= set(shapes)


def test_each_face_has_its_number() -> None:
    assert texts(parsed(drawn(series(1, 2, 5)))) == ["Nhận biết", "Mua hàng", "Giao hàng", "1", "2", "5"]


def test_an_unknown_emotion_breaks_the_line_and_is_marked() -> None:
    whole, broken = drawn(series(3, 4, 5)), drawn(series(3, None, 5))
    assert 'class="cx-line' in whole
    assert 'class="cx-line' not in broken
    assert "?" in texts(parsed(broken))


def test_a_touchpoint_that_was_not_passed_does_not_break_the_line() -> None:
    passed_by = replace(series(3, 4, 5), points=(CurvePoint(column=0, emotion=3), CurvePoint(column=2, emotion=5)))
    assert 'class="cx-line' in drawn(passed_by)
    assert "?" not in texts(parsed(drawn(passed_by)))


def test_what_is_only_assumed_is_dashed() -> None:
    points = (
        CurvePoint(column=0, emotion=3),
        CurvePoint(column=1, emotion=4, assumed=True),
        CurvePoint(column=2, emotion=4),
        CurvePoint(column=3, emotion=2),
    )
    drawing = drawn(CurveSeries(name="Lan", points=points))
    solid, dashed = re.findall(r'class="(cx-line[^"]*)" d="([^"]*)"', drawing)
    assert (solid[0], dashed[0]) == ("cx-line cx-line-0", "cx-line cx-line-0 cx-assumed")
    assert (solid[1].count("C"), dashed[1].count("C")) == (1, 2)
    assert re.findall(r'<g class="cx-guess"><use xlink:href="#([^"]*)" x="240"/></g>', drawing) == ["c-4"]


def test_a_moment_of_truth_has_a_star() -> None:
    points = (CurvePoint(column=1, emotion=2, moment_of_truth=True),)
    assert drawn(CurveSeries(name="Lan", points=points)).count("cx-star") == 1
    assert "cx-star" not in drawn(series(2, 2))


def test_the_ideal_lies_behind_with_hollow_faces() -> None:
    drawing = drawn(series(2, 3), series(5, 5, ideal=True))
    assert drawing.index("cx-line cx-ideal") < drawing.index("cx-line cx-line-0")
    assert re.search(r'<g class="cx-hollow">(<use [^>]*/>){2}</g>', drawing)


def test_personas_who_feel_the_same_stand_side_by_side() -> None:
    places = [x for _, x in faces(drawn(series(4, mark="L"), series(4, mark="H"), series(4, mark="S")))]
    assert places == [80 - 32, 80, 80 + 32]


def test_without_stage_names_the_drawing_is_as_high_as_its_lane() -> None:
    assert CurveGrid(stages=(CurveStage(columns=2),), height=200).total_height == 200


def test_words_neither_collide_nor_are_cut(browser: Browser) -> None:
    long = CurveGrid(
        stages=(
            CurveStage(columns=1, name="Cân nhắc và so sánh giữa nhiều cửa hàng"),
            CurveStage(columns=2, name="x" * 40),
        ),
        column_width=150,
    )
    lines = (
        series(3, 4, None, mark="L"),
        series(3, 3, None, mark="H"),
        series(2, 5, 1, mark="S"),
        series(4, 4, 4, ideal=True),
    )
    assert_readable(browser, drawn(*lines, grid=long))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str) -> None:
    grid = CurveGrid(stages=(CurveStage(columns=1, name=text),))
    root = parsed(str(draw([series(3)], grid, uid="c", title=text, description=text)))
    assert {element.tag for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "rect",
        "circle",
        "text",
        "tspan",
        "defs",
        "use",
    }


def test_the_axis_and_the_legend() -> None:
    assert 'aria-hidden="true"' in axis(GRID)
    words = legend(
        [series(1, mark="L"), series(2, ideal=True, name="<Lý tưởng>")],
        assumed="giả định",
        unknown="",
        moment_of_truth="quyết định",
    )
    assert re.findall(r"</svg>([^<]*)", words) == ["&#60;Lý tưởng&#62;", "L Lan", "giả định", "quyết định"]


def test_ten_touchpoints_need_about_five_kilobytes(golden: Golden) -> None:
    grid = CurveGrid(stages=(CurveStage(columns=10),))
    drawing = drawn(series(3, 4, 4, 2, 1, None, 5, 4, 3, 5), grid=grid)
    assert len(drawing.encode()) < 5_000
    golden("drawing/emotion_curve.svg", drawing + "\n")
