"""What another tool says of a touchpoint, in this playbook's fields and ids; the rest as comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cxsite.escaping.fold import LONGEST_ID, fold, slug
from cxsite.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.editing.brought import BroughtTouchpoint

_LISTED: Final = re.compile(r"\s*(?:[,;|/\n•]|\s&\s|\s\+\s)\s*")
_POINTS: Final = re.compile(r"\s*(?:[;\n•]|(?:^|\n)[-*]\s)\s*")
_RATING: Final = re.compile(r"([1-5])(?:[.,]0+)?(?:\s*/\s*5)?")
_YES: Final = frozenset({"x", "yes", "y", "co", "true", "1", "v", "✓", "✔"})
_NO: Final = frozenset({"no", "n", "khong", "false", "0", "-"})
_TEXTS: Final = ("name", "does", "thinks", "feels", "quote", "standard")
_UNSEEN: Final = re.compile("[\ufeff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


@dataclass(slots=True)
class Placed:
    """One touchpoint: values by field, personas it is told of, and comments for what had no place."""

    values: dict[str, Any] = field(default_factory=dict)
    personas: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)


def place(brought: BroughtTouchpoint, names: Mapping[str, Mapping[str, str]], taken: set[str]) -> Placed:
    """Put what was brought into fields. `names` has the playbook's ids by kind; `taken` gains the new ids."""
    placed = Placed(comments=list(brought.rest))
    given = {key: _clean(text) for key, text in brought.fields.items()}
    for key in _TEXTS:
        _put(placed, key, given.get(key, ""), given.get(key, ""))
    called = str(placed.values.get("name") or given.get("name") or given.get("does") or "")
    placed.values = {"id": _id(placed, given.get("id", ""), called, taken), **placed.values}
    _people(placed, given, names["persona"])
    for key, kind in (("channels", "channel"), ("metrics", "metric")):
        known, rest = _matched(given.get(key, ""), names[kind])
        _put(placed, key, known, ", ".join(known))
        placed.comments += [(key, one) for one in rest]
    for key in ("emotion", "importance"):
        if text := given.get(key, ""):
            rating = _RATING.fullmatch(text)
            _put(placed, key, int(rating[1]) if rating else None, text)
    _moment(placed, given.get("moment_of_truth", ""))
    for key in ("pain_points", "opportunities"):
        points = [
            {"id": _unique(slug(text, fallback="y"), taken), "text": text} for text in _points(given.get(key, ""))
        ]
        _put(placed, key, points, given.get(key, ""))
    if text := given.get("backstage", ""):
        _put(placed, "backstage", [{"does": one} for one in _points(text)], text)
    return placed


def _clean(text: str) -> str:
    return _UNSEEN.sub("", _BREAKS.sub("\n", text)).strip()


def _put(placed: Placed, key: str, value: Any, told: str) -> None:  # noqa: ANN401 -- any field's value
    """Set a field if the model takes the value; else its words become a comment."""
    if value in (None, "", []):
        placed.comments += [(key, told)] if told else []
        return
    try:
        Touchpoint.model_validate({key: value})
    except ValidationError:
        placed.comments.append((key, told))
    else:
        placed.values[key] = value


def _id(placed: Placed, given: str, called: str, taken: set[str]) -> str:
    if given and slug(given, fallback="x") == given and given not in taken:
        taken.add(given)
        return given
    placed.comments += [("id", given)] if given else []
    return _unique(slug(called, fallback="diem-cham"), taken)


def _unique(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    taken.add(name)
    return name


def _people(placed: Placed, given: Mapping[str, str], personas: Mapping[str, str]) -> None:
    """Personas by id or name; whoever else a diagram names takes part, whoever else a table names is a comment."""
    known, rest = _matched(given.get("personas", ""), personas)
    also, others = _matched(given.get("people", ""), personas)
    placed.personas = list(dict.fromkeys([*known, *also]))
    placed.comments += [("personas", one) for one in rest]
    actors = [one for one in _LISTED.split(given.get("actors", "")) if one] + others
    _put(placed, "actors", actors, ", ".join(actors))


def _matched(text: str, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Ids that are named, by id or name whatever the accents and case, and the words that name none."""
    by_name = {fold(word): key for key, name in reversed(list(names.items())) for word in (name, key)}
    if fold(text) in by_name:
        return [by_name[fold(text)]], []
    words = [word for word in _LISTED.split(text) if word]
    known = dict.fromkeys(by_name[fold(word)] for word in words if fold(word) in by_name)
    return list(known), [word for word in words if fold(word) not in by_name]


def _moment(placed: Placed, text: str) -> None:
    if fold(text) in _YES:
        placed.values["moment_of_truth"] = True
    elif text and fold(text) not in _NO:
        placed.comments.append(("moment_of_truth", text))


def _points(text: str) -> Iterator[str]:
    return (one for part in _POINTS.split(text) if (one := " ".join(part.split()).lstrip("-* ")))


def match_one(text: str, names: Mapping[str, str]) -> str:
    """The one id that a text names; empty where it names none."""
    known, _ = _matched(text, names)
    return known[0] if known else ""
