"""What to type in place of a value of the wrong kind, taken from the author's own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import slug
from cxsite.model.records.field_markers import ReferenceTo
from cxsite.model.records.source_location import Fields, node_at, span_of
from cxsite.model.written_number import format_value
from cxsite.problems import Place, Value
from cxsite.reading.backslashes import typed
from cxsite.reading.braces import is_in_braces
from cxsite.reading.model_at import marks_at, records_at
from cxsite.reading.quoted import in_quotes

if TYPE_CHECKING:
    from cxsite.model.records.record import Record
    from cxsite.model.records.source_location import Span

Values = dict[str, Value]
_BULLET: Final = re.compile(r"[*+•·▪◦–—−\u2010\u2011-](?:\s|(?=\w))")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2}([-_][A-Za-z]{2,4})?")
_LIKE_AN_ID: Final = re.compile(r"[a-z0-9_-]+")
_REMARK: Final = re.compile(r"#\S.*")
_NUMBER: Final = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d{1,2})?(?!\w|[.,]*\d)")
_LABELS: Final = ("text", "title", "does", "name", "file")
"""The keys that hold the text in the entries of most lists."""
_ID_KEYS: Final = ("to", "id", "use", "name", "touchpoint", "journey", "persona", "metric", "channel")


def advice_on_kind(top: Fields, model: type[Record], loc: tuple[Any, ...], found: object, values: Values) -> Values:
    """Return `form` and the text to `paste`: a list with other markers, an id written as fields, a word to quote."""
    expected = values["expected"]
    if isinstance(found, str):
        return _advice_on_text(model, loc, found, values)
    if expected == "text" and isinstance(found, dict) and any(isinstance(m, ReferenceTo) for m in marks_at(model, loc)):
        named = next((str(found[key]) for key in _ID_KEYS if isinstance(found.get(key), str)), "")
        return {"form": "id", "paste": named} if named else {"form": "id-unnamed"}
    if expected == "text" and isinstance(found, (bool, int, float)):
        word = in_quotes(_one_line(top, span_of(top, loc)) or format_value(found))
        return {"form": "word", "paste": f"- {word}" if isinstance(loc[-1], int) else f"{loc[-1]}: {word}"}
    return {}


def _advice_on_text(model: type[Record], loc: tuple[Any, ...], found: str, values: Values) -> Values:
    expected = values["expected"]
    if expected == "list" and _BULLET.match(found):
        return {"form": "bullet", "mark": found[0]}
    if expected == "list":
        return _as_list(model, loc, found)
    if expected == "fields" and isinstance(loc[-1], int) and (records := records_at(model, loc)):
        return {"form": "entry", "paste": _as_entry(records[0], found)}
    if expected in ("number", "whole-number") and (number := _NUMBER.search(found)):
        value = number[0].replace(",", ".")
        is_fit = expected == "number" or "." not in value
        return {"form": "number", "paste": f"{values['key']}: {value}"} if is_fit else {}
    return {}


def _as_list(model: type[Record], loc: tuple[Any, ...], found: str) -> Values:
    """Return the text as a list of ids, or as the first entry of a list of texts or records."""
    entry = (*loc, 0)
    if any(isinstance(mark, ReferenceTo) for mark in marks_at(model, entry)):
        ids = [part for part in re.split(r"[\s,;]+", found) if part]
        is_ids = all(map(_LIKE_AN_ID.fullmatch, ids))
        return {"form": "ids", "paste": f"{loc[-1]}: [{', '.join(ids)}]"} if ids and is_ids else {}
    if records := records_at(model, entry):
        return {"form": "entries", "paste": _as_entry(records[0], found)}
    return {"form": "entries", "paste": f"- {in_quotes(found)}"} if "\n" not in found else {}


def _as_entry(record: type[Record], found: str) -> str:
    """Return a text as an entry with the keys that it must have: `- {id: cho-lau, text: "Chờ lâu"}`."""
    wanted = [key for key, info in record.model_fields.items() if info.is_required()]
    label = next((key for key in (*_LABELS, *wanted) if key in record.model_fields), "")
    values = {"id": slug(found) or "…", label: in_quotes(" ".join(found.split()))}
    keys = dict.fromkeys((*wanted, label))
    return "- {" + ", ".join(f"{key}: {values.get(key, '…')}" for key in keys) + "}"


def braces_or_colon(top: Fields, loc: tuple[Any, ...], key: str) -> Values:
    """Return why a text was read as fields (its braces, or a colon after words), and the text in quotes."""
    if _LANGUAGE.fullmatch(key):
        return {}
    span = span_of(top, loc)
    whole = _one_line(top, span)
    if whole == "{}":
        return {}
    if (begun := top.file.lines[span[0] - 1][span[1] - 1 :].rstrip()).startswith("? "):
        return {"form": "question", "paste": in_quotes(begun)}
    is_in_braces = top.file.lines[span[0] - 1].startswith("{", span[1] - 1)
    is_entry = not is_in_braces and isinstance(loc[-1], int)
    if (not key and not is_in_braces) or (_LIKE_AN_ID.fullmatch(key) and not is_entry):
        return {}
    values: Values = {"form": "braces" if is_in_braces else "colon"}
    return {**values, "paste": in_quotes(whole)} if whole else {"form": "lines"}


def text_with_key(top: Fields, loc: tuple[Any, ...]) -> str:
    """Return in quotes the text before a key in braces, and the key: `{text: Chờ lâu, vì: đông}` is one sentence."""
    fields = node_at(top, loc[:-1])
    if not isinstance(fields, Fields) or not is_in_braces(fields):
        return ""
    keys = list(fields.places)
    number = keys.index(loc[-1])
    before, at = keys[number - 1], fields.places[keys[number]]
    if not number or not isinstance(fields.get(before), str) or not isinstance(fields.get(loc[-1], ""), str):
        return ""
    line, start = fields.places[before][3:5]
    if line != at[0] or (loc[-1] in fields and line != at[-2]) or fields.file.lines[line][start] in "\"'":
        return ""
    end = at[-1] if loc[-1] in fields else at[2]
    return f"{before}: {in_quotes(fields.file.lines[line][start:end])}"


def text_in_remark(top: Fields, place: Place) -> tuple[Place, str] | None:
    """Return the reason and the quoted entry if an entry begins with `#`, so that YAML takes it for a comment."""
    line = top.file.lines[place.line - 1]
    hit = _REMARK.search(line, max(place.column - 1, 0))
    if hit is None or line[: hit.start()].strip() not in ("-", ""):
        return None
    at = Place(top.path, place.line, hit.start() + 1, place.line, len(line.rstrip()) + 1)
    return at, f"- {in_quotes(hit[0].rstrip())}"


def backslash_paste(top: Fields, place: Place) -> str:
    """Return a double-quoted text with backslashes in quotes that keep them; empty for any other text."""
    whole = _one_line(top, (place.line, place.column, place.end_line, place.end_column))
    return in_quotes(typed(whole[1:-1])) if whole.startswith('"') and "\\" in whole else ""


def _one_line(top: Fields, span: Span) -> str:
    """Return the source text of a range on one line; empty for several lines."""
    line, column, end_line, end = span
    return top.file.lines[line - 1][column - 1 : end - 1].strip() if line == end_line else ""
