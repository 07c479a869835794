"""Journeys from Mermaid diagrams: each task a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.importing.journey_draft import JourneyDraft, TouchpointDraft, UnderstoodColumn
from cxsite.importing.ratings import PLAIN, read_rating, scale_of
from cxsite.importing.touchpoint_fields import put, unique_id
from cxsite.importing.vocabulary import bare_name, is_customer

if TYPE_CHECKING:
    from cxsite.importing.journey_draft import Understanding
    from cxsite.importing.ratings import RatingScale
    from cxsite.importing.source_tables import DiagramTask, SourceDiagram
    from cxsite.importing.tables_to_journeys import Vocabularies

_MANY: Final = 0.25


def journey_of_diagram(diagram: SourceDiagram, known: Vocabularies, found: Understanding) -> JourneyDraft:
    """The journey of a diagram; tasks that follow each other under one name are one touchpoint, rated per persona.

    Mermaid's scores are from 1 to 5. Where more than a quarter are above, they are read on the narrowest usual scale.
    """
    journey = JourneyDraft(title=diagram.title, comments=list(diagram.notes))
    taken: set[str] = set()
    scale = _scale(diagram)
    before: DiagramTask | None = None
    for task in diagram.tasks:
        is_same = before is not None and (before.section, before.name) == (task.section, task.name)
        if is_same and _personas(before, known) != _personas(task, known) and journey.touchpoints:
            draft = journey.touchpoints[-1]
        else:
            draft = TouchpointDraft(task.section, {"id": unique_id(task.name, taken, "diem-cham")})
            put(draft, "name", task.name, "name", task.name)
            journey.touchpoints.append(draft)
        _place(task, draft, journey, known, scale)
        before = task
    _describe(diagram, found, scale)
    return journey


def _scale(diagram: SourceDiagram) -> RatingScale:
    scores = [task.score for task in diagram.tasks if task.score]
    above = [score for score in scores if float(score.replace(",", ".")) > PLAIN.high]
    return scale_of(scores) if len(above) > _MANY * len(scores) else PLAIN


def _personas(task: DiagramTask | None, known: Vocabularies) -> list[str]:
    return [found for one in (task.people if task else ()) if (found := known.personas.find(bare_name(one)[0]))]


def _place(
    task: DiagramTask, draft: TouchpointDraft, journey: JourneyDraft, known: Vocabularies, scale: RatingScale
) -> None:
    actors: list[str] = list(draft.values.get("actors", []))
    personas: list[str] = []
    for person in task.people:
        name, inside = bare_name(person)
        if found := known.personas.find(person) or known.personas.find(name):
            personas.append(found)
        elif not is_customer(person):
            actors += [person] if person not in actors else []
            continue
        if inside and not found:
            draft.comments.append(("note", inside))
    draft.values.pop("actors", None)
    put(draft, "actors", actors, "actors", ", ".join(actors))
    draft.personas += [one for one in personas if one not in draft.personas]
    journey.personas += [one for one in personas if one not in journey.personas]
    if task.note:
        draft.comments.append(("note", task.note))
    if not task.score:
        return
    rating = read_rating(task.score, scale).number
    if rating is None:
        draft.comments.append(("score", task.score))
    elif personas:
        draft.values["emotion"] = {**(draft.values.get("emotion") or {}), **dict.fromkeys(personas, rating)}
    else:
        put(draft, "emotion", rating, "score", task.score)


def _describe(diagram: SourceDiagram, found: Understanding, scale: RatingScale) -> None:
    first = diagram.tasks[0] if diagram.tasks else None
    if first is None:
        return
    shown = "" if scale == PLAIN else str(scale)
    for header, field, sample in (
        ("section", "stage", first.section),
        ("task", "name", first.name),
        ("score", "emotion", first.score),
        ("actors", "actors", ", ".join(first.people)),
    ):
        if sample:
            found.columns.append(
                UnderstoodColumn(header, field, sample, 1.0, diagram.title, shown if field == "emotion" else "")
            )
    if not any(task.score for task in diagram.tasks):
        found.remark("no-scores")
    for task in diagram.tasks:
        if task.score and read_rating(task.score, scale).number is None:
            found.remark("score", name=task.name, score=task.score)
