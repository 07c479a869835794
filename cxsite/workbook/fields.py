"""Which fields of a record have a cell in the workbook, and what form each has; taken from the models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le

from cxsite.authoring.key_order import key_order
from cxsite.model.records.dates import Duration
from cxsite.model.records.field_info import find_doc
from cxsite.model.records.field_markers import Doc, HoldsMarkdown, HoldsName, HoldsText, HoldsWord, ReferenceTo
from cxsite.model.records.rating import Rating
from cxsite.model.records.record import Evidence, Record
from cxsite.model.records.strategy import AppliesTo
from cxsite.model.records.touchpoint import Backstage, NextStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic.fields import FieldInfo


class CellForm(StrEnum):
    """What a cell holds, and how it is written as a text."""

    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    TABLE = "table"
    WORK = "work"
    REFERENCE = "reference"
    REFERENCES = "references"
    STEPS = "steps"
    CHOICE = "choice"
    LEVEL = "level"
    RATING = "rating"
    NUMBER = "number"
    DAY = "day"
    DURATION = "duration"
    FLAG = "flag"


IN_LANGUAGES: Final = frozenset({CellForm.TEXT, CellForm.TEXTS, CellForm.TABLE, CellForm.WORK})
"""Forms of which each language has a cell of its own."""
LISTS: Final = frozenset(
    {CellForm.TEXTS, CellForm.WORDS, CellForm.TABLE, CellForm.WORK, CellForm.REFERENCES, CellForm.STEPS}
)
"""Forms with one entry a line."""
WORK_PARTS: Final = ("does", "who", "system")
"""The parts of a line of backstage work, in the order in which they stand in the cell."""
_LEFT_OUT: Final = frozenset({"id", "waivers", "formerly", "picture", "pictures", "version"})


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field as a column or lane of a sheet.

    `key` is written into the workbook (`name`, `name.en`, `scenario.trigger`, `emotion.lan`); `path` is where the value
    stands below its record. `language` is set for a text in one language, `persona` for a persona's rating. `kinds` are
    those of a reference, `choices` the words that the model allows, `bounds` the lowest and highest number.
    """

    key: str
    path: tuple[str, ...]
    form: CellForm
    doc: Doc
    language: str = ""
    persona: str = ""
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    is_required: bool = False
    bounds: tuple[float, float] | None = None

    @property
    def top(self) -> str:
        """The key of the record's field that holds the value."""
        return self.path[0]


def fields_of(
    model: type[Record], languages: Sequence[str], *, personas: Iterable[str] = (), only: Iterable[str] = ()
) -> tuple[SheetField, ...]:
    """Return the fields of a record in the order of files, a text once for each language.

    `personas` are those with a rating of their own. With `only`, just these keys of the record, in that order.
    """
    names = list(only) or [name for name in key_order(model) if name not in _LEFT_OUT]
    found = (one for name in names for one in _fields(model.model_fields[name], (name,), tuple(personas)))
    return tuple(each for one in found for each in _in_languages(one, languages))


def _fields(  # noqa: C901 -- one branch a kind of field
    info: FieldInfo, path: tuple[str, ...], personas: tuple[str, ...]
) -> Iterator[SheetField]:
    doc = find_doc(info)
    if doc is None:
        return
    parts = list(_parts(info.annotation, info.metadata))
    types = [part for part in parts if isinstance(part, type)]
    is_list = tuple in types
    key = ".".join(path)
    record = next((one for one in types if issubclass(one, Record)), None)
    if record is Rating:
        yield SheetField(key, path, CellForm.RATING, doc)
        for persona in personas:
            yield SheetField(f"{key}.{persona}", path, CellForm.RATING, doc, persona=persona)
    elif record is Evidence:
        yield SheetField(key, path, CellForm.LEVEL, doc, choices=get_args(Evidence.model_fields["level"].annotation))
    elif record is Backstage:
        yield SheetField(key, path, CellForm.WORK, doc)
    elif record is NextStep:
        yield SheetField(key, path, CellForm.STEPS, doc, kinds=("touchpoint",))
    elif record is not None and (not is_list or record is AppliesTo):
        for name, inner in record.model_fields.items():
            if name not in _LEFT_OUT:
                yield from _fields(inner, (*path, name), personas)
    elif record is None:
        form, kinds, choices = _plain_form(parts, types, is_list=is_list)
        if form is not None:
            required = info.is_required() and len(path) == 1
            limits = _bounds(parts) if form is CellForm.NUMBER else None
            yield SheetField(key, path, form, doc, kinds=kinds, choices=choices, is_required=required, bounds=limits)


def _plain_form(
    parts: list[Any], types: list[type], *, is_list: bool
) -> tuple[CellForm | None, tuple[str, ...], tuple[str, ...]]:
    """Return the form of a value that is no record, the kinds of a reference, and the words of a choice."""
    holds_text = any(isinstance(part, HoldsText | HoldsName | HoldsMarkdown) for part in parts)
    kinds = next((part.kinds for part in parts if isinstance(part, ReferenceTo)), ())
    choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
    if kinds:
        return (CellForm.REFERENCES if is_list else CellForm.REFERENCE), kinds, ()
    if dict in types:
        return (CellForm.TABLE if holds_text else None), (), ()
    if is_list:
        return (CellForm.TEXTS if holds_text else CellForm.WORDS), (), ()
    if choices:
        return CellForm.CHOICE, (), choices
    if holds_text:
        return CellForm.TEXT, (), ()
    simple: dict[type, CellForm] = {str: CellForm.WORD} if any(isinstance(part, HoldsWord) for part in parts) else {}
    simple |= {Duration: CellForm.DURATION, date: CellForm.DAY, bool: CellForm.FLAG, int: CellForm.NUMBER}
    simple[float] = CellForm.NUMBER
    return next((simple[one] for one in types if one in simple), None), (), ()


def _bounds(parts: list[Any]) -> tuple[float, float] | None:
    inner = [one for part in parts for one in getattr(part, "metadata", ())]
    low = next((one.ge for one in (*parts, *inner) if isinstance(one, Ge)), None)
    high = next((one.le for one in (*parts, *inner) if isinstance(one, Le)), None)
    return (float(low), float(high)) if low is not None and high is not None else None  # type: ignore[arg-type]


def _parts(annotation: Any, metadata: Iterable[Any] = ()) -> Iterator[Any]:  # noqa: ANN401 -- annotations are of any type
    """Yield every type and mark inside an annotation."""
    yield from metadata
    origin = get_origin(annotation)
    if origin is Literal:
        yield annotation
        return
    if hasattr(annotation, "__metadata__"):
        yield from annotation.__metadata__
        yield from _parts(annotation.__origin__)
        return
    if isinstance(origin, type):
        yield origin
    elif isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _in_languages(field: SheetField, languages: Sequence[str]) -> Iterator[SheetField]:
    if field.form not in IN_LANGUAGES:
        yield field
        return
    for number, language in enumerate(languages):
        key = f"{field.key}.{language}" if number else field.key
        required = field.is_required and not number
        yield SheetField(key, field.path, field.form, field.doc, language=language, is_required=required)
