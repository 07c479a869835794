"""Slides for the monthly meeting: what they show, that everything fits, and that it can be edited."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import a_project, cxsite

from cxsite.cli.exit_codes import Exit
from cxsite.drawing.poster import PosterColumn, PosterLane, PosterMap, PosterStage
from cxsite.exporting.map_slides import LABEL_WIDTH, divide_map

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation as OpenedSlides

INCH = 914_400
FILES = {
    "playbook.yml": """\
title: Sổ tay
organisation: Váy Mây
stages: [{id: can-nhac, name: Cân nhắc}, {id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng}]
teams: [{id: cx, name: Nhóm CX}]
tickets: {url: "https://jira.example/browse/{key}"}
version: 2
""",
    "personas/lan.yml": 'name: "=1+1"\n',
    "journeys/mua-vay.yml": """\
title: Mua váy
personas: [lan]
stages:
  - stage: can-nhac
    touchpoints:
      - {id: xem, name: Xem mẫu, emotion: 3}
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        emotion: 2
        does: Đứng chờ
        metrics: [nps]
        moment_of_truth: true
        pain_points: [{id: cho, text: Chờ lâu, severity: 5}]
        opportunities: [{id: hen, text: Cho hẹn giờ, addresses: [cho], customer_value: 80, business_value: 60}]
      - {id: tra-tien, name: Trả tiền}
actions:
  - {id: tre, title: Trễ hạn, owner: cx, due: 2026-01-31, status: doing, addresses: [cho], ticket: CX-12}
""",
    "journeys/nhap.yml": "title: Bản nháp bí mật\nstatus: draft\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\ntarget: 40\n",
    "observations/a.csv": "metric,period,value,n,touchpoint\nnps,2026-10,42,120,\nnps,2026-10,66.6,3,mua-vay/thu-do\n",
}


def run(project: Path, *arguments: str) -> Any:
    return cxsite("export", "pptx", "--output", "a.pptx", *arguments, cwd=project)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = a_project(tmp_path_factory.mktemp("slides"), **FILES)
    ran = run(made)
    assert (ran.code, ran.err) == (0, "")
    return made


@pytest.fixture(scope="module")
def deck(project: Path) -> OpenedSlides:
    from pptx import Presentation  # noqa: PLC0415 -- slow to import

    return Presentation(str(project / "a.pptx"))


def tables(deck: OpenedSlides) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for slide in deck.slides:
        title: Any = slide.shapes.title
        for shape in slide.shapes:
            if shape.has_table:
                rows = shape.table.rows
                found[title.text] = [[cell.text for cell in row.cells] for row in rows]
    return found


def test_there_is_a_slide_for_each_question_of_the_meeting(deck: OpenedSlides) -> None:
    found = tables(deck)
    assert ["Điểm đau nặng mức 4 và 5", "1, trong đó 0 chưa có lời giải", ""] in found["Tình hình chung"]
    assert ["NPS", "+42 10/2026", "+40 đạt chỉ tiêu"] in found["Tình hình chung"]
    assert found["Những điểm đau nặng nhất"][1] == ["5/5", "Chờ lâu", "Mua váy – Thử đồ", "Trễ hạn"]
    assert found["Những cơ hội giá trị nhất"][1][:2] == ["70/100", "Cho hẹn giờ"]
    late = found["Hành động quá hạn"][1]
    assert (late[:3], late[4]) == (["Trễ hạn", "Nhóm CX", "31/01/2026"], "CX-12")
    addresses = [
        run.hyperlink.address
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for run in cell.text_frame.paragraphs[0].runs
    ]
    assert [one for one in addresses if one] == ["https://jira.example/browse/CX-12"]


def test_a_journey_has_its_curve_as_a_chart_and_its_map_as_a_table(deck: OpenedSlides) -> None:
    slide = next(one for one in deck.slides if one.shapes.title is not None and one.shapes.title.text == "Mua váy")
    chart: Any = next(shape for shape in slide.shapes if shape.has_chart)
    plot = chart.chart.plots[0]
    assert [list(series.values) for series in plot.series] == [[3, 2, None]]
    assert list(plot.categories) == ["1", "2", "3"]
    table: Any = next(shape for shape in slide.shapes if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.table.rows]
    assert cells[0] == ["Giai đoạn", "Cân nhắc", "Mua hàng", ""]
    assert table.table.cell(0, 2).span_width == 2
    assert cells[1][1:] == ["1. Xem mẫu", "★ 2. Thử đồ", "3. Trả tiền"]
    assert [row[2] for row in cells if row[0] == "Điểm đau"] == ["Mức nặng 5/5 Chờ lâu"]


def parts_of(data: bytes) -> str:
    """All texts of an Office file, with those of the workbooks in it."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            part = book.read(name)
            texts.append(parts_of(part) if name.endswith(".xlsx") else part.decode("utf-8", "replace"))
    return "".join(texts)


def test_drafts_and_small_groups_are_on_no_slide_and_nothing_runs_as_a_formula(project: Path) -> None:
    text = parts_of((project / "a.pptx").read_bytes())
    assert "+42" in text
    assert not [word for word in ("66,6", "66.6", "bí mật", "<f>") if word in text]


def test_the_same_content_gives_the_same_bytes(project: Path) -> None:
    before = (project / "a.pptx").read_bytes()
    run(project)
    assert (project / "a.pptx").read_bytes() == before


def test_a_playbook_without_content_has_its_slides_too(tmp_path: Path) -> None:
    from pptx import Presentation  # noqa: PLC0415 -- slow to import

    made = a_project(tmp_path)
    (made / "content/journeys/mua-vay.yml").unlink()
    assert run(made).code == 0
    assert [one.shapes.title.text for one in Presentation(str(made / "a.pptx")).slides if one.shapes.title] == [
        "Sổ tay", "Tình hình chung", "Những điểm đau nặng nhất", "Những cơ hội giá trị nhất", "Hành động quá hạn",
    ]  # fmt: skip


def test_without_the_package_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    monkeypatch.delitem(sys.modules, "cxsite.exporting.slide_writer", raising=False)
    ran = cxsite("export", "pptx", "--output", "b.pptx", cwd=project)
    assert (ran.code, "cxsite[office]" in ran.err) == (Exit.ENVIRONMENT, True)
    assert not (project / "b.pptx").exists()


WORDS = st.sampled_from(["Khách", "chờ", "đợi-lâu", "x" * 70, "👍🏻", "待つ"])
CELLS = st.lists(st.integers(1, 90).flatmap(lambda n: WORDS.map(lambda word: " ".join([word] * n))), max_size=3).map(
    tuple
)


@st.composite
def maps(draw: st.DrawFn) -> PosterMap:
    counts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    columns = sum(counts)
    lanes = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns).map(tuple), max_size=3))
    return PosterMap(
        title="Mua váy", facts=("Lan",), note="", stage_label="Giai đoạn", name_label="Điểm chạm",
        curve_label="Cảm xúc", signs=("", "", ""), series=(),
        stages=tuple(PosterStage(f"Giai đoạn {at}", count) for at, count in enumerate(counts)),
        columns=tuple(PosterColumn(at + 1, "Thử đồ", at == 1) for at in range(columns)),
        lanes=tuple(PosterLane(f"lane-{at}", f"Lớp {at}", cells) for at, cells in enumerate(lanes)),
    )  # fmt: skip


@given(maps())
def test_every_word_of_a_map_stands_on_a_slide_on_which_it_fits(shown: PosterMap) -> None:
    slides = list(divide_map(shown, 6.0, 1.75, 0.28))
    assert sum(one.end - one.start for one in slides if not one.is_hidden) == len(shown.columns)
    placed: dict[tuple[str, int], str] = {}
    for one in slides:
        assert 0.28 + one.names.height + sum(row.height for row in one.rows) <= 6.0 + 1e-6
        assert one.end - one.start <= 8
        for row in one.rows:
            for at, cell in enumerate(row.cells, start=one.start):
                key = (row.label.removesuffix(" …"), at)
                placed[key] = placed.get(key, "") + re.sub(r"\s|•", "", cell)
    for lane in shown.lanes:
        for at, texts in enumerate(lane.cells):
            assert placed.get((lane.label, at), "") == re.sub(r"\s|•", "", "".join(texts))


def test_twenty_four_touchpoints_are_three_slides_inside_the_sheet(tmp_path: Path) -> None:
    from pptx import Presentation  # noqa: PLC0415 -- slow to import

    point = (
        "      - {{id: d{n}, name: Điểm chạm số {n}, emotion: {e}, does: {words}, thinks: {words}, "
        "pain_points: [{{id: p{n}, text: {words}, severity: 3}}]}}\n"
    )
    points = "".join(point.format(n=n, e=n % 5 + 1, words="Khách chờ lâu ở quầy " * 6) for n in range(24))
    journey = f"title: Dài\npersonas: [lan]\nstages:\n  - stage: mua-hang\n    touchpoints:\n{points}"
    made = a_project(tmp_path, **{"journeys/dai.yml": journey})
    assert run(made, "--journey", "dai").code == 0
    deck = Presentation(str(made / "a.pptx"))
    own = [one for one in deck.slides if one.shapes.title is not None and one.shapes.title.text.startswith("Dài")]
    shown = [one for one in own if one._element.get("show") != "0"]  # noqa: SLF001 -- python-pptx has no other way
    assert [one.shapes.title.text for one in shown if one.shapes.title] == ["Dài (1/3)", "Dài (2/3)", "Dài (3/3)"]
    assert sum(shape.has_chart for one in shown for shape in one.shapes) == 3
    for shape in (shape for one in deck.slides for shape in one.shapes):
        heights = [row.height for row in shape.table.rows] if shape.has_table else [shape.height]
        assert 0 <= shape.left <= shape.left + shape.width <= (deck.slide_width or 0) + 9
        assert shape.top + sum(heights) <= (deck.slide_height or 0) + 9
    first: Any = next(shape for shape in shown[0].shapes if shape.has_table)
    assert first.table.columns[0].width == int(LABEL_WIDTH * INCH)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-impress)"
)
def test_libreoffice_opens_the_slides(project: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(project / "a.pptx")],
        check=True, capture_output=True, timeout=240, text=True,
    )  # fmt: skip
    if "could not be loaded" in done.stdout + done.stderr:
        pytest.skip("this LibreOffice has no Impress (Debian: libreoffice-impress)")
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 6
