"""How much of a playbook in several languages is translated into all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.coverage.records import CoverageFigure, CoverageGap, Share
from cxsite.model.facts.coverage_figures import TRANSLATED
from cxsite.model.facts.translatable_texts import collect_texts

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.model.facts.translatable_texts import TranslatableText
    from cxsite.model.records.playbook import Playbook
    from cxsite.model.records.record import FileMetadata

_SHOWN: Final = 60


def count_translations(content: Content) -> tuple[CoverageFigure, ...]:
    """Return the figure of published texts that are written in every language; empty for a playbook in one language."""
    playbook = content.playbook
    if not playbook.further_languages:
        return ()
    languages = (playbook.language, *playbook.further_languages)
    every = tuple(text for record in content.files for text in collect_texts(record))
    gaps = tuple(_gap(text, record_id(text)) for text in every if text.lacks(languages))
    return (CoverageFigure(name=TRANSLATED, count=Share(len(every) - len(gaps), len(every)), gaps=gaps),)


def find_untranslated(record: FileMetadata, playbook: Playbook) -> tuple[CoverageGap, ...]:
    """Return the texts of one file that are not written in every language of the playbook."""
    if not playbook.further_languages:
        return ()
    languages = (playbook.language, *playbook.further_languages)
    return tuple(_gap(text, record_id(text)) for text in collect_texts(record) if text.lacks(languages))


def record_id(text: TranslatableText) -> str:
    """Return the id of the file that holds a text."""
    return str(getattr(text.record, "id", "")) or "playbook"


def _gap(text: TranslatableText, key: str) -> CoverageGap:
    words = " ".join(text.text.split())
    title = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return CoverageGap(figure=TRANSLATED, thing=text, title=title, key=key)
