"""The playbook as sheets of texts: what an export writes, and what an import compares with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.records.action import JourneyAction
from cxsite.model.records.field_info import find_doc
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.journey import Journey, Stage
from cxsite.model.records.pain_points import Opportunity, PainPoint
from cxsite.model.records.persona import Persona
from cxsite.model.records.research import ResearchStudy
from cxsite.model.records.strategy import Goal, Metric, Play
from cxsite.model.records.touchpoint import SHARED_FIELDS, LibraryTouchpoint, Touchpoint
from cxsite.workbook.cell_text import CellContext, cell_text, number_text
from cxsite.workbook.fields import CellForm, SheetField, fields_of
from cxsite.workbook.labels import CellLabels
from cxsite.workbook.raw_values import plain, text_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity
    from cxsite.model.records.record import FileMetadata, Record

MAP: Final = "journey"
"""The kind of the sheets with a journey's map; the other kinds have one row for each thing."""
TABLES: Final[Mapping[str, type[Record]]] = {
    "journeys": Journey,
    "personas": Persona,
    "opportunities": Opportunity,
    "actions": JourneyAction,
    "metrics": Metric,
    "plays": Play,
    "goals": Goal,
    "touchpoints": LibraryTouchpoint,
    "research": ResearchStudy,
}
"""The kinds of sheets with rows, in their order in the workbook, each with the record of a row."""
FILES: Final = ("journeys", "personas", "metrics", "plays", "goals", "touchpoints", "research")
"""Kinds whose rows are files of their own; the kind is also the folder and the field of Content."""
POINTS: Final[Mapping[str, type[Record]]] = {"pain_points": PainPoint, "opportunities": Opportunity}
"""Lists of a touchpoint that have numbered lanes in the map."""
SPARE_POINTS: Final = 1
FEWEST_POINTS: Final = 3
FINDINGS: Final = "findings"
"""The column with the findings of research: shown only, because a cell cannot hold what they support."""
_FIRST_LANES: Final = ("name", "channels", "does", "thinks", "feels", "quote", "emotion")
_NEXT_LANES: Final = ("standard", "backstage", "actors", "metrics", "moment_of_truth", "signature", "importance")


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing with the texts of its cells by field.

    A field without a text here is not compared; `shown` has texts that are displayed only, `inherited` the fields that
    a touchpoint takes from the shared one.
    """

    key: str
    texts: Mapping[str, str]
    shown: Mapping[str, str]
    inherited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet: its kind, for a map the journey's id (`scope`), its fields, and its things in order."""

    kind: str
    scope: str
    title: str
    fields: tuple[SheetField, ...]
    rows: tuple[ThingRow, ...]


def make_sheets(
    content: Content,
    journeys: Container[str] | None = None,
    *,
    has_drafts: bool = False,
    labels: CellLabels | None = None,
) -> list[SheetCells]:
    """Return the published playbook as sheets: maps first, then the tables.

    With `journeys`, only these and their personas, opportunities and actions. `has_drafts` includes drafts and retired
    files; references to them are still shown without their names, unless the labels show them.
    """
    whole = content if has_drafts else content.published
    labels = labels or CellLabels(content)
    kept = [one for one in whole.journeys.values() if journeys is None or one.id in journeys]
    maps = [map_of(one, content, labels) for one in kept]
    ids = {one.id for one in kept}
    tables = [_files("journeys", kept, content, labels)]
    personas = {persona for one in kept for persona in one.personas}
    shown = [one for one in whole.personas.values() if journeys is None or one.id in personas]
    tables.append(_files("personas", shown, content, labels))
    tables.append(_opportunities([o for o in whole.opportunities.values() if o.at.journey.id in ids], content, labels))
    actions = [a for a in whole.all_actions.values() if (a.journey.id in ids if a.journey else journeys is None)]
    tables.append(_actions(actions, content, labels))
    if journeys is None:
        tables += (_files(kind, getattr(whole, kind).values(), content, labels) for kind in FILES[2:])
    return [*maps, *tables]


def table_fields(kind: str, content: Content) -> tuple[SheetField, ...]:
    """Return the columns of a sheet with rows."""
    languages, labels = _languages(content), CellLabels(content)
    fields = fields_of(TABLES[kind], languages)
    places = {
        "actions": (("journey", ("journey",)),),
        "opportunities": (("journey", ("journey",)), ("touchpoint", ("touchpoint",))),
    }.get(kind, ())
    before = [
        SheetField(key, (key,), CellForm.REFERENCE, _doc_of_place(labels, key), kinds=kinds) for key, kinds in places
    ]
    after = _finding_fields(languages) if kind == "research" else ()
    return (*before, *fields, *after)


def _finding_fields(languages: tuple[str, ...]) -> Iterator[SheetField]:
    doc = find_doc(ResearchStudy.model_fields[FINDINGS]) or Doc(FINDINGS, FINDINGS, (FINDINGS, FINDINGS))
    for number, language in enumerate(languages):
        key = f"{FINDINGS}.{language}" if number else FINDINGS
        yield SheetField(key, (FINDINGS,), CellForm.TEXTS, doc, language=language)


def map_fields(personas: Iterable[str], points: Mapping[str, int], content: Content) -> tuple[SheetField, ...]:
    """Return the lanes of a map: its stage, the fields of touchpoints, and a lane for each pain point and opportunity.

    `points` has the number of lanes for each of `POINTS`.
    """
    languages = _languages(content)
    stage = (one if one.key == "stage" else replace(one, key=f"stage.{one.key}") for one in fields_of(Stage, languages))
    stage_lanes = list(stage)
    own = fields_of(Touchpoint, languages, personas=personas)
    first = [one for name in _FIRST_LANES for one in own if one.top == name]
    then = [one for name in _NEXT_LANES for one in own if one.top == name]
    rest = [one for one in own if one not in first and one not in then]
    lanes = [one for name in POINTS for one in _point_lanes(name, points[name], languages)]
    return (stage_lanes[0], *first, *lanes, *then, *rest, *stage_lanes[1:])


def map_of(journey: Journey, content: Content, labels: CellLabels) -> SheetCells:
    """Return the map of a journey: a row here is a column of the sheet."""
    personas = [one for one in personas_of(journey) if one in content.published.personas]
    most = {name: max((len(getattr(t, name)) for t in journey.touchpoints), default=0) for name in POINTS}
    points = {name: max(FEWEST_POINTS, number + SPARE_POINTS) for name, number in most.items()}
    fields = map_fields(personas if len(personas) > 1 or _is_rated_by_persona(journey) else (), points, content)
    context = CellContext(content.playbook.language, labels, journey.id, tuple(journey.personas))
    rows = [
        row for number in range(len(journey.stages)) for row in _stage_rows(journey, number, fields, context, content)
    ]
    return SheetCells(MAP, journey.id, str(journey.title), fields, tuple(rows))


def personas_of(journey: Journey) -> tuple[str, ...]:
    """Return the journey's personas, and others that have a rating in it."""
    rated = (
        persona
        for one in journey.touchpoints
        for rating in (one.emotion, one.importance)
        if rating is not None
        for persona in rating.by_persona
    )
    return tuple(dict.fromkeys([*journey.personas, *rated]))


def touchpoint_raw(touchpoint: Touchpoint, content: Content) -> tuple[dict[str, Any], frozenset[str]]:
    """Return a touchpoint's values as in YAML with those of the shared touchpoint, and the names of the latter."""
    raw: dict[str, Any] = plain(touchpoint.as_written.source or {})
    library = content.touchpoints.get(touchpoint.use or "")
    shared = plain(library.source or {}) if library is not None else {}
    inherited = frozenset(name for name in SHARED_FIELDS if name in shared and name not in raw)
    return {**{name: shared[name] for name in inherited}, **raw}, inherited


def stage_key(number: int, stage: str) -> str:
    """Return the key of a stage's column where the stage has no touchpoint."""
    return f"stage:{number}:{stage}"


def _stage_rows(
    journey: Journey, number: int, fields: tuple[SheetField, ...], context: CellContext, content: Content
) -> Iterator[ThingRow]:
    stage = journey.stages[number]
    raw = plain(stage.source or {})
    own = {
        one.key: text for one in _of_stage(fields) if (text := cell_text(raw.get(one.top), one, context)) is not None
    }
    if not stage.touchpoints:
        yield ThingRow(stage_key(number, stage.stage), own, {})
    for at, touchpoint in enumerate(stage.touchpoints):
        values, inherited = touchpoint_raw(touchpoint, content)
        texts = dict(own) if not at else {"stage": own["stage"], **dict.fromkeys(list(own)[1:], "")}
        for one in fields:
            if one.key in own:
                continue
            text = (
                _point_text(values, one, context) if one.top in POINTS else cell_text(values.get(one.top), one, context)
            )
            if text is not None:
                texts[one.key] = text
        for name in POINTS:
            texts |= {f"{name}.{n}.id": str(point["id"]) for n, point in enumerate(values.get(name) or [], start=1)}
        keys = frozenset(one.key for one in fields if one.top in inherited and one.key not in own)
        yield ThingRow(touchpoint.key, texts, {}, keys)


def _of_stage(fields: Iterable[SheetField]) -> Iterator[SheetField]:
    return (one for one in fields if one.key == "stage" or one.key.startswith("stage."))


def _point_text(values: Mapping[str, Any], one: SheetField, context: CellContext) -> str:
    items = values.get(one.top) or []
    number = int(one.path[1]) - 1
    item = items[number] if number < len(items) else {}
    value = item.get(one.path[2])
    if one.form is CellForm.NUMBER:
        return "" if value is None else number_text(value)
    return text_in(value, one.language, context.main) if value is not None else ""


def _point_lanes(name: str, number: int, languages: tuple[str, ...]) -> Iterator[SheetField]:
    info = Touchpoint.model_fields[name]
    doc = find_doc(info) or Doc(name, name, (name, name))
    inner = fields_of(POINTS[name], languages, only=("text", "severity") if name == "pain_points" else ("text",))
    for at in range(1, number + 1):
        for one in inner:
            key = f"{name}.{at}" + ("" if one.key == "text" else f".{one.key.removeprefix('text.')}")
            named = doc if one.top == "text" else one.doc
            english, vietnamese = named.label
            shown = replace(named, label=(f"{english} {at}", f"{vietnamese} {at}"))
            yield replace(one, key=key, path=(name, str(at), one.top), doc=shown, is_required=False)


def _is_rated_by_persona(journey: Journey) -> bool:
    ratings = (rating for one in journey.touchpoints for rating in (one.emotion, one.importance))
    return any(rating is not None and rating.by_persona for rating in ratings)


def _files(kind: str, records: Iterable[FileMetadata], content: Content, labels: CellLabels) -> SheetCells:
    fields = table_fields(kind, content)
    rows = []
    for record in records:
        context = CellContext(content.playbook.language, labels, record.id if kind == "journeys" else "")
        raw = plain(record.source or {})
        texts = _texts(raw, (one for one in fields if one.top != FINDINGS), context)
        shown = {one.key: _findings_text(raw, one, context) for one in fields if one.top == FINDINGS}
        rows.append(ThingRow(record.id, texts, shown))
    return SheetCells(kind, "", labels.words(f"sheet.{kind}"), fields, tuple(rows))


def _findings_text(raw: Mapping[str, Any], one: SheetField, context: CellContext) -> str:
    texts = [finding.get("text") for finding in raw.get(FINDINGS) or []]
    return cell_text(texts, one, context) or ""


def _actions(actions: Iterable[PlacedAction], content: Content, labels: CellLabels) -> SheetCells:
    fields = table_fields("actions", content)
    rows = []
    for placed in actions:
        scope = placed.journey.id if placed.journey else ""
        context = CellContext(content.playbook.language, labels, scope)
        texts = _texts(plain(placed.action.source or {}), fields, context)
        texts.pop("journey")
        rows.append(
            ThingRow(placed.key, texts, {"journey": labels.reference(("journey",), scope, "") if scope else ""})
        )
    return SheetCells("actions", "", labels.words("sheet.actions"), fields, tuple(rows))


def _opportunities(placed: Iterable[PlacedOpportunity], content: Content, labels: CellLabels) -> SheetCells:
    fields = table_fields("opportunities", content)
    rows = []
    for one in placed:
        journey = one.at.journey.id
        context = CellContext(content.playbook.language, labels, journey)
        texts = _texts(plain(one.opportunity.source or {}), fields, context)
        shown = {key: text for key, text in texts.items() if key.partition(".")[0] == "text"}
        shown["journey"] = labels.reference(("journey",), journey, "")
        shown["touchpoint"] = labels.reference(("touchpoint",), one.at.touchpoint.key, journey)
        kept = {key: text for key, text in texts.items() if key not in shown}
        rows.append(ThingRow(one.key, kept, shown))
    return SheetCells("opportunities", "", labels.words("sheet.opportunities"), fields, tuple(rows))


def _texts(raw: Mapping[str, Any], fields: Iterable[SheetField], context: CellContext) -> dict[str, str]:
    found = ((one.key, cell_text(raw.get(one.top), one, context)) for one in fields)
    return {key: text for key, text in found if text is not None}


def _languages(content: Content) -> tuple[str, ...]:
    return (content.playbook.language, *content.playbook.further_languages)


def _doc_of_place(labels: CellLabels, key: str) -> Doc:
    text = labels.words(f"place.{key}")
    return Doc(text, text, (text, text))
