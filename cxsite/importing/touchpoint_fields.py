"""The cells of one touchpoint as values of its fields; what a field does not take becomes a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cxsite.escaping.fold import LONGEST_ID, fold, slug
from cxsite.importing.ratings import read_rating
from cxsite.importing.vocabulary import is_placeholder
from cxsite.model.records.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.importing.journey_draft import TouchpointDraft
    from cxsite.importing.ratings import RatingScale

_MARK: Final = re.compile(r"(?:^|\n)\s*(?:[-*•▪◦●–+✓✔]|\d{1,2}[.)]|[a-z][.)])\s+")
_YES: Final = frozenset({"x", "yes", "y", "co", "true", "1", "v", "✓", "✔", "★", "mot", "dung"})
_NO: Final = frozenset({"no", "n", "khong", "false", "0"})
_UNSEEN: Final = re.compile("[\ufeff\ufffe\uffff\u200b\u2060]")
_BREAKS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")
_DURATION: Final = re.compile(
    r"(\d+)\s*(min|mins|minutes?|phút|p|h|hours?|giờ|d|days?|ngày|w|weeks?|tuần|mo|months?|tháng|y|years?|năm)",
    re.IGNORECASE,
)
_UNITS: Final = {"m": "min", "p": "min", "h": "h", "g": "h", "d": "d", "n": "d", "w": "w", "t": "w", "y": "y"}
_LONGEST_PHRASE: Final = 60


def clean(text: str) -> str:
    """A cell's text: one kind of line break, no invisible characters, and empty where it says that there is nothing."""
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", text.replace("\N{NO-BREAK SPACE}", " "))).strip()
    return "" if is_placeholder(plain) else plain


def points(text: str) -> list[str]:
    """The points of a cell: one a line, bullet or number; short phrases also between semicolons."""
    marked = _MARK.split(text)
    lines = [part for part in marked if part.strip()] if len(marked) > 1 else text.split("\n")
    found = [" ".join(line.split()) for line in lines if line.strip() and not is_placeholder(line)]
    if len(found) == 1 and ";" in found[0]:
        phrases = [part.strip() for part in found[0].split(";") if part.strip()]
        quiet = not any(mark in found[0] for mark in "\"“”«»'.:?!")
        if quiet and all(len(phrase) <= _LONGEST_PHRASE for phrase in phrases):
            return phrases
    return found


def unique_id(text: str, taken: set[str], fallback: str) -> str:
    """An id made from a text, with `-2` and so on where it is taken; it is then taken."""
    wanted = slug(text, fallback=fallback)
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    taken.add(name)
    return name


def put(draft: TouchpointDraft, field: str, value: Any, label: str, text: str) -> bool:  # noqa: ANN401
    """Set a field where the model takes the value; else keep the text as a comment. Tells whether it was set."""
    if value not in (None, "", []) and field in Touchpoint.model_fields and field not in draft.values:
        try:
            Touchpoint.model_validate({field: value})
        except ValidationError:
            pass
        else:
            draft.values[field] = value
            return True
    if text:
        draft.comments.append((label, text))
    return False


def put_points(draft: TouchpointDraft, field: str, texts: Iterable[str], taken: set[str], label: str) -> None:
    """Add pain points or opportunities, each with an id of its own."""
    for text in texts:
        one = {"id": unique_id(text, taken, "y"), "text": text}
        try:
            Touchpoint.model_validate({field: [one]})
        except ValidationError:
            draft.comments.append((label, text))
        else:
            draft.values.setdefault(field, []).append(one)


def put_rating(  # noqa: PLR0913, PLR0917 -- a rating is read from a cell, on a scale, for somebody
    draft: TouchpointDraft,
    field: str,
    text: str,
    scale: RatingScale,
    words: Mapping[str, int],
    label: str,
    persona: str = "",
) -> None:
    """Set a rating, for everybody or for one persona; words beside it go to `feels`, or stay as a comment."""
    rating = read_rating(text, scale, words)
    if rating.number is None:
        if field == "emotion" and any(c.isalpha() for c in text):
            add_text(draft, "feels", text, label)
        else:
            draft.comments.append((label, text))
        return
    before = draft.values.get(field)
    if persona and (before is None or isinstance(before, dict)):
        draft.values[field] = {**(before or {}), persona: rating.number}
    elif not put(draft, field, rating.number, label, text):
        return
    if rating.text and fold(rating.text) != fold(text) and field == "emotion":
        add_text(draft, "feels", rating.text, label)
    elif rating.text and rating.text == text:
        add_text(draft, "feels", text, label)


def add_text(draft: TouchpointDraft, field: str, text: str, label: str) -> None:
    """Set a text field, or add to it what it does not say yet; Markdown keeps its lines."""
    before = draft.values.get(field)
    shown = text if field == "standard" else " ".join(text.split())
    if before is None:
        put(draft, field, shown, label, text)
    elif isinstance(before, str) and shown not in before:
        draft.values.pop(field)
        joined = f"{before}\n{shown}" if field == "standard" else f"{before}; {shown}"
        if not put(draft, field, joined, label, ""):
            draft.values[field] = before
            draft.comments.append((label, text))


def put_flag(draft: TouchpointDraft, field: str, text: str, label: str) -> None:
    """Set a yes; a no counts as not written, anything else is a comment."""
    if fold(text) in _YES:
        draft.values[field] = True
    elif text and fold(text) not in _NO:
        draft.comments.append((label, text))


def duration(text: str) -> str:
    """A duration in our form (`20min`, `3h`, `14d`); empty where the text is none."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        return ""
    unit = fold(found[2])
    if unit.startswith("mo") or unit == "thang":
        return f"{found[1]}mo"
    if unit == "nam":
        return f"{found[1]}y"
    return f"{found[1]}{_UNITS[unit[0]]}"
