"""Formats changes of coverage as text, Markdown and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.escaping import comment, terminal
from cxsite.i18n.catalogue import Translator
from cxsite.reports.coverage_as_text import figure_name, format_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.coverage import CoverageDelta, Share


def deltas_as_text(found: Sequence[CoverageDelta], since: str, language: str) -> str:
    """Return a heading and a line for each changed figure, or one sentence; changes are in percentage points."""
    words = Translator(language)
    title = Translator(language, "commands")("coverage.since", since=terminal.encode(since))
    return "\n".join((title, *(f"  {line}" for line in _lines(found, words, language)))) + "\n"


def deltas_as_markdown(found: Sequence[CoverageDelta], since: str, language: str) -> str:
    """Return the changes as a Markdown list."""
    words = Translator(language)
    title = Translator(language, "commands")("coverage.since", since=comment.encode(since))
    return "\n".join((f"### {title}", "", *(f"- {line}" for line in _lines(found, words, language)))) + "\n"


def deltas_as_json(found: Sequence[CoverageDelta], since: str) -> dict[str, Any]:
    """Return `{since, figures: {name: {have, total, share, change}}}`: earlier values, change in percentage points."""
    return {"since": since, "figures": {delta.name: _entry(delta) for delta in found}}


def _entry(delta: CoverageDelta) -> dict[str, Any]:
    before = delta.before
    if before is None:
        return {"have": None, "total": None, "share": None, "change": None}
    return {"have": before.have, "total": before.total, "share": before.share, "change": delta.change}


def _lines(found: Sequence[CoverageDelta], words: Translator, language: str) -> Iterator[str]:
    changed = [delta for delta in found if delta.before != delta.now]
    if not changed:
        yield Translator(language, "commands")("coverage.unchanged")
    for delta in changed:
        before = "–" if delta.before is None else _count_text(delta.before, words)
        change = "" if delta.change is None else f" ({words.signed_number(delta.change, 2)})"
        yield f"{figure_name(delta.name, words)}: {before} → {_count_text(delta.now, words)}{change}"


def _count_text(share: Share, words: Translator) -> str:
    return f"{format_share(share, words)} ({share.have}/{share.total})" if share.total else "–"
