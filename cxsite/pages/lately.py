"""What changed lately, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.review.change_sentences import SIGNS, ChangeSentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cxsite.pages.basis import Basis
    from cxsite.review.records import ContentChange, Review

TOLD: Final = (
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
class Lately:
    """What changed since a day (in UTC) up to the latest commit, by the language that texts are read in."""

    reviews: Mapping[str, Review]
    since: date


@dataclass(frozen=True, slots=True)
class Recent:
    """One change: a sign (+ − ~), what of, how, and the page and anchor of what changed (None where it has none)."""

    sign: str
    text: str
    details: str
    to: str | None


@dataclass(frozen=True, slots=True)
class News:
    """The changes shown, how many more there are, and since when."""

    recent: tuple[Recent, ...]
    more: int
    since: date


def news(basis: Basis) -> News | None:
    """The eight changes that tell most; None where nothing is known of the past, or nothing changed."""
    lately, language = basis.lately, basis.words.language
    if lately is None or language not in lately.reviews:
        return None
    review = lately.reviews[language]
    told = sorted((one for one in review.changes if one.kind in TOLD), key=lambda change: TOLD.index(change.kind))
    if not told:
        return None
    telling = ChangeSentences(review, language)
    recent = (
        Recent(SIGNS[one.how], telling.head(one), "; ".join(telling.details(one)), _address(one, basis))
        for one in told[:MOST]
    )
    return News(tuple(recent), max(0, len(told) - MOST), lately.since)


def _address(change: ContentChange, basis: Basis) -> str | None:
    return next((found for kind, key in _places(change) if (found := basis.addresses.of(kind, key))), None)


def _places(change: ContentChange) -> Iterator[tuple[str, str]]:
    """The thing itself, else the journey that it stands in."""
    yield change.kind, change.key
    if change.journey:
        yield "journey", change.journey
