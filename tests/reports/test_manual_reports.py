"""docs/rules.md is what the rules say today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxsite.reports.manual_as_markdown import pages_as_markdown
from cxsite.rules.manual import manual_pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("name", "language"), [("rules.md", "en"), ("rules.vi.md", "vi")])
def test_the_reference_in_docs_is_fresh(name: str, language: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    fresh = pages_as_markdown(manual_pages(language), language)
    assert written == fresh, f"docs/{name} is stale: write it anew with `make docs`."


def test_every_row_of_its_tables_leads_to_a_section() -> None:
    text = pages_as_markdown(manual_pages(), "en")
    sections = {f"{code.lower()}-{name}" for code, name in re.findall(r"^### (CX\d{3}) (\S+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#(\S+)\)", text)) == sections
