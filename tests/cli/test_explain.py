"""`cxsite explain` and `cxsite rules`: what codes mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

from cxsite.rules.manual import manual_pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("wanted", ["CX204", "cx204", "unknown-channel"])
def test_a_code_is_explained_in_the_readers_language_with_examples(tmp_path: Path, wanted: str) -> None:
    ran = cxsite("--language", "vi", "explain", wanted, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("CX204 unknown-channel (lỗi)\n\n  Sổ tay không có kênh “…”.\n  → ")
    assert "Điểm chạm được gom theo kênh" in ran.out
    assert "Touchpoints" not in ran.out
    assert "  Sai (content/personas/lan.yml):\n      channels: [zaloo]\n" in ran.out
    assert "Luôn là lỗi" in ran.out


def test_a_code_of_reading_is_explained_too(tmp_path: Path) -> None:
    ran = cxsite("--language", "en", "explain", "cx108", cwd=tmp_path)
    assert "CX108 not-a-date (error)" in ran.out
    assert "reviewed: 2026-10-05" in ran.out
    assert "must always be fixed" in ran.out


def test_a_rule_that_can_be_set_says_how(tmp_path: Path) -> None:
    message = cxsite("--language", "en", "explain", "CX301", cwd=tmp_path).out
    assert "`rules: {code: error|warning|note|off}`" in message
    assert "`# cxsite: ignore[code] reason`" in message


@pytest.mark.parametrize(
    ("wanted", "remedy"),
    [("CX24", "CX204 (unknown-channel)"), ("unknown-chanel", "CX204 (unknown-channel)"), ("???", "`cxsite rules`")],
)
def test_an_unknown_code_is_2_with_the_one_that_was_meant(tmp_path: Path, wanted: str, remedy: str) -> None:
    ran = cxsite("--language", "en", "explain", wanted, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"cxsite: There is no code “{wanted}”.\n  → ")
    assert remedy in ran.err


def test_rules_lists_every_code_in_each_form(tmp_path: Path) -> None:
    codes = [page.code for page in manual_pages()]
    text = cxsite("--language", "vi", "rules", cwd=tmp_path).out
    assert [line.split()[0] for line in text.split("\n\n")[0].splitlines()] == codes
    report = json.loads(cxsite("rules", "--format", "json", cwd=tmp_path).out)
    assert [entry["code"] for entry in report["rules"]] == codes
    assert all(entry["what"] and entry["remedy"] and entry["summary"] for entry in report["rules"])
    markdown = cxsite("rules", "--format", "markdown", cwd=tmp_path).out
    assert [line.split()[1] for line in markdown.splitlines() if line.startswith("### ")] == codes
