"""The values of things that were added in a workbook, as they stand in YAML, and their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.importing.touchpoint_fields import unique_id
from cxsite.workbook.cell_value import CellError, changed_value
from cxsite.workbook.changes import CellProblem
from cxsite.workbook.fields import CellForm
from cxsite.workbook.raw_values import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.model.records.journey import Journey
    from cxsite.workbook.cell_text import CellContext
    from cxsite.workbook.fields import SheetField


def new_raw(
    fields: Iterable[SheetField],
    texts: Mapping[str, str],
    context: CellContext,
    places: Mapping[str, str],
    problems: list[CellProblem],
) -> dict[str, Any]:
    """Return the values of a new thing; what a cell cannot hold is added to `problems` at its place."""
    raw: dict[str, Any] = {}
    for one in by_persona_first(fields):
        text = texts.get(one.key, "")
        if not text:
            continue
        try:
            value = changed_value(raw.get(one.top), one, "", text, context)
        except CellError as error:
            problems.append(CellProblem(places.get(one.key, ""), f"cell.{error.key}", error.values))
            continue
        if value is not None:
            raw[one.top] = value
    return raw


def by_persona_first(fields: Iterable[SheetField]) -> list[SheetField]:
    """Return fields with the ratings of personas before those for everybody, which fill in the others."""
    return sorted(fields, key=lambda one: one.form is CellForm.RATING and not one.persona)


def ids_in(journey: Journey | None) -> set[str]:
    """Return all ids that are taken inside a journey."""
    if journey is None:
        return set()
    taken = {one.key for one in journey.touchpoints} | {one.id for one in journey.actions}
    for touchpoint in journey.touchpoints:
        taken |= {one.id for one in touchpoint.pain_points} | {one.id for one in touchpoint.opportunities}
    return taken


def new_findings(texts: Iterable[Any], main: str) -> list[dict[str, Any]]:
    """Return the findings of new research from the lines of its cell; what they support is added in the file."""
    taken: set[str] = set()
    return [{"id": new_id(text_in(text, main, main), taken, "finding"), "text": text} for text in texts]


def new_id(text: str, taken: set[str], fallback: str) -> str:
    """Return an id for a new thing; it is then taken."""
    return unique_id(" ".join(text.split()), taken, fallback)
