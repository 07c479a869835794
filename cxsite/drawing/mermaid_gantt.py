"""Improvement actions by owner, as Mermaid's `gantt` diagram."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, head, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

Status: TypeAlias = Literal["proposed", "planned", "doing", "done", "dropped"]

_TAGS: Final = {
    "doing": "active, ",
    "done": "done, ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttTask:
    """An action. Without a start it is a milestone on its due day; without a due day it is not drawn."""

    name: str
    start: date | None
    due: date | None
    status: Status
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttSection:
    """A team and its actions."""

    name: str
    tasks: tuple[GanttTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """The diagram (None if nothing has a due day, or if it would be too long), and the actions that are not drawn."""

    diagram: str | None
    left_out: tuple[str, ...]


def draw(owners: Sequence[GanttSection], *, title: str, description: str) -> Gantt:
    """Return the diagram, a section for each owner with something to draw; dropped actions are not drawn."""
    left_out = tuple(work.name for owner in owners for work in owner.tasks if not _is_drawn(work))
    rows = tuple(_rows(owners))
    if not rows:
        return Gantt(diagram=None, left_out=left_out)
    setting = ("dateFormat YYYY-MM-DD", "axisFormat %m/%Y", "tickInterval 1month", "inclusiveEndDates")
    diagram = "\n".join((*head("gantt", title, description), *setting, *rows))
    if len(diagram) > LONGEST_DIAGRAM:
        every = tuple(work.name for owner in owners for work in owner.tasks)
        return Gantt(diagram=None, left_out=every)
    return Gantt(diagram=diagram, left_out=left_out)


def _is_drawn(work: GanttTask) -> bool:
    return work.due is not None and work.status != "dropped"


def _rows(owners: Sequence[GanttSection]) -> Iterator[str]:
    numbers = count()
    for owner in owners:
        works = [(work, work.due) for work in owner.tasks if _is_drawn(work)]
        if works:
            yield f"section {name(owner.name)}"
        for work, due in works:
            if due is not None:
                yield f"  {name(work.name)} :{_tags(work)}a{next(numbers)}, {_days(work, due)}"


def _tags(work: GanttTask) -> str:
    milestone = "milestone, " if work.start is None else ""
    return ("crit, " if work.overdue else "") + _TAGS.get(work.status, "") + milestone


def _days(work: GanttTask, due: date) -> str:
    start = due if work.start is None else min(work.start, due)
    return f"{start.isoformat()}, {'0d' if work.start is None else due.isoformat()}"
