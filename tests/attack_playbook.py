"""Writes a playbook with a hostile text in every text field of every kind of file, from the models.

New fields are filled automatically, unless their type is new, too: then `UnknownFieldError` is raised.
"""

from __future__ import annotations

import types
import zlib
from dataclasses import dataclass, field
from datetime import date
from struct import pack
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from attack_strings import ADDRESS_FIELDS
from pydantic import StringConstraints, TypeAdapter, ValidationError

from cxsite.escaping import author_markdown
from cxsite.escaping.invisible import without_invisible, without_reversing
from cxsite.model.records.dates import Duration
from cxsite.model.records.field_markers import HoldsMarkdown, HoldsName, HoldsText, HoldsWord, ReferenceTo
from cxsite.model.records.playbook import Playbook
from cxsite.model.records.rating import Rating
from cxsite.model.records.record import Record
from cxsite.model.records.source import DATE_PATTERN
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.values import ID_PATTERN
from cxsite.reading.file_kinds import KINDS
from cxsite.reading.yaml_events import control_character

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cxsite.reading.file_kinds import FileKind

GIVEN = {
    "timezone": "Asia/Ho_Chi_Minh",
    "file": "anh.png",
    "logo": "anh.png",
    "data": "answers/a.csv",
    "level": "partial",
}
"""Fields whose texts must be from a list or name a file."""
TICKET = "CX-1#_a_.b/c!d"
TRACKER = "https://may.example/?a=1&b=(2)&c=*d*_e_~f~#/{key}"
LEFT_OUT = frozenset(
    {
        *("use", "replaces", "baseline", "parent", "formerly", "reviewed"),
        *("rules", "coverage", "value", "variant", "scale", "words"),
    }
)
"""Fields without text that link records to each other, and words, which take letters only (CX132)."""
IDS = {
    "PainPoint": "dau",
    "ResearchFinding": "phat-hien",
    "Opportunity": "co-hoi",
    "Touchpoint": "cham",
    "JourneyAction": "viec",
}
REFERRED = {
    "persona": "p{n}", "journey": "j{n}", "library touchpoint": "t{n}", "goal": "g{n}", "metric": "m{n}",
    "play": "k{n}", "stage": "stages-{n}", "channel": "channels-{n}", "team": "teams-{n}", "store": "stores-{n}",
    "research": "r{n}",
    "touchpoint": "j{n}/cham", "pain point": "dau", "opportunity": "co-hoi",
}  # fmt: skip
FILES = {"persona": "p", "journey": "j", "library touchpoint": "t", "action": "a", "goal": "g", "metric": "m",
         "play": "k", "research": "r", "source": "s"}  # fmt: skip
_ESCAPED = str.maketrans({character: f"\\{character}" for character in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})
_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_MARKDOWN: TypeAdapter[str] = TypeAdapter(Markdown)


class UnknownFieldError(TypeError):
    """A model has a field of a type that cannot be filled yet."""


@dataclass(slots=True)
class Attack:
    """What was written where: by its mark, the field and the text that a page must show, including marks."""

    strings: Sequence[str]
    left_out: frozenset[str] = LEFT_OUT
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    _fields: list[str] = field(default_factory=list)

    def place(self, where: str, n: int, *, markdown: bool = False, is_text: bool = True, longest: int = 3_000) -> str:
        """Return a text for the field `where` of the n-th record, as an author has to write it.

        Keys, tags, addresses and the like (not `is_text`) may not contain invisible characters.
        """
        if where not in self._fields:
            self._fields.append(where)
        number = self._fields.index(where)
        mark = f"zq{n}x{number}zq"
        # Each field begins with another string, so that a few records cover many strings; record 0 is harmless.
        text = self.strings[0] if n == 0 else self.strings[1 + (n - 1 + number) % (len(self.strings) - 1)]
        text = f"{text[:longest]} {mark}"
        text = text if is_text and not where.endswith(" key") else without_invisible(text)
        # The reader warns of reversing characters in texts, and leaves them out.
        self.shown[mark] = (where, without_reversing(text))
        return self._as_markdown(text, mark, where) if markdown else text

    def _as_markdown(self, text: str, mark: str, where: str) -> str:
        if is_allowed(_MARKDOWN, text):
            self.shown[mark] = (where, without_reversing(author_markdown.plain(text)))
            return text
        return " ".join(text.split()).translate(_ESCAPED)


def is_allowed(form: TypeAdapter[str], text: str) -> bool:
    """Return whether the models accept the text."""
    try:
        form.validate_python(text)
    except ValidationError:
        return False
    return True


def allowed(strings: Sequence[str]) -> list[str]:
    """Return the strings that a text field accepts; others contain control characters, which the reader refuses."""
    return [text for text in strings if is_allowed(_TEXT, f"{text} x")]


def write_attack(
    folder: Path, strings: Sequence[str], first: int, count: int, *, kinds: Sequence[FileKind] = KINDS
) -> Attack:
    """Write a playbook with a harmless record and `count` hostile ones of each kind, from the number `first` on.

    Without `kinds` only the playbook's own file is written, which then refers to no record.
    """
    attack = Attack(strings, LEFT_OUT if kinds else LEFT_OUT | {"research"})
    numbers = [0, *range(first, first + count)]
    content = folder / "content"
    _write(content / "playbook.yml", _playbook(attack, numbers))
    for kind in kinds:
        for n in numbers:
            _write(content / kind.folder / f"{FILES[kind.name]}{n}.yml", _record(attack, kind.model, kind.name, n))
    if kinds:
        _write_figures(content, attack, numbers)
    (content / "pictures").mkdir()
    (content / "pictures" / "anh.png").write_bytes(_picture())
    return attack


def _playbook(attack: Attack, numbers: Sequence[int]) -> dict[str, Any]:
    """Return the playbook: each of its lists has an entry for each number; single fields have that of the last."""
    values: dict[str, Any] = {}
    for name, info in Playbook.model_fields.items():
        if name in attack.left_out or name in ("languages", "version"):
            continue
        shape = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        if name in ("stages", "channels", "teams", "stores", "principles", "reading"):
            values[name] = [_fill(attack, shape, f"playbook.{name}", n, name)[0] for n in numbers]
        else:
            values[name] = _fill(attack, shape, f"playbook.{name}", numbers[-1], name)
    return values


def _record(attack: Attack, model: type[Any], where: str, n: int) -> dict[str, Any]:
    return {name: value for name, value in _fields(attack, model, where, n) if value is not None}


def _fields(attack: Attack, model: type[Any], where: str, n: int) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        if name in attack.left_out:
            continue
        if name == "id":
            yield name, IDS.get(model.__name__) or f"{where.rpartition('.')[2]}-{n}"
        elif name in GIVEN:
            yield name, GIVEN[name]
        elif get_origin(info.annotation) is Literal and info.default in get_args(info.annotation):
            yield name, info.default
        else:
            shape = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            yield name, _fill(attack, shape, f"{where}.{name}", n, name)


def _fill(attack: Attack, shape: Any, where: str, n: int, name: str) -> Any:  # noqa: PLR0911 -- one line a type
    base, marks = _parts(shape)
    origin, inner = get_origin(base), get_args(base)
    if name in GIVEN:
        return GIVEN[name]
    if referred := next((mark for mark in marks if isinstance(mark, ReferenceTo)), None):
        own = "j{n}/dau" if len(referred.kinds) > 1 else REFERRED[referred.kinds[0]]
        return own.format(n=n)
    if origin in (Union, types.UnionType):
        chosen = next(one for one in inner if one is not type(None))
        return _fill(attack, Annotated[(chosen, *marks)] if marks else chosen, where, n, name)
    if origin is Literal:
        return inner[0]
    if origin is tuple:
        return [_fill(attack, inner[0], where, n, name)]
    if origin is dict:
        return _pairs(attack, inner, where, n)
    if base is Rating:
        return 2
    if isinstance(base, type) and issubclass(base, Record):
        return _record(attack, base, where, n)
    if base is str:
        return _string(attack, marks, where, n)
    return _plain(base, marks, where)


def _parts(shape: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without its annotations, and the annotations."""
    marks: tuple[Any, ...] = ()
    while get_origin(shape) is Annotated:
        marks = (*shape.__metadata__, *marks)
        shape = get_args(shape)[0]
    return shape, marks


def _pairs(attack: Attack, inner: tuple[Any, ...], where: str, n: int) -> dict[str, Any]:
    if not _parts(inner[0])[1]:
        return {}  # keys are codes or column names
    return {_fill(attack, inner[0], f"{where} key", n, ""): _fill(attack, inner[1], f"{where} value", n, "")}


def _string(attack: Attack, marks: tuple[Any, ...], where: str, n: int) -> str:
    limits = next((mark for mark in marks if isinstance(mark, StringConstraints)), None)
    pattern = str(limits.pattern) if limits and limits.pattern else ""
    if pattern:
        return _of_pattern(pattern, n)
    if any(isinstance(mark, HoldsWord) for mark in marks):
        return TICKET
    if where == "playbook.tickets.url":
        return TRACKER
    if not any(type(mark).__name__ == "AfterValidator" for mark in marks):
        return "x"
    longest = (limits.max_length if limits else None) or 4_000
    held = any(isinstance(mark, HoldsMarkdown) for mark in marks)
    is_text = any(isinstance(mark, HoldsText | HoldsName) for mark in marks)
    return attack.place(where, n, markdown=held, is_text=is_text, longest=min(3_000, longest - 60))


def _of_pattern(pattern: str, n: int) -> str:
    known = {
        ID_PATTERN: f"x-{n}",
        DATE_PATTERN: "dd/mm/yyyy",
        "^https": ADDRESS_FIELDS[n % len(ADDRESS_FIELDS)],
        "^#": "#8a3358",
        "^[^@": "x}*_{{y}}|`z@may.example",
    }
    found = next((text for start, text in known.items() if pattern.startswith(start)), None)
    if found is None:
        raise UnknownFieldError(pattern)
    return found


def _plain(base: Any, marks: tuple[Any, ...], where: str) -> Any:
    known: dict[Any, Any] = {int: 3, float: 3.5, bool: True, date: "2026-01-05", Duration: "14d"}
    if base not in known:
        message = f"{where}: {base}"
        raise UnknownFieldError(message)
    least = max((getattr(mark, "ge", 0) for mark in marks), default=0)
    return max(known[base], least) if base in (int, float) else known[base]


def _write(path: Path, values: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values, sort_keys=False, width=100_000), encoding="utf-8")


def _write_figures(content: Path, attack: Attack, numbers: Sequence[int]) -> None:
    rows = ["metric,period,value,n,note"]
    for n in numbers:
        note = " ".join(attack.place("observations.note", n, longest=200).split())
        if control_character("figures.csv", note):  # YAML can escape these, CSV cannot
            attack.shown.popitem()
            note = ""
        quoted = note.replace('"', '""')
        rows += [f'm{n},2026-0{month},3.5,200,"{quoted if month == 9 else ""}"' for month in (7, 8, 9)]
    folder = content / "observations"
    folder.mkdir()
    (folder / "figures.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _picture() -> bytes:
    """Return a PNG of one grey pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
