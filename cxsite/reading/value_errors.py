"""The code and the values of a problem for each kind of error that pydantic reports about a single value."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cxsite.escaping.fold import fold, slug
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.playbook import FORMAT_VERSION
from cxsite.model.records.values import ID_PATTERN
from cxsite.model.written_number import format_value
from cxsite.problems import Value
from cxsite.reading.model_at import bounds_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxsite.model.records.record import Record

Values: TypeAlias = dict[str, Value]

SHOWN: Final = 80
"""How many letters of an author's word a problem repeats."""
_DAYS: Final = (
    re.compile(r"(?P<year>[12]\d{3})[-/. ](?P<month>\d\d?)[-/. ](?P<day>\d\d?)", re.ASCII),
    re.compile(r"(?P<day>\d\d?)[-/. ](?P<month>\d\d?)[-/. ](?P<year>[12]\d{3})", re.ASCII),
)
_FORMS: Final = (("@", "email"), ("https?", "address"), ("#", "colour"))


def describe_error(
    kind: str,
    model: type[Record],
    loc: tuple[Any, ...],
    context: dict[str, Any],
    found: Any,  # noqa: ANN401
) -> tuple[str, Values]:
    """Return code and values of the problem for an error of pydantic's `kind` in a value of `model` at `loc`."""
    return _DESCRIBERS[kind](model, loc, context, found)


def _describe_choice(_model: type[Record], _loc: Any, context: Any, found: Any) -> tuple[str, Values]:  # noqa: ANN401
    allowed = tuple(re.findall(r"'([^']*)'", context["expected"])) or tuple(re.findall(r"-?\d+", context["expected"]))
    word = format_value(found)[:SHOWN]
    return "CX104", {"found": word, "allowed": allowed, "suggestion": suggest(word, allowed)}


def _describe_range(model: type[Record], loc: Any, context: Any, found: Any) -> tuple[str, Values]:  # noqa: ANN401
    low, high = bounds_at(model, loc)
    limits = {"min": context.get("ge", low), "max": context.get("le", high)}
    values = {"found": found, **{name: limit for name, limit in limits.items() if limit is not None}}
    return "CX105", {name: int(one) if one == int(one) else one for name, one in values.items()}


def _describe_pattern(_model: type[Record], _loc: Any, context: Any, found: Any) -> tuple[str, Values]:  # noqa: ANN401
    pattern = context["pattern"]
    if pattern == ID_PATTERN:
        return "CX110", {
            "found": found[:SHOWN],
            "suggestion": slug(found) if any(map(str.isalnum, fold(found))) else "",
        }
    form = next((name for character, name in _FORMS if character in pattern), "other")
    return "CX115", {"form": form, "found": found[:SHOWN]}


def _describe_length(_model: type[Record], _loc: Any, context: Any, found: Any) -> tuple[str, Values]:  # noqa: ANN401
    return "CX106", {"limit": context["max_length"], "length": len(found)}


def _no_day(found: str, *, exists: bool) -> Values:
    return {"found": found[:SHOWN], "exists": exists, "suggestion": _meant_day(found) if exists else ""}


def _meant_day(found: str) -> str:
    """Return an ISO date for one with the year first or, as in Vietnamese and English, last."""
    for pattern in _DAYS:
        if match := pattern.fullmatch(found):
            with suppress(ValueError):
                return date(*(int(match[part]) for part in ("year", "month", "day"))).isoformat()
    return ""


_DESCRIBERS: Final[dict[str, Callable[[type[Record], Any, Any, Any], tuple[str, Values]]]] = {
    "literal_error": _describe_choice,
    "greater_than_equal": _describe_range,
    "less_than_equal": _describe_range,
    "string_pattern_mismatch": _describe_pattern,
    "string_too_long": _describe_length,
    "too_long": lambda _m, _l, context, _f: ("CX107", {"limit": context["max_length"]}),
    "too_short": lambda _m, _l, _c, _f: ("CX116", {}),
    "string_too_short": lambda _m, _l, _c, _f: ("CX112", {}),
    "no_visible_character": lambda _m, _l, _c, _f: ("CX112", {}),
    "control_character": lambda _m, _l, context, _f: ("CX113", {"code": context["code"]}),
    "not_a_day": lambda _m, _l, context, _f: ("CX108", _no_day(context["found"], exists=True)),
    "no_such_day": lambda _m, _l, context, _f: ("CX108", _no_day(context["found"], exists=False)),
    "not_a_duration": lambda _m, _l, context, _f: ("CX109", {"found": context["found"][:SHOWN]}),
    "not_an_address": lambda _m, _l, context, _f: ("CX115", {"form": "host", "found": context["found"][:SHOWN]}),
    "not_a_ticket": lambda _m, _l, context, _f: ("CX134", {"found": context["found"][:SHOWN]}),
    "not_a_ticket_address": lambda _m, _l, context, _f: (
        "CX135",
        {"fault": context["fault"], "found": context["found"][:SHOWN]},
    ),
    "not_a_sector_word": lambda _m, _l, context, _f: ("CX132", {**context, "found": context["found"][:SHOWN]}),
    "reserved_id": lambda _m, _l, context, _f: ("CX111", {"found": context["id"]}),
    "markdown": lambda _m, _l, context, _f: ("CX114", {"fault": context["fault"], "found": context["found"][:SHOWN]}),
    "newer_version": lambda _m, _l, context, _f: ("CX137", {"found": context["found"], "current": FORMAT_VERSION}),
    "not_a_text": lambda _m, _l, context, _f: ("CX117", {"key": context["key"]}),
}
