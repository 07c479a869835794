"""Rows of a table as new personas, actions, metrics or shared touchpoints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.key_order import key_order
from cxsite.authoring.layout import lay_out
from cxsite.authoring.new_yaml_values import entry_lines
from cxsite.escaping import terminal
from cxsite.escaping.fold import fold
from cxsite.importing.journey_draft import Question, Understanding, UnderstoodColumn
from cxsite.importing.touchpoint_fields import clean, points
from cxsite.model.records.action import Action
from cxsite.reading.file_kinds import CONTENT, KINDS
from cxsite.workbook.cell_text import CellContext
from cxsite.workbook.fields import LISTS, CellForm
from cxsite.workbook.labels import CellLabels
from cxsite.workbook.new_values import new_id, new_raw
from cxsite.workbook.row_layout import understand_rows
from cxsite.workbook.sheets import FILES, table_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.importing.source_tables import Cell, SourceDocument
    from cxsite.model.content import Content
    from cxsite.model.records.record import Record
    from cxsite.workbook.changes import CellProblem
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.row_layout import RowLayout

ROW_KINDS: Final = ("personas", "actions", "metrics", "touchpoints")
_MODELS: Final[Mapping[str, type[Record]]] = {**{kind.folder: kind.model for kind in KINDS}, "actions": Action}
_STATUSES: Final = {
    "in progress": "doing", "dang thuc hien": "doing", "dang tien hanh": "doing", "hoan thanh": "done",
    "completed": "done", "complete": "done", "to do": "proposed", "todo": "proposed", "open": "proposed",
    "chua lam": "proposed", "moi": "proposed", "not started": "proposed", "huy": "dropped", "cancelled": "dropped",
    "canceled": "dropped", "len ke hoach": "planned",
}  # fmt: skip
"""What trackers call the states of work, folded."""
_EVIDENT_KINDS: Final = ("nps", "csat", "ces")


@dataclass(slots=True)
class NewRow:
    """A thing to write: its id, its values as in YAML, and texts without a field."""

    id: str
    raw: dict[str, Any]
    comments: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class UnderstoodRows:
    """What was understood of a source, and the things to write."""

    found: Understanding = field(default_factory=Understanding)
    rows: list[NewRow] = field(default_factory=list)


def rows_of_source(
    source: SourceDocument, content: Content, kind: str, columns: Mapping[str, str], given: Mapping[str, str]
) -> UnderstoodRows:
    """Return the things that the tables of a source describe; nothing is written.

    `columns` has fields by header, `given` values by field for rows that lack them. What is there already under the
    same name is named and left out.
    """
    fields = [one for one in table_fields(kind, content) if one.key not in ("journey", "touchpoint")]
    fields = [one for one in fields if one.language in ("", content.playbook.language)]
    made = UnderstoodRows()
    taken = {*getattr(content, kind), *(key for _, key in content.unreadable)}
    for table in source.tables:
        layout = understand_rows(table, fields, columns)
        if layout is None:
            if not table.is_empty:
                sample = next(cell.text for row in table.rows for cell in row if cell.text)
                made.found.remark("table-left", name=table.name or "1", sample=sample)
            continue
        _describe(layout, made.found)
        for row in layout.rows:
            _read_row(row, layout, fields, content, kind, given, taken, made)
    return made


def row_file(kind: str, row: NewRow, head: str) -> tuple[str, bytes]:
    """Return path and bytes of the file of a new thing: a draft, with texts without a field as comments."""
    model = _MODELS[kind]
    raw = {**row.raw, "status": row.raw.get("status", "draft")} if kind in FILES else row.raw
    lines = [f"# {head}"]
    lines += (f"# {terminal.encode(f'{label}: {line}')}" for label, text in row.comments for line in text.split("\n"))
    lines.append("")
    lines += (line for name in key_order(model) if raw.get(name) is not None for line in entry_lines(name, raw[name]))
    text = "\n".join(lines) + "\n"
    return f"{CONTENT}/{kind}/{row.id}.yml", (lay_out(text, model) or text).encode()


def _describe(layout: RowLayout, found: Understanding) -> None:
    for number, column in enumerate(layout.columns):
        texts = [text for row in layout.rows if (text := clean(row[number].text))]
        if texts and column.header:
            found.columns.append(
                UnderstoodColumn(column.header, column.field, texts[0], column.confidence, table=layout.name)
            )


def _read_row(  # noqa: PLR0913, PLR0917 -- a row, and all that decides what becomes of it
    row: Sequence[Cell],
    layout: RowLayout,
    fields: Sequence[SheetField],
    content: Content,
    kind: str,
    given: Mapping[str, str],
    taken: set[str],
    made: UnderstoodRows,
) -> None:
    texts, comments = _texts(row, layout, fields)
    main = next(one.key for one in fields if one.key in ("name", "title"))
    name = " ".join(texts.get(main, "").split())
    if not name:
        first = next(clean(cell.text) for cell in row if clean(cell.text))
        made.found.remark("row-without-name", text=first)
        return
    known = {fold(str(getattr(one, main))): one.path for one in getattr(content, kind).values()}
    if fold(name) in known:
        made.found.remark("row-exists", name=name, path=known[fold(name)])
        return
    evident = {"kind": _evident_kind(name)} if kind == "metrics" and _evident_kind(name) else {}
    texts = {**given, **evident, **texts, main: name}
    problems: list[CellProblem] = []
    context = CellContext(content.playbook.language, CellLabels(content, shows_drafts=True))
    raw = new_raw(fields, texts, context, {key: key for key in texts}, problems)
    headers = {column.field: column.header for column in layout.columns if column.field}
    for problem in problems:
        comments.append((headers.get(problem.place, problem.place), texts[problem.place]))
        made.found.remark("cell-kept", header=headers.get(problem.place, problem.place), text=texts[problem.place])
    if kind == "metrics":
        _ask_for_metric(raw, name, made.found)
    made.rows.append(NewRow(new_id(name, taken, kind[:-1]), raw, comments))


def _texts(
    row: Sequence[Cell], layout: RowLayout, fields: Sequence[SheetField]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the texts of a row by field, and those without one with their headers."""
    forms = {one.key: one.form for one in fields}
    texts: dict[str, str] = {}
    comments: list[tuple[str, str]] = []
    for cell, column in zip(row, layout.columns, strict=True):
        text = clean(cell.text)
        if text and column.field in forms:
            form = forms[column.field]
            shown = "\n".join(points(text)) if form in LISTS else text
            texts[column.field] = _STATUSES.get(fold(text), text) if form is CellForm.CHOICE else shown
        elif text:
            comments.append((column.header, text))
        comments += [(column.header, one) for one in (cell.comment, cell.link if cell.link != cell.text else "") if one]
    return texts, comments


def _evident_kind(name: str) -> str:
    """Return the kind of a metric whose name says it: NPS, CSAT or CES."""
    words = fold(name).replace("-", " ").split()
    return next((kind for kind in _EVIDENT_KINDS if kind in words), "")


def _ask_for_metric(raw: Mapping[str, Any], name: str, found: Understanding) -> None:
    """Ask for what no metric can be without."""
    for key in ("kind", "family"):
        if key not in raw:
            question = Question("value", f"--set {key}=…", {"name": name, "field": key})
            if question.option not in [one.option for one in found.questions]:
                found.questions.append(question)
