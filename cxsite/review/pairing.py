"""Which thing before is which thing after, and which of them changed places."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")


def find_renamed(before: Mapping[str, object], after: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """By new id the old one: what stands under a new id, names an old one, and has left that.

    `after` has for each id the ids that its author says it had, or that it replaces. Nothing is guessed, and each old
    id goes to the first that claims it.
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
    """Each id with what it was and is, in the order of now; then what is no more."""
    now = [(key, before.get(old_of.get(key, key)), thing) for key, thing in after.items()]
    gone = [(key, thing, None) for key, thing in before.items() if key not in after and key not in old_of.values()]
    return [*now, *gone]


def find_moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The fewest things whose new places explain the new order, of those that stand in both.

    The others are a longest increasing run of the old numbers (patience sorting).
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
