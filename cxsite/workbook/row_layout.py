"""Which column of a table holds which field of a persona, an action, a metric or a shared touchpoint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold
from cxsite.importing.headers import BOUND, GUESS, SURE
from cxsite.importing.table_layout import IGNORED
from cxsite.importing.touchpoint_fields import clean
from cxsite.model.records.field_markers import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.importing.source_tables import Cell, Table
    from cxsite.workbook.fields import SheetField

_LOOKED_AT: Final = 15
_FEWEST: Final = 2
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "ten", "ho ten", "persona", "chan dung", "chi so", "metric", "kpi", "diem cham", "touchpoint", "ten chi so",
    ),
    "title": (
        "ten", "hanh dong", "viec", "cong viec", "giai phap", "action", "task", "action item", "initiative",
        "viec can lam",
    ),
    "about": ("mo ta", "description", "bio", "background", "tieu su", "gioi thieu", "story"),
    "text": ("mo ta", "description", "noi dung", "chi tiet", "details"),
    "definition": ("mo ta", "description", "cach tinh", "dinh nghia", "formula", "cong thuc"),
    "challenges": ("kho khan", "pain points", "pains", "frustrations", "thach thuc", "noi dau", "diem dau"),
    "goals": ("muc tieu", "goals", "muc dich"),
    "needs": ("nhu cau", "needs"),
    "behaviours": ("hanh vi", "thoi quen", "behaviour", "behavior", "behaviors", "habits"),
    "motivations": ("dong luc", "motivation", "motivations"),
    "quote": ("cau noi", "trich dan", "quote"),
    "share": ("ty trong", "ty le", "share", "percent"),
    "owner": ("phu trach", "nguoi phu trach", "bo phan", "owner", "responsible", "team", "assignee", "ai lam"),
    "due": ("han", "deadline", "thoi han", "due", "due date", "ngay hoan thanh", "han chot", "target date"),
    "start": ("bat dau", "start", "start date", "ngay bat dau"),
    "status": ("trang thai", "tinh trang", "status", "tien do", "state"),
    "impact": ("tac dong", "impact"),
    "effort": ("cong suc", "no luc", "effort"),
    "target": ("chi tieu", "muc tieu", "target", "goal"),
    "unit": ("don vi", "unit"),
    "cadence": ("tan suat", "chu ky", "frequency", "cadence"),
    "kind": ("loai", "kind", "type"),
    "family": ("nhom", "family", "category"),
    "channels": ("kenh", "channel", "channels"),
    "standard": ("tieu chuan", "standard", "service standard"),
    "does": ("khach lam gi", "customer action", "hanh dong cua khach"),
    "metrics": ("chi so", "kpi", "kpis", "metrics"),
    "metric": ("chi so", "kpi", "metric"),
    "ticket": ("phieu", "ma phieu", "phieu cong viec", "ticket", "issue key", "issue", "jira", "jira key", "work item"),
    "addresses": ("diem dau", "giai quyet", "pain point", "pain points", "addresses"),
}  # fmt: skip
"""What else people call a field, folded; only the fields that a kind has are looked up."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column: its header as written, the key of its field (empty for a comment), and how sure that is."""

    header: str
    field: str
    confidence: float


@dataclass(slots=True)
class RowLayout:
    """A table with one thing a row: its columns, and the rows below the header."""

    name: str
    columns: list[RowColumn]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


def understand_rows(table: Table, fields: Sequence[SheetField], given: Mapping[str, str]) -> RowLayout | None:
    """Return the layout of a table, whichever way it runs; None if no header names the things.

    `given` has fields by header, as from `--columns`.
    """
    if table.is_empty:
        return None
    turned = [tuple(column) for column in zip(*table.rows, strict=True)]
    names = _names(fields)
    main = next((one.key for one in fields if one.key in ("name", "title")), "")
    best: tuple[int, RowLayout] | None = None
    for rows in (table.rows, turned):
        for number, row in enumerate(rows[:_LOOKED_AT]):
            columns = _distinct(_column(cell.text, names, given) for cell in row)
            sure = {one.field for one in columns if one.field}
            if main in sure and (len(sure) >= _FEWEST or len(columns) == 1) and (best is None or len(sure) > best[0]):
                below = [one for one in rows[number + 1 :] if any(clean(cell.text) for cell in one)]
                best = (len(sure), RowLayout(table.name, columns, below))
    return best[1] if best else None


def _names(fields: Sequence[SheetField]) -> dict[str, str]:
    """Return fields by what people call them, folded; the first of equal names counts."""
    found: dict[str, str] = {}
    for one in fields:
        for name in (one.key, *map(one.doc.label_in, LANGUAGES)):
            found.setdefault(_folded(name), one.key)
    for one in fields:
        for name in _ALSO.get(one.key, ()):
            found.setdefault(name, one.key)
    return found


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _column(header: str, names: Mapping[str, str], given: Mapping[str, str]) -> RowColumn:
    shown = " ".join(header.split())
    wanted = next((to for one, to in given.items() if " ".join(one.split()) == shown), None)
    if wanted is not None:
        return RowColumn(shown, "" if wanted == IGNORED else wanted, SURE)
    folded = _folded(header)
    if folded in names:
        return RowColumn(shown, names[folded], SURE)
    beginning = next((key for name, key in names.items() if folded.startswith(f"{name} ")), "")
    return RowColumn(shown, "", GUESS if beginning else 0.0)


def _distinct(columns: Iterable[RowColumn]) -> list[RowColumn]:
    """Return columns of which each field has one; further ones become comments."""
    taken: set[str] = set()
    made = []
    for one in columns:
        is_second = one.field in taken
        made.append(RowColumn(one.header, "", one.confidence) if is_second else one)
        if one.field and one.confidence >= BOUND:
            taken.add(one.field)
    return made
