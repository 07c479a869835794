"""A journey as Mermaid's `journey` diagram: stages, touchpoints with their emotion, and the people involved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, head, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_ACTORS: Final = 6  # Mermaid has six colours for actors.


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyTask:
    """A touchpoint: its emotion, 1–5 or None if it is unknown, and the names of its actors."""

    name: str
    score: int | None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneySection:
    """A stage and its touchpoints."""

    name: str
    tasks: tuple[JourneyTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyDiagrams:
    """The diagrams (none if no emotion is known), and the names of the tasks that are not drawn."""

    diagrams: tuple[str, ...]
    left_out: tuple[str, ...]


def draw(stages: Sequence[JourneySection], *, title: str, description: str, others: str) -> JourneyDiagrams:
    """Return a journey's diagrams: one, or several of whole stages if one would be too long.

    A task without score is left out, because a diagram must not invent one. Of more than six actors the first five are
    named, and the rest are called `others`.
    """
    left_out = tuple(task.name for stage in stages for task in stage.tasks if task.score is None)
    actors = _actors(stages, others)
    start = head("journey", title, description)
    diagrams: list[str] = []
    current = start
    for section in _sections(stages, actors, LONGEST_DIAGRAM - len("\n".join(start))):
        if len("\n".join((*current, *section))) > LONGEST_DIAGRAM:
            diagrams.append("\n".join(current))
            current = start
        current = (*current, *section)
    if current != start:
        diagrams.append("\n".join(current))
    return JourneyDiagrams(diagrams=tuple(diagrams), left_out=left_out)


def _sections(stages: Sequence[JourneySection], actors: dict[str, str], room: int) -> Iterator[tuple[str, ...]]:
    """Return each stage's lines; a stage that exceeds one diagram is split into several parts."""
    for stage in stages:
        heading = f"section {name(stage.name)}"
        section = [heading]
        for task in stage.tasks:
            if task.score is None:
                continue
            line = _line(task, task.score, actors)
            if len("\n".join((*section, line))) >= room:
                yield tuple(section)
                section = [heading]
            section.append(line)
        if len(section) > 1:
            yield tuple(section)


def _line(task: JourneyTask, score: int, actors: dict[str, str]) -> str:
    taking_part = dict.fromkeys(actors[actor] for actor in task.actors)
    return f"  {name(task.name)}: {score}: {', '.join(taking_part)}".rstrip(": ")


def _actors(stages: Sequence[JourneySection], others: str) -> dict[str, str]:
    """Return the text of each actor, in the order of first appearance."""
    tasks = [task for stage in stages for task in stage.tasks]
    everyone = dict.fromkeys(actor for task in tasks for actor in task.actors)
    drawn = dict.fromkeys(actor for task in tasks if task.score is not None for actor in task.actors)
    written = {actor: name(actor) for actor in (*drawn, *everyone)}
    if len({written[actor] for actor in drawn}) <= _MOST_ACTORS:
        return written
    named = list(dict.fromkeys(written.values()))[: _MOST_ACTORS - 1]
    return {actor: text if text in named else name(others) for actor, text in written.items()}
