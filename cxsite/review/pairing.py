"""Pairs the things before with those after, and finds the moved ones."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")


def find_renamed(before: Mapping[str, object], after: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return old ids by new ids: of things that have a new id, name an old one, and no longer use it.

    `after` has for each id the former ids that its author states, or those it replaces. Similarity is never used, and
    each old id goes to the first thing that claims it.
    """
    found: dict[str, str] = {}
    for key, claims in after.items():
        if key not in before:
            free = (old for old in claims if old in before and old not in after and old not in found.values())
            old = next(free, None)
            if old is not None:
                found[key] = old
    return found


def pair_up(
    before: Mapping[str, T], after: Mapping[str, T], old_of: Mapping[str, str]
) -> list[tuple[str, T | None, T | None]]:
    """Return each id with its thing before and after, in the current order; then the removed ones."""
    now = [(key, before.get(old_of.get(key, key)), thing) for key, thing in after.items()]
    gone = [(key, thing, None) for key, thing in before.items() if key not in after and key not in old_of.values()]
    return [*now, *gone]


def find_moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the smallest set of things whose moves explain the new order, among those in both.

    The others are a longest increasing subsequence of the old positions (patience sorting).
    """
    number = {key: at for at, key in enumerate(before)}
    common = [key for key in after if key in number]
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int | None] = []
    for at, key in enumerate(common):
        length = bisect_left(tails, number[key])
        tails[length:] = [number[key], *tails[length + 1 :]]
        ends[length:] = [at, *ends[length + 1 :]]
        previous.append(ends[length - 1] if length else None)
    kept: set[str] = set()
    step: int | None = ends[-1] if ends else None
    while step is not None:
        kept.add(common[step])
        step = previous[step]
    return frozenset(common) - kept
