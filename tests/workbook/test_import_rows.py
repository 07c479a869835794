"""`cxsite import --as`: tables of personas, actions, metrics and shared touchpoints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from shell import a_project, cxsite

from cxsite.problems import Level
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

TODAY = date(2026, 11, 21)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(
        tmp_path,
        **{
            "playbook.yml": "version: 2\ntitle: Sổ\nstages: [{id: mua-hang, name: Mua hàng}]\n"
            "channels: [{id: cua-hang, name: Cửa hàng}, {id: zalo, name: Zalo}]\nteams: [{id: cx, name: Nhóm CX}]\n"
        },
    )


def content_of(project: Path) -> Content:
    content, problems = read(project, today=TODAY)
    assert [one for one in problems if one.level is Level.ERROR] == []
    return content


def imported(project: Path, name: str, text: str, *options: str) -> str:
    (project / name).write_text(text, encoding="utf-8")
    ran = cxsite("import", name, *options, cwd=project)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Tên,Mô tả,Mục tiêu\nHoa,Bận,Nhanh\n", "about"),
        ("Persona;Bio;Goals\nHoa;Bận;Nhanh\n", "about"),
        ("Họ tên\tCâu nói\tMục tiêu\nHoa\tBận\tNhanh\n", "quote"),
        ("Danh sách chân dung,,\n,,\nTên,Giới thiệu,Mục tiêu\nHoa,Bận,Nhanh\n", "about"),
        ("Tên,Hoa\nTiểu sử,Bận\nMục tiêu,Nhanh\n", "about"),
    ],
)
def test_personas_in_rows_or_columns(project: Path, text: str, field: str) -> None:
    imported(project, "a.csv", text, "--as", "personas")
    persona = content_of(project).personas["hoa"]
    assert (getattr(persona, field), persona.goals, persona.status) == ("Bận", ("Nhanh",), "draft")


def test_what_fits_no_field_or_value_is_kept_and_named(project: Path) -> None:
    out = imported(
        project, "a.csv", "Tên,Kênh,Cung hoàng đạo\nHoa,Tiktok,Sư tử\nLan,Zalo,\n,Zalo,\n", "--as", "personas"
    )
    text = (project / "content/personas/hoa.yml").read_text(encoding="utf-8")
    assert "# Kênh: Tiktok" in text
    assert "# Cung hoàng đạo: Sư tử" in text
    assert "“Tiktok” không khớp" in out
    assert "Sổ tay đã có “Lan” (content/personas/lan.yml)" in out
    assert "Một hàng không có tên" in out


def test_actions_with_dates_states_and_teams(project: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Action item", "Owner", "Deadline", "Status", "Impact"])
    page.append(["Thuê thêm người", "nhóm cx", date(2026, 12, 31), "In progress", 4])
    page.append(["Viết lại mẫu thư", "Nhóm CX", "1/2/2027", "Hoàn thành", 9])
    book.save(project / "a.xlsx")
    ran = cxsite("import", "a.xlsx", "--as", "actions", cwd=project)
    assert ran.code == 0, ran.err
    first, second = content_of(project).actions["thue-them-nguoi"], content_of(project).actions["viet-lai-mau-thu"]
    assert (first.owner, first.due, first.status, first.impact) == ("cx", date(2026, 12, 31), "doing", 4)
    assert (second.due, second.status, second.impact) == (date(2027, 2, 1), "done", None)


def test_keys_of_tickets_come_from_a_tracker_s_export_and_from_the_workbook(project: Path) -> None:
    text = "Task,Issue key,Status\nGọi lại khách,CX-12,To do\nSửa biển,77,Done\n"
    (project / "a.csv").write_text(text, encoding="utf-8")
    assert cxsite("import", "a.csv", "--as", "actions", cwd=project).code == 0
    assert [content_of(project).actions[key].ticket for key in ("goi-lai-khach", "sua-bien")] == ["CX-12", "77"]
    assert cxsite("export", "xlsx", "--output", "a.xlsx", cwd=project).code == 0
    book = load_workbook(project / "a.xlsx")
    page, cell = next(
        (page, cell) for page in book for row in page.iter_rows() for cell in row if cell.value == "CX-12"
    )
    assert not [one for row in page.iter_rows() for one in row if one.value == "ticket.en"]
    cell.value = "CX-13"
    book.save(project / "a.xlsx")
    ran = cxsite("import", "a.xlsx", cwd=project)
    assert (ran.code, content_of(project).actions["goi-lai-khach"].ticket) == (0, "CX-13")
    cell.value = "trong Jira"
    book.save(project / "a.xlsx")
    before = (project / "content/actions/goi-lai-khach.yml").read_bytes()
    assert cxsite("import", "a.xlsx", cwd=project).code != 0
    assert (project / "content/actions/goi-lai-khach.yml").read_bytes() == before


def test_metrics_ask_for_what_they_cannot_be_without(project: Path) -> None:
    text = "Chỉ số,Chỉ tiêu,Tần suất\nNPS sau mua,50,1 tháng\nTỷ lệ quay lại,30,3 tháng\n"
    (project / "a.csv").write_text(text, encoding="utf-8")
    ran = cxsite("import", "a.csv", "--as", "metrics", cwd=project)
    assert ran.code == 1
    assert [line.strip() for line in ran.err.split("\n") if "→" in line] == ["→ --set family=…", "→ --set kind=…"]
    assert not (project / "content/metrics").exists()
    imported(project, "a.csv", text, "--as", "metrics", "--set", "family=overall", "--set", "kind=percentage")
    metrics = content_of(project).metrics
    assert (metrics["nps-sau-mua"].kind, metrics["ty-le-quay-lai"].kind) == ("nps", "percentage")
    assert metrics["ty-le-quay-lai"].cadence is not None


def test_shared_touchpoints_and_overruled_columns(project: Path) -> None:
    text = "Điểm chạm,Kênh,Chuẩn\nTrả tiền,Cửa hàng,Nói cảm ơn\n"
    imported(project, "a.csv", text, "--as", "touchpoints", "--columns", "Chuẩn=standard")
    found = content_of(project).touchpoints["tra-tien"]
    assert (found.channels, found.standard) == (("cua-hang",), "Nói cảm ơn")


def test_a_table_of_something_else_and_wrong_options_are_refused(project: Path) -> None:
    (project / "a.csv").write_text("Món,Giá\nBánh,5\n", encoding="utf-8")
    ran = cxsite("import", "a.csv", "--as", "personas", cwd=project)
    assert (ran.code, "a.csv" in ran.err) == (2, True)
    assert cxsite("import", "a.csv", "--as", "metrics", "--set", "family", cwd=project).code == 2


JOURNEY = """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      # điểm đầu
      - id: thu-do
        name: Thử đồ  # phòng thử
        emotion: 2
        pain_points: [{id: cho-lau, text: Chờ lâu}]
"""


def test_rows_merge_into_a_journey_and_overwrite_nothing(project: Path) -> None:
    path = project / "content/journeys/mua-vay.yml"
    path.write_text(JOURNEY, encoding="utf-8")
    text = (
        "Giai đoạn,Điểm chạm,Kênh,Khách làm gì,Cảm xúc,Điểm đau,Cơ hội,Ghi thêm,Giải pháp\n"
        "Mua hàng,thử đồ,Cửa hàng,Thử ba chiếc,5,Chờ lâu; Gương nhỏ,,hỏi lại,Thêm gương\n"
        "Mua hàng,Trả tiền,Zalo,,4,,Trả nhanh,,\n"
    )
    out = imported(project, "a.csv", text, "--into", "mua-vay")
    first, second = content_of(project).journeys["mua-vay"].touchpoints
    assert (first.channels, first.does, first.emotion_of("lan")) == (("cua-hang",), "Thử ba chiếc", 2)
    assert [one.text for one in first.pain_points] == ["Chờ lâu", "Gương nhỏ"]
    assert (second.key, second.opportunities[0].text) == ("tra-tien", "Trả nhanh")
    after = path.read_text(encoding="utf-8")
    assert "# điểm đầu" in after
    assert "        # emotion: 5\n" in after
    assert "        # Ghi thêm: hỏi lại" in after
    assert "title: Thêm gương" in after
    assert "Trả tiền" in out
    imported(project, "a.csv", text, "--into", "mua-vay")
    assert path.read_text(encoding="utf-8") == after
    assert cxsite("import", "a.csv", "--into", "khong-co", cwd=project).code == 2
