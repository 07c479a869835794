"""Workbooks that are broken, hostile or too large: one message in the reader's language, and nothing is written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from shell import a_project, cxsite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])
MAP = [["Giai đoạn", "Điểm chạm", "Khách làm gì", "Điểm đau"], ["Mua hàng", "Thử đồ", "Đứng chờ", "Chờ lâu"]]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_map(change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    book = Workbook()
    for row in MAP:
        book.worksheets[0].append(row)
    change(book)
    return saved(book)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """A package with changed parts (None leaves one out) and more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def encrypted() -> bytes:
    """How Excel stores a workbook with a password: an OLE file that holds the stream EncryptedPackage."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def numbers() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("Index/Document.iwa", b"x")
    return out.getvalue()


def bomb() -> bytes:
    return repacked(a_map(), lambda name, part: b" " * (70 << 20) if name.endswith("sheet1.xml") else part)


def entities() -> bytes:
    """Each entity holds ten of the one before: a billion words from a hundred lines."""
    names = "abcdefghij"
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">{levels}]>'.encode()

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return head + re.sub(rb"<\?xml[^>]*\?>", b"", part).replace(b"</sheetData>", b"&j;</sheetData>")

    return repacked(a_map(), change)


def wide(book: Workbook) -> None:
    book.worksheets[0].cell(1, 16_384, "Cột cuối")


def tall(book: Workbook) -> None:
    book.worksheets[0].cell(60_000, 1, "Dòng cuối")


BAD = {
    "locked.xlsx": (encrypted, ("mật khẩu", "password")),
    "old.xls": (encrypted, ("xlsx", "xlsx")),
    "old-as-new.xlsx": (encrypted, (".xls", ".xls")),
    "map.numbers": (numbers, (".xlsx", ".xlsx")),
    "numbers.xlsx": (numbers, ("Numbers", "Numbers")),
    "cut.xlsx": (lambda: a_map()[:-400], ("Không đọc được", "cannot be read")),
    "word.xlsx": (lambda: repacked(a_map(), lambda name, part: None if name == "xl/workbook.xml" else part),
                  ("Không đọc được", "cannot be read")),
    "broken-sheet.xlsx": (lambda: repacked(a_map(), lambda name, part: part[:80] if "sheet1" in name else part),
                          ("Không đọc được", "cannot be read")),
    "bomb.xlsx": (bomb, ("60 MB", "60 MB")),
    "entities.xlsx": (entities, ("Không đọc được", "cannot be read")),
    "wide.xlsx": (lambda: a_map(wide), ("16384 cột", "16384 columns")),
    "tall.xlsx": (lambda: a_map(tall), ("60000", "60000")),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path)


def files_of(project: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


@LANGUAGES
@pytest.mark.parametrize("name", list(BAD))
def test_it_is_refused_with_one_message_and_nothing_is_written(project: Path, name: str, language: str) -> None:
    make, messages = BAD[name]
    (project / name).write_bytes(make())
    before = files_of(project)
    ran = cxsite("--language", language, "import", name, "--persona", "lan", cwd=project)
    assert ran.code == 2
    assert messages[language == "en"].replace(".", "") in ran.err.replace(".", "")
    assert ran.err.count("cxsite:") == 1
    assert "Traceback" not in ran.err
    assert files_of(project) == before


@LANGUAGES
def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(project: Path, language: str) -> None:
    for name in ("a.xlsx", "a.csv"):
        with (project / name).open("wb") as file:
            file.truncate(100 << 20)
        ran = cxsite("--language", language, "import", name, cwd=project)
        assert (ran.code, "20 MB" in ran.err) == (2, True)


def imported(project: Path, data: bytes, name: str = "a.xlsx") -> tuple[str, str]:
    """The text of the new journey, and what the command said."""
    (project / name).write_bytes(data)
    ran = cxsite("import", name, "--persona", "lan", cwd=project)
    assert (ran.code, ran.err) == (0, "")
    new = [path for path in (project / "content/journeys").iterdir() if path.name != "mua-vay.yml"]
    return new[0].read_text(encoding="utf-8"), ran.out


def test_macros_are_named_and_never_run(project: Path) -> None:
    data = repacked(a_map(), lambda _, part: part, xl__vbaProject_bin=b"").replace(b"vbaProject_bin", b"vbaProject.bin")
    text, out = imported(project, data, "a.xlsm")
    assert "name: Thử đồ" in text
    assert "macro" in out


def test_formulas_with_links_to_other_files_are_read_by_their_value(project: Path) -> None:
    def link(name: str, part: bytes) -> bytes:
        cell = '<c r="C2" t="str"><f>[1]Sheet1!A1</f><v>Đứng đợi ở quầy</v></c>'
        return re.sub(rb'<c r="C2".*?</c>', cell.encode(), part) if name.endswith("sheet1.xml") else part

    evil = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    text, out = imported(project, repacked(a_map(), link, xl__externalLinks__externalLink1_xml=evil))
    assert "does: Đứng đợi ở quầy" in text
    assert "công thức" in out
    assert "Sheet1" not in text


def test_a_cell_of_the_most_characters_is_kept(project: Path) -> None:
    words = ("Khách chờ rất lâu. " * 2_000)[:32_767]
    text, _ = imported(project, a_map(lambda book: book.worksheets[0].cell(2, 3, words)))
    assert "".join(words.split()) in "".join(text.replace("#", "").split())


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_days_are_the_same_in_both_epochs_of_excel(project: Path, epoch: int) -> None:
    book = Workbook()
    if epoch == 1904:
        book.epoch = CALENDAR_MAC_1904
    for row in (
        ["Hành động", "Hạn", "Bắt đầu"],
        ["Lấy số", date(2026, 12, 31), datetime(2026, 3, 1)],  # noqa: DTZ001 -- cells have no time zone
    ):
        book.worksheets[0].append(row)
    (project / "a.xlsx").write_bytes(saved(book))
    ran = cxsite("import", "a.xlsx", "--as", "actions", cwd=project)
    assert (ran.code, ran.err) == (0, "")
    text = (project / "content/actions/lay-so.yml").read_text(encoding="utf-8")
    assert "due: 2026-12-31" in text
    assert "start: 2026-03-01" in text


def test_columns_that_only_have_a_format_are_no_columns(project: Path) -> None:
    def paint(book: Workbook) -> None:
        book.worksheets[0].cell(1, 16_384).number_format = "0.00"

    assert "name: Thử đồ" in imported(project, a_map(paint))[0]


# --- our own workbook, filled in by a colleague ---


@LANGUAGES
@pytest.mark.parametrize("how", ["locked", "cut", "bomb"])
def test_our_workbook_that_was_damaged_on_its_way_changes_nothing(project: Path, how: str, language: str) -> None:
    ran = cxsite("export", "xlsx", "--output", "a.xlsx", cwd=project)
    assert ran.code == 0
    data = (project / "a.xlsx").read_bytes()

    def blow_up(name: str, part: bytes) -> bytes:
        return part + b" " * (70 << 20) if name.endswith("sheet2.xml") else part

    bad = {"locked": encrypted(), "cut": data[:-300], "bomb": b"" if how != "bomb" else repacked(data, blow_up)}
    (project / "a.xlsx").write_bytes(bad[how])
    before = files_of(project)
    ran = cxsite("--language", language, "import", "a.xlsx", cwd=project)
    assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert files_of(project) == before
