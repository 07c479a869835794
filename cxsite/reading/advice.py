"""What to type in the place of a value of another kind than is wanted, taken from how its author wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.records.source_location import Fields, span_of
from cxsite.model.records.values import ReferenceTo, format_value
from cxsite.problems import Place, Value
from cxsite.reading.backslashes import typed
from cxsite.reading.model_at import marks_at
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from cxsite.model.records.record import Record
    from cxsite.model.records.source_file import Span

Values = dict[str, Value]
_BULLET: Final = re.compile(r"[*+•·▪◦–—−\u2010\u2011-](?:\s|(?=\w))")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2,4})?")
_LIKE_AN_ID: Final = re.compile(r"[a-z0-9_-]+")
_REMARK: Final = re.compile(r"#\S.*")
_ID_KEYS: Final = ("to", "id", "use", "name", "touchpoint", "journey", "persona", "metric", "channel")


def advice_on_kind(top: Fields, model: type[Record], loc: tuple[Any, ...], found: object, expected: object) -> Values:
    """`form` and what to `paste`: a list whose entries have other marks, an id written with fields, a word to quote."""
    if expected == "list" and isinstance(found, str) and _BULLET.match(found):
        return {"form": "bullet", "mark": found[0]}
    if expected == "text" and isinstance(found, dict) and any(isinstance(m, ReferenceTo) for m in marks_at(model, loc)):
        named = next((str(found[key]) for key in _ID_KEYS if isinstance(found.get(key), str)), "")
        return {"form": "id", "paste": named} if named else {"form": "id-unnamed"}
    if expected == "text" and isinstance(found, (bool, int, float)):
        word = in_quotes(_one_line(top, span_of(top, loc)) or format_value(found))
        return {"form": "word", "paste": f"- {word}" if isinstance(loc[-1], int) else f"{loc[-1]}: {word}"}
    return {}


def braces_or_colon(top: Fields, loc: tuple[Any, ...], key: str) -> Values:
    """Why a text was read as fields: braces belong to it, or words with a colon behind them; and the text in quotes."""
    if _LANGUAGE.fullmatch(key):
        return {}
    span = span_of(top, loc)
    whole = _one_line(top, span)
    if whole == "{}":
        return {}
    is_in_braces = top.file.lines[span[0] - 1].startswith("{", span[1] - 1)
    is_entry = not is_in_braces and isinstance(loc[-1], int)
    if (not key and not is_in_braces) or (_LIKE_AN_ID.fullmatch(key) and not is_entry):
        return {}
    values: Values = {"form": "braces" if is_in_braces else "colon"}
    return {**values, "paste": in_quotes(whole)} if whole else {"form": "lines"}


def text_in_remark(top: Fields, place: Place) -> tuple[Place, str] | None:
    """Where an entry begins with `#` and so counts as a comment, and the entry in quotes."""
    line = top.file.lines[place.line - 1]
    hit = _REMARK.search(line, max(place.column - 1, 0))
    if hit is None or line[: hit.start()].strip() not in ("-", ""):
        return None
    at = Place(top.path, place.line, hit.start() + 1, place.line, len(line.rstrip()) + 1)
    return at, f"- {in_quotes(hit[0].rstrip())}"


def backslash_paste(top: Fields, place: Place) -> str:
    """A text in double quotes with backslashes, in quotes that leave them alone; empty for any other."""
    whole = _one_line(top, (place.line, place.column, place.end_line, place.end_column))
    return in_quotes(typed(whole[1:-1])) if whole.startswith('"') and "\\" in whole else ""


def _one_line(top: Fields, span: Span) -> str:
    """What a file has at a range of one line; empty for several."""
    line, column, end_line, end = span
    return top.file.lines[line - 1][column - 1 : end - 1].strip() if line == end_line else ""
