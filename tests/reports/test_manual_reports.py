"""docs/rules.md is what the rules say today."""

from __future__ import annotations

import re
from pathlib import Path

from cxsite.reports.manual_as_markdown import pages_as_markdown
from cxsite.rules.manual import manual_pages

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_reference_in_docs_is_fresh() -> None:
    written = DOCS.read_text(encoding="utf-8")
    assert written == pages_as_markdown(manual_pages(), "en"), "docs/rules.md is stale: write it anew with `make docs`."


def test_every_row_of_its_tables_leads_to_a_section() -> None:
    text = pages_as_markdown(manual_pages(), "en")
    sections = {f"{code.lower()}-{name}" for code, name in re.findall(r"^### (CX\d{3}) (\S+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#(\S+)\)", text)) == sections
