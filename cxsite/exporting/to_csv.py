"""The exported playbook as flat tables in CSV, one file a kind, for spreadsheets and BI."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping import csv_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from cxsite.exporting.document import PlaybookDocument

_BOM: Final = "\ufeff"
TABLES: Final = (
    "personas", "journeys", "touchpoints", "pain_points", "opportunities", "actions", "goals", "metrics",
    "observations", "plays", "research", "findings", "coverage",
)  # fmt: skip


def document_as_csv(document: PlaybookDocument) -> dict[str, str]:
    """By file name, the tables: UTF-8 with a byte order mark, one row a thing, lists joined by `; `.

    A cell that a spreadsheet would run as a formula is made harmless; a hidden figure has no number.
    """
    return {f"{name}.csv": _table(getattr(document, name), _columns(document, name)) for name in TABLES}


def _columns(document: PlaybookDocument, name: str) -> list[str]:
    annotation: Any = type(document).model_fields[name].annotation
    return list(annotation.__args__[0].model_fields)


def _table(rows: Sequence[BaseModel], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        values = row.model_dump(mode="json")
        writer.writerow([_cell(values[name]) for name in columns])
    return _BOM + out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return str(csv_cell.encode(_text(value)))


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(one) for one in value)
    return str(value)
