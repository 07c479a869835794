"""In which stage, and in which order, the touchpoints of a journey stand after its columns were moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A touchpoint's column: its key, and its stage's id."""

    key: str
    stage: str


def arranged(
    columns: Sequence[PlacedColumn], before: Sequence[PlacedColumn], order: Sequence[str]
) -> tuple[PlacedColumn, ...]:
    """Return the columns in the order that they mean: those of a stage stand together, as often as it is visited.

    A column whose stage was chosen anew, and a new one, joins the nearest columns of its stage; a stage that the
    journey did not have comes where the playbook has it. `before` are the columns as they were, `order` the stages of
    the playbook. In a new journey (no columns before) all stay as they stand.
    """
    if not before:
        return tuple(columns)
    was = {one.key: one.stage for one in before}
    groups: list[list[PlacedColumn]] = []
    newcomers: list[PlacedColumn] = []
    for one in columns:
        is_settled = was.get(one.key) == one.stage
        if groups and groups[-1][0].stage == one.stage:
            groups[-1].append(one)
        elif is_settled:
            groups.append([one])
        else:
            newcomers.append(one)
    for one in newcomers:
        _join(groups, one, columns, order)
    return tuple(one for group in groups for one in group)


def merged(
    wanted: Sequence[PlacedColumn], before: Sequence[PlacedColumn], now: Sequence[PlacedColumn]
) -> tuple[PlacedColumn, ...] | None:
    """Return the wanted arrangement with what the playbook added and removed since; None if it also moved columns.

    `before` is the arrangement that was exported, `now` the playbook's.
    """
    old = {one.key for one in before}
    kept = {one.key for one in now}
    if [one for one in before if one.key in kept] != [one for one in now if one.key in old]:
        return None
    made = [one for one in wanted if one.key in kept or one.key not in old]
    present = {one.key for one in made}
    for number, one in enumerate(now):
        if one.key not in old and one.key not in present:
            previous = now[number - 1].key if number else ""
            at = next((n for n, column in enumerate(made) if column.key == previous), -1)
            made.insert(at + 1, one)
            present.add(one.key)
    return tuple(made)


def _join(
    groups: list[list[PlacedColumn]], one: PlacedColumn, columns: Sequence[PlacedColumn], order: Sequence[str]
) -> None:
    """Put a column into the nearest group of its stage: behind a group on its left, else before one on its right."""
    position = {column.key: number for number, column in enumerate(columns)}
    here = position[one.key]
    same = [group for group in groups if group[0].stage == one.stage]
    left = [group for group in same if position[group[0].key] < here]
    if left:
        group = left[-1]
        at = sum(position[each.key] < here for each in group)
        group.insert(at, one)
    elif same:
        same[0].insert(0, one)
    else:
        groups.insert(_place_of_new_stage(groups, one.stage, order), [one])


def _place_of_new_stage(groups: Sequence[Sequence[PlacedColumn]], stage: str, order: Sequence[str]) -> int:
    rank = {one: number for number, one in enumerate(order)}
    last = len(rank)
    earlier = [n for n, group in enumerate(groups) if rank.get(group[0].stage, last) < rank.get(stage, last)]
    return earlier[-1] + 1 if earlier else 0
