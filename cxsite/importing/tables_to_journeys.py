"""Journeys from tables: each row a touchpoint, whatever way the table ran."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.importing.extend_vocabulary import can_be_named
from cxsite.importing.journey_draft import ActionDraft, JourneyDraft, Question, TouchpointDraft, UnderstoodColumn
from cxsite.importing.ratings import PLAIN, read_rating, scale_of
from cxsite.importing.table_layout import IGNORED
from cxsite.importing.touchpoint_fields import (
    add_text,
    clean,
    duration,
    points,
    put,
    put_flag,
    put_points,
    put_rating,
    unique_id,
)
from cxsite.importing.vocabulary import Vocabulary, is_stage_band

if TYPE_CHECKING:
    from cxsite.importing.journey_draft import Understanding
    from cxsite.importing.options import ImportOptions
    from cxsite.importing.ratings import RatingScale
    from cxsite.importing.source_tables import Cell
    from cxsite.importing.table_layout import Layout

_NOTE: Final = re.compile(r"^\s*(?:nguồn|ghi chú|chú thích|lưu ý|source|note|notes|legend|\*+)\s*[:：.]", re.IGNORECASE)  # noqa: RUF001
_DEFAULT_SHEET: Final = re.compile(
    r"^(?:sheet|trang tính|trang|bảng|table|feuil|data|dữ liệu|cjm|map)\s*\d*$", re.IGNORECASE
)
_TEXT_FIELDS: Final = ("does", "thinks", "feels", "quote", "standard")
_LONGEST_NAME: Final = 80


@dataclass(slots=True)
class Vocabularies:
    """What the playbook has, by kind."""

    stages: Vocabulary
    channels: Vocabulary
    personas: Vocabulary
    metrics: Vocabulary
    teams: Vocabulary


@dataclass(slots=True)
class _Reading:
    """The state while the rows of one table are read."""

    layout: Layout
    known: Vocabularies
    options: ImportOptions
    scales: dict[int, RatingScale]
    found: Understanding
    taken: dict[str, set[str]] = field(default_factory=dict)
    journeys: dict[str, JourneyDraft] = field(default_factory=dict)
    journey: str = ""
    stage: str = ""


def journeys_of_layout(
    layout: Layout, known: Vocabularies, options: ImportOptions, found: Understanding
) -> list[JourneyDraft]:
    """The journeys of a table, in the order of the source. What was understood and what is odd is added to `found`."""
    reading = _Reading(layout, known, options, _scales(layout), found)
    _describe(layout, reading)
    for row in layout.rows:
        _read_row(reading, row)
    made = [journey for journey in reading.journeys.values() if journey.touchpoints]
    for journey in made:
        _take_head(journey, layout, known)
    return made


def _scales(layout: Layout) -> dict[int, RatingScale]:
    scales: dict[int, RatingScale] = {}
    for number, column in enumerate(layout.columns):
        if column.field in ("emotion", "importance", "severity"):
            texts = [text for row in layout.rows if (text := clean(row[number].text))]
            scales[number] = scale_of(texts, column.match.qualifier)
    return scales


def _describe(layout: Layout, reading: _Reading) -> None:
    """Say for each column what it was taken for; a column that is only guessed is asked for."""
    for number, column in enumerate(layout.columns):
        texts = [text for row in layout.rows if (text := clean(row[number].text))]
        if not texts or not column.header:
            continue
        scale = reading.scales.get(number)
        is_guess = bool(column.match.field) and not column.match.is_sure
        reading.found.columns.append(
            UnderstoodColumn(
                header=column.header,
                field=column.field,
                sample=texts[0],
                confidence=column.match.confidence,
                table=layout.name,
                scale="" if scale is None or scale == PLAIN else str(scale),
            )
        )
        if is_guess and column.match.field != IGNORED:
            reading.found.questions.append(
                Question(
                    "guess",
                    f"--columns '{column.header}={column.match.field}'",
                    {"header": column.header, "field": column.match.field, "sample": texts[0]},
                )
            )


def _read_row(reading: _Reading, row: tuple[Cell, ...]) -> None:
    layout = reading.layout
    texts = [clean(cell.text) for cell in row]
    filled = [number for number, text in enumerate(texts) if text]
    if not filled:
        return
    if (
        len(filled) == 1
        and len(layout.columns) > 1
        and not layout.is_matrix
        and _is_band(reading, texts[filled[0]], filled[0])
    ):
        return
    for number in layout.numbers_of("journey"):
        reading.journey = texts[number] or reading.journey
    stage_text = next((texts[number] for number in layout.numbers_of("stage") if texts[number]), "")
    reading.stage = stage_text or reading.stage
    journey = reading.journeys.setdefault(reading.journey, JourneyDraft(title=reading.journey))
    taken = reading.taken.setdefault(reading.journey, set())
    name = next((texts[number] for number in layout.numbers_of("name") if texts[number]), "")
    if not name and not stage_text and journey.touchpoints:
        draft = journey.touchpoints[-1]
    else:
        draft = TouchpointDraft(reading.stage)
        journey.touchpoints.append(draft)
        _name(draft, name, texts, reading, taken)
    for number in filled:
        _place_cell(reading, journey, draft, number, texts[number])
    for number, cell in enumerate(row):
        header = layout.columns[number].header
        if cell.comment:
            draft.comments.append((header, cell.comment))
        if cell.link and cell.link != cell.text:
            draft.comments.append((header, cell.link))


def _is_band(reading: _Reading, text: str, number: int) -> bool:
    """Whether a row with one text only is a stage's heading or a note; both are dealt with here."""
    has_stage_column = bool(reading.layout.numbers_of("stage"))
    if _NOTE.match(text):
        key = reading.journey
        reading.journeys.setdefault(key, JourneyDraft(title=key)).comments.append(text)
        return True
    is_stage = is_stage_band(text) or bool(reading.known.stages.find_stage(text))
    if is_stage and not has_stage_column and number <= 1:
        reading.stage = text
        return True
    return False


def _name(draft: TouchpointDraft, name: str, texts: list[str], reading: _Reading, taken: set[str]) -> None:
    """A touchpoint's id and name; a row of a stage without one is called by what the customer does, or by the stage."""
    called = name
    if not called:
        does = next((texts[n] for n in reading.layout.numbers_of("does") if texts[n]), "")
        first = points(does)[0] if points(does) else ""
        called = first if first and len(first) <= _LONGEST_NAME else reading.stage
        if called:
            reading.found.remark("named-by-stage")
    given = next((texts[n] for n in reading.layout.numbers_of("id") if texts[n]), "")
    flat = ", ".join(points(called)) if "\n" in called else " ".join(called.split())
    draft.values["id"] = unique_id(given or flat, taken, "diem-cham")
    put(draft, "name", flat, "name", flat)


def _place_cell(reading: _Reading, journey: JourneyDraft, draft: TouchpointDraft, number: int, text: str) -> None:  # noqa: C901, PLR0912 -- one branch a kind of field
    column, known = reading.layout.columns[number], reading.known
    taken = reading.taken[reading.journey]
    match column.field:
        case "stage" | "journey" | "name" | "id":
            return
        case "channels" | "metrics":
            vocabulary = known.channels if column.field == "channels" else known.metrics
            ids, unknown = vocabulary.find_all(text)
            before = draft.values.get(column.field, [])
            if ids:
                draft.values[column.field] = list(dict.fromkeys([*before, *ids]))
            draft.comments += [(column.header, word) for word in unknown]
            if column.field == "channels":
                reading.found.new_channels += [
                    word for word in unknown if word not in reading.found.new_channels and can_be_named(word)
                ]
        case "emotion" | "importance":
            _place_rating(reading, journey, draft, number, text)
        case "pain_points" | "opportunities":
            put_points(draft, column.field, points(text), taken, column.header)
        case "severity":
            _place_severity(draft, text, reading.scales[number], column.header)
        case "actions":
            for title in points(text):
                journey.actions.append(ActionDraft(unique_id(title, taken, "hanh-dong"), title, draft.values["id"]))
        case "backstage":
            draft.values.setdefault("backstage", []).extend({"does": one} for one in points(text))
        case "actors":
            put(draft, "actors", points(text.replace(",", "\n")), column.header, text)
        case "personas":
            _place_personas(journey, draft, known.personas, text, column.header)
        case "moment_of_truth":
            put_flag(draft, "moment_of_truth", text, column.header)
        case "owner":
            put(draft, "owner", known.teams.find(text), column.header, text)
        case "duration":
            put(draft, "duration", duration(text), column.header, text)
        case "goal":
            _place_goal(journey, draft, text, column.header)
        case other if other in _TEXT_FIELDS:
            add_text(draft, other, text, column.header)
        case _:
            draft.comments.append((column.header or f"{number + 1}", text))


def _place_rating(reading: _Reading, journey: JourneyDraft, draft: TouchpointDraft, number: int, text: str) -> None:
    column = reading.layout.columns[number]
    persona = reading.known.personas.find(column.match.qualifier) if column.match.qualifier else ""
    if persona and persona not in journey.personas:
        journey.personas.append(persona)
    others = [n for n in reading.layout.numbers_of(column.field) if n != number]
    named = column.match.qualifier and not persona and not any(c.isdigit() for c in column.match.qualifier)
    if named and others:
        option = f"cxsite new persona '{column.match.qualifier}'"
        reading.found.questions.append(Question("persona-column", option, {"header": column.header}))
        draft.comments.append((column.header, text))
        return
    rated = read_rating(text, reading.scales[number], reading.options.ratings)
    if rated.number is None and column.field == "emotion":
        reading.found.remark("no-rating", header=column.header, text=text)
    put_rating(draft, column.field, text, reading.scales[number], reading.options.ratings, column.header, persona)


def _place_severity(draft: TouchpointDraft, text: str, scale: RatingScale, label: str) -> None:
    rating = read_rating(text, scale)
    without = [one for one in draft.values.get("pain_points", []) if "severity" not in one]
    if rating.number is None or not without:
        draft.comments.append((label, text))
    for one in without if rating.number is not None else ():
        one["severity"] = rating.number


def _place_personas(journey: JourneyDraft, draft: TouchpointDraft, personas: Vocabulary, text: str, label: str) -> None:
    ids, unknown = personas.find_all(text)
    draft.personas = list(dict.fromkeys([*draft.personas, *ids]))
    journey.personas += [one for one in ids if one not in journey.personas]
    draft.comments += [(label, word) for word in unknown]


def _place_goal(journey: JourneyDraft, draft: TouchpointDraft, text: str, label: str) -> None:
    """A goal belongs to the stage; a second one of the same stage stays with its touchpoint as a comment."""
    if journey.goals.setdefault(draft.stage, " ".join(text.split())) != " ".join(text.split()):
        draft.comments.append((label, text))


def _take_head(journey: JourneyDraft, layout: Layout, known: Vocabularies) -> None:
    head = dict(layout.head)
    sheet = "" if _DEFAULT_SHEET.match(layout.name) else layout.name
    journey.title = journey.title or head.pop("title", "") or layout.title or sheet
    ids, unknown = known.personas.find_all(head.pop("personas", ""))
    journey.personas = list(dict.fromkeys([*ids, *journey.personas]))
    journey.comments += [f"persona: {word}" for word in unknown]
    for key in ("trigger", "outcome"):
        if text := head.pop(key, ""):
            journey.scenario[key] = " ".join(text.split())
    journey.comments += [f"{label}: {text}" for label, text in head.items()]
    journey.comments += layout.notes
    if layout.title and layout.title != journey.title:
        journey.comments.append(layout.title)
