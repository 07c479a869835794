"""SQL expressions that read numbers as people write them: `4,5`, `1.250.000 ₫`, `7,1%`, `00:02:23`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.sql_text import quote_literal

if TYPE_CHECKING:
    from cxsite.model.records.strategy import Metric

PLAIN: Final = "^[-+]?[0-9]+([.,][0-9]+)?$"
EITHER: Final = "^[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}$"
"""A number whose mark may separate thousands or decimals."""
_GROUPED: Final = {"point": "^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]+)?$"}
_GROUPED["comma"] = "^[-+]?([0-9]{1,3}([.][0-9]{3})+|[0-9]+)(,[0-9]+)?$"
_DIGITS: Final = "[-+]?[0-9][0-9., \u00a0\u202f'’]*"
_DONG: Final = "₫|đ|Đ|VND|VNĐ|vnd|vnđ|đồng"
"""Signs of a currency without decimals, so that `250.000 ₫` is clear."""
_SIGNS: Final = f"{_DONG}|%|[$]|€|£|¥|USD|EUR|GBP"
_CLOCK: Final = "^[0-9]{1,4}:[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?$"
_UNIT_SECONDS: Final = {
    1: ("s", "sec", "secs", "second", "seconds", "giây"),
    60: ("min", "mins", "minute", "minutes", "phút"),
    3600: ("h", "hour", "hours", "giờ", "tiếng"),
    86400: ("d", "day", "days", "ngày"),
}


@dataclass(frozen=True, slots=True)
class NumberReader:
    """How texts of one source are read as numbers: its decimal mark, the SQL type, and the metric's unit."""

    decimal: str | None
    sql_type: str
    metric: Metric

    def number(self, text: str) -> str:
        """Return the SQL for the number that a trimmed text means; NULL if it means none, or may mean two."""
        core = f"translate(regexp_extract({text}, '{_sql(_DIGITS)}'), ' \u00a0\u202f''’', '')"
        branches = [self._plain(text)]
        if seconds := unit_seconds(self.metric):
            branches.append(self._clock(text, seconds))
        signs = "|".join([_SIGNS, *([re.escape(self.metric.unit)] if self.metric.unit else [])])
        decorated = f"^(({signs}) ?)?{_DIGITS}( ?({signs}))?$"
        branches.append(f"WHEN regexp_matches({text}, '{_sql(decorated)}') THEN {self._marked(core, text)}")
        return f"CASE {' '.join(branches)} END"

    def _plain(self, text: str) -> str:
        if self.decimal is None:
            is_clear = f"regexp_matches({text}, '{PLAIN}') AND NOT regexp_matches({text}, '{EITHER}')"
            point = f"replace({text}, ',', '.')"
            return f"WHEN {is_clear} THEN {self._cast(point)}"
        return self._grouped(text, self.decimal)

    def _grouped(self, text: str, decimal: str) -> str:
        between, mark = ",." if decimal == "point" else ".,"
        plain = f"replace(replace({text}, '{between}', ''), '{mark}', '.')"
        return f"WHEN regexp_matches({text}, '{_GROUPED[decimal]}') THEN {self._cast(plain)}"

    def _marked(self, core: str, text: str) -> str:
        """Return the number of a text with signs around it, or whose marks show which of them separates decimals."""
        if self.decimal is not None:
            return f"CASE {self._grouped(core, self.decimal)} END"
        digits = f"translate({core}, '.,', '')"
        branches = [self._plain(core)]
        for decimal, between, mark in (("comma", "[.]", ","), ("point", ",", "[.]")):
            many = f"^[-+]?[0-9]{{1,3}}({between}[0-9]{{3}}){{2,}}$"
            both = f"^[-+]?[0-9]{{1,3}}({between}[0-9]{{3}})+{mark}[0-9]+$"
            branches.append(f"WHEN regexp_matches({core}, '{many}') THEN {self._cast(digits)}")
            branches.append(f"WHEN regexp_matches({core}, '{both}') THEN CASE {self._grouped(core, decimal)} END")
        whole = f"regexp_matches({core}, '{EITHER}') AND regexp_matches({text}, '({_DONG})')"
        branches.append(f"WHEN {whole} THEN {self._cast(digits)}")
        return f"CASE {' '.join(branches)} END"

    def _clock(self, text: str, seconds: int) -> str:
        """Return the branch for `00:02:23`, in the metric's unit."""
        part = [f"TRY_CAST(split_part(replace({text}, ',', '.'), ':', {at}) AS DOUBLE)" for at in (1, 2, 3)]
        total = f"({part[0]} * 3600 + {part[1]} * 60 + {part[2]}) / {seconds}"
        return f"WHEN regexp_matches({text}, '{_CLOCK}') THEN {self._cast(total)}"

    def _cast(self, sql: str) -> str:
        return f"TRY_CAST({sql} AS {self.sql_type})"


def unit_seconds(metric: Metric) -> int:
    """Return how many seconds the unit of a duration has; 0 for other metrics and unknown units."""
    unit = (metric.unit or "").casefold()
    return next((n for n, names in _UNIT_SECONDS.items() if unit in names), 0) if metric.kind == "duration" else 0


def _sql(pattern: str) -> str:
    return quote_literal(pattern)[1:-1]
