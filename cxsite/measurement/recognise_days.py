"""Recognises how the dates of a source are written, and gives its query the meaning of each date text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import period_kind
from cxsite.measurement.counting_sql import MOST_DAY_TEXTS, CountingQuery
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.date_parsing_sql import LONGEST_DAY
from cxsite.measurement.day_styles import choose_styles, read_period
from cxsite.measurement.day_texts import DayReader, split_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.measurement.day_styles import StyleChoice
    from cxsite.measurement.engine import Engine

_DIGITS: Final = re.compile(r"[0-9]{10}")
"""Seconds since 1970."""


def recognise_days(
    counting: CountingQuery, engine: Engine
) -> tuple[CountingQuery, StyleChoice | None, tuple[str, ...]]:
    """Return the query with the meaning of each date text, and how its style was recognised if none is stated."""
    source, metric = counting.source, counting.metric
    if source.fixed_period or counting.has_typed_days:
        return counting, None, ()
    texts = _day_texts(counting, engine)
    if len(texts) > MOST_DAY_TEXTS:
        raise UnreadableError("too-many-days", str(MOST_DAY_TEXTS))
    choice: StyleChoice | None = None
    apart: tuple[str, ...] = ()
    if not source.date_format:
        days: Counter[str] = Counter()
        for word, count in texts.items():
            if day := split_zone(word)[0]:
                days[day] += count
        choice = choose_styles(days, counting.today)
        if choice.apart:
            apart = _tell_apart(counting, choice, texts, engine)
    styles = source.date_format or (choice.styles if choice else ())
    reader = DayReader(styles, counting.zone, counting.today, period_kind(metric), counting.fiscal_start)
    return replace(counting, meanings={word: reader.pieces(word) for word in texts}), choice, apart


def _day_texts(counting: CountingQuery, engine: Engine) -> dict[str, int]:
    """Return the different date texts without their times of day, each with its number of rows.

    Most exports have days only. Counting the cells as they are takes half as long as looking for times in each of them.
    """
    found = engine.rows(counting.plain_days_sql())
    if any(len(word or "") > LONGEST_DAY or _DIGITS.fullmatch(word or "") for word, _ in found):
        found = engine.rows(counting.day_texts_sql())
    return {str(word or ""): int(count) for word, count in found}


def _tell_apart(
    counting: CountingQuery, choice: StyleChoice, texts: Mapping[str, int], engine: Engine
) -> tuple[str, ...]:
    """Return the row of the text that tells two styles apart (empty for a warehouse), and the day that each reads."""
    word = next(word for word in texts if split_zone(word)[0] == choice.apart)
    row = ""
    if counting.table.located:
        found = engine.rows(counting.day_text_place_sql(word))
        row = next((f"{path}:{at}" for path, at in engine.sheet_rows((path, at) for path, at in found)), "")
    read = [str(period) for style in choice.fitting[:2] if (period := read_period(choice.apart, (style,)))]
    return (row, *read)
