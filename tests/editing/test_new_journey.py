"""`cxsite new journey --from FILE`: what a team has already, as a draft that validates; nothing is lost on the way."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cxsite.editing.brought_journey import journey_of
from cxsite.editing.inventory import read_inventory
from cxsite.editing.mermaid_journey import read_mermaid
from cxsite.editing.new_journey import journey_from
from cxsite.escaping import terminal
from cxsite.model.journey import Journey
from cxsite.problems import CxsiteError, Level
from cxsite.reading import read
from cxsite.reading.events import read_yaml
from cxsite.reading.shape import shape
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

TODAY = date(2026, 11, 20)
FILES = {
    "playbook.yml": """\
title: Sổ tay
stages: [{id: can-nhac, name: Cân nhắc}, {id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng}, {id: zalo, name: Zalo OA}]
""",
    "personas/lan.yml": "name: Lan\n",
    "personas/minh.yml": "name: Minh\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\n",
}
VIETNAMESE = """\
BẢN ĐỒ ĐIỂM CHẠM 2026,,,,,,,
Giai đoạn,Điểm chạm,Kênh,Khách làm gì,Cảm xúc,Điểm đau,KPI,Ngân sách
Cân nhắc,Xem mẫu trên mạng,"Zalo OA, TikTok",Lướt xem,4,,NPS,20 triệu
Mua hàng,Thử đồ,cửa hàng,"Thử ba chiếc: chụp, gửi em gái",2/5,Chờ lâu; Đèn tối,,
,Trả tiền,Cửa hàng,,7,Xếp hàng,Doanh số,
Đóng gói,Gói quà,,Nhìn gói,,,,
"""
ENGLISH = """\
Phase;Touchpoint name;Channels;Customer action;Thoughts;Emotion score;Moment of truth;Persona;Opportunities
Cân nhắc;Search;zalo;Looks around;Is it dear?;3;no;Lan;
Mua hàng;Try on;cua-hang;Tries three;;5;yes;Lan, Khách lạ;Book a room
"""
MERMAID = """\
```mermaid
journey
  title Lan mua váy
  section Cân nhắc
    Xem mẫu: 4: Lan
    Hẹn 9:30 tới tiệm: 3: Lan, Minh
  section Mua hàng
    Thử đồ; ba chiếc: 9: Lan
    section chọn cỡ: 2: Lan
    Trả tiền#58; quầy: 5: Lan, Thu ngân
  %% hỏi lại nhân viên
  accDescr: Đường đi của Lan
    Không có điểm
```
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def bring(
    project: Path, name: str, data: str | bytes, columns: dict[str, str] | None = None
) -> tuple[Journey, str, list[str]]:
    """The journey as read again, its file's text, and what its author was told; it has no error."""
    file = project / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    content, _ = read(project, today=TODAY)
    path, _, told = journey_from(project, file, "Mua váy", content, columns or {}, language="vi")
    content, problems = read(project, today=TODAY)
    problems += check_content(content)
    assert [problem for problem in problems if problem.level is Level.ERROR] == []
    text = (project / path).read_text(encoding="utf-8")
    return content.journeys["mua-vay"], text, list(told)


def test_a_vietnamese_inventory_fills_the_fields(project: Path) -> None:
    journey, text, told = bring(project, "diem-cham.csv", VIETNAMESE)
    assert [stage.stage for stage in journey.stages] == ["can-nhac", "mua-hang"]
    see, try_on, pay, pack = journey.touchpoints
    assert (see.id, see.channels, see.does, see.metrics) == ("xem-mau-tren-mang", ("zalo",), "Lướt xem", ("nps",))
    assert see.emotion_of("lan") == 4
    assert try_on.does == "Thử ba chiếc: chụp, gửi em gái"
    assert [(p.id, p.text) for p in try_on.pain_points] == [("cho-lau", "Chờ lâu"), ("den-toi", "Đèn tối")]
    assert (try_on.emotion_of("lan"), pay.emotion) == (2, None)
    assert journey.status == "draft"
    for kept in ("BẢN ĐỒ ĐIỂM CHẠM 2026", "channels: TikTok", "Ngân sách: 20 triệu", "emotion: 7", "metrics: Doanh số"):
        assert f"# {kept}" in text
    assert pack in journey.stages[1].touchpoints
    assert "# stage: Đóng gói" in text
    assert "Ngân sách: 1 chỗ được giữ lại dưới dạng ghi chú." in told


def test_an_english_inventory_with_semicolons_does_too(project: Path) -> None:
    journey, text, _ = bring(project, "touchpoints.csv", "\ufeff" + ENGLISH.replace("\n", "\r\n"))
    search, try_on = journey.touchpoints
    assert (search.thinks, search.moment_of_truth, try_on.moment_of_truth) == ("Is it dear?", False, True)
    assert journey.personas == ("lan",)
    assert [chance.text for chance in try_on.opportunities] == ["Book a room"]
    assert "# personas: Khách lạ" in text


def test_an_excel_workbook_is_read_with_merged_stages_formulas_and_other_sheets(project: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Giai đoạn", "Điểm chạm", "Cảm xúc", "Ngày", "Chi phí"])
    sheet.append(["Mua hàng", "Thử đồ", 2.0, date(2026, 10, 5), "=1+1"])
    sheet.append([None, "Trả tiền", 4, None, None])
    sheet.merge_cells("A2:A3")
    book.create_sheet("Ghi chú").append(["Hỏi lại Minh", 12])
    out = io.BytesIO()
    book.save(out)
    journey, text, _ = bring(project, "bảng.xlsx", out.getvalue())
    assert [t.name for t in journey.stages[0].touchpoints] == ["Thử đồ", "Trả tiền"]
    assert [t.emotion_of("lan") for t in journey.touchpoints] == [2, 4]
    for kept in ("Ngày: 2026-10-05", "Chi phí: =1+1", "Ghi chú: Hỏi lại Minh | 12"):
        assert f"# {kept}" in text


def test_unclear_columns_are_asked_for_and_can_be_given(project: Path) -> None:
    table = "Bước nhỏ nhất,Nơi\nThử đồ,Cửa hàng\n"
    with pytest.raises(CxsiteError, match="Bước nhỏ nhất") as error:
        bring(project, "a.csv", table)
    assert "--columns 'Bước nhỏ nhất=name'" in error.value.remedy
    journey, _, _ = bring(project, "a.csv", table, {"Bước nhỏ nhất": "name", "Nơi": "channels"})
    assert [(t.name, t.channels) for t in journey.touchpoints] == [("Thử đồ", ("cua-hang",))]


@pytest.mark.parametrize(
    ("name", "data", "columns", "said"),
    [
        ("a.csv", "Điểm chạm\nA\n", {"Tên": "name"}, "There is no column “Tên”"),
        ("a.csv", "Điểm chạm\nA\n", {"Điểm chạm": "colour"}, "no field of a touchpoint"),
        ("a.csv", "Điểm chạm\n", {}, "names no touchpoint"),
        ("a.csv", "", {}, "has no rows"),
        ("a.csv", b"\xff\xfa\x00", {}, "is not UTF-8"),
        ("a.xlsx", b"PK\x03\x04 no", {}, "cannot be read as an Excel workbook"),
        ("a.pdf", "x", {}, "no kind of file"),
        ("a.mmd", "flowchart TD\n", {}, "names no touchpoint"),
    ],
)
def test_what_cannot_be_read_is_told(
    project: Path, name: str, data: str | bytes, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(CxsiteError, match=said):
        bring(project, name, data, columns)
    assert not (project / "content/journeys").exists()


def test_a_mermaid_journey_keeps_what_mermaid_would_lose(project: Path) -> None:
    journey, text, told = bring(project, "a.md", MERMAID)
    names = [touchpoint.name for touchpoint in journey.touchpoints]
    assert names == ["Xem mẫu", "Hẹn 9:30 tới tiệm", "Thử đồ; ba chiếc", "section chọn cỡ", "Trả tiền: quầy"]
    assert journey.personas == ("lan", "minh")
    see, appointment, try_on, _, pay = journey.touchpoints
    assert (see.emotion_of("lan"), see.emotion_of("minh")) == (4, None)
    assert (appointment.emotion_of("minh"), try_on.emotion, pay.actors) == (3, None, ("Thu ngân",))
    for kept in ("%% hỏi lại nhân viên", "accDescr: Đường đi của Lan", "Không có điểm", "emotion: 9"):
        assert f"# {kept}" in text
    assert [line.split()[1].rstrip(":") for line in told if line.startswith("Dòng")] == ["6", "8", "8", "9", "13"]


def test_a_title_of_its_own_and_sections_without_tasks_stay_as_comments(project: Path) -> None:
    head = "---\ntitle: Đi mua, váy\n---\n"
    diagram = f"{head}journey\n  section Mua hàng\n    Thử đồ: 2: Lan\n  section Trống\n  section Lạc: 4\n"
    _, text, _ = bring(project, "a.mmd", diagram)
    for kept in ("title Đi mua, váy", "section Trống", "section Lạc: 4"):
        assert f"# {kept}\n" in text
    assert "section Mua hàng" not in text


def test_a_row_without_a_name_gets_none_and_is_told_of(project: Path) -> None:
    journey, text, _ = bring(project, "a.csv", "Điểm chạm,Kênh\n,Zalo OA\n")
    assert [(t.id, t.channels) for t in journey.touchpoints] == [("diem-cham", ("zalo",))]
    assert "name:" not in text
    content, _ = read(project, today=TODAY)
    assert "CX303" in {problem.code for problem in check_content(content)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_it_tells_is_told_in_both_languages(language: str) -> None:
    assert len(read_mermaid(MERMAID, language).hints) == 5


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=6)


@settings(max_examples=80)
@given(rows=ROWS)
def test_every_cell_of_any_table_is_somewhere_in_a_file_that_reads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("table")
    out = io.StringIO(newline="")
    header = ["Điểm chạm", "Kênh", "Cảm xúc", "Tiêu chuẩn", "Điểm đau", "Ghi chú khác"]
    csv.writer(out).writerows([header, *rows])
    (folder / "a.csv").write_bytes(out.getvalue().encode())
    brought = read_inventory(folder / "a.csv", {})
    new = journey_of(brought, "Mua váy", _content(folder), "a.csv", "vi")
    fields, problems = read_yaml("a.yml", new.text)
    assert problems == []
    assert fields is not None
    if brought.touchpoints:
        assert shape(fields, Journey, "vi")[1] == []
    written = "".join(new.text.split()).replace("#", "")
    for row in rows:
        for word in " ".join(row).split():
            if word.isalnum():
                assert terminal.encode(word) in written, (word, new.text)


def _content(folder: Path) -> Content:
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read(folder, today=TODAY)[0]
