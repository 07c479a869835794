"""`cxsite import FILE`: what a team has already, as drafts that validate; nothing is invented, nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from shell import cxsite
from terminal_session import answer_in_terminal

from cxsite.escaping import terminal
from cxsite.importing.import_journeys import write_journeys
from cxsite.importing.options import ImportOptions
from cxsite.importing.ratings import read_rating, scale_of
from cxsite.importing.read_source import read_source
from cxsite.importing.touchpoint_fields import clean
from cxsite.importing.understand_source import understand_source
from cxsite.problems import CxsiteError, Level
from cxsite.reading import read
from cxsite.reading.yaml_events import read_yaml
from cxsite.rules import check_content

if TYPE_CHECKING:
    from cxsite.importing.journey_draft import Understanding
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint

TODAY = date(2026, 11, 20)
PLAYBOOK = """\
title: Sổ tay
# các giai đoạn
stages:
  - {id: tim-hieu, name: Tìm hiểu}   # đầu tiên
  - {id: dat-banh, name: Đặt bánh}
  - {id: nhan-banh, name: Nhận bánh}
  - {id: sau-buoi-tiec, name: Sau buổi tiệc}
channels:
  - {id: cua-hang, name: Cửa hàng}
  - {id: facebook, name: Facebook}
  - {id: zalo, name: Zalo}
  - {id: giao-hang, name: Người giao hàng}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return playbook(tmp_path)


def playbook(folder: Path) -> Path:
    files = {"playbook.yml": PLAYBOOK, "personas/mai.yml": "name: Mai\n", "personas/nam.yml": "name: Nam\n"}
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def understood(project: Path, name: str, data: str | bytes, **options: Any) -> Understanding:
    """What is understood of a file of that name, as the journey of Mai unless options say otherwise."""
    file = project / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    given = ImportOptions(**{"personas": ("mai",), **options})
    source, remarks = read_source(file, sheet=given.sheet)
    found = understand_source(source, read(project, today=TODAY)[0], given)
    found.remarks[:0] = remarks
    return found


def imported(project: Path, name: str, data: str | bytes, **options: Any) -> tuple[list[Journey], list[str]]:
    """The journeys as read again, and the texts of their files; no question is open, and none has an error."""
    found = understood(project, name, data, **options)
    assert found.questions == []
    content, _ = read(project, today=TODAY)
    given = ImportOptions(**{"personas": ("mai",), **options})
    done = write_journeys(project, found, content, given, name)
    content, problems = read(project, today=TODAY)
    assert [problem for problem in [*problems, *check_content(content)] if problem.level is Level.ERROR] == []
    texts = [(project / path).read_text(encoding="utf-8") for path in done.journeys]
    return [content.journeys[Path(path).stem] for path in done.journeys], texts


def one(project: Path, name: str, data: str | bytes, **options: Any) -> tuple[dict[str, Touchpoint], str]:
    """The touchpoints of the only journey by their names, and its file's text."""
    (journey,), (text,) = imported(project, name, data, **options)
    assert journey.status == "draft"
    return {touchpoint.title: touchpoint for touchpoint in journey.touchpoints}, text


def stages(journey: Journey) -> dict[str, list[str]]:
    return {stage.stage: [touchpoint.title for touchpoint in stage.touchpoints] for stage in journey.stages}


def workbook(*sheets: tuple[str, list[list[object]]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- names, stages, columns ---


def test_touchpoints_are_names_and_steps_numbers_are_an_order(project: Path) -> None:
    found, text = one(
        project,
        "a.csv",
        "STT,Giai đoạn,Bước,Điểm chạm,Kênh,Cảm xúc\n1,Tìm hiểu,1,Xem mẫu,Facebook,4\n2,Đặt bánh,2,Hỏi giá,Zalo,2\n",
    )
    assert list(found) == ["Xem mẫu", "Hỏi giá"]
    assert (found["Xem mẫu"].channels, found["Hỏi giá"].emotion_of("mai")) == (("facebook",), 2)
    assert "# Bước: 2" in text


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Gains", "Photos look real"),
        ("Priority score", "5"),
        ("NPS score", "30"),
        ("Lead score", "5"),
        ("Ghi chú", "Hỏi lại"),
        ("Screen", "Home"),
        ("Chi phí", "20 triệu"),
    ],
)
def test_a_column_that_names_no_field_is_kept_as_a_comment(project: Path, header: str, cell: str) -> None:
    found, text = one(project, "a.csv", f"Stage,Touchpoint,{header}\nTìm hiểu,Browse,{cell}\n")
    touchpoint = found["Browse"]
    assert (touchpoint.emotion, touchpoint.pain_points, touchpoint.opportunities) == (None, (), ())
    assert f"# {header}: {cell}" in text


@pytest.mark.parametrize(
    "header", ["Business goals", "Cảm xúc nhân viên", "Actions by staff", "Customer score actions"]
)
def test_a_header_with_one_of_our_words_and_others_is_asked_for(project: Path, header: str) -> None:
    data = f"Stage,Touchpoint,{header}\nTìm hiểu,Browse,4\n"
    (question,) = understood(project, "a.csv", data).questions
    assert (question.key, question.values["header"]) == ("guess", header)
    found, text = one(project, "a.csv", data, columns={header: "-"})
    assert f"# {header}: 4" in text
    assert found["Browse"].emotion is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Cảm xúc khách hàng", "emotion"),
        ("Cảm\u00a0xúc (1-5)", "emotion"),
        ("ĐIỂM ĐAU / KHÓ KHĂN", "pain_points"),
        ("Pain Points 😣", "pain_points"),
        ("Opportunites", "opportunities"),
        ("Customer's thoughts", "thinks"),
        ("Thoughts/Feelings", "feels"),
        ("Kênh (online/offline)", "channels"),
        ("3. Tiêu chuẩn phục vụ", "standard"),
    ],
)
def test_headers_are_read_whatever_stands_around_them(project: Path, header: str, field: str) -> None:
    found = understood(project, "a.csv", f"Giai đoạn,Điểm chạm,{header}\nTìm hiểu,Xem mẫu,4\n")
    assert found.columns[2].field == field


def test_actions_for_improvement_are_actions_and_never_what_the_customer_does(project: Path) -> None:
    (journey,), _ = imported(
        project,
        "a.csv",
        "Giai đoạn,Điểm chạm,Cảm xúc khách hàng,Hành động cải tiến\n"
        "Tìm hiểu,Xem mẫu,4,Chụp lại ảnh\nĐặt bánh,Chốt đơn,2,Nhắc giờ\n",
    )
    assert [action.title for action in journey.actions] == ["Chụp lại ảnh", "Nhắc giờ"]
    assert [touchpoint.does for touchpoint in journey.touchpoints] == [None, None]


UNKNOWN = (
    "Giai đoạn,Điểm chạm\nNhận biết,Thấy quảng cáo\nCân nhắc,So giá\n"
    "Đặt bánh,Chốt đơn\nChờ đợi,Đợi tin\nNhận bánh,Mở hộp\n"
)


def test_a_stage_that_the_playbook_lacks_is_never_pushed_into_another(project: Path) -> None:
    found = understood(project, "a.csv", UNKNOWN)
    assert found.new_stages == [("Nhận biết", ""), ("Cân nhắc", "Nhận biết"), ("Chờ đợi", "dat-banh")]
    assert [question.option for question in found.questions] == ["--add-vocabulary"]


def test_new_stages_are_added_in_their_order_and_the_rest_of_the_playbook_stays(project: Path) -> None:
    found = understood(project, "a.csv", UNKNOWN, add_vocabulary=True)
    content, _ = read(project, today=TODAY)
    write_journeys(project, found, content, ImportOptions(add_vocabulary=True), "a.csv")
    text = (project / "content/playbook.yml").read_text(encoding="utf-8")
    content, problems = read(project, today=TODAY)
    assert problems == []
    ids = [stage.id for stage in content.playbook.stages]
    assert ids == ["nhan-biet", "can-nhac", "tim-hieu", "dat-banh", "cho-doi", "nhan-banh", "sau-buoi-tiec"]
    added = [line for line in text.split("\n") if line not in PLAYBOOK.split("\n")]
    assert len(added) == 3
    assert "# đầu tiên" in text
    assert list(stages(content.journeys["a"])) == ["nhan-biet", "can-nhac", "dat-banh", "cho-doi", "nhan-banh"]


@pytest.mark.parametrize(
    "written",
    [
        "title: A\nstages: [{id: tim-hieu, name: Tìm hiểu}]\n",
        "title: A\nstages:\n- id: tim-hieu\n  name: Tìm hiểu\nlanguages: [vi]\n",
        "title: A\nstages:\n  - id: tim-hieu\n    name: Tìm hiểu",
        "title: A\r\nstages:\r\n  - {id: tim-hieu, name: Tìm hiểu}\r\n# hết\r\n",
    ],
)
@pytest.mark.parametrize("order", ["Tìm hiểu,A\nMới,B\n", "Mới,B\nTìm hiểu,A\n"])
def test_new_entries_fit_the_form_of_the_list(project: Path, written: str, order: str) -> None:
    path = project / "content/playbook.yml"
    path.write_bytes(written.encode())
    found = understood(
        project,
        "a.csv",
        f"Giai đoạn,Điểm chạm,Kênh\n{order.replace(chr(10), ',TikTok' + chr(10))}",
        add_vocabulary=True,
    )
    write_journeys(project, found, read(project)[0], ImportOptions(add_vocabulary=True), "a.csv")
    content, problems = read(project)
    assert problems == []
    wanted = ["tim-hieu", "moi"] if order.startswith("Tìm") else ["moi", "tim-hieu"]
    assert [stage.id for stage in content.playbook.stages] == wanted
    assert [channel.name for channel in content.playbook.channels] == ["TikTok"]
    assert ("\r\n" in written) == (b"\r\n" in path.read_bytes())
    assert {t.channels for t in content.journeys["a"].touchpoints} == {("tiktok",)}


def test_stages_are_found_in_spite_of_numbers_and_case(project: Path) -> None:
    data = "Giai đoạn,Điểm chạm\n1. Tìm hiểu,A\nGIAI ĐOẠN 2: ĐẶT BÁNH,B\n3) Nhận bánh,C\nStage 4 – Sau buổi tiệc,D\n"
    (journey,), _ = imported(project, "a.csv", data)
    assert stages(journey) == {"tim-hieu": ["A"], "dat-banh": ["B"], "nhan-banh": ["C"], "sau-buoi-tiec": ["D"]}


# --- emotions ---


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["4", "2"], [4, 2]),
        (["😊", "😡", "😐"], [5, 1, 3]),
        (["+2", "-1", "0"], [5, 2, 3]),
        (["+5", "-5", "0"], [5, 1, 3]),
        (["7/10", "10/10", "1/10"], [4, 5, 1]),
        (["8", "3", "10"], [4, 2, 5]),
        (["★★★☆☆", "⭐⭐", "4 sao"], [3, 2, 4]),
        (["80%", "20 %"], [4, 2]),
        (["4 - hài lòng", "4 điểm", "2 (buồn)"], [4, 4, 2]),
        (["Rất hài lòng", "Không hài lòng", "Bình thường"], [5, 2, 3]),
        (["Positive", "Negative", "Neutral"], [4, 2, 3]),
        (["3,5", "1.2"], [4, 1]),
        (["Lo lắng", "Tò mò"], [None, None]),
    ],
)
def test_ratings_are_read_in_every_form(project: Path, cells: list[str], numbers: list[int | None]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["Giai đoạn", "Điểm chạm", "Cảm xúc"], *(["Tìm hiểu", f"T{n}", c] for n, c in enumerate(cells))]
    )
    found, _ = one(project, "a.csv", out.getvalue())
    assert [touchpoint.emotion_of("mai") for touchpoint in found.values()] == numbers
    if numbers[0] is None:
        assert [touchpoint.feels for touchpoint in found.values()] == cells


def test_the_scale_that_was_taken_is_named_for_the_column(project: Path) -> None:
    found = understood(project, "a.csv", "Giai đoạn,Điểm chạm,Cảm xúc\nTìm hiểu,A,8\nTìm hiểu,B,3\n")
    assert found.columns[2].scale == "0…10"
    stated = understood(project, "a.csv", "Giai đoạn,Điểm chạm,Cảm xúc (1-7)\nTìm hiểu,A,7\nTìm hiểu,B,4\n")
    assert (stated.columns[2].scale, [d.values["emotion"] for d in stated.journeys[0].touchpoints]) == ("1…7", [5, 3])


def test_a_column_for_each_persona_rates_for_that_persona(project: Path) -> None:
    data = "Giai đoạn,Điểm chạm,Cảm xúc (Mai),Cảm xúc (Nam)\nTìm hiểu,Xem mẫu,4,2\n"
    found, _ = one(project, "a.csv", data, personas=())
    assert {who: found["Xem mẫu"].emotion_of(who) for who in ("mai", "nam")} == {"mai": 4, "nam": 2}
    asked = understood(project, "a.csv", data.replace("Nam", "Hà"))
    assert [question.key for question in asked.questions] == ["persona-column"]


# --- layouts ---


def test_merged_touchpoints_own_the_points_below_them(project: Path) -> None:
    data = (
        "Giai đoạn,Điểm chạm,Điểm đau,Cơ hội\nTìm hiểu,Hỏi,Chậm,Trực tối\n"
        ",,Không giá,Ghim giá\n,Xem mẫu,Ảnh mờ,Chụp lại\n"
    )
    found, _ = one(project, "a.csv", data)
    assert [pain.text for pain in found["Hỏi"].pain_points] == ["Chậm", "Không giá"]
    assert [chance.text for chance in found["Hỏi"].opportunities] == ["Trực tối", "Ghim giá"]
    assert [pain.text for pain in found["Xem mẫu"].pain_points] == ["Ảnh mờ"]


def test_bands_are_stages_and_a_source_line_is_a_comment(project: Path) -> None:
    data = (
        "Điểm chạm,Kênh\nGIAI ĐOẠN 1: TÌM HIỂU,\nXem mẫu,Facebook\n"
        "GIAI ĐOẠN 2: ĐẶT BÁNH,\nChốt đơn,Zalo\nNguồn: phỏng vấn,\n"
    )
    (journey,), (text,) = imported(project, "a.csv", data)
    assert stages(journey) == {"tim-hieu": ["Xem mẫu"], "dat-banh": ["Chốt đơn"]}
    assert "# Nguồn: phỏng vấn" in text


def test_two_header_rows_are_one(project: Path) -> None:
    data = (
        "Giai đoạn,Điểm chạm,Trải nghiệm,,,Cải tiến,\n"
        ",,Khách làm gì,Suy nghĩ,Cảm xúc,Điểm đau,Cơ hội\n"
        "Tìm hiểu,Xem,Lướt,Đẹp?,4,Mờ,Chụp\n"
    )
    found, _ = one(project, "a.csv", data)
    touchpoint = found["Xem"]
    assert (touchpoint.does, touchpoint.thinks, touchpoint.emotion_of("mai")) == ("Lướt", "Đẹp?", 4)
    assert (touchpoint.pain_points[0].text, touchpoint.opportunities[0].text) == ("Mờ", "Chụp")


def test_several_journeys_of_a_sheet_are_several_files(project: Path) -> None:
    data = (
        "Hành trình,Giai đoạn,Điểm chạm\nMua tại tiệm,Tìm hiểu,Đi ngang\n"
        "Mua tại tiệm,Nhận bánh,Cầm về\nMua qua Zalo,Tìm hiểu,Hỏi giá\n"
    )
    journeys, _ = imported(project, "a.csv", data)
    assert [(journey.title, len(journey.touchpoints)) for journey in journeys] == [
        ("Mua tại tiệm", 2),
        ("Mua qua Zalo", 1),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'Giai đoạn;Điểm chạm;Điểm đau\nTìm hiểu;"Xem mẫu, hỏi giá";Chậm\n'),
        ("a.csv", 'Bản đồ hành trình, bản 2\nGiai đoạn;Điểm chạm;Điểm đau\nTìm hiểu;"Xem mẫu, hỏi giá";Chậm\n'),
        ("a.txt", "Bản đồ\nGiai đoạn\tĐiểm chạm\tĐiểm đau\nTìm hiểu\tXem mẫu, hỏi giá\tChậm\n"),
        ("a.csv", "sep=;\nGiai đoạn;Điểm chạm;Điểm đau\nTìm hiểu;Xem mẫu, hỏi giá;Chậm\n"),
        ("a.tsv", "\ufeffGiai đoạn\tĐiểm chạm\tĐiểm đau\r\nTìm hiểu\tXem mẫu, hỏi giá\tChậm\r\n"),
        ("a.md", "| Giai đoạn | Điểm chạm | Điểm đau |\n|---|---|---|\n| Tìm hiểu | Xem mẫu, hỏi giá | Chậm |\n"),
        ("a.csv", 'Giai đoạn,Điểm chạm,Điểm đau\nTìm hiểu,"Xem mẫu, hỏi giá",Chậm\n'.encode("utf-16")),
    ],
)
def test_tables_are_read_whatever_parts_their_cells(project: Path, name: str, data: str | bytes) -> None:
    found, _ = one(project, name, data)
    assert [pain.text for pain in found["Xem mẫu, hỏi giá"].pain_points] == ["Chậm"]


def test_labels_above_the_header_are_offered_for_the_head(project: Path) -> None:
    data = "Chân dung,Mai,\nTình huống,Đặt bánh cho bé,\nĐiểm chạm,Mô tả,Trưởng nhóm\nXem mẫu,Lướt ảnh,CX\n"
    (journey,), (text,) = imported(project, "a.csv", data, personas=())
    assert journey.personas == ("mai",)
    assert journey.scenario is not None
    assert journey.scenario.trigger == "Đặt bánh cho bé"
    assert "# Mô tả: Lướt ảnh" in text


MATRIX: list[list[object]] = [
    ["BẢN ĐỒ HÀNH TRÌNH"],
    ["Chân dung", "Mai"],
    ["Giai đoạn", "Tìm hiểu", None, "Đặt bánh", None],
    ["Bước", "Xem mẫu", "Hỏi giá", "Chọn mẫu", "Trả tiền"],
    ["Hành động", "Lướt ảnh", "Nhắn tin", "Gửi ảnh", "Quét mã"],
    ["Kênh", "Facebook", "Zalo", "Zalo", "Zalo"],
    ["Cảm xúc", 4, 2, 4, 1],
    ["Điểm đau", None, "Trả lời chậm", None, "Mã lỗi"],
]


def test_a_matrix_is_read_column_by_column(project: Path) -> None:
    (journey,), _ = imported(project, "a.xlsx", saved(workbook(("CJM", MATRIX))), personas=())
    assert journey.title == "BẢN ĐỒ HÀNH TRÌNH"
    assert stages(journey) == {"tim-hieu": ["Xem mẫu", "Hỏi giá"], "dat-banh": ["Chọn mẫu", "Trả tiền"]}
    assert [touchpoint.emotion_of("mai") for touchpoint in journey.touchpoints] == [4, 2, 4, 1]
    assert journey.touchpoints[3].pain_points[0].text == "Mã lỗi"


def test_a_matrix_of_stages_alone_has_a_touchpoint_a_stage(project: Path) -> None:
    data = (
        ",Tìm hiểu,Đặt bánh,Nhận bánh\nActions,Looks around,Orders,Opens the box\n"
        "Thoughts,Nice?,Right?,Wow\nPain points,,Slow,\nEmotions,🙂,😡,😍\n"
    )
    (journey,), _ = imported(project, "a.csv", data)
    assert [stage.stage for stage in journey.stages] == ["tim-hieu", "dat-banh", "nhan-banh"]
    assert [touchpoint.does for touchpoint in journey.touchpoints] == ["Looks around", "Orders", "Opens the box"]
    assert [touchpoint.emotion_of("mai") for touchpoint in journey.touchpoints] == [4, 1, 5]


SECTIONS = """\
# Đặt bánh

## 1. Tìm hiểu

- **Actions**: Lướt ảnh
- **Pain points**:
  - Ảnh mờ
  - Không có giá
- **Emotion**: 4

## 2. Đặt bánh

- **Actions**: Nhắn tin
- **Pain points**: Chậm
- **Emotion**: 2
"""


def test_a_section_for_each_stage_is_read(project: Path) -> None:
    (journey,), _ = imported(project, "a.md", SECTIONS)
    assert journey.title == "Đặt bánh"
    first, second = journey.touchpoints
    assert (first.does, [pain.text for pain in first.pain_points]) == ("Lướt ảnh", ["Ảnh mờ", "Không có giá"])
    assert (second.emotion_of("mai"), second.pain_points[0].text) == (2, "Chậm")


# --- cells ---


def test_placeholders_are_nothing(project: Path) -> None:
    data = (
        "Giai đoạn,Điểm chạm,Điểm đau,Cơ hội,Kênh,Cảm xúc\n"
        "Tìm hiểu,Xem,—,N/A,Không có,n/a\nĐặt bánh,Chốt,Không,Chưa có,-,?\n"
    )
    found, text = one(project, "a.csv", data)
    for touchpoint in found.values():
        assert (touchpoint.pain_points, touchpoint.opportunities, touchpoint.channels, touchpoint.emotion) == (
            (),
            (),
            (),
            None,
        )
    assert "N/A" not in text


def test_channels_are_found_in_lists_and_what_is_unknown_is_named(project: Path) -> None:
    data = (
        "Giai đoạn,Điểm chạm,Kênh\nTìm hiểu,A,Facebook và Zalo\n"
        'Tìm hiểu,B,"Zalo (OA), Cửa hàng Q1"\nĐặt bánh,C,FB/Zalo\nNhận bánh,D,Giao hàng\n'
    )
    found, _ = one(project, "a.csv", data)
    assert [touchpoint.channels for touchpoint in found.values()] == [
        ("facebook", "zalo"),
        ("zalo", "cua-hang"),
        ("facebook", "zalo"),
        ("giao-hang",),
    ]
    asked = understood(project, "a.csv", "Giai đoạn,Điểm chạm,Kênh\nTìm hiểu,A,Zalo; Bưu điện\n")
    assert asked.new_channels == ["Bưu điện"]
    assert [question.key for question in asked.questions] == ["channels"]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1. Ảnh mờ, không rõ cỡ\n2. Không có giá", 2),
        ("- Chờ lâu\n- Phải gõ lại địa chỉ", 2),
        ("• Chờ lâu\n• Mệt", 2),
        ("Chờ lâu; Đèn tối", 2),
        ('Giao trễ; hộp móp. Nhân viên nói: "chờ chút; sắp xong"', 1),
        ("Chờ lâu", 1),
    ],
)
def test_points_of_one_cell_are_several(project: Path, cell: str, count: int) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Giai đoạn", "Điểm chạm", "Điểm đau"], ["Tìm hiểu", "A", cell]])
    found, _ = one(project, "a.csv", out.getvalue())
    assert len(found["A"].pain_points) == count
    written = "".join(pain.text for pain in found["A"].pain_points)
    assert all(word in written for word in cell.replace(";", " ").split() if word.isalpha())


def test_comments_and_links_stay_and_colours_are_named_as_left(project: Path) -> None:
    book = workbook(("Sheet", [["Giai đoạn", "Điểm chạm", "Điểm đau"], ["Tìm hiểu", "Xem mẫu", "Ảnh mờ"]]))
    sheet = book.worksheets[0]
    sheet["C2"].comment = Comment("8/12 khách nói", "A")
    sheet["B2"].hyperlink = "https://example.com/pv.pdf"
    sheet["B2"].fill = PatternFill("solid", "FFFF0000")
    found = understood(project, "a.xlsx", saved(book))
    assert ("colours", {"n": 1}) in found.remarks
    _, text = one(project, "a.xlsx", saved(book))
    assert "# Điểm đau: 8/12 khách nói" in text
    assert "https://example.com/pv.pdf" in text


def test_hidden_sheets_are_named_and_read_when_they_are_chosen(project: Path) -> None:
    rows: list[list[object]] = [["Giai đoạn", "Điểm chạm"], ["Tìm hiểu", "Xem mẫu"]]
    book = workbook(("Bản đồ", rows), ("Cũ", [rows[0], ["Tìm hiểu", "BẢN CŨ"]]))
    book["Cũ"].sheet_state = "hidden"
    found = understood(project, "a.xlsx", saved(book))
    assert ("hidden-sheet", {"name": "Cũ"}) in found.remarks
    assert len(found.journeys) == 1
    chosen = understood(project, "a.xlsx", saved(book), sheet="Cũ")
    assert chosen.journeys[0].touchpoints[0].values["name"] == "BẢN CŨ"


def test_two_sheets_are_two_journeys_and_another_one_is_named(project: Path) -> None:
    rows: list[list[object]] = [["Giai đoạn", "Điểm chạm", "Cảm xúc"], ["Tìm hiểu", "Xem mẫu", 3]]
    book = workbook(("Mua tại tiệm", rows), ("Mua qua Zalo", rows), ("Danh mục", [["Kênh"], ["Zalo"]]))
    found = understood(project, "a.xlsx", saved(book))
    assert [journey.title for journey in found.journeys] == ["Mua tại tiệm", "Mua qua Zalo"]
    assert [values["name"] for key, values in found.remarks if key == "table-left"] == ["Danh mục"]


def test_a_formula_without_a_stored_value_is_said(project: Path) -> None:
    book = workbook(("A", [["Giai đoạn", "Điểm chạm", "Chi phí"], ["Tìm hiểu", "Xem", "=1+1"]]))
    found = understood(project, "a.xlsx", saved(book))
    assert ("formulas-without-value", {"n": 1}) in found.remarks


# --- diagrams ---

DIAGRAM = """\
journey
    title Mua hàng
    section Tìm hiểu
      Thấy quảng cáo: 3: Khách hàng
      Hỏi nhân viên: 4: Khách hàng, Nhân viên
      Xem mẫu: 4: Mai
      Xem mẫu: 2: Nam
    section Đặt bánh
      Mở app: 5, "Mở trang chính"
      Thanh toán: 70: Khách (Ghi chú: dùng ví)
      Nhận tin: 2: Khách hàng: qua Zalo
      Hẹn 9:30 tới: 3: Mẹ
      %% hỏi lại
"""


def test_a_diagram_loses_no_task_and_the_customer_is_the_persona(project: Path) -> None:
    (journey,), (text,) = imported(project, "a.mmd", DIAGRAM)
    names = ["Thấy quảng cáo", "Hỏi nhân viên", "Xem mẫu", "Mở app", "Thanh toán", "Nhận tin", "Hẹn 9:30 tới"]
    assert [touchpoint.name for touchpoint in journey.touchpoints] == names
    by_name = {touchpoint.name: touchpoint for touchpoint in journey.touchpoints}
    assert journey.personas == ("mai", "nam")
    assert {who: by_name["Xem mẫu"].emotion_of(who) for who in ("mai", "nam")} == {"mai": 4, "nam": 2}
    assert by_name["Hỏi nhân viên"].actors == ("Nhân viên",)
    assert by_name["Thấy quảng cáo"].actors == ()
    assert by_name["Hẹn 9:30 tới"].actors == ("Mẹ",)
    assert by_name["Thanh toán"].emotion is None
    for kept in ("score: 70", "note: Mở trang chính", "note: Ghi chú: dùng ví", "note: qua Zalo", "%% hỏi lại"):
        assert f"# {kept}" in text


def test_tasks_without_scores_are_read_with_unknown_emotion(project: Path) -> None:
    data = "journey\n title Đi chợ\n section Tìm hiểu\n Lấy chìa khóa: Bố\n Lên xe: Bố, Mẹ\n"
    found = understood(project, "a.mmd", data)
    assert ("no-scores", {}) in found.remarks
    touchpoints, _ = one(project, "a.mmd", data)
    assert [(t.emotion, t.actors) for t in touchpoints.values()] == [(None, ("Bố",)), (None, ("Bố", "Mẹ"))]


JOURNEY = "journey\n  title T\n  section Tìm hiểu\n    A: 4: Mai\n"


@pytest.mark.parametrize(
    "data",
    [
        f"# Bản đồ\n\n```mermaid\n{JOURNEY}```\n\nGiờ họp: 5\n",
        f"~~~mermaid\n{JOURNEY}~~~\n\nVăn bản: 4\n",
        f":::mermaid\n{JOURNEY}:::\n\nNgày họp: 5\n",
        f"{{{{< mermaid >}}}}\n{JOURNEY}{{{{< /mermaid >}}}}\n\nVăn bản: 5\n",
        f'<div class="mermaid">\n{JOURNEY}</div>\n\nVăn bản: 5\n',
        f"```mermaid\n%%{{init: {{}}}}%%\n{JOURNEY}```\n```mermaid\nflowchart LR\n  A --> B\n```\n",
    ],
)
def test_only_what_stands_in_a_diagram_is_a_touchpoint(project: Path, data: str) -> None:
    found, _ = one(project, "a.md", data)
    assert list(found) == ["A"]


def test_every_diagram_of_a_file_is_a_journey(project: Path) -> None:
    journeys, _ = imported(
        project, "a.md", f"```mermaid\n{JOURNEY}```\n\n```mermaid\n{JOURNEY.replace('T', 'U', 1)}```\n"
    )
    assert len(journeys) == 2


# --- on the command line ---


def test_a_question_stops_the_import_in_ci_and_nothing_is_written(project: Path) -> None:
    (project / "a.csv").write_text(UNKNOWN, encoding="utf-8")
    ran = cxsite("import", "a.csv", cwd=project)
    assert ran.code == 1
    for wanted in ("--persona", "--add-vocabulary", "- id: nhan-biet", "Chưa ghi gì cả"):
        assert wanted in ran.err
    assert not (project / "content/journeys").exists()
    assert (project / "content/playbook.yml").read_text(encoding="utf-8") == PLAYBOOK


def test_what_was_decided_is_kept_beside_the_file_and_asks_nothing_next_time(project: Path) -> None:
    (project / "a.csv").write_text("Giai đoạn,Điểm chạm,Business goals\nTìm hiểu,A,Bán\n", encoding="utf-8")
    call = ("--language", "en", "import", "a.csv")
    ran = cxsite(*call, "--persona", "mai", "--columns", "Business goals=-", "--save-profile", cwd=project)
    assert (ran.code, (project / "a.csv.cxsite.yml").exists()) == (0, True)
    again = cxsite(*call, cwd=project)
    assert again.code == 0
    assert (project / "content/journeys/a-2.yml").exists()


@pytest.mark.slow
def test_on_a_terminal_one_question_is_enough_for_a_persona_and_new_stages(project: Path) -> None:
    (project / "content/personas/nam.yml").unlink()
    (project / "a.csv").write_text(UNKNOWN, encoding="utf-8")
    code, shown = answer_in_terminal(["--language", "en", "import", "a.csv"], ["y", "y"], project)
    assert code == 0, shown
    assert "Import it as the journey of mai, and add these lines to content/playbook.yml?" in shown
    content, problems = read(project, today=TODAY)
    assert [problem for problem in problems if problem.level is Level.ERROR] == []
    assert content.journeys["a"].personas == ("mai",)
    assert "cho-doi" in [stage.id for stage in content.playbook.stages]
    assert (project / "a.csv.cxsite.yml").read_text(encoding="utf-8").endswith("personas: [mai]\n")


@pytest.mark.slow
def test_on_a_terminal_a_no_writes_nothing(project: Path) -> None:
    (project / "content/personas/nam.yml").unlink()
    (project / "a.csv").write_text("Giai đoạn,Điểm chạm\nTìm hiểu,A\n", encoding="utf-8")
    code, shown = answer_in_terminal(["--language", "en", "import", "a.csv"], ["n"], project)
    assert (code, "Nothing was written." in shown) == (1, True)
    assert not (project / "content/journeys").exists()


def test_two_headings_that_begin_with_one_stage_are_two_stages(project: Path) -> None:
    text = "Giai đoạn,Điểm chạm\nĐặt bánh - trên mạng,A\nĐặt bánh - ở quầy,B\n"
    assert [name for name, _ in understood(project, "a.csv", text).new_stages] == [
        "Đặt bánh - trên mạng",
        "Đặt bánh - ở quầy",
    ]


def test_what_a_heading_says_besides_its_stage_stays_as_a_comment(project: Path) -> None:
    journey, text = one(project, "a.csv", "Giai đoạn,Điểm chạm\nĐặt bánh – “Nhanh lên!”,A\nNhận bánh (tại nhà),B\n")
    assert list(journey) == ["A", "B"]
    assert text.count("Nhanh lên!") == 1
    assert "tại nhà" in text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "locked by a password"),
        ("a.xlsx", b"PK\x03\x04 no", "cannot be read as an Excel workbook"),
        ("a.xls", b"x", "kind of file that cannot be read"),
        ("a.numbers", b"x", "kind of file that cannot be read"),
        ("a.pdf", b"x", "kind of file that cannot be read"),
        ("a.csv", b"\xff\xfa\x00", "is not UTF-8"),
        ("a.csv", b"", "No journey was recognised"),
        ("a.md", "# Hành trình\n\nGiờ họp: 4\n".encode(), "No journey was recognised"),
        ("a.mmd", b"flowchart TD\n", "No journey was recognised"),
    ],
)
def test_what_cannot_be_read_gets_one_message(project: Path, name: str, data: bytes, message: str) -> None:
    (project / name).write_bytes(data)
    ran = cxsite("--language", "en", "import", name, cwd=project)
    assert ran.code == 2
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.slow
def test_a_packed_bomb_is_refused_before_it_is_unpacked(project: Path) -> None:
    import zipfile  # noqa: PLC0415

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    (project / "a.xlsx").write_bytes(out.getvalue())
    with pytest.raises(CxsiteError, match="contains more than"):
        read_source(project / "a.xlsx")


# --- nothing is lost ---

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=6)


@given(rows=ROWS)
def test_every_cell_of_any_table_is_somewhere_in_a_file_that_reads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    project = playbook(tmp_path_factory.mktemp("table"))
    out = io.StringIO(newline="")
    header = ["Điểm chạm", "Kênh", "Cảm xúc", "Tiêu chuẩn", "Điểm đau", "Ghi chú khác"]
    csv.writer(out).writerows([header, *rows])
    found = understood(project, "a.csv", out.getvalue(), add_vocabulary=True, title="Mua váy")
    if not found.journeys:
        return
    content, _ = read(project, today=TODAY)
    done = write_journeys(project, found, content, ImportOptions(add_vocabulary=True), "a.csv")
    content, problems = read(project, today=TODAY)
    assert {problem.code for problem in problems} <= {"CX125"}  # invisible characters are warned of
    written = "".join((project / path).read_text(encoding="utf-8") for path in [*done.journeys, "content/playbook.yml"])
    assert read_yaml("a.yml", written.partition("title: Sổ")[0])[1] == []
    squeezed = "".join(written.split()).replace("#", "").replace("\\", "")
    for row in rows:
        for number, cell in enumerate(row):
            if number == 2 and read_rating(cell, scale_of([one[2] for one in rows])).number:
                continue  # it stands as a number of ours
            for word in clean(cell).split():
                if word.isalnum():
                    shown = json.dumps(terminal.encode(word), ensure_ascii=False).strip('"').replace("\\", "")
                    assert shown in squeezed, (word, written)


def test_a_table_for_each_stage_below_its_heading_is_one_journey(project: Path) -> None:
    (journey,), _ = imported(
        project,
        "a.md",
        """\
# Hành trình

## Giai đoạn 1: Tìm hiểu

| Mục | Nội dung |
|---|---|
| **Điểm chạm** | Xem mẫu |
| **Cảm xúc** | 🙂 |
| **Điểm đau** | Ảnh mờ |
| Ghi thêm | hỏi lại |

## Giai đoạn 2: Đặt bánh

| Mục | Nội dung |
|---|---|
| **Điểm chạm** | Hỏi giá |
| **Kênh** | Zalo |
""",
    )
    assert stages(journey) == {"tim-hieu": ["Xem mẫu"], "dat-banh": ["Hỏi giá"]}
    assert journey.touchpoints[0].emotion_of("mai") == 4
    assert journey.touchpoints[1].channels == ("zalo",)


def test_a_workbook_of_very_many_cells_is_refused_before_it_is_read(project: Path) -> None:
    data = saved(workbook(("Map", [["Giai đoạn", "Điểm chạm"], ["Tìm hiểu", "Xem mẫu"]])))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", b'<row r="9">' + b'<c r="A9"/>' * 260_000 + b"</row></sheetData>")
            target.writestr(name, part)
    with pytest.raises(CxsiteError, match="more than 250000 cells"):
        understood(project, "a.xlsx", out.getvalue())
