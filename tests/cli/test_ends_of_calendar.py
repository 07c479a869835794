"""Days at the ends of the calendar are reported in a sentence, or shown as any other day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2100-01-01", "9999-12-31"])
@pytest.mark.parametrize("more", [(), ("--check",)])
def test_a_day_out_of_all_reason_is_refused(tmp_path: Path, day: str, more: tuple[str, ...]) -> None:
    ran = cxsite("--language", "en", "build", "--as-of", day, *more, cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith(
        f"cxsite: The day {day} cannot be used to judge the content.\n  → Choose a day from 1970-01-01 to"
    )


@pytest.mark.slow
@pytest.mark.parametrize("epoch", ["-62135596800", "253402300799", "-90000", "4102444800"])
def test_a_clock_out_of_all_reason_is_refused(begin: Begin, tmp_path: Path, epoch: str) -> None:
    begin(tmp_path, "en")
    ran = cxsite("validate", cwd=tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert ran.code == 2
    assert re.match(r"cxsite: (The day \S+ cannot be used to judge the content\.|SOURCE_DATE_EPOCH is )", ran.err)


@pytest.mark.build
@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31"])
def test_the_first_and_the_last_day_are_fine(begin: Begin, tmp_path: Path, day: str) -> None:
    begin(tmp_path, "en")
    assert cxsite("build", "--as-of", day, cwd=tmp_path).code == 0


@pytest.mark.build
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "9999-12-31"),
        ("9999-12-31", "0001-01-01"),
        ("0001-01-01", "0001-12-31"),
        ("9999-12-30", "9999-12-31"),
        ("1582-10-04", "9000-01-01"),
    ],
)
def test_days_in_content_are_read_and_shown_whatever_they_are(
    begin: Begin, tmp_path: Path, first: str, last: str
) -> None:
    begin(tmp_path, "vi")
    evidence = f"evidence: {{level: researched, research: [{{kind: interview, title: A, date: {first}}}]}}\n"
    waivers = f"waivers: [{{rule: CX501, reason: Một lý do đủ dài, until: {last}}}]\n"
    head = f"reviewed: {first}\nreview_every: 1d\n{evidence}{waivers}"
    file = tmp_path / "content/personas/mai.yml"
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("reviewed", "review_every"))]
    text = "\n".join(kept)
    file.write_text(text if "evidence:" in text else f"{text}\n{head}", encoding="utf-8")
    (tmp_path / "content/actions/moi.yml").write_text(
        "title: Mới\nkind: system\nowner: giao-hang\nstatus: doing\n"
        f"start: {min(first, last)}\ndue: {max(first, last)}\n"
        f"reviewed: {last}\nreview_every: 9999y\naddresses: [dat-banh-sinh-nhat/biet-banh-toi-dau]\n",
        encoding="utf-8",
    )
    (tmp_path / "content/actions/xong.yml").write_text(
        f"title: Xong\nkind: system\nowner: giao-hang\nstatus: done\nstart: {min(first, last)}\ndue: {last}\n"
        f"done: {max(first, last)}\naddresses: [dat-banh-sinh-nhat/biet-banh-toi-dau]\n",
        encoding="utf-8",
    )
    for command in ("validate", "coverage", "build"):
        ran = cxsite(command, cwd=tmp_path)  # an exception is raised here
        assert ran.code in {0, 1}, ran.err
        assert "Invalid" not in ran.err
