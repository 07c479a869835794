"""Ratings as people write them, on our scale from 1 (very bad) to 5 (very good).

The scale of plain and signed numbers is decided for a whole column. Linear scales map their ends to 1 and 5 and are
rounded half up; what is no rating is kept as text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FRACTION: Final = re.compile(
    r"^([-+]?\d+(?:[.,]\d+)?)\s*(?:/|trên|out of|of)\s*(5|7|10|100)\b\s*(.*)$", re.IGNORECASE | re.DOTALL
)
_PERCENT: Final = re.compile(r"^(\d+(?:[.,]\d+)?)\s*%\s*(.*)$", re.DOTALL)
_STARS: Final = re.compile(r"^([★⭐🌟*]{1,5})([☆✩]{0,4})\s*(.*)$", re.DOTALL)
_STAR_WORDS: Final = re.compile(r"^([1-5])\s*(?:sao|stars?)\b\s*(.*)$", re.IGNORECASE | re.DOTALL)
_NUMBER: Final = re.compile(
    r"^([-+−–]?)\s*(\d+(?:[.,]\d+)?)\s*(?:điểm|diem|points?|pts?)?\s*(?:[-–—:.,;()=]\s*(.*)|([^\d\s].*))?$",
    re.IGNORECASE | re.DOTALL,
)
_TRAILING: Final = re.compile(r"^(.*?)\s*[(:]\s*([-+−–]?\d+(?:[.,]\d+)?(?:\s*/\s*(?:5|10))?)\s*\)?$", re.DOTALL)
_STATED: Final = re.compile(r"([-−–]?\d+)\s*(?:-|–|—|…|\.\.+|to|đến|tới|->|→)\s*\+?(\d+)")
_VARIANTS: Final = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")

EMOJI: Final[Mapping[str, int]] = {
    **dict.fromkeys("😀😃😄😁😆🤩😍🥰😊😇🥳🎉🤗❤💚🤣😂", 5),
    **dict.fromkeys("🙂😌😉😋👍😎☺✅🟢", 4),
    **dict.fromkeys("😐😶🤔😑🙄😯⚪🟡", 3),
    **dict.fromkeys("🙁😕😟😔😞😣😖😥😓😰😬👎🟠😒😢😧", 2),
    **dict.fromkeys("😠😡🤬😤😭😩😫😱🤯💔🔴☹😨", 1),
}
"""Faces by what they say of an experience. 😊 is drawn as a broad smile, and counted as very good."""
_WORDS: Final[Mapping[int, tuple[str, ...]]] = {
    5: (
        "rat hai long", "rat vui", "tuyet voi", "xuat sac", "rat tot", "rat tich cuc", "cuc ky hai long", "hanh phuc",
        "very satisfied", "very happy", "very positive", "excellent", "great", "delighted", "very good", "amazing",
        "extremely satisfied", "high",
    ),
    4: (
        "hai long", "vui", "vui ve", "tot", "tich cuc", "kha tot", "kha hai long", "on", "satisfied", "happy",
        "positive", "good", "pleased", "somewhat satisfied", "thoai mai",
    ),
    3: (
        "binh thuong", "trung binh", "trung tinh", "tam on", "tam duoc", "neutral", "ok", "okay", "average", "medium",
        "mixed", "so so", "moderate", "fair",
    ),
    2: (
        "khong hai long", "chua hai long", "khong vui", "buon", "te", "tieu cuc", "kem", "khong tot", "chua tot",
        "unsatisfied", "dissatisfied", "unhappy", "sad", "negative", "bad", "poor", "low", "somewhat dissatisfied",
    ),
    1: (
        "rat khong hai long", "rat te", "rat tieu cuc", "rat kem", "toi te", "tuc gian", "gian du", "very dissatisfied",
        "very unsatisfied", "very unhappy", "very negative", "very bad", "terrible", "awful", "angry", "very poor",
        "furious", "very low",
    ),
}  # fmt: skip
WORDS: Final = {word: number for number, words in _WORDS.items() for word in words}
"""Words that rate an experience, folded. Feelings that do not (curious, surprised) are no ratings."""


@dataclass(frozen=True, slots=True)
class ImportedRating:
    """What a cell says: a rating from 1 to 5, or None where there is none, and the words beside it."""

    number: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The scale of the plain numbers of a column: their lowest and highest value, and whether zero is the middle."""

    low: float = 1
    high: float = 5

    def convert(self, value: float) -> int | None:
        """A number of the scale on ours; None outside of it."""
        if not self.low <= value <= self.high:
            return None
        return _round_half_up(1 + 4 * (value - self.low) / (self.high - self.low))

    def __str__(self) -> str:
        """`1…5`, with a sign where zero is the middle."""
        return f"{self.low:g}…{'+' if self.low < 0 else ''}{self.high:g}"


PLAIN: Final = RatingScale()


def scale_of(texts: Sequence[str], stated: str = "") -> RatingScale:
    """The scale that the plain numbers of a column are on: as its header states it, else the narrowest usual one.

    `stated` is what stands in brackets in the header, such as `1-7`.
    """
    if found := _STATED.search(stated):
        return RatingScale(_float(found[1].replace("−", "-").replace("–", "-")), _float(found[2]))
    numbers = [value for text in texts if (value := _plain_number(text)) is not None]
    signed = any(text.strip()[:1] in "+-−–" and _plain_number(text) is not None for text in texts if text.strip())
    top = max((abs(value) for value in numbers), default=0)
    if signed or any(value < 0 for value in numbers):
        signs = [abs(v) for t in texts if (v := _plain_number(t)) is not None and t.strip()[:1] in "+-−–"]
        return RatingScale(-2, 2) if max(signs, default=top) <= 2 else RatingScale(-5, 5)  # noqa: PLR2004
    if top <= PLAIN.high:
        return RatingScale(0, 5) if 0 in numbers else PLAIN
    return RatingScale(0, 10) if top <= 10 else RatingScale(0, 100)  # noqa: PLR2004


def read_rating(text: str, scale: RatingScale = PLAIN, words: Mapping[str, int] | None = None) -> ImportedRating:
    """The rating of a cell, on our scale. `words` adds ratings by word, folded, to those that are known."""
    plain = _VARIANTS.sub("", text).strip()
    for read in (_from_fraction, _from_stars, _from_faces):
        if (rating := read(plain)) is not None:
            return rating
    if found := _NUMBER.match(plain):
        value = _signed(found)
        own = PLAIN if not found[1] and scale.low < 0 and value > scale.high else scale
        return ImportedRating(own.convert(value), _rest(found[3] or found[4] or ""))
    if (found := _TRAILING.match(plain)) and (inner := read_rating(found[2], scale)).number is not None:
        return ImportedRating(inner.number, _rest(found[1]))
    return _from_words(plain, WORDS if not words else {**WORDS, **words})


def _from_fraction(text: str) -> ImportedRating | None:
    """`7/10`, `4 out of 5`, `80%`."""
    if found := _FRACTION.match(text):
        top = float(found[2])
        low = 1.0 if top in (5.0, 7.0) else 0.0
        return ImportedRating(RatingScale(low, top).convert(_float(found[1])), _rest(found[3]))
    if found := _PERCENT.match(text):
        return ImportedRating(RatingScale(0, 100).convert(_float(found[1])), _rest(found[2]))
    return None


def _from_stars(text: str) -> ImportedRating | None:
    """`★★★☆☆`, `4 sao`, `***`; asterisks count only where nothing else stands."""
    if (found := _STARS.match(text)) and (found[1] != "*" * len(found[1]) or not found[3]):
        return ImportedRating(len(found[1]), _rest(found[3]))
    if found := _STAR_WORDS.match(text):
        return ImportedRating(int(found[1]), _rest(found[2]))
    return None


def _from_faces(text: str) -> ImportedRating | None:
    """Emoji, of several their mean; not where the text begins with a number."""
    faces = [EMOJI[character] for character in text if character in EMOJI]
    if not faces or _NUMBER.match(text):
        return None
    others = "".join(character for character in text if character not in EMOJI and character != "\u200d")
    return ImportedRating(_round_half_up(sum(faces) / len(faces)), _rest(others))


def _from_words(text: str, known: Mapping[str, int]) -> ImportedRating:
    words = fold(text).strip(" .!")
    if words in known:
        return ImportedRating(known[words])
    first, comma, _ = words.partition(",")
    if comma and first.strip() in known:
        return ImportedRating(known[first.strip()], text)
    return ImportedRating(None, text)


def _plain_number(text: str) -> float | None:
    plain = text.strip()
    if _FRACTION.match(plain) or _PERCENT.match(plain) or _STAR_WORDS.match(plain):
        return None
    found = _NUMBER.match(plain)
    if not found:
        return None
    return _signed(found)


def _signed(found: re.Match[str]) -> float:
    return _float(found[2]) * (-1 if found[1] in ("-", "−", "–") else 1)


def _float(text: str) -> float:
    return float(text.replace(",", ".").lstrip("+"))


def _round_half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _rest(text: str) -> str:
    return text.strip(" \t\n-–—:;,.()[]")
