"""A Mermaid `journey` as touchpoints: also what Mermaid itself would cut, lose or misread."""

from __future__ import annotations

import re
from typing import Final

from cxsite.editing.brought import Brought, BroughtTouchpoint
from cxsite.words.catalogue import Words

_ENTITY: Final = re.compile(r"#(\d{1,7});")
_NUMBER: Final = re.compile(r"\s*[-+]?(\d+([.,]\d+)?|NaN)\s*", re.IGNORECASE)
_KEYWORD: Final = re.compile(r"(title|section|journey|accTitle|accDescr)\b", re.IGNORECASE)
_BEGIN: Final = re.compile(r"\s*journey\s*$", re.IGNORECASE)


def read_mermaid(text: str, language: str) -> Brought:
    """All tasks of the text, with hints in a language where Mermaid draws something else than is written."""
    brought = Brought()
    words = Words(language, "editor")
    section, sections = "", dict[str, None]()
    for number, line in enumerate(_lines(text, brought), start=1):
        said = line.strip()
        if not said:
            continue
        task = _task(said)
        keyword = _KEYWORD.match(said)
        if said.startswith("%%"):
            brought.rest.append(said)
        elif task is not None and not (keyword and _is_heading(said, brought, section)):
            touchpoint = _touchpoint(*task, section)
            brought.touchpoints.append(touchpoint)
            brought.hints += [words(f"mermaid.{hint}", n=number, name=task[0]) for hint in _hints(said, task)]
        elif keyword and keyword[1].lower() == "section":
            section = _decoded(said[len("section") :].strip())
            sections[section] = None
        elif keyword and keyword[1].lower() == "title" and not brought.title:
            brought.title = _decoded(said[len("title") :].strip())
        else:
            brought.rest.append(said)
            if not said.startswith(("accTitle", "accDescr")):
                brought.hints.append(words("mermaid.unread", n=number, line=said))
    used = {touchpoint.stage for touchpoint in brought.touchpoints}
    brought.rest += [f"section {name}" for name in sections if name not in used]
    return brought


def _lines(text: str, brought: Brought) -> list[str]:
    """The lines of the diagram, without the fence, front matter and first word around it; blank in their place."""
    lines = text.replace("\r\n", "\n").split("\n")
    begin = next((number for number, line in enumerate(lines) if _BEGIN.match(line)), -1)
    end = next((n for n, line in enumerate(lines) if n > begin and line.strip().startswith("```")), len(lines))
    for line in (*lines[: max(begin, 0)], *lines[end + 1 :]):
        title = re.match(r"\s*title:\s*(.+)", line)
        if title and not brought.title:
            brought.title = title[1].strip(" \"'")
        elif line.strip().strip("-`") not in ("", "mermaid"):
            brought.rest.append(line.strip())
    return [line if begin < number < end else "" for number, line in enumerate(lines)]


def _task(line: str) -> tuple[str, str, str] | None:
    """Name, score and actors; the score is the last field that is a number, with at most one field behind it."""
    parts = line.split(":")
    for at in (len(parts) - 1, len(parts) - 2):
        if at >= 1 and _NUMBER.fullmatch(parts[at]):
            return (
                _decoded(":".join(parts[:at]).strip()),
                parts[at].strip(),
                _decoded(":".join(parts[at + 1 :]).strip()),
            )
    return None


def _is_heading(line: str, brought: Brought, section: str) -> bool:
    """Whether a line with a keyword and a number is still a title or section: one without actors that comes first."""
    word = line.split(maxsplit=1)[0].lower()
    alone = line.count(":") == 1
    return alone and ((word == "title" and not brought.title and not section) or word == "section")


def _touchpoint(name: str, score: str, actors: str, section: str) -> BroughtTouchpoint:
    fields = {"name": name, "emotion": score, "people": actors}
    return BroughtTouchpoint(stage=section, fields={key: value for key, value in fields.items() if value})


def _hints(line: str, task: tuple[str, str, str]) -> list[str]:
    _, score, actors = task
    plain = _ENTITY.sub("", line)
    return [
        *(["colon"] if plain.count(":") > (2 if actors else 1) else []),
        *(["keyword"] if _KEYWORD.match(line) else []),
        *(["cut"] if "#" in plain or ";" in plain else []),
        *(["score"] if score not in ("1", "2", "3", "4", "5") else []),
    ]


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: chr(int(found[1])) if 0 < int(found[1]) < 0x110000 else found[0], text)  # noqa: PLR2004
