"""Suggestions for misspelled words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 3
"""For words of two letters every other pair would be one mistake away."""
_TYPOS_PER_LETTER: Final = 0.3


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most similar to `word`, or an empty text if none is similar.

    The distance counts single edits: a letter too many, missing or wrong, and two neighbours swapped (Damerau, 1964),
    ignoring accents and case. From three letters on one mistake is allowed, and about one in three letters of longer
    words; among equally similar words the one with the same beginning is preferred.
    """
    from rapidfuzz.distance import OSA, Prefix  # noqa: PLC0415 -- only needed where something is wrong

    wanted = fold(word)
    best, rank = "", (0, 0)
    for candidate in known:
        folded = fold(candidate)
        allowed = _allowed_typos(max(len(wanted), len(folded)))
        mistakes = int(OSA.distance(wanted, folded, score_cutoff=allowed))
        if mistakes > allowed:
            continue
        this = (mistakes, -int(Prefix.similarity(wanted, folded)))
        if not best or this < rank:
            best, rank = candidate, this
    return best


def _allowed_typos(length: int) -> int:
    return max(1, int(length * _TYPOS_PER_LETTER)) if length >= SHORTEST else 0
