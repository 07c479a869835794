"""Which field a header names: the header of a column, the label of a lane, or a label in Markdown.

The head noun decides: "Cảm xúc khách hàng" is an emotion and "Priority score" is none. A phrase of the list below,
alone or with words around it that add nothing (`customer`, `của khách`), is sure; a phrase with other words is a guess;
a misspelt long word is a guess too. Words are compared without accents and case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

SURE: Final = 1.0
LIKELY: Final = 0.8
"""A long word with one mistake of the keyboard."""
GUESS: Final = 0.5
"""Below `BOUND`: nothing is taken on a guess."""
BOUND: Final = 0.75

PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "journey": (
        "hanh trinh", "ten hanh trinh", "journey", "journey name", "journey title", "customer journey",
        "scenario name",
    ),
    "stage": (
        "giai doan", "giai doan hanh trinh", "chang", "pha", "buoc lon", "stage", "stages", "phase", "phases",
        "journey stage", "journey phase", "giai doan cua hanh trinh",
    ),
    "name": (
        "diem cham", "ten diem cham", "diem tiep xuc", "touchpoint", "touch point", "touchpoints", "touch points",
        "touchpoint name", "ten", "name", "interaction", "interactions", "contact point",
    ),
    "step": (
        "buoc", "ten buoc", "step", "steps", "step name", "activity", "activities", "hoat dong", "moment", "task",
        "tasks",
    ),
    "number": ("stt", "no", "so thu tu", "thu tu", "order", "index", "#", "tt", "nr"),
    "channels": (
        "kenh", "cac kenh", "kenh tuong tac", "kenh tiep xuc", "kenh lien he", "channel", "channels", "noi dien ra",
        "where", "medium", "touchpoint channel",
    ),
    "does": (
        "hanh dong", "hanh dong cua khach", "khach lam gi", "lam", "lam gi", "viec khach lam", "hanh vi", "does",
        "doing", "do", "action", "actions", "customer action", "customer actions", "user actions", "user action",
        "behaviour", "behavior", "behaviours", "what they do", "customer does",
    ),
    "thinks": (
        "suy nghi", "nghi", "nghi gi", "khach nghi gi", "thinks", "thinking", "thoughts", "thought", "think",
        "what they think", "customer thinks", "cau hoi trong dau", "questions", "mindset",
    ),
    "feels": (
        "cam nhan", "cam thay", "khach cam thay gi", "feels", "feeling", "feelings", "feel", "what they feel",
        "customer feels", "customer feelings", "tam trang", "mood",
    ),
    "quote": (
        "cau noi", "loi khach", "trich dan", "loi noi", "quote", "quotes", "customer quote", "verbatim", "verbatims",
        "voice of customer", "loi khach hang",
    ),
    "emotion": (
        "cam xuc", "diem cam xuc", "muc cam xuc", "muc do cam xuc", "emotion", "emotions", "emotion score",
        "emotional score", "emotion level", "emotion rating", "emotional state", "emotional journey", "sentiment",
        "sentiment score", "hai long", "muc do hai long", "muc hai long", "diem hai long", "satisfaction",
        "satisfaction score", "satisfaction level", "customer satisfaction", "experience rating", "bieu do cam xuc",
        "emotional curve", "emotion curve", "duong cam xuc",
    ),
    "importance": (
        "quan trong", "muc quan trong", "do quan trong", "muc do quan trong", "importance", "importance score",
    ),
    "moment_of_truth": (
        "thoi khac quyet dinh", "khoanh khac su that", "khoanh khac quyet dinh", "moment of truth", "moments of truth",
        "mot", "critical moment",
    ),
    "standard": (
        "tieu chuan", "tieu chuan phuc vu", "standard", "standards", "service standard", "service standards",
        "tieu chuan dich vu", "sla",
    ),
    "actors": (
        "nguoi tham gia", "ai tham gia", "nhan vien", "actors", "actor", "staff", "frontstage staff", "participants",
        "people involved", "nhan vien tiep xuc",
    ),
    "personas": (
        "chan dung", "chan dung khach hang", "khach hang", "persona", "personas", "segment", "customer segment",
        "customer", "user", "target persona", "nhom khach",
    ),
    "pain_points": (
        "diem dau", "van de", "kho khan", "noi dau", "diem nghen", "tro ngai", "diem cham dau", "pain point",
        "pain points", "painpoint", "painpoints", "pain", "pains", "problem", "problems", "issue", "issues",
        "friction", "frictions", "friction point", "friction points",
        "barriers", "barrier", "frustrations", "frustration", "challenges", "rao can",
        "buc xuc", "diem chua tot",
    ),
    "opportunities": (
        "co hoi", "co hoi cai tien", "co hoi cai thien", "y tuong", "opportunity", "opportunities", "idea", "ideas",
        "improvement opportunities", "opportunities for improvement", "improvement ideas", "de xuat",
    ),
    "actions": (
        "hanh dong cai tien", "hanh dong cai thien", "giai phap", "viec can lam", "ke hoach hanh dong", "solution",
        "solutions", "improvement action", "improvement actions", "action plan", "action items", "action item",
        "next steps", "initiatives", "initiative", "recommendation", "recommendations", "khuyen nghi", "bien phap",
    ),
    "metrics": (
        "chi so", "do bang", "cach do", "kpi", "kpis", "metric", "metrics", "measure", "measures", "chi so do luong",
        "success metrics",
    ),
    "backstage": (
        "hau truong", "noi bo", "viec hau truong", "backstage", "backstage actions", "backstage action",
        "behind the scenes", "internal process", "internal processes", "back office", "support processes",
        "support process", "quy trinh noi bo", "backstage processes",
    ),
    "systems": ("he thong", "cong cu", "phan mem", "systems", "system", "tools", "technology", "it systems"),
    "frontstage": ("frontstage", "frontstage actions", "front stage", "front office", "viec nhan vien lam"),
    "goal": (
        "muc tieu", "muc tieu cua khach", "customer goal", "customer goals", "goal", "goals", "user goals",
        "user goal", "needs", "nhu cau", "ky vong", "expectations",
    ),
    "duration": ("thoi luong", "thoi gian", "bao lau", "duration", "time", "timeline", "time spent"),
    "owner": (
        "phu trach", "nguoi phu trach", "bo phan phu trach", "don vi phu trach", "owner", "owners", "responsible",
        "team", "department", "bo phan",
    ),
    "evidence": ("can cu", "bang chung", "nguon", "evidence", "source", "sources", "research"),
    "severity": ("muc do", "muc do nghiem trong", "do nang", "severity", "pain severity"),
    "id": ("ma", "ma diem cham", "id", "touchpoint id", "code"),
}  # fmt: skip
"""By field: what people call it, in Vietnamese and English, folded."""
HEAD_PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("hanh trinh", "ten hanh trinh", "tieu de", "journey", "journey name", "title", "map", "ban do"),
    "personas": (
        "chan dung", "chan dung khach hang", "khach hang", "persona", "personas", "customer", "nguoi dung", "actor",
    ),
    "trigger": ("tinh huong", "boi canh", "khoi dau", "scenario", "trigger", "context", "situation", "kich ban"),
    "outcome": (
        "ket qua", "ket qua mong doi", "outcome", "goal", "goals", "muc tieu", "expected outcome", "expectations",
        "ky vong", "mong doi",
    ),
    "period": ("khoang thoi gian", "thoi gian", "period", "duration", "timeframe"),
    "state": ("trang thai", "state", "as is to be", "loai ban do"),
    "owner": ("phu trach", "nguoi phu trach", "owner"),
}  # fmt: skip
"""By field of a journey's head: labels that stand above a table."""
_NEUTRAL: Final = frozenset({
    "khach", "hang", "cua", "nguoi", "dung", "benh", "hoc", "vien", "dan", "chinh", "hien", "tai", "day", "noi", "bat",
    "cac", "nhung", "cu", "the", "chi", "tiet", "o", "tung", "moi", "theo", "customer", "customers", "user", "users",
    "client", "clients", "patient", "patients", "guest", "guests", "main", "key", "current", "their", "overall",
    "your", "our", "of", "s", "per", "each", "top", "biggest", "common", "primary", "what", "are", "is", "at", "this",
})  # fmt: skip
"""Words beside a phrase that do not change what it names, folded."""
_QUALIFIER: Final = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")  # noqa: RUF001 -- full-width brackets are typed by some
_ALTERNATIVES: Final = re.compile(r"\s*[/|]\s*|\s+(?:&|và|va|and|hoặc|or)\s+", re.IGNORECASE)
_NUMBERING: Final = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*[.)]\s*", re.IGNORECASE)
_FIELD_BY_PHRASE: Final = {phrase: name for name, phrases in PHRASES.items() for phrase in phrases}
_HEAD_BY_PHRASE: Final = {phrase: name for name, phrases in HEAD_PHRASES.items() for phrase in phrases}
_SHORTEST_MISSPELT: Final = 6
_TOGETHER: Final = {
    frozenset({"name", "channels"}): "name",
    frozenset({"thinks", "feels"}): "feels",
    frozenset({"does", "step"}): "does",
    frozenset({"name", "step"}): "name",
}
"""The field of a header that names two: where a column holds both, the one that may hold any text."""


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """The field that a header names (empty for none), how sure that is (0–1), and what stands in brackets."""

    field: str = ""
    confidence: float = 0.0
    qualifier: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken without asking."""
        return bool(self.field) and self.confidence >= BOUND


def match_header(header: str) -> FieldMatch:
    """The field that a header of a touchpoint table names."""
    qualifiers = " ".join(one.strip() for one in _QUALIFIER.findall(header))
    bare = _QUALIFIER.sub(" ", header)
    whole = _match_words(_words(bare))
    parts = [one for one in _ALTERNATIVES.split(bare) if one.strip()]
    if not whole.is_sure and len(parts) > 1:
        found = [match for one in parts if (match := _match_words(_words(one))).is_sure]
        if found and len({match.field for match in found}) == 1:
            return FieldMatch(found[0].field, min(match.confidence for match in found), qualifiers)
        if together := _TOGETHER.get(frozenset(match.field for match in found)):
            return FieldMatch(together, LIKELY, qualifiers)
    return FieldMatch(whole.field, whole.confidence, qualifiers)


def match_head_label(label: str) -> str:
    """The field of a journey's head that a label above a table names; empty for none."""
    return _HEAD_BY_PHRASE.get(" ".join(_words(_QUALIFIER.sub(" ", label))), "")


def _words(header: str) -> tuple[str, ...]:
    """The words of a header, folded, without numbering, marks, emoji and punctuation."""
    text = _NUMBERING.sub("", unicodedata.normalize("NFC", header.replace("\N{NO-BREAK SPACE}", " ")))
    kept = "".join(c if c.isalnum() or c == "#" else " " for c in fold(text.replace("’", "'").replace("'s", "")))
    return tuple(kept.split())


def _match_words(words: tuple[str, ...]) -> FieldMatch:
    if not words:
        return FieldMatch()
    phrase = " ".join(words)
    if phrase in _FIELD_BY_PHRASE:
        return FieldMatch(_FIELD_BY_PHRASE[phrase], SURE)
    inner = _longest_phrase_at_an_end(words)
    if inner is not None:
        field, others = inner
        return FieldMatch(field, SURE if _NEUTRAL.issuperset(others) else GUESS)
    return _misspelt(phrase)


def _longest_phrase_at_an_end(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The field of the longest phrase that begins or ends the header, and the words beside it.

    Vietnamese puts the head noun first, English last: a phrase whose other words are neutral goes before all others.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    for length in range(len(words) - 1, 0, -1):
        for part, others in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            field = _FIELD_BY_PHRASE.get(" ".join(part))
            if field and (length > 1 or len(part[0]) > 2):  # noqa: PLR2004 -- "no", "do" stand in many headers
                found.append((field, others))
    sure = (one for one in found if _NEUTRAL.issuperset(one[1]) and one[0] != "personas")
    return next(sure, found[0] if found else None)


def _misspelt(phrase: str) -> FieldMatch:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- only needed where no phrase fits

    if len(phrase) < _SHORTEST_MISSPELT:
        return FieldMatch()
    near = {
        field
        for known, field in _FIELD_BY_PHRASE.items()
        if len(known) >= _SHORTEST_MISSPELT
        and known[0] == phrase[0]
        and OSA.distance(phrase, known, score_cutoff=1) <= 1
    }
    return FieldMatch(near.pop(), LIKELY) if len(near) == 1 else FieldMatch()
