"""Recent changes for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.review.change_sentences import SIGNS, ChangeSentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cxsite.pages.basis import Basis
    from cxsite.review.records import ContentChange

REPORTED_KINDS: Final = (
    "journey",
    "persona",
    "play",
    "touchpoint",
    "pain-point",
    "action",
    "goal",
    "metric",
    "opportunity",
    "stage",
)
"""The kinds of things whose changes staff should know, the most important first."""
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class RecentChange:
    """One change: a symbol (+ − ~), the thing, the kind of change, and its page and anchor (None if it has no page)."""

    sign: str
    text: str
    details: str
    to: str | None


@dataclass(frozen=True, slots=True)
class News:
    """The changes shown, the number of further changes, and the first day."""

    recent: tuple[RecentChange, ...]
    more: int
    since: date


def select_news(basis: Basis) -> News | None:
    """Return the eight most important changes; None if the history is unknown or nothing changed."""
    recent_changes, language = basis.recent_changes, basis.words.language
    if recent_changes is None or language not in recent_changes.reviews:
        return None
    review = recent_changes.reviews[language]
    reported = sorted(
        (one for one in review.changes if one.kind in REPORTED_KINDS),
        key=lambda change: REPORTED_KINDS.index(change.kind),
    )
    if not reported:
        return None
    sentences = ChangeSentences(review, language)
    recent = (
        RecentChange(SIGNS[one.how], sentences.head(one), "; ".join(sentences.details(one)), _address(one, basis))
        for one in reported[:MOST]
    )
    return News(tuple(recent), max(0, len(reported) - MOST), recent_changes.since)


def _address(change: ContentChange, basis: Basis) -> str | None:
    return next((found for kind, key in _places(change) if (found := basis.addresses.of(kind, key))), None)


def _places(change: ContentChange) -> Iterator[tuple[str, str]]:
    """Yield the thing itself, then the journey or the shared touchpoint that contains it."""
    if change.kind == "pain-point" and not change.journey:
        yield "touchpoint", change.key.partition("/")[0]
        return
    yield change.kind, change.key
    if change.journey:
        yield "journey", change.journey
