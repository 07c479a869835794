"""Formats a diff as Markdown: one comment on a pull request, which a later run finds by its marker and updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.escaping.comment import encode
from cxsite.i18n.catalogue import Translator
from cxsite.reports.diff_lines import DiffLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxsite.reports.diff import PlaybookDiff
    from cxsite.review.change_sentences import ReportGroup

MARKER: Final = "<!-- cxsite diff -->"
LONGEST: Final = 65_000
"""GitHub allows 65,536 characters in a comment, GitLab more."""
_FIGURES: Final = 5_000
_FINDINGS: Final = 20_000
_SPARE: Final = 500


def diff_as_markdown(diff: PlaybookDiff, language: str) -> str:
    """Return at most 65,000 characters; the first line is a hidden marker. Authors' texts are escaped.

    If it is too long, the last changes and findings are left out, with the number of left out lines.
    """
    lines = DiffLines(diff, language)
    head = "\n".join([MARKER, f"### {encode(lines.head)}", "", *(encode(note) + "  " for note in lines.notes)])
    coverage = _fitting([lines.coverage], _FIGURES, language)
    findings = _fitting(lines.findings, _FINDINGS, language)
    room = LONGEST - _SPARE - len(head) - len(coverage) - len(findings)
    changes = _fitting(lines.changes, room, language)
    return "\n\n".join(part for part in (head, changes, coverage, findings) if part) + "\n"


def _fitting(groups: Sequence[ReportGroup], room: int, language: str) -> str:
    """Return as many whole lines as fit, then the number of further lines."""
    written: list[str] = []
    used = left_out = 0
    for text, is_line in _lines(groups):
        used += len(text) + 1
        if used <= room:
            written.append(text)
        else:
            left_out += is_line
    if left_out:
        written += ["", encode(Translator(language, "review")("diff.left-out", n=left_out))]
    return "\n".join(written).strip("\n")


def _lines(groups: Iterable[ReportGroup]) -> Iterator[tuple[str, bool]]:
    """Yield every line, and whether it is content (not a heading)."""
    for group in groups:
        yield f"\n#### {encode(group.title)}\n", False
        for line in group.lines:
            sign = f"{encode(line.sign)} " if line.sign else ""
            yield f"- {sign}{encode(line.text)}", True
