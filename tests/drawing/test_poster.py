"""A journey map as a poster: on which sheet it fits, and that no text leaves its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.drawing.emotion_curve import CurvePoint, CurveSeries
from cxsite.drawing.lettering import width
from cxsite.drawing.poster import PAPERS, STRIP, Poster, PosterColumn, PosterLane, PosterMap, PosterStage, draw_poster
from cxsite.drawing.poster_style import poster_style

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
WORDS = "Khách chờ lâu ở quầy vì chỉ có một máy tính tiền, và không ai nói là phải chờ bao lâu"


def a_map(columns: int, *, words: int = 8, lanes: int = 6, text: str = "") -> PosterMap:
    said = text or " ".join(WORDS.split()[:words])
    points = tuple(CurvePoint(at, at % 5 + 1, assumed=at % 4 == 1, moment_of_truth=at == 2) for at in range(columns))
    return PosterMap(
        title="Mua váy ở cửa hàng",
        facts=("Hiện tại · Lan",),
        note="Váy Mây · 28/11/2026",
        stage_label="Giai đoạn",
        name_label="Điểm chạm",
        curve_label="Cảm xúc",
        signs=("mới là giả định", "chưa rõ", "thời khắc quyết định"),
        stages=(PosterStage("Trước khi mua", columns // 2), PosterStage("Mua", columns - columns // 2)),
        columns=tuple(PosterColumn(at + 1, f"Điểm chạm {at + 1}", at == 2) for at in range(columns)),
        series=(CurveSeries(name="Lan", points=points),),
        lanes=tuple(PosterLane(f"lane-{at}", f"Lớp {at}", ((said,),) * columns) for at in range(lanes)),
    )


def texts(poster: Poster) -> Iterator[tuple[float, float, str, str]]:
    """Each line of text outside the curve: x, y, its class and its words."""
    for node in ET.fromstring(poster.svg).iter(f"{SVG}text"):  # noqa: S314 -- what we have just drawn
        style = node.get("class", "")
        if node.get("x"):
            yield float(node.get("x", "0")), float(node.get("y", "0")), style, node.text or ""
        for line in node.iter(f"{SVG}tspan"):
            yield float(line.get("x", "0")), float(line.get("y", "0")), style, line.text or ""


@pytest.mark.parametrize(
    ("columns", "words", "paper"), [(6, 4, "a3"), (12, 8, "a3"), (16, 19, "a2"), (28, 19, "a1"), (80, 19, STRIP)]
)
def test_it_takes_the_smallest_sheet_on_which_it_is_legible(columns: int, words: int, paper: str) -> None:
    poster = draw_poster(a_map(columns, words=words, lanes=10))
    found = next((name for name, size in PAPERS.items() if size == poster.size), STRIP)
    assert (found, poster.points >= 6.5) == (paper, True)


@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_sheet_that_is_asked_for_is_taken(paper: str) -> None:
    poster = draw_poster(a_map(30), paper)
    assert poster.size == PAPERS[paper]
    assert f'width="{PAPERS[paper][0]:g}mm"' in poster.svg


def test_the_same_map_gives_the_same_bytes() -> None:
    assert draw_poster(a_map(9)) == draw_poster(a_map(9))


@given(st.integers(1, 30), st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=300))
def test_no_text_leaves_the_sheet_or_its_column(columns: int, text: str) -> None:
    shown = a_map(columns, text=text or "x", lanes=2) if text.strip() else a_map(columns, lanes=2)
    poster = draw_poster(shown)
    across, down = (float(one) for one in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', poster.svg)[0])
    lanes = [one for one in texts(poster) if not one[2]]
    assert lanes
    for x, y, style, words in texts(poster):
        size = 26 if style == "title" else 14 if style == "stage" else 12
        assert 0 <= y <= down
        assert x + width(words, size) * (1 if style != "title" else 0.9) <= across


def test_it_stands_alone_and_needs_no_variables_or_references() -> None:
    poster = draw_poster(a_map(5))
    ET.fromstring(poster.svg)  # noqa: S314 -- what we have just drawn
    for word in ("var(", "<use", "@", "url(", "<script", "href="):
        assert word not in poster.svg
    assert re.search(r"\.cx-e1 circle\{fill:#[0-9a-f]{6}\}", poster_style())


def test_hostile_texts_stay_texts() -> None:
    shown = a_map(2, text='<script>alert(1)</script> & "x" ]]> {{ 7 * 7 }}', lanes=1)
    root = ET.fromstring(draw_poster(shown).svg)  # noqa: S314 -- what we have just drawn
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_a_map_without_emotions_has_no_curve_and_no_legend() -> None:
    shown = a_map(3)
    bare = PosterMap(**{name: getattr(shown, name) for name in PosterMap.__slots__ if name != "series"}, series=())
    poster = draw_poster(bare)
    assert "cx-curve" not in poster.svg
    assert "chưa rõ" not in poster.svg
