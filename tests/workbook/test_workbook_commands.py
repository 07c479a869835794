"""`cxsite export xlsx` and `cxsite import` of such a workbook, as users run them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from shell import a_project, cxsite
from workbook_edits import cell_of, fill, free_row, page_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

DAY = {"SOURCE_DATE_EPOCH": str(int(date(2026, 11, 21).strftime("%s")) + 43_200)}
JOURNEY = "content/journeys/mua-vay.yml"


def exported(project: Path, *options: str) -> Path:
    ran = cxsite("export", "xlsx", "--output", "a.xlsx", *options, cwd=project, **DAY)
    assert ran.code == 0, ran.err
    return project / "a.xlsx"


@cache
def small_workbook() -> bytes:
    """Return the workbook of the small project, which is exported once."""
    with TemporaryDirectory() as folder:
        return exported(a_project(Path(folder))).read_bytes()


def with_workbook(folder: Path) -> Path:
    """Write the small project with its workbook, `a.xlsx`."""
    project = a_project(folder)
    (project / "a.xlsx").write_bytes(small_workbook())
    return project


def changed() -> Workbook:
    """Return the exported workbook with another name for the touchpoint."""
    book = load_workbook(io.BytesIO(small_workbook()))
    cell_of(book, ("journey", "mua-vay", "thu-do"), "name").value = "Thử ba chiếc"
    return book


def test_the_same_content_gives_the_same_bytes_and_no_formula(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{"personas/lan.yml": 'name: "=1+1"\nquote: "+84 9"\n'})
    first = exported(project).read_bytes()
    assert exported(project).read_bytes() == first
    book = load_workbook(io.BytesIO(first))
    types = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert "f" not in types
    persona = cell_of(book, ("personas", "", "lan"), "name")
    assert (persona.value, persona.quotePrefix) == ("=1+1", True)


def test_the_sheets_have_lists_colours_frozen_panes_and_locked_ids(tmp_path: Path) -> None:
    book = load_workbook(with_workbook(tmp_path) / "a.xlsx")
    page = page_of(book, "journey", "mua-vay")
    assert page.title == "Mua váy"
    assert (page.freeze_panes, page.page_setup.orientation, page.page_setup.fitToWidth) == ("C4", "landscape", 1)
    assert page.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    lists = [rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert '"1,2,3,4,5"' in lists
    assert any("_cxsite_lists" in formula for formula in lists)
    assert sum(len(rules.rules) for rules in page.conditional_formatting) == 5
    assert page.protection.sheet
    assert (page["C1"].value, page["C1"].protection.locked, page["C3"].protection.locked) == ("thu-do", True, False)
    assert (book["_cxsite"].sheet_state, book.worksheets[0].title) == ("veryHidden", "Cách điền")


def test_changes_come_back_and_are_shown_as_a_diff(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    changed().save(project / "a.xlsx")
    before = (project / JOURNEY).read_text(encoding="utf-8")
    tried = cxsite("import", "a.xlsx", "--dry-run", cwd=project, **DAY)
    assert (tried.code, (project / JOURNEY).read_text(encoding="utf-8")) == (0, before)
    ran = cxsite("import", "a.xlsx", cwd=project, **DAY)
    assert ran.code == 0
    assert "tên “Thử đồ” → “Thử ba chiếc”" in ran.out
    assert ran.out.rstrip().endswith(f"1 tệp đã đổi: {JOURNEY}")
    assert (project / JOURNEY).read_text(encoding="utf-8") == before.replace("Thử đồ", "Thử ba chiếc")
    assert cxsite("import", "a.xlsx", cwd=project, **DAY).out == "Sổ Excel không thay đổi gì.\n"
    assert cxsite("validate", cwd=project, **DAY).code == 0


@pytest.mark.parametrize(("side", "name"), [("workbook", "Thử ba chiếc"), ("playbook", "Thử váy")])
def test_a_conflict_needs_a_choice(tmp_path: Path, side: str, name: str) -> None:
    project = a_project(tmp_path)
    changed().save(project / "a.xlsx")
    path = project / JOURNEY
    path.write_text(path.read_text(encoding="utf-8").replace("Thử đồ", "Thử váy"), encoding="utf-8")
    ran = cxsite("import", "a.xlsx", cwd=project, **DAY)
    assert ran.code == 1
    assert "Mua váy!C3: đã sửa cả hai bên" in ran.err.replace("cả trong sổ Excel lẫn trong sổ tay", "cả hai bên")
    assert "sổ tay: Thử váy" in ran.err.split("\n")[2]
    assert "Thử váy" in path.read_text(encoding="utf-8")
    assert cxsite("import", "a.xlsx", "--prefer", side, cwd=project, **DAY).code == 0
    assert f"name: {name}" in path.read_text(encoding="utf-8")


def test_a_wrong_cell_or_an_invalid_result_writes_nothing(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    book = changed()
    cell_of(book, ("journey", "mua-vay", "thu-do"), "emotion").value = 9
    book.save(project / "a.xlsx")
    ran = cxsite("import", "a.xlsx", cwd=project, **DAY)
    assert (ran.code, "Mua váy!C" in ran.err, "1 ô không nhận được" in ran.err) == (1, True, True)
    book = changed()
    cell_of(book, ("journey", "mua-vay", "thu-do"), "standard").value = "<script>x</script>"
    book.save(project / "a.xlsx")
    ran = cxsite("import", "a.xlsx", cwd=project, **DAY)
    assert (ran.code, "Chưa ghi gì cả" in ran.err) == (1, True)
    assert "Thử đồ" in (project / JOURNEY).read_text(encoding="utf-8")


def test_an_empty_workbook_becomes_a_journey_with_its_persona(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    exported(project, "--empty")
    book = load_workbook(project / "a.xlsx")
    page = page_of(book, "journey", "+1")
    assert [page.cell(2, column).value for column in (3, 4, 5)] == ["Mua hàng"] * 3
    fill(page, 3, {"name": "Xem mẫu", "emotion": 4, "pain_points.1": "Chờ lâu", "stage.goal": "Chọn được"})
    fill(page, 4, {"name": "Hỏi giá", "channels": "Cửa hàng"})
    fill(page_of(book, "journeys"), 3, {"title": "Mua bánh", "personas": "Hoa"})
    fill(page_of(book, "personas"), free_row(page_of(book, "personas")), {"name": "Hoa"})
    actions = page_of(book, "actions")
    fill(actions, free_row(actions), {"title": "Thêm người", "addresses": "Mua bánh / Chờ lâu"})
    book.save(project / "a.xlsx")
    ran = cxsite("import", "a.xlsx", cwd=project, **DAY)
    assert ran.code == 0, ran.err
    text = (project / "content/journeys/mua-banh.yml").read_text(encoding="utf-8")
    assert "status: draft" in text
    assert "personas: [hoa]" in text
    assert text.index("Xem mẫu") < text.index("Chờ lâu") < text.index("Hỏi giá")
    assert "goal: Chọn được" in text
    assert cxsite("import", "a.xlsx", cwd=project, **DAY).out == "Sổ Excel không thay đổi gì.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "xlsx", "--texts", "vi"), "--texts"),
        (("export", "json", "--empty"), "--empty"),
        (("import", "a.xlsx", "--columns", "a=name"), "--prefer"),
        (("import", "b.csv", "--prefer", "workbook"), "--prefer"),
    ],
)
def test_options_that_do_not_fit_are_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    project = with_workbook(tmp_path)
    (project / "b.csv").write_text("Giai đoạn,Điểm chạm\nMua hàng,Xem\n", encoding="utf-8")
    ran = cxsite(*arguments, cwd=project)
    assert (ran.code, said in ran.err) == (2, True)


def test_a_damaged_workbook_of_ours_is_refused(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    data = small_workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(project / "b.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<broken" if name.endswith("sheet2.xml") else source.read(name))
    (project / "c.xlsx").write_bytes(data[: len(data) // 2])
    for name in ("b.xlsx", "c.xlsx"):
        ran = cxsite("import", name, cwd=project)
        assert (ran.code, name in ran.err) == (2, True), ran.err


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
def test_libreoffice_opens_and_saves_it_and_it_still_comes_back(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    changed().save(project / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        "saved",
        "a.xlsx",
    ]
    subprocess.run(convert, cwd=project, check=True, capture_output=True, timeout=180)
    shutil.move(project / "saved" / "a.xlsx", project / "a.xlsx")
    assert cxsite("import", "a.xlsx", cwd=project, **DAY).code == 0
    assert "name: Thử ba chiếc" in (project / JOURNEY).read_text(encoding="utf-8")
    assert cxsite("import", "a.xlsx", cwd=project, **DAY).out == "Sổ Excel không thay đổi gì.\n"
