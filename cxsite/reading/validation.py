"""Converts fields to records of the model; reports what does not fit at its place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from cxsite.model.records.record import Record
from cxsite.model.records.texts import MANY_MARKS, MARKS, MarkBudget
from cxsite.reading.lost_text import find_lost_text

if TYPE_CHECKING:
    from cxsite.model.records.source_location import Fields
    from cxsite.problems import Problem

R = TypeVar("R", bound=Record)

MAX_PROBLEMS: Final = 100


def validate_record(top: Fields, model: type[R], language: str, main: str = "") -> tuple[R | None, list[Problem]]:
    """Return the record of the fields, or None if they are invalid, and their problems: the first 100.

    Texts are read in `language`; if that is not the playbook's `main` one, texts without a translation are marked as a
    fallback.
    """
    context: dict[str, object] = {"language": language}
    if main and main != language:
        context["main"] = main
    if sum(map(top.file.text.count, MARKS)) > MANY_MARKS:
        context["marks"] = MarkBudget()
    lost = find_lost_text(top, model)
    details: list[Any] = [_unknown_key_error(loc) for loc in lost.unknown_keys]
    record: R | None = None
    try:
        record = model.model_validate(top, context=context)
    except ValidationError as error:
        details += error.errors(include_url=False, include_input=True)
    if not lost.problems and not details:
        return record, []
    from cxsite.reading.record_problems import describe_mistakes  # noqa: PLC0415 -- most files have no mistakes

    return record, list(islice(describe_mistakes(top, model, details, lost.problems), MAX_PROBLEMS))


def _unknown_key_error(loc: tuple[Any, ...]) -> dict[str, Any]:
    """Return the problem of an unknown key, in the form in which pydantic reports those with a value."""
    return {"type": "extra_forbidden", "loc": loc, "input": None}
