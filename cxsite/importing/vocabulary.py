"""Words of a source matched with the playbook's stages, channels, personas and metrics; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_STAGE_NUMBER: Final = re.compile(
    r"^\s*(?:(?:giai\s*đoạn|giai\s*doan|gđ|chặng|pha|bước|stage|phase|step)\s*(?:số\s*)?)?"
    r"(?:(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*(?:[.):\-–—/]+|\s(?=\S)|$)|(?<=\S)\s*[:.\-–—])\s*",
    re.IGNORECASE,
)
_STAGE_WORD: Final = re.compile(r"^\s*(?:giai\s*đoạn|chặng|stage|phase)\s+(?=\S)", re.IGNORECASE)
_BAND: Final = re.compile(r"^\s*(?:giai\s*đoạn|gđ|chặng|stage|phase)\b", re.IGNORECASE)
_SEPARATORS: Final = re.compile(
    r"\s*[,;|/\n•·→>]\s*|\s+(?:&|\+|và|va|and|hoặc|or|rồi|then)\s+|\s*&\s*|^\s*[-*]\s+", re.IGNORECASE
)
_SUBTITLE: Final = re.compile(r"\s+[-–—|]\s+|\s*:\s+|\s*(?=[(\[\"“])")
_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SHORTEST_MISSPELT: Final = 6

_EMPTY: Final = frozenset({
    "n/a", "na", "n.a", "n.a.", "#n/a", "#ref!", "none", "no", "nil", "null", "tbd", "tbc", "todo", "khong", "khong co",
    "khong co gi", "chua", "chua co", "chua ro", "chua biet", "dang cap nhat", "cap nhat sau", "trong", "bo trong",
    "(trong)", "not applicable", "not available", "to be defined", "unknown", "no data", "empty", "(empty)",
})  # fmt: skip
"""Words that say there is nothing, folded."""
ALIASES: Final[Mapping[str, str]] = {
    "fb": "facebook", "ig": "instagram", "yt": "youtube", "web": "website", "trang web": "website", "mail": "email",
    "e mail": "email", "dt": "dien thoai", "phone": "dien thoai", "telephone": "phone", "call": "phone",
    "hotline": "dien thoai", "tong dai": "dien thoai", "store": "cua hang", "shop": "cua hang", "tiem": "cua hang",
    "ung dung": "app", "mobile app": "app",
}  # fmt: skip
"""Short and other names of channels, folded; they only count where the playbook has a channel of that name."""


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is nothing: a dash, N/A, "Không có", "chưa có"."""
    folded = " ".join(fold(text).split())
    return not folded.strip("-–—_.…?/ ") or folded in _EMPTY


def without_stage_number(text: str) -> str:
    """A stage's name without its number and the word for stage: `GIAI ĐOẠN 2: ĐẶT BÁNH` gives `ĐẶT BÁNH`."""
    bare = " ".join(text.split())
    shorter = _STAGE_NUMBER.sub("", bare, count=1)
    if shorter == bare:
        shorter = _STAGE_WORD.sub("", bare, count=1)
    return shorter.strip() or bare


def is_stage_band(text: str) -> bool:
    """Whether a row's only text begins with the word for a stage."""
    return bool(_BAND.match(text))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids of one kind, found by name or id, whatever the accents and case. `also` adds words of a profile."""

    names: Mapping[str, str]
    also: Mapping[str, str]

    def find(self, text: str) -> str:
        """The id that a text names as a whole; empty for none."""
        wanted = _key(text)
        by_name = {_key(word): key for key, name in reversed(list(self.names.items())) for word in (name, key)}
        by_name |= {_key(word): key for word, key in self.also.items()}
        if wanted in by_name:
            return by_name[wanted]
        alias = ALIASES.get(wanted, "")
        aliases = [alias, *(short for short, name in ALIASES.items() if name == wanted)]
        if known := next((by_name[name] for name in aliases if name in by_name), ""):
            return known
        return self._misspelt(wanted, by_name)

    def find_stage(self, text: str) -> str:
        """The stage that a text names, with or without its number and the word for stage."""
        return self.find(text) or self.find(without_stage_number(text))

    def find_titled_stage(self, text: str) -> str:
        """The stage that begins a longer heading: `Awareness — "What is this?"`; empty if none does."""
        bare = without_stage_number(text)
        heads = (bare[: found.start()] for found in _SUBTITLE.finditer(bare) if found.start())
        return next((stage for head in heads if (stage := self.find(head))), "")

    def _misspelt(self, wanted: str, by_name: Mapping[str, str]) -> str:
        """One mistake of the keyboard in a long name, where it fits one id only."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 -- only needed where nothing fits

        if len(wanted) < _SHORTEST_MISSPELT:
            return ""
        near = {
            key
            for name, key in by_name.items()
            if len(name) >= _SHORTEST_MISSPELT and OSA.distance(wanted, name, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else ""

    def find_all(self, text: str) -> tuple[list[str], list[str]]:
        """The ids that a list of names holds, each once, and the words that name none.

        A name may carry more than the playbook's (`Zalo (OA)`, `Cửa hàng Q1`): it fits where the playbook's name
        begins it and only one does.
        """
        if whole := self.find(text):
            return [whole], []
        known: dict[str, None] = {}
        unknown: list[str] = []
        for word in (one.strip() for one in _SEPARATORS.split(text)):
            if not word or is_placeholder(word):
                continue
            if found := self.find(word) or self.find(_BRACKETS.sub("", word)) or self._beginning(word):
                known[found] = None
            else:
                unknown.append(word)
        return list(known), unknown

    def _beginning(self, text: str) -> str:
        wanted = _key(_BRACKETS.sub("", text))
        fits: dict[str, None] = {}
        for key, name in self.names.items():
            if any(wanted.startswith(f"{_key(word)} ") for word in (name, key)):
                fits[key] = None
        return next(iter(fits)) if len(fits) == 1 else ""


def _key(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


CUSTOMER_WORDS: Final = frozenset({
    "khach", "khach hang", "nguoi mua", "nguoi dung", "nguoi benh", "benh nhan", "nguoi dan", "hoc vien", "thanh vien",
    "nguoi tieu dung", "khach moi", "customer", "customers", "user", "users", "end user", "client", "buyer", "shopper",
    "guest", "visitor", "patient", "citizen", "student", "consumer", "persona",
})  # fmt: skip
"""Names under which a source speaks of the persona itself, folded."""


def is_customer(text: str) -> bool:
    """Whether a name in a diagram means the customer, who is the persona, and not somebody else."""
    if text.strip().casefold() == "me":  # as Mermaid's own example has it; without accents, "mẹ" is the same
        return True
    return _key(text) in CUSTOMER_WORDS or _key(_BRACKETS.sub("", text)) in CUSTOMER_WORDS


def bare_name(text: str) -> tuple[str, str]:
    """A name without what stands in brackets behind it, and that: `Khách (Ghi chú: dùng ví)`."""
    inside = " ".join(found.strip(" ()[]") for found in _BRACKETS.findall(text))
    return _BRACKETS.sub("", text).strip(), inside
