"""CX501–CX504: files and research that are outdated."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.content import cached_on_content
from cxsite.model.records.record import Evidence, Freshness
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding

OLD_RESEARCH: Final = 2
"""Years after which research should be repeated."""


def review_overdue(content: Content) -> Iterator[Finding]:
    """The review date of a file has passed.

    Customers change, and so does what we do for them. People trust a map even if nobody has looked at it for a long
    time.

    Bad (content/journeys/mua.yml):
        reviewed: 2025-10-01

    Good (content/journeys/mua.yml):
        reviewed: 2026-11-01
    """
    for record in content.files:
        if content.freshness(record) is Freshness.STALE:
            due = record.review_due(content.playbook.review_rhythm)
            yield make_finding(record.place("reviewed"), reviewed=str(record.reviewed), due=str(due))


def never_reviewed(content: Content) -> Iterator[Finding]:
    """A persona, journey, play, goal or metric does not state when it was last reviewed.

    Without this date nobody can tell whether it is still true.

    Bad (content/personas/lan.yml):
        reviewed:

    Good (content/personas/lan.yml):
        reviewed: 2026-11-01
    """
    kinds = (content.personas, content.journeys, content.goals, content.metrics, content.plays)
    for record in (record for kind in kinds for record in kind.values()):
        if record.reviewed is None and record.status == "published":
            yield make_finding(record.key_place(), today=str(content.today))


def day_still_to_come(content: Content) -> Iterator[Finding]:
    """The date of a review or of research is in the future.

    A wrong year makes a file look fresh for years.

    Bad (content/journeys/mua.yml):
        reviewed: 2062-11-01

    Good (content/journeys/mua.yml):
        reviewed: 2026-11-01
    """
    for record in content.files:
        if record.reviewed is not None and record.reviewed > content.today:
            yield make_finding(record.place("reviewed"), found=str(record.reviewed))
    for evidence in _evidence(content):
        for research in evidence.research:
            if research.date is not None and research.date > content.today:
                yield make_finding(research.place("date"), found=str(research.date))


def old_research(content: Content) -> Iterator[Finding]:
    """All the research behind a statement is more than two years old.

    What customers said then may no longer be true. It is worth asking again.

    Bad (content/personas/lan.yml):
        evidence: {level: researched, research: [{kind: interview, title: Mười khách ở quầy, date: 2023-05-01}]}

    Good (content/personas/lan.yml):
        evidence: {level: researched, research: [{kind: interview, title: Mười khách ở quầy, date: 2026-05-01}]}
    """
    for evidence in _evidence(content):
        days = [research.date for research in evidence.research if research.date is not None]
        if days and len(days) == len(evidence.research) and _years_on(max(days), OLD_RESEARCH) < content.today:
            newest = next(research for research in evidence.research if research.date == max(days))
            yield make_finding(newest.place("date"), title=newest.title, found=str(max(days)))


@cached_on_content
def _evidence(content: Content) -> tuple[Evidence, ...]:
    holders: list[Any] = list(content.files)
    holders += [placed.touchpoint.as_written for placed in content.placed_touchpoints if placed.touchpoint.evidence]
    holders += [placed.pain_point for placed in content.pain_points.values() if placed.pain_point.evidence]
    return tuple(holder.evidence for holder in holders if holder.evidence is not None)


def _years_on(day: date, years: int) -> date:
    if day.year + years > MAXYEAR:
        return date.max
    last_of_february = day.month == 2 and day.day == 29  # noqa: PLR2004
    return day.replace(year=day.year + years, day=28 if last_of_february else day.day)
