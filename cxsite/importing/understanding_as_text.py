"""What an import understood of a source, for the terminal: a table of columns, remarks, and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.importing.headers import BOUND, SURE
from cxsite.reports.table import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.i18n.catalogue import Translator
    from cxsite.importing.journey_draft import Question, Understanding, UnderstoodColumn

_LONGEST: Final = 40


def understanding_as_text(found: Understanding, words: Translator) -> str:
    """One line a column, with the field it was taken for, an example and how certain that is; tables by name."""
    lines = [words("report.title")]
    for name in dict.fromkeys(column.table for column in found.columns):
        columns = [column for column in found.columns if column.table == name]
        head = [words(f"report.{key}") for key in ("header", "field", "sample", "certainty")]
        rows = [head, *(_row(column, words) for column in columns)]
        lines += [name] if name else []
        lines += (f"  {line}" for line in table(rows))
    return "\n".join([*lines, words("report.overrule")])


def _row(column: UnderstoodColumn, words: Translator) -> list[str]:
    field = column.field or words("report.as-comment")
    if column.scale:
        field = f"{field} ({words('report.scale', scale=column.scale)})"
    certainty = "sure" if column.confidence >= SURE else "likely" if column.confidence >= BOUND else "unsure"
    shown = words(f"report.{certainty}") if column.field or column.confidence else ""
    return [_short(column.header), field, _short(column.sample), shown]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def question_text(question: Question, words: Translator) -> str:
    """A question in the language of the call."""
    return words(f"question.{question.key}", **question.values)


def remark_text(key: str, values: Mapping[str, object], words: Translator) -> str:
    """A remark in the language of the call."""
    return words(f"remark.{key}", **values)
