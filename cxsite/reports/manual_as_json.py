"""Formats the manual as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.reports.sentences import describe_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.rules.manual import ManualPage

VERSION: Final = 1


def pages_as_json(pages: Iterable[ManualPage], language: str) -> str:
    """Return `{version, language, rules: […]}`, each with code, name, level, `settable`, texts and examples."""
    report = {"version": VERSION, "language": language, "rules": [_entry(page, language) for page in pages]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(page: ManualPage, language: str) -> dict[str, Any]:
    wording, manual = describe_code(page.code, language), page.manual
    return {
        "code": page.code,
        "name": page.name,
        "level": str(page.level),
        "fixed": page.is_fixed,
        "what": wording.what,
        "remedy": wording.remedy,
        "meaning": wording.meaning,
        "summary": manual.summary,
        "why": manual.why,
        "examples": [{"good": one.is_good, "path": one.path, "text": one.text} for one in manual.examples],
    }
