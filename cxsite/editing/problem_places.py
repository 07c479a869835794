"""Puts each problem of a file beside the field of the form that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.authoring.yaml_positions import value_at
from cxsite.editing.edit import EditProblem
from cxsite.editing.located import model_at
from cxsite.i18n.catalogue import Translator
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Level
from cxsite.reports.sentences import describe_problem
from cxsite.rules import RULES
from cxsite.rules.rule import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.editing.edit import Steps
    from cxsite.model.records.record import Record
    from cxsite.model.records.source_location import Span
    from cxsite.problems import Place, Problem

_MISSING: Final = "CX102"
_MISSING_FIELDS: Final = {rule.code: rule.missing for rule in RULES if rule.missing is not None}


def locate_problem(top: Fields, problem: Problem) -> Steps:
    """Return the path of the value that a problem is about; of a missing key, its path if it were there."""
    path: Steps = ()
    node: object = top
    key = str(problem.values.get("key", ""))
    while isinstance(node, (Fields, Items)):
        is_missing = problem.code == _MISSING and isinstance(node, Fields) and key not in node.places
        if is_missing and isinstance(node, Fields) and _starts(node.first_span(), problem.place):
            return (*path, key)
        step = next(_steps_at(node, problem.place), None)
        if step is None:
            return path
        path = (*path, step)
        node = node.get(str(step)) if isinstance(node, Fields) else node[int(step)]
    return path


def _steps_at(node: Fields | Items, place: Place) -> Iterator[str | int]:
    if isinstance(node, Fields):
        for key in node.places:
            if _covers(node.key_span(key), place) or _covers(node.value_span(key), place):
                yield key
    else:
        yield from (number for number in range(len(node)) if _covers(node.item_span(number), place))


def _covers(span: Span, place: Place) -> bool:
    return span[:2] <= (place.line, place.column) < span[2:]


def _is_at_key(top: Fields, path: Steps, place: Place) -> bool:
    """Return whether a problem is about the key of a value, and not about the value."""
    holder, key = value_at(top, tuple(path[:-1])), str(path[-1])
    return isinstance(holder, Fields) and key in holder.places and _covers(holder.key_span(key), place)


def _starts(span: Span, place: Place) -> bool:
    return span[:2] == (place.line, place.column)


@dataclass(frozen=True, slots=True)
class PlaceOfForm:
    """The record of a form: the class of its file, its place there, and the names of posted list items.

    `names` has them by the path in the record, where they are not the numbers of the items.
    """

    file_model: type[Record]
    place: Steps = ()
    names: Mapping[Steps, str] = field(default_factory=dict)


def describe_problems(
    problems: Iterable[Problem], top: Fields | None, form: PlaceOfForm, language: str
) -> tuple[EditProblem, ...]:
    """Return the problems in the author's language, each beside its field; errors stop a save.

    What a rule misses stands beside the field that is to be filled, although the rule's place is that of the title.
    Problems of the record as a whole, and those elsewhere in the file, stand beside no field.
    """
    return tuple(_describe(problem, top, form, language) for problem in problems)


def _describe(problem: Problem, top: Fields | None, form: PlaceOfForm, language: str) -> EditProblem:
    path = locate_problem(top, problem) if top is not None else ()
    missing = _MISSING_FIELDS.get(problem.code)
    if missing is not None and top is not None:
        path = _path_of_missing(top, form.file_model, path, missing)
    length = len(form.place)
    is_inside = path[:length] == form.place
    name = field_name(path[length:], form.names) if is_inside else ""
    if top is not None and name.endswith(".value") and _is_at_key(top, path, problem.place):
        name = f"{name.removesuffix('.value')}.key"
    if problem.code == _MISSING and is_inside:
        sentence = Translator(language, "editing")("message.required")
    else:
        described = describe_problem(problem, language)
        # Beside the box that is to be filled, how to write that in the file would only confuse.
        is_needless = missing is not None and is_inside and "`" in described.remedy
        sentence = described.what if is_needless else f"{described.what} {described.remedy}".strip()
    return EditProblem(sentence=sentence, name=name, stops=problem.level is Level.ERROR, is_outside=not is_inside)


def _path_of_missing(top: Fields, file_model: type[Record], path: Steps, missing: str) -> Steps:
    """Return the path that a missing field would have in the record around a path; that of the record for WHOLE."""
    for length in range(len(path), -1, -1):
        holder = path[:length]
        model = model_at(file_model, holder) if isinstance(value_at(top, tuple(holder)), Fields) else None
        if model is not None and missing == WHOLE:
            return holder
        if model is not None and missing in model.model_fields:
            return (*holder, missing)
    return path


def field_name(path: Steps, names: Mapping[Steps, str]) -> str:
    """Return the name of the input of a value in the record."""
    name = ""
    for length, step in enumerate(path, start=1):
        name = names.get(tuple(path[:length])) or (f"{name}.{step}" if name else str(step))
    return name


def nearest_field(name: str, known: frozenset[str]) -> str:
    """Return the name of the innermost field of a form that contains a name; empty if there is none."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name
