"""Mermaid `journey` diagrams as tasks, with what Mermaid itself would cut, lose or misread."""

from __future__ import annotations

import re
from typing import Final

from cxsite.importing.source_tables import DiagramTask, SourceDiagram

_ENTITY: Final = re.compile(r"#(\d{1,7});")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_SCORED: Final = re.compile(r"\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:[,;]\s*)?(.*)", re.DOTALL)
_BEGIN: Final = re.compile(r"^\s*journey\s*$", re.IGNORECASE | re.MULTILINE)
_FRONT_TITLE: Final = re.compile(r"^\s*title:\s*(.+)$", re.MULTILINE)
_QUOTES: Final = "\"'“”"
_LONGEST_ENTITY: Final = 0x110000


def is_journey(text: str) -> bool:
    """Whether a diagram's text is a Mermaid journey: its first word, apart from settings, is `journey`."""
    for line in _without_front_matter(text)[1].split("\n"):
        stripped = line.strip()
        if stripped and not stripped.startswith("%%"):
            return stripped.lower() == "journey"
    return False


def read_mermaid(text: str) -> SourceDiagram:
    """The diagram that a text holds; lines that are neither task nor heading become its notes."""
    front, body = _without_front_matter(text.replace("\r\n", "\n"))
    title = (found[1].strip(" \"'") if (found := _FRONT_TITLE.search(front)) else "").strip()
    section = ""
    tasks: list[DiagramTask] = []
    notes: list[str] = []
    used: set[str] = set()
    sections: list[str] = []
    begun = _BEGIN.search(body)
    for line in body[begun.end() if begun else 0 :].split("\n"):
        stripped = line.strip()
        word, _, rest = stripped.partition(" ")
        keyword = word.rstrip(":").lower()
        task = _task(stripped, section)
        if not stripped:
            continue
        if stripped.startswith("%%"):
            notes.append(stripped)
        elif keyword == "section" and rest and not _has_score(rest):
            section = _decode(rest.strip())
            sections.append(section)
        elif keyword == "title" and rest and not tasks and not section:
            title = title or _decode(rest.strip())
        elif keyword in ("acctitle", "accdescr"):
            described = _decode(stripped.partition(":")[2].strip())
            if keyword == "acctitle" and not title:
                title = described
            elif described:
                notes.append(described)
        elif task is not None:
            tasks.append(task)
            used.add(section)
        else:
            notes.append(_decode(stripped))
    notes += [f"section {name}" for name in sections if name not in used]
    return SourceDiagram(title, tuple(tasks), tuple(notes))


def _without_front_matter(text: str) -> tuple[str, str]:
    stripped = text.lstrip("\ufeff\n ")
    if stripped.startswith("---\n") and "\n---" in stripped[3:]:
        front, _, body = stripped[4:].partition("\n---")
        return front, body
    return "", text


def _has_score(text: str) -> bool:
    """Whether a line that begins as a section is a task all the same: it has a score and people."""
    return text.count(":") > 1 and any(_NUMBER.fullmatch(part.strip()) for part in text.split(":")[1:])


def _task(line: str, section: str) -> DiagramTask | None:
    """A task is `name: score: people`; the score may be missing, and people may follow it behind a comma.

    Of several colons outside brackets the first whose right side begins with a number ends the name; without a number
    the last one does.
    """
    parts = _split(line, ":")
    if len(parts) == 1:
        return None
    for at in range(1, len(parts)):
        scored = _SCORED.fullmatch(parts[at])
        if scored and (not scored[2] or at == len(parts) - 1):
            people, *more = [*([scored[2]] if scored[2] else []), *parts[at + 1 :]] or [""]
            return _make_task(section, ":".join(parts[:at]), scored[1], people, ":".join(more))
    return _make_task(section, ":".join(parts[:-1]), "", parts[-1], "")


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators that do not stand inside brackets or a character's number (`#44;`)."""
    parts, depth = [""], 0
    for character in text:
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if character == separator and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _make_task(section: str, name: str, score: str, people: str, note: str) -> DiagramTask | None:
    """The task, or None without a name. Text in quotation marks is no person, but a note."""
    named = _decode(name.strip())
    parts = [one.strip() for one in _split(people, ",") if one.strip()]
    who = tuple(_decode(one) for one in parts if one[0] not in _QUOTES)
    notes = [*(one.strip(_QUOTES) for one in parts if one[0] in _QUOTES), note.strip()]
    return DiagramTask(section, named, score, who, "; ".join(_decode(one) for one in notes if one)) if named else None


def _decode(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        number = int(found[1])
        return chr(number) if 0 < number < _LONGEST_ENTITY else found[0]

    return _ENTITY.sub(character, text)
