"""Coverage in its four forms: the same figures in each."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from cxsite.coverage import Coverage, Share, measure_coverage
from cxsite.i18n.catalogue import Translator
from cxsite.reading import read
from cxsite.reports.coverage_as_csv import coverage_as_csv
from cxsite.reports.coverage_as_json import coverage_as_json
from cxsite.reports.coverage_as_markdown import coverage_as_markdown
from cxsite.reports.coverage_as_text import coverage_as_text, format_share

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden

    from cxsite.model.content import Content

TODAY = date(2026, 11, 20)
TARGETS = {"touchpoints-with-emotion": 100.0, "touchpoints-with-channel": 60.0, "total": 50.0}
HOSTILE = "<script>@team *a* `b` [c](https://x.example) | =1+1"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    touchpoints = "".join(f"      - {{id: t-{n}, name: Bước {n}}}\n" for n in range(7))
    files = {
        "playbook.yml": "title: Sổ tay\nstages: [{id: mua, name: Mua}]\nchannels: [{id: quay, name: Quầy}]\n",
        "personas/lan.yml": "name: Lan\n",
        "journeys/mua-vay.yml": (
            f"title: '{HOSTILE}'\npersonas: [lan]\nstages:\n  - stage: mua\n    touchpoints:\n{touchpoints}"
            "      - {id: thu-do, name: Thử đồ, channels: [quay], emotion: 2}\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    read_content, problems = read(tmp_path, today=TODAY)
    assert problems == []
    return read_content


@pytest.fixture
def found(content: Content) -> Coverage:
    return measure_coverage(content)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_text_for_people(found: Coverage, golden: Golden, language: str) -> None:
    golden(f"reports/coverage.{language}.txt", coverage_as_text(found, TARGETS, language))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_markdown_for_pull_requests(found: Coverage, content: Content, golden: Golden, language: str) -> None:
    golden(f"reports/coverage.{language}.md", coverage_as_markdown(found, TARGETS, content, language))


def test_markdown_shows_authors_words_as_text(found: Coverage, content: Content) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(coverage_as_markdown(found, TARGETS, content, "en"))
    assert "<script" not in shown
    assert "<a " not in shown
    assert "&lt;script&gt;@team *a* `b` [c](https://x.example) | =1+1" in shown


def test_json_for_programs(found: Coverage) -> None:
    report = json.loads(coverage_as_json(found, TARGETS))
    emotion = report["figures"]["touchpoints-with-emotion"]
    assert {key: emotion[key] for key in ("have", "total", "share", "target", "met")} == {
        "have": 1,
        "total": 8,
        "share": 12.5,
        "target": 100.0,
        "met": False,
    }
    assert len(emotion["gaps"]) == 7
    assert emotion["gaps"][0] == {
        "key": "mua-vay/t-0",
        "title": "Bước 0",
        "journey": "mua-vay",
        "stage": "",
        "path": "content/journeys/mua-vay.yml",
        "line": 6,
        "column": 10,
    }
    assert report["figures"]["metrics-with-target"]["share"] is None
    assert report["persona_stages"] == {"lan": {"mua": {"touchpoints": 8, "emotion": 2.0}}}
    assert report["total"]["met"] is found.total.reaches(50)


def test_csv_for_spreadsheets(found: Coverage) -> None:
    rows = list(csv.DictReader(io.StringIO(coverage_as_csv(found, TARGETS))))
    whole = {row["figure"]: row for row in rows if not row["journey"]}
    assert whole["touchpoints-with-emotion"] == {
        "journey": "",
        "figure": "touchpoints-with-emotion",
        "have": "1",
        "total": "8",
        "percent": "12.5",
        "target": "100.0",
    }
    assert whole["metrics-with-target"]["percent"] == ""
    assert {row["journey"] for row in rows} == {"", "mua-vay"}


def test_100_means_all() -> None:
    words = Translator("en")
    assert format_share(Share(999, 1000), words) == "99%"
    assert format_share(Share(1000, 1000), words) == "100%"
    assert format_share(Share(0, 0), words) == "nothing to count yet"
