"""The metadata at the end of a page: owner, review, evidence, and where to correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from cxsite.escaping.url import encode_path

if TYPE_CHECKING:
    from datetime import date

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.model.records.playbook_parts import Team
    from cxsite.model.records.record import Evidence, FileMetadata, Freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMarks:
    """The metadata of one page; `record` is the file that it shows, None for a page made from many files.

    `edit` and `feedback` are addresses, empty if the playbook has none.
    """

    today: date
    record: FileMetadata | None = None
    owner: Team | None = None
    freshness: Freshness | None = None
    review_due: date | None = None
    evidence: Evidence | None = None
    edit: str = ""
    feedback: str = ""


def make_marks(record: FileMetadata | None, title: str, content: Content, words: Translator) -> PageMarks:
    """Return the metadata of the page with that title."""
    feedback = _feedback(title, content, words)
    if record is None:
        return PageMarks(today=content.today, feedback=feedback)
    playbook = content.playbook
    return PageMarks(
        today=content.today,
        record=record,
        owner=next((team for team in playbook.teams if team.id == record.owner), None),
        freshness=content.freshness(record),
        review_due=record.review_due(playbook.review_rhythm),
        evidence=record.evidence,
        edit=playbook.repository.edit_url + encode_path(record.path) if playbook.repository and record.path else "",
        feedback=feedback,
    )


def _feedback(title: str, content: Content, words: Translator) -> str:
    where = content.playbook.feedback
    if where is None:
        return ""
    if where.mailto:
        return f"mailto:{where.mailto}?subject={quote(words('marks.feedback-subject', title=title))}"
    return where.url or ""
