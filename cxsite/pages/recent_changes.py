"""What changed recently, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.review.change_sentences import SIGNS, ChangeSentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cxsite.pages.basis import Basis
    from cxsite.review.records import ContentChange, Review

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
"""Kinds of thing that staff want to hear of, the most telling first."""
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class RecentChanges:
    """What changed since a day (in UTC) up to the latest commit, by the language that texts are read in."""

    reviews: Mapping[str, Review]
    since: date


@dataclass(frozen=True, slots=True)
class RecentChange:
    """One change: a sign (+ − ~), what of, how, and the page and anchor of what changed (None where it has none)."""

    sign: str
    text: str
    details: str
    to: str | None


@dataclass(frozen=True, slots=True)
class News:
    """The changes shown, how many more there are, and since when."""

    recent: tuple[RecentChange, ...]
    more: int
    since: date


def select_news(basis: Basis) -> News | None:
    """The eight changes that tell most; None where nothing is known of the past, or nothing changed."""
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
    """The thing itself, else the journey that it stands in."""
    yield change.kind, change.key
    if change.journey:
        yield "journey", change.journey
