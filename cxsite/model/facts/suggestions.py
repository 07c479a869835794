"""What an author may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 3
"""Of two letters every other pair is one mistake away."""
_TYPOS_PER_LETTER: Final = 0.3


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or an empty text where none is like it.

    Slips are counted: a letter too much, missing or wrong, and two neighbours swapped (Damerau, 1964), accents and
    case apart. One mistake is always forgiven from three letters on, and about one in three letters of longer words; of
    words equally near the one that begins like it is meant.
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
