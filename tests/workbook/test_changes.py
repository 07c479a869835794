"""Rows, columns and points that were added, removed and moved in a workbook; conflicts; cells that cannot be taken."""

from __future__ import annotations

import difflib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from shell import a_project
from workbook_edits import cell_of, changes_of, export, fill, free_column, free_row, opened, page_of, saved, write

from cxsite.problems import Level
from cxsite.reading import read
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
PLAYBOOK = """\
version: 2
title: Sổ tay
languages: [vi, en]
stages:
  - {id: tim-hieu, name: Tìm hiểu}
  - {id: mua-hang, name: Mua hàng}
  - {id: hau-mai, name: Hậu mãi}
channels:
  - {id: cua-hang, name: Cửa hàng}
  - {id: zalo, name: Zalo}
teams: [{id: cx, name: Nhóm CX}]
"""
JOURNEY = """\
# Hành trình đầu tiên
title: Mua váy
personas: [lan, mai]
stages:
  - stage: tim-hieu
    goal: Biết có gì  # mục tiêu
    touchpoints:
      # điểm đầu
      - id: xem-web
        name: {vi: Xem web, en: Browsing}
        channels: [zalo]  # kênh
        emotion: {lan: 3, mai: 2}
        pain_points:
          # đau nhất
          - id: anh-mo
            text: Ảnh mờ
            severity: 3
          - id: thieu-gia
            text: Thiếu giá
      - id: hoi-gia
        name: Hỏi giá
        does: |
          Nhắn Zalo.

          Chờ trả lời.
  - stage: mua-hang
    touchpoints:
      - id: thu-do  # phòng thử
        name: Thử đồ
        emotion: 4
        backstage: [{who: Kho, does: Lấy cỡ}]
        opportunities: [{id: dat-cho, text: Đặt chỗ trước, addresses: [anh-mo]}]
      - use: tra-tien
actions:
  - {id: chup-lai, title: Chụp lại ảnh, owner: cx, due: 2026-12-31, addresses: [anh-mo]}
"""
FILES = {
    "playbook.yml": PLAYBOOK,
    "personas/lan.yml": "name: Lan\ngoals:\n  - {vi: Mặc đẹp, en: Look good}\n  - Không chờ\n",
    "personas/mai.yml": "name: Mai\n",
    "personas/nhap.yml": "name: Bí mật\nstatus: draft\n",
    "touchpoints/tra-tien.yml": "name: Trả tiền\nchannels: [cua-hang]\nmoment_of_truth: true\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\ntarget: 45\n",
    "journeys/mua-vay.yml": JOURNEY,
}
PATH = "content/journeys/mua-vay.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path, **FILES)


BOOKS: dict[tuple[tuple[str, str], ...], bytes] = {}
"""Exported workbooks by the files of their playbook."""


def book_of(project: Path) -> Workbook:
    """Return the project's workbook; the same files are exported once for all tests."""
    paths = sorted((project / "content").rglob("*.yml"))
    files = tuple((path.relative_to(project).as_posix(), path.read_text(encoding="utf-8")) for path in paths)
    if files not in BOOKS:
        BOOKS[files] = export(project, TODAY)[1]
    return opened(BOOKS[files])


def imported(project: Path, book: Workbook, **options: Any) -> Content:
    """Return the content after the workbook was imported; it has no conflict, no wrong cell and no error."""
    data = saved(book)
    changes, made = changes_of(project, data, TODAY, **options)
    assert changes.problems == []
    assert changes.conflicts == [] or options
    write(project, made)
    content, problems = read(project, today=TODAY)
    wrong = [one for one in [*problems, *check_content(content)] if one.level is Level.ERROR]
    assert wrong == []
    again, made = changes_of(project, data, TODAY, **options)
    assert made == {}, again
    return content


def lines(before: str, project: Path, path: str = PATH) -> list[str]:
    """Return the lines that differ, with their signs."""
    after = (project / path).read_text(encoding="utf-8")
    found = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def order(journey: Journey) -> dict[str, list[str]]:
    return {stage.stage: [touchpoint.key for touchpoint in stage.touchpoints] for stage in journey.stages}


# --- cells ---


CELLS = (
    (
        "xem-web",
        "name",
        "Xem trang web",
        "- name: {vi: Xem web, en: Browsing}|+ name: {vi: Xem trang web, en: Browsing}",
    ),
    ("hoi-gia", "name.en", "Asking", "- name: Hỏi giá|+ name:|+ vi: Hỏi giá|+ en: Asking"),
    ("hoi-gia", "does", "Nhắn Zalo.\n\nChờ mãi.", "- Chờ trả lời.|+ Chờ mãi."),
    ("xem-web", "channels", "Zalo\nCửa hàng", "- channels: [zalo]  # kênh|+ channels: [zalo, cua-hang]  # kênh"),
    ("xem-web", "emotion.mai", 5, "- emotion: {lan: 3, mai: 2}|+ emotion: {lan: 3, mai: 5}"),
    ("thu-do", "emotion.mai", 2, "- emotion: 4|+ emotion:|+ lan: 4|+ mai: 2"),
    (
        "thu-do",
        "backstage",
        "Lấy cỡ | Hà",
        "- backstage: [{who: Kho, does: Lấy cỡ}]|+ backstage: [{who: Hà, does: Lấy cỡ}]",
    ),
    ("tra-tien", "channels", "Zalo", "+ channels: [zalo]"),
    ("tra-tien", "moment_of_truth", None, "+ moment_of_truth: false"),
    ("xem-web", "stage.goal", "Biết giá", "- goal: Biết có gì  # mục tiêu|+ goal: Biết giá  # mục tiêu"),
    ("thu-do", "stage.duration", "20 phút", "+ duration: 20min"),
    ("xem-web", "pain_points.1", "Ảnh rất mờ", "- text: Ảnh mờ|+ text: Ảnh rất mờ"),
    ("xem-web", "pain_points.2.severity", 4, "+ severity: 4"),
    ("xem-web", "evidence", "giả định", "+ evidence: assumption"),
)
"""A touchpoint, a field, its new text, and the lines that then differ."""


def test_changed_cells_change_their_lines_only(project: Path) -> None:
    book = book_of(project)
    for thing, field, value, _ in CELLS:
        cell_of(book, ("journey", "mua-vay", thing), field).value = value
    imported(project, book)
    found = [f"{line[0]} {line[1:].strip()}" for line in lines(JOURNEY, project)]
    assert sorted(found) == sorted(line for *_, expected in CELLS for line in expected.split("|"))


def test_list_lines_keep_their_translations(project: Path) -> None:
    book = book_of(project)
    goals = cell_of(book, ("personas", "", "lan"), "goals")
    assert goals.value == "Mặc đẹp\nKhông chờ"
    assert cell_of(book, ("personas", "", "lan"), "goals.en").value == "Look good\n–"
    goals.value = "Nhanh\nMặc đẹp\nKhông chờ lâu"
    cell_of(book, ("personas", "", "lan"), "goals.en").value = "Fast\nLook good\nNo waiting"
    imported(project, book)
    assert lines(FILES["personas/lan.yml"], project, "content/personas/lan.yml") == [
        "+  - vi: Nhanh", "+    en: Fast", "-  - Không chờ", "+  - vi: Không chờ lâu", "+    en: No waiting",
    ]  # fmt: skip


def test_days_percentages_and_formulas_are_read_by_their_values(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("actions", "", "mua-vay/chup-lai"), "due").value = date(2027, 1, 31)
    share = cell_of(book, ("personas", "", "lan"), "share")
    share.value, share.number_format = 0.345, "0.0%"
    content = imported(project, book)
    assert content.all_actions["mua-vay/chup-lai"].action.due == date(2027, 1, 31)
    assert content.personas["lan"].share == 34.5


# --- touchpoints ---


def test_a_new_touchpoint_joins_its_stage(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    texts = {"stage": "Tìm hiểu", "name": "Gọi tổng đài", "channels": "Cửa hàng", "emotion": 2}
    points = {"pain_points.1": "Máy bận", "pain_points.1.severity": 5, "opportunities.1": "Gọi lại"}
    points["next"] = "Thử đồ | Hết máy bận, vẫn gọi"
    fill(page, free_column(page), texts | points)
    content = imported(project, book)
    journey = content.journeys["mua-vay"]
    assert order(journey)["tim-hieu"] == ["xem-web", "hoi-gia", "goi-tong-dai"]
    new = journey.touchpoints[2]
    assert (new.channels, new.emotion_of("lan"), new.next_ids) == (("cua-hang",), 2, ("thu-do",))
    assert new.next[0].label == "Hết máy bận, vẫn gọi"
    assert [(p.id, p.text, p.severity) for p in new.pain_points] == [("may-ban", "Máy bận", 5)]
    assert all(line.startswith("+") for line in lines(JOURNEY, project))


def test_an_inserted_column_stands_where_it_was_inserted(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    page.insert_cols(4)
    fill(page, 4, {"name": "Xem đánh giá"})
    assert order(imported(project, book).journeys["mua-vay"])["tim-hieu"] == ["xem-web", "xem-danh-gia", "hoi-gia"]


def test_a_new_stage_comes_where_the_playbook_has_it(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    fill(page, free_column(page), {"stage": "Hậu mãi", "name": "Gọi hỏi thăm", "stage.goal": "Yên tâm"})
    journey = imported(project, book).journeys["mua-vay"]
    assert list(order(journey)) == ["tim-hieu", "mua-hang", "hau-mai"]
    assert journey.stages[2].goal == "Yên tâm"


def test_another_stage_moves_the_touchpoint_with_its_comments(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("journey", "mua-vay", "xem-web"), "stage").value = "Mua hàng"
    content = imported(project, book)
    assert order(content.journeys["mua-vay"]) == {
        "tim-hieu": ["hoi-gia"],
        "mua-hang": ["xem-web", "thu-do", "tra-tien"],
    }
    after = (project / PATH).read_text(encoding="utf-8")
    moved = JOURNEY[JOURNEY.index("      # điểm đầu") : JOURNEY.index("      - id: hoi-gia")]
    assert moved in after
    assert sorted(after.split("\n")) == sorted(JOURNEY.split("\n"))


def test_moved_columns_change_the_order(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    for row in range(1, page.max_row + 1):
        first, second = page.cell(row, 5), page.cell(row, 6)
        first.value, second.value = second.value, first.value
    content = imported(project, book)
    assert order(content.journeys["mua-vay"])["mua-hang"] == ["tra-tien", "thu-do"]
    after = (project / PATH).read_text(encoding="utf-8")
    assert sorted(after.split("\n")) == sorted(JOURNEY.split("\n"))


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_a_removed_column_removes_the_touchpoint(project: Path, how: str) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    if how == "deleted":
        page.delete_cols(4)
    else:
        for row in range(2, page.max_row + 1):
            page.cell(row, 4).value = None
    imported(project, book)
    block = JOURNEY[JOURNEY.index("      - id: hoi-gia") : JOURNEY.index("  - stage: mua-hang")]
    assert (project / PATH).read_text(encoding="utf-8") == JOURNEY.replace(block, "")


# --- pain points and opportunities ---


def test_points_are_added_removed_and_moved(project: Path) -> None:
    book = book_of(project)

    def cell(thing: str, field: str) -> Any:
        return cell_of(book, ("journey", "mua-vay", thing), field)

    cell("xem-web", "pain_points.1").value = "Thiếu giá"
    cell("xem-web", "pain_points.1.severity").value = None
    cell("xem-web", "pain_points.2").value = "Ảnh mờ"
    cell("xem-web", "pain_points.2.severity").value = 3
    cell("xem-web", "pain_points.3").value = "Không có video"
    content = imported(project, book)
    points = content.journeys["mua-vay"].touchpoints[0].pain_points
    assert [(p.id, p.severity) for p in points] == [("thieu-gia", None), ("anh-mo", 3), ("khong-co-video", None)]
    assert "          # đau nhất\n          - id: anh-mo" in (project / PATH).read_text(encoding="utf-8")


def test_a_point_that_moves_to_another_touchpoint_keeps_its_id(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("journey", "mua-vay", "xem-web"), "pain_points.1").value = None
    cell_of(book, ("journey", "mua-vay", "xem-web"), "pain_points.1.severity").value = None
    cell_of(book, ("journey", "mua-vay", "thu-do"), "pain_points.1").value = "Ảnh mờ"
    content = imported(project, book)
    assert content.pain_points["mua-vay/anh-mo"].at.touchpoint.key == "thu-do"
    assert content.pain_points["mua-vay/anh-mo"].pain_point.severity == 3


def test_an_emptied_point_is_removed(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("journey", "mua-vay", "xem-web"), "pain_points.2").value = None
    imported(project, book)
    assert lines(JOURNEY, project) == ["-          - id: thieu-gia", "-            text: Thiếu giá"]


def test_opportunities_have_their_values_in_their_own_sheet(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("opportunities", "", "mua-vay/dat-cho"), "customer_value").value = 80
    page = page_of(book, "opportunities")
    new = {"journey": "Mua váy", "touchpoint": "Hỏi giá", "text": "Trả lời tự động", "addresses": "Thiếu giá"}
    fill(page, free_row(page), new)
    content = imported(project, book)
    assert content.opportunities["mua-vay/dat-cho"].opportunity.customer_value == 80
    found = content.opportunities["mua-vay/tra-loi-tu-dong"]
    assert (found.at.touchpoint.key, found.opportunity.addresses) == ("hoi-gia", ("thieu-gia",))


# --- rows ---


def test_new_rows_become_actions_and_files(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "actions")
    own = {
        "journey": "Mua váy",
        "title": "Thuê người chụp",
        "owner": "Nhóm CX",
        "status": "đang làm",
        "addresses": "Ảnh mờ",
    }
    fill(page, free_row(page), own)
    fill(page, free_row(page), {"title": "Gộp hồ sơ", "addresses": "Mua váy / Thiếu giá", "due": "31/12/2026"})
    page = page_of(book, "personas")
    fill(page, free_row(page), {"name": "Chị Hoa: khách quen", "goals": "Rẻ\nBền", "channels": "Zalo, Cửa hàng"})
    content = imported(project, book)
    action = content.all_actions["mua-vay/thue-nguoi-chup"].action
    assert (action.owner, action.status, action.addresses) == ("cx", "doing", ("anh-mo",))
    assert content.actions["gop-ho-so"].due == date(2026, 12, 31)
    assert content.actions["gop-ho-so"].addresses == ("mua-vay/thieu-gia",)
    persona = content.personas["chi-hoa-khach-quen"]
    assert (persona.status, persona.goals, persona.channels) == ("draft", ("Rẻ", "Bền"), ("zalo", "cua-hang"))


def test_sorted_rows_change_nothing_and_removed_ones_their_thing(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "personas")
    for column in range(1, page.max_column + 1):
        first, second = page.cell(3, column), page.cell(4, column)
        first.value, second.value = second.value, first.value
    assert changes_of(project, saved(book), TODAY)[1] == {}
    page_of(book, "actions").delete_rows(3)
    imported(project, book)
    assert "chup-lai" not in (project / PATH).read_text(encoding="utf-8")


def test_a_file_is_removed_only_if_it_was_asked_for(project: Path) -> None:
    book = book_of(project)
    page_of(book, "metrics").delete_rows(3)
    changes, made = changes_of(project, saved(book), TODAY)
    assert made == {}
    assert changes.remarks == [("file-kept", {"path": "content/metrics/nps.yml"})]
    _, made = changes_of(project, saved(book), TODAY, remove_files=True)
    assert made == {"content/metrics/nps.yml": None}


# --- research ---

STUDY = """\
title: {vi: Phỏng vấn ở quầy, en: Interviews at the counter}
kind: interview  # hai buổi
date: 2026-10-01
by: cx
sample: 12
findings:
  - id: so-ep
    text: {vi: Ai cũng sợ bị ép, en: Nobody likes pressure}
    strength: 4
    supports: [mua-vay/thu-do]
  - {id: anh-mo, text: Ảnh mờ nên ngại}
"""
STUDY_PATH = "content/research/quay.yml"


@pytest.fixture
def studied(project: Path) -> Path:
    """A project with research: one that is published and a draft."""
    (project / "content/research").mkdir()
    (project / STUDY_PATH).write_text(STUDY, encoding="utf-8")
    draft = "title: Chưa công bố\nkind: survey\nstatus: draft\nfindings: [{id: a, text: Điều kín}]\n"
    (project / "content/research/kin.yml").write_text(draft, encoding="utf-8")
    return project


def test_research_has_a_sheet_without_drafts_and_the_same_bytes_each_time(studied: Path) -> None:
    book = book_of(studied)
    thing = ("research", "", "quay")
    shown = {key: cell_of(book, thing, key).value for key in ("title", "title.en", "kind", "sample", "by")}
    assert shown == {
        "title": "Phỏng vấn ở quầy", "title.en": "Interviews at the counter", "kind": "phỏng vấn", "sample": 12,
        "by": "Nhóm CX",
    }  # fmt: skip
    assert cell_of(book, thing, "findings").value == "Ai cũng sợ bị ép\nẢnh mờ nên ngại"
    assert cell_of(book, thing, "findings.en").value == "Nobody likes pressure\n–"
    texts = {str(cell.value) for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value}
    assert not any("Chưa công bố" in text or "Điều kín" in text or text == "kin" for text in texts)
    assert export(studied, TODAY)[1] == export(studied, TODAY)[1]


def test_changed_cells_of_research_change_only_their_lines(studied: Path) -> None:
    book = book_of(studied)
    thing = ("research", "", "quay")
    cell_of(book, thing, "sample").value = 14
    cell_of(book, thing, "kind").value = "quan sát"
    cell_of(book, thing, "summary").value = "Chờ lâu."
    imported(studied, book)
    assert lines(STUDY, studied, STUDY_PATH) == [
        "-kind: interview  # hai buổi", "+kind: observation  # hai buổi", "-sample: 12", "+sample: 14",
        "+summary: Chờ lâu.",
    ]  # fmt: skip


def test_findings_of_research_are_changed_in_the_file(studied: Path) -> None:
    book = book_of(studied)
    cell_of(book, ("research", "", "quay"), "findings").value = "Khác"
    changes, made = changes_of(studied, saved(book), TODAY)
    assert [(one.key, one.values["path"]) for one in changes.problems] == [("cell.read-only", STUDY_PATH)]
    assert made == {}


def test_a_new_row_of_research_becomes_a_draft_with_its_findings(studied: Path) -> None:
    book = book_of(studied)
    page = page_of(book, "research")
    row = {"title": "Gọi lại khách", "kind": "phỏng vấn", "date": "01/11/2026", "sample": 6, "by": "Nhóm CX"}
    fill(page, free_row(page), {**row, "findings": "Đợi lâu\nĐợi lâu", "findings.en": "A long wait\n–"})
    study = imported(studied, book).research["goi-lai-khach"]
    assert (study.status, study.kind, study.date, study.sample, study.by) == (
        "draft", "interview", date(2026, 11, 1), 6, "cx",
    )  # fmt: skip
    assert [(one.id, one.text) for one in study.findings] == [("doi-lau", "Đợi lâu"), ("doi-lau-2", "Đợi lâu")]


# --- drafts, and both sides changed ---


def test_drafts_are_held_back(project: Path) -> None:
    (project / PATH).write_text(JOURNEY.replace("[lan, mai]", "[lan, mai, nhap]"), encoding="utf-8")
    book = book_of(project)
    texts = {str(cell.value) for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value}
    assert not any("Bí mật" in text or "nhap" in text.split("\n") for text in texts)
    assert cell_of(book, ("journeys", "", "mua-vay"), "personas").value == "Lan\nMai\n(chưa đăng)"
    cell_of(book, ("journeys", "", "mua-vay"), "personas").value = "Mai\n(chưa đăng)"
    assert imported(project, book).journeys["mua-vay"].personas == ("mai", "nhap")


def test_what_both_sides_changed_is_a_conflict(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("journey", "mua-vay", "hoi-gia"), "name").value = "Hỏi giá qua Zalo"
    cell_of(book, ("journey", "mua-vay", "thu-do"), "name").value = "Thử hai chiếc"
    text = JOURNEY.replace("name: Hỏi giá", "name: Hỏi giá qua điện thoại")
    (project / PATH).write_text(text, encoding="utf-8")
    changes, _ = changes_of(project, saved(book), TODAY)
    (conflict,) = changes.conflicts
    shown = {"base": "Hỏi giá", "now": "Hỏi giá qua điện thoại", "new": "Hỏi giá qua Zalo"}
    assert (conflict.place, conflict.key, conflict.values) == ("Mua váy!D3", "conflict", shown)
    _, made = changes_of(project, saved(book), TODAY)
    assert b"Th\xe1\xbb\xad hai" in (made[PATH] or b"")
    _, made = changes_of(project, saved(book), TODAY, take=True)
    assert "name: Hỏi giá qua Zalo" in (made[PATH] or b"").decode()


def test_what_only_the_playbook_changed_stays(project: Path) -> None:
    book = book_of(project)
    added = "      - id: moi\n        name: Điểm mới\n      - id: hoi-gia\n"
    text = JOURNEY.replace("      - id: hoi-gia\n", added).replace("Biết có gì", "Biết hết")
    (project / PATH).write_text(text, encoding="utf-8")
    assert changes_of(project, saved(book), TODAY)[1] == {}
    page = page_of(book, "journey", "mua-vay")
    page.insert_cols(5)
    fill(page, 5, {"name": "Chốt giá"})
    content = imported(project, book)
    assert order(content.journeys["mua-vay"])["tim-hieu"] == ["xem-web", "moi", "hoi-gia", "chot-gia"]
    assert content.journeys["mua-vay"].stages[0].goal == "Biết hết"


def test_removed_here_and_changed_there_is_a_conflict(project: Path) -> None:
    book = book_of(project)
    page_of(book, "journey", "mua-vay").delete_cols(4)
    (project / PATH).write_text(JOURNEY.replace("Chờ trả lời", "Chờ lâu"), encoding="utf-8")
    changes, made = changes_of(project, saved(book), TODAY)
    assert [(one.key, one.values) for one in changes.conflicts] == [("gone", {"key": "hoi-gia"})]
    assert made == {}


def test_without_its_hidden_sheet_every_difference_is_a_conflict(project: Path) -> None:
    book = book_of(project)
    del book["_cxsite"]
    assert changes_of(project, saved(book), TODAY)[1] == {}
    cell_of(book, ("journey", "mua-vay", "hoi-gia"), "name").value = "Hỏi"
    changes, made = changes_of(project, saved(book), TODAY)
    assert ([one.place for one in changes.conflicts], made) == (["Mua váy!D3"], {})


# --- what cannot be taken ---


WRONG = (
    (("journey", "mua-vay", "thu-do"), "emotion", 6, "bounds"),
    (("journey", "mua-vay", "hoi-gia"), "emotion", "vui", "number"),
    (("journey", "mua-vay", "thu-do"), "channels", "Tiktok", "reference"),
    (("journey", "mua-vay", "thu-do"), "stage", "Bay", "reference"),
    (("journey", "mua-vay", "thu-do"), "stage.duration", "lâu", "duration"),
    (("journey", "mua-vay", "thu-do"), "signature", "có thể", "flag"),
    (("journey", "mua-vay", "tra-tien"), "name", None, "inherited"),
    (("actions", "", "mua-vay/chup-lai"), "due", "mai", "day"),
    (("actions", "", "mua-vay/chup-lai"), "status", "gần xong", "choice"),
    (("actions", "", "mua-vay/chup-lai"), "journey", "Bán váy", "read-only"),
    (("personas", "", "lan"), "name", None, "required"),
    (("personas", "", "lan"), "goals.en", "a\nb\nc\nd", "lines"),
    (("personas", "", "lan"), "demographics", "32 tuổi", "table"),
)
"""A thing, a field, a text that cannot be taken, and why."""


def test_cells_that_cannot_be_taken_are_named(project: Path) -> None:
    book = book_of(project)
    cells = [cell_of(book, thing, field) for thing, field, _, _ in WRONG]
    for cell, (*_, value, _) in zip(cells, WRONG, strict=True):
        cell.value = value
    changes, _ = changes_of(project, saved(book), TODAY)
    expected = {
        (cell.parent.title, cell.coordinate): f"cell.{key}" for cell, (*_, key) in zip(cells, WRONG, strict=True)
    }
    found = [(one.place.rpartition("!"), one.key) for one in changes.problems]
    assert {(sheet, at): key for (sheet, _, at), key in found} == expected
    assert len(found) == len(WRONG)


def test_texts_outside_of_known_cells_are_named(project: Path) -> None:
    book = book_of(project)
    page = page_of(book, "journey", "mua-vay")
    page.cell(page.max_row + 2, 4).value = "Ghi chú: hỏi lại"
    book.create_sheet("Ghi chú riêng")["A1"] = "x"
    del book[page_of(book, "metrics").title]
    changes, made = changes_of(project, saved(book), TODAY)
    assert made == {}
    assert sorted(key for key, _ in changes.remarks) == ["lost", "sheet-missing", "sheet-unknown"]


def test_a_formula_without_value_and_a_strange_id_are_named(project: Path) -> None:
    book = book_of(project)
    cell_of(book, ("personas", "", "lan"), "share").value = "=10+5"
    page = page_of(book, "personas")
    fill(page, free_row(page), {"name": "Ai đó"})
    page.cell(free_row(page) - 1, 1).value = "lan"
    changes, _ = changes_of(project, saved(book), TODAY)
    assert sorted(one.key for one in changes.problems) == ["cell.formula-without-value", "cell.same-key"]
    assert changes.remarks[0][0] == "formulas"
