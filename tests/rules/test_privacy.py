"""Private data of single people is reported, in the forms used in Vietnam; contact data of teams is not."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from small_playbook import playbook

from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path


def reported(folder: Path, quote: str, more: dict[str, str] | None = None) -> list[tuple[str, str]]:
    quoted = quote.replace('"', "'")
    content, problems = playbook(folder, {"content/personas/lan.yml": f'quote: "{quoted}"\n', **(more or {})})
    assert problems == []
    return [(one.code, str(one.place)) for one in check_content(content) if one.code in CODES]


CODES = {"CX218", "CX219", "CX532", "CX701", "CX702", "CX703"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Viết cho lan.nguyen+vay@thu.example", "CX701"),
        ("(Lan_90@sub.thu.com.vn)", "CX701"),
        ("lan@thư-việt.vn", "CX701"),
        ("Gọi 84901234567", "CX702"),
        ("Zalo: zalo.me/0901234567", "CX702"),
        ("Gọi (+84) 901 234 567", "CX702"),
        ("Gọi 0901234567", "CX702"),
        ("Gọi 0901 234 567.", "CX702"),
        ("Gọi 0901.234.567", "CX702"),
        ("Gọi 090-123-4567!", "CX702"),
        ("Gọi (090) 123 4567", "CX702"),
        ("Gọi +84901234567", "CX702"),
        ("Gọi +84 901 234 567", "CX702"),
        ("Gọi +84.(0)901.234.567", "CX702"),
        ("Gọi 0084 90 123 45 67", "CX702"),
        ("Gọi 024 3826 1234", "CX702"),
        ("Gọi (028) 3822 1234", "CX702"),
        ("Call +44 20 7946 0958", "CX702"),
        ("CCCD 079203001234", "CX703"),
        ("số 079 203 001 234", "CX703"),
        ("CMND: 023456789", "CX703"),
        ("chứng minh nhân dân 023 456 789", "CX703"),
        ("hộ chiếu B1234567", "CX703"),
        ("so chung minh 023456789", "CX703"),
        (unicodedata.normalize("NFD", "chứng minh thư: 023456789"), "CX703"),
        ("Identity card no. 123456789", "CX703"),
    ],
)
def test_what_is_private_is_reported(tmp_path: Path, text: str, code: str) -> None:
    assert [one for one, _ in reported(tmp_path, text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Giá 1.500.000 đồng, giảm 12,5 %",
        "Ngày 05.09.2026, lúc 09:30",
        "Từ 2026-01-05 đến 2026-12-31",
        "0.912345678 là một tỉ lệ",
        "Tổng đài 1900 6868",
        "Mã đơn 123456789",
        "Đơn số 20261105000123",
        "Xem https://may.example/0901234567?m=a@b.example",
        "@vaymay trên Instagram",
        "Chấm 9–10 trừ 0–6",
        "3912345678 lượt xem",
        "84 912 345 678 đồng",
        "Mã 184901234567",
    ],
)
def test_other_numbers_are_let_be(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, text) == []


def test_the_place_is_that_of_the_number_itself(tmp_path: Path) -> None:
    assert reported(tmp_path, "Gọi 0901234567") == [("CX702", "content/personas/lan.yml:3:13")]


def test_a_team_s_own_contacts_may_stand_anywhere(tmp_path: Path) -> None:
    own = """\
teams: [{id: ban-hang, name: Bán hàng, contact: "cx@may.example, 0901 234 567"}]
feedback: {mailto: gop-y@may.example}
"""
    text = "Viết CX@may.example, gop-y@may.example hay gọi +84901234567"
    assert reported(tmp_path, text, {"content/playbook.yml": own}) == []


def test_pages_and_notes_are_looked_at(tmp_path: Path) -> None:
    more = {
        "content/pages/lam.md": "# A\n\nGọi 0901234567 nhé.\n",
        "content/observations/figures.csv": "metric,period,value,n,note\nnps,2026-10,41,184,hỏi a@b.example\n",
    }
    assert reported(tmp_path, "x", more) == [
        ("CX701", "content/observations/figures.csv:2:24"),
        ("CX702", "content/pages/lam.md:3:5"),
    ]


def test_nobody_switches_it_off_without_a_reason(tmp_path: Path) -> None:
    changes = {"content/playbook.yml": "rules: {CX702: off}\n"}
    assert [code for code, _ in reported(tmp_path, "Gọi 0901234567", changes)] == ["CX702", "CX218"]


def test_its_level_can_be_raised(tmp_path: Path) -> None:
    assert [code for code, _ in reported(tmp_path, "x", {"content/playbook.yml": "rules: {CX702: error}\n"})] == []


def test_a_reason_silences_it(tmp_path: Path) -> None:
    waived = 'quote: "Gọi 0901234567"\nwaivers: [{rule: CX702, reason: Số tổng đài}]\n'
    page = "Gọi 0901234567. <!-- cxsite: ignore[CX702] Số tổng đài -->\n"
    assert reported(tmp_path, "x", {"content/personas/lan.yml": waived, "content/pages/lam.md": page}) == []


def test_a_remark_on_a_page_needs_a_reason(tmp_path: Path) -> None:
    page = "Gọi 0901234567. <!-- cxsite: ignore[CX702] -->\n"
    assert [code for code, _ in reported(tmp_path, "x", {"content/pages/lam.md": page})] == ["CX702", "CX219"]
