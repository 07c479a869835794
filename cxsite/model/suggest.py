"""What an author may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SURE = 70.0


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or an empty text where none is like it.

    Two words are alike by the share of letters that stay when one is typed for the other, a swap of neighbours
    counting once (Damerau, 1964), accents and case apart.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- only needed where something is wrong

    wanted = fold(word)
    best, score = "", 0.0
    for candidate in known:
        likeness = 100 * OSA.normalized_similarity(wanted, fold(candidate))
        if likeness > score:
            best, score = candidate, likeness
    return best if score >= SURE else ""
