"""A playbook in which every command of the documents can be run: it has what their examples name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from git_project import FILES, JOURNEY, a_repository
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from shell import cxsite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAP: Final = (
    ("Giai đoạn", "Điểm chạm", "Kênh", "Cảm xúc", "Điểm đau"),
    ("Mua hàng", "Xem mẫu", "Cửa hàng", 4, "Ảnh mờ"),
    ("Sử dụng", "Hỏi cỡ", "Zalo", 2, ""),
)
SOURCE: Final = (
    "metric: nps\ndata: content/answers/phieu.csv\ncolumns: {answer: Điểm, date: Ngày}\ndate_format: yyyy-mm-dd\n"
)
TABLES: Final = {
    "personas": (("Tên", "Mục tiêu", "Nhu cầu"), ("Bà Tư", "Mặc đẹp", "Nhanh")),
    "actions": (("Hành động", "Trạng thái"), ("Gọi lại trong ngày", "planned")),
    "metrics": (("Chỉ số", "Loại", "Mục tiêu"), ("Khách hài lòng", "csat", 80)),
}
NAMES: Final = {"personas": "chan-dung", "actions": "hanh-dong", "metrics": "chi-so"}
"""Vietnamese names of these files; the English ones are those of `TABLES`."""
PLAYBOOK: Final = {
    **FILES,
    "content/journeys/dat-banh-gio.yml": JOURNEY.replace("Mua váy", "Đặt bánh giỗ").replace("dat-cho", "dat-som"),
    "content/journeys/feast-cake.yml": JOURNEY.replace("Mua váy", "A feast cake").replace("dat-cho", "order-early"),
    "content/personas/mai.yml": "name: Mai\n",
    "content/metrics/nps.yml": "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}, min_answers: 1}\n",
    "content/sources/phieu.yml": SOURCE,
    "content/sources/phieu-hoi-sau-mua.yml": SOURCE.replace("phieu.csv", "sau-mua.csv"),
    "content/answers/phieu.csv": "Điểm,Ngày\n" + "".join(f"{score},2026-10-{20 - score:02}\n" for score in range(11)),
    "content/answers/sau-mua.csv": "Điểm,Ngày\n9,2026-10-02\n3,2026-10-03\n",
}


def write_playbook(folder: Path) -> Path:
    """Write the playbook with its history (branch `main`, tags `v1` and `v2`), and the files that it imports."""
    assert cxsite("init", "start", "--language", "vi", "--starter", "empty", cwd=folder).code == 0
    repository = a_repository(folder / "playbook")
    (folder / "start" / "mkdocs.yml").rename(repository.project / "mkdocs.yml")
    (repository.project / ".gitignore").write_text("build/\nsite/\n", encoding="utf-8")
    repository.commit(PLAYBOOK, day="2026-10-01")
    repository.git("tag", "v1")
    repository.commit({"content/personas/mai.yml": "name: Mai\ntagline: Thợ may\n"}, day="2026-11-01")
    repository.git("tag", "v2")
    _write_tables(repository.project)
    return repository.project


def _write_tables(folder: Path) -> None:
    for kind, rows in TABLES.items():
        for name in (kind, NAMES[kind]):
            _write_workbook(folder / f"{name}.xlsx", rows)
            text = "".join(f"{','.join(map(str, row))}\n" for row in rows)
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    for name in ("journey", "hanh-trinh", "ban-do"):
        _write_workbook(folder / f"{name}.xlsx", MAP)
    _write_workbook(folder / "mai.xlsx", (*[(*MAP[0][:3], "Cảm xúc (Mai)")], *[row[:4] for row in MAP[1:]]))
    assert cxsite("export", "xlsx", "--output", "map.xlsx", cwd=folder).code == 0


def _write_workbook(file: Path, rows: Sequence[Sequence[object]]) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    book.save(file)
