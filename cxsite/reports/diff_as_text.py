"""Formats a diff as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.escaping import terminal
from cxsite.reports.diff_lines import DiffLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.reports.diff import PlaybookDiff
    from cxsite.review.change_sentences import ReportGroup


def diff_as_text(diff: PlaybookDiff, language: str) -> str:
    """Return the changes for customers, then coverage and findings before and after."""
    lines = DiffLines(diff, language)
    blocks = ["\n".join((lines.head, *lines.notes))]
    blocks += ["\n".join(_group(group)) for group in (*lines.changes, lines.coverage, *lines.findings)]
    return "\n\n".join(blocks) + "\n"


def _group(group: ReportGroup) -> Iterator[str]:
    yield terminal.encode(group.title)
    for line in group.lines:
        yield f"  {line.sign or ' '} {terminal.encode(line.text)}"
