"""Formats computed figures, and the reading of a source, as text for people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import Translator
from cxsite.measurement.answer_checks import without_cells
from cxsite.measurement.counting_methods import PLACES
from cxsite.pages.basis import Basis
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.reports.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.measurement.answer_checks import RowFault
    from cxsite.measurement.figure_queries import QueriedFigure
    from cxsite.measurement.source_result import BadRow, SourceResult
    from cxsite.model.content import Content

_NUMBERS: Final = (3, 5)
_WORDS_SHOWN: Final = 30


def figures_as_text(figures: Sequence[QueriedFigure], content: Content, language: str) -> str:
    """Return a table of metric, period, place, value, interval and answers."""
    words = Translator(language)
    if not figures:
        return Translator(language, "commands")("measure.nothing") + "\n"
    shown = FigureFormatter(Basis(content, words))
    head = ("terms.metric.word", "figure.period", "measure-table.where", "figure.value")
    rows = [(*(words(key) for key in (*head, "figure.interval-name", "figure.answers")), "")]
    rows += [_row(one, shown, words) for one in figures]
    return "\n".join([*table(rows, right=_NUMBERS), *_reasons_hidden(figures, content, words)]) + "\n"


def reasons_as_text(figures: Sequence[QueriedFigure], content: Content, language: str) -> str:
    """Return a line for each reason for which figures of large groups are hidden; empty if none."""
    return "".join(f"\n{line}\n" for line in _reasons_hidden(figures, content, Translator(language)))


def _reasons_hidden(figures: Sequence[QueriedFigure], content: Content, words: Translator) -> list[str]:
    """Return why groups that are large enough are hidden: a few answers have no place, or could not be compared."""
    shown, found = FigureFormatter(Basis(content, words)), dict[str, None]()
    for one in figures:
        if one.unplaced:
            place = words(f"place.{one.where[0][0]}").lower()
            note = words("metric.unplaced", n=one.unplaced, place=place)
            found[f"{one.metric.name}, {shown.period(one.period)}: {note}"] = None
        if one.uncompared:
            names = ", ".join(content.metrics[key].name for key in one.uncompared)
            found[f"{one.metric.name}: {words('metric.uncompared', names=names)}"] = None
    return list(found)


def result_as_text(one: SourceResult, language: str, *, with_cells: bool) -> str:
    """Return the counts of rows read, used, bad and left out, the meaning of each word, and the first bad rows.

    For privacy, only the wrong cell of a bad row is shown; without `with_cells`, no cell at all.
    """
    words = Translator(language, "commands")
    faults = one.bad if with_cells else without_cells(one.bad)
    rows = one.rows if with_cells else [replace(row, fault=_without_cell(row.fault)) for row in one.rows]
    blocks = [_counts(one, words), *_words_taken(one, words), _reasons(faults, words), _bad_rows(rows, words)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _row(one: QueriedFigure, shown: FigureFormatter, words: Translator) -> tuple[str, ...]:
    name, period, where = one.metric.name, shown.period(one.period), shown.where(one.where)
    if one.figure is None:
        return (name, period, where, "–", "", "", words("metric.hidden"))
    interval = shown.interval(one.metric, one.figure.interval) if one.figure.interval else words("figure.not-known")
    value = shown.value(one.metric, one.figure.value)
    return (name, period, where, value, interval, words.number(one.figure.n), words("figure.few") if one.few else "")


def _counts(one: SourceResult, words: Translator) -> list[str]:
    counts = {
        "used": one.used,
        "unanswered": one.unanswered,
        "bad": one.bad_count,
        "left-by-where": one.left_by_where,
        "left-by-keep": one.left_by_keep,
    }
    rows = [(words("measure.read"), words.number(one.read))]
    rows += [(f"  {words(f'measure.{key}')}", words.number(n)) for key, n in counts.items() if n or key == "used"]
    recognised = []
    if one.response_rate is not None:
        recognised.append(words("measure.response-rate", rate=words.percent(100 * one.response_rate, 1)))
    if one.choice and one.choice.styles:
        recognised.append(words("measure.date-style", style=one.choice.styles[0]))
    if one.header_rows > 1:
        recognised.append(words("measure.header-rows", n=one.header_rows))
    return [f"{one.source.title} ({one.source.data} → {one.source.metric})", *table(rows, right=(1,)), *recognised]


def _words_taken(one: SourceResult, words: Translator) -> Iterator[list[str]]:
    for kind, taken in one.words.items():
        if kind not in PLACES:
            continue  # the texts of segments are answers
        column = getattr(one.source.columns, kind).column
        known = sorted(taken.items(), key=lambda item: (-item[1], item[0]))[:_WORDS_SHOWN]
        nowhere = words("measure.nowhere")
        rows = [(f"  {word or '“”'}", f"→ {key or nowhere}", words.number(count)) for (word, key), count in known]
        name = Translator(words.language)(f"place.{kind}")
        yield [f"{name} ← {column}", *table(rows, right=(2,))]


def _without_cell(fault: RowFault) -> RowFault:
    return replace(fault, found="", suggestion="")


def _reasons(faults: Mapping[RowFault, int], words: Translator) -> list[str]:
    rows = [(f"  {fault_in_words(fault, words)}", words.number(count)) for fault, count in faults.items()]
    return [words("measure.reasons"), *table(rows[:_WORDS_SHOWN], right=(1,))] if rows else []


def _bad_rows(rows: Sequence[BadRow], words: Translator) -> list[str]:
    wording = [(f"  {row.path}:{row.row}", fault_in_words(row.fault, words)) for row in rows]
    return [words("measure.bad-rows"), *table(wording)] if wording else []


def fault_in_words(fault: RowFault, words: Translator) -> str:
    """Describe what is wrong with a row: `cửa hàng “Phố Hếu” chưa biết; có phải “Phố Huế”?`."""
    reason = fault.reason if words.has(f"measure.reason.{fault.reason}") else "broken"
    column = words(f"measure.column.{fault.column}")
    found = f" “{fault.found[:60]}”" if fault.found else ""
    meant = words("measure.meant", suggestion=fault.suggestion) if fault.suggestion else ""
    return f"{column}{found}: {words(f'measure.reason.{reason}')}{meant}"
