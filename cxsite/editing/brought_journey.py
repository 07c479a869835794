"""A journey's file from what another tool said; what has no place stands in it as comments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.editing.brought_fields import Placed, match_one, place
from cxsite.editing.yaml_scalar import scalar
from cxsite.escaping import terminal
from cxsite.reading.scalars import plain_value
from cxsite.words.catalogue import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.brought import Brought
    from cxsite.model.content import Content

_LONGEST_LINE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJourney:
    """The file's text, how many touchpoints it has, and what its author should know."""

    text: str
    touchpoints: int
    told: tuple[str, ...]


def journey_of(brought: Brought, title: str, content: Content, source: str, language: str) -> NewJourney:
    """The text of a draft. The playbook must have a persona and a stage; places stages in the playbook's order.

    The file's own words are in the playbook's language, what its author is told in `language`.
    """
    words = Words(language, "editor")
    names = content.names
    stages: dict[str, list[Placed]] = {stage: [] for stage in names["stage"]}
    told = list(brought.hints)
    taken: set[str] = set()
    here, order = next(iter(stages)), list(stages)
    missed: Counter[str] = Counter()
    visited: list[str] = []
    for one in brought.touchpoints:
        placed = place(one, names, taken)
        found = match_one(one.stage, names["stage"])
        here = found or here
        if one.stage and not found:
            placed.comments.append(("stage", one.stage))
        missed.update(key for key, _ in placed.comments)
        visited += [here] if visited[-1:] != [here] else []
        stages[here].append(placed)
    if visited != sorted(set(visited), key=order.index):
        told.append(words("brought.order"))
    told += [words("brought.missed", what=what, n=count) for what, count in missed.items()]
    told += [words("brought.rest", n=len(brought.rest))] if brought.rest else []
    head = Words(content.playbook.language, "editor")("brought.from", source=_plain(source))
    text = "\n".join(_lines(brought, stages, title, content, head)) + "\n"
    return NewJourney(text=text, touchpoints=len(brought.touchpoints), told=tuple(map(_plain, told)))


def _lines(brought: Brought, stages: dict[str, list[Placed]], title: str, content: Content, head: str) -> Iterator[str]:
    every = [placed for group in stages.values() for placed in group]
    named = dict.fromkeys(persona for placed in every for persona in placed.personas)
    personas = list(named) or list(content.personas)[:1]
    yield f"# {head}"
    if brought.title and brought.title != title:
        yield from _comment(f"title {brought.title}", 0)
    for line in brought.rest:
        yield from _comment(line, 0)
    yield ""
    yield f"title: {scalar(title)}"
    yield f"personas: [{', '.join(map(_word, personas))}]"
    yield "state: current"
    yield "status: draft"
    yield "stages:"
    for stage, group in stages.items():
        if group:
            yield f"  - stage: {_word(stage)}"
            yield "    touchpoints:"
            for placed in group:
                yield from _touchpoint(placed, personas)


def _touchpoint(placed: Placed, personas: list[str]) -> Iterator[str]:
    values = dict(placed.values)
    whose = [persona for persona in placed.personas if persona in personas]
    if "emotion" in values and whose and set(whose) != set(personas):
        values["emotion"] = dict.fromkeys(whose, values["emotion"])
    begin = "      - "
    for key, value in values.items():
        yield f"{begin}{key}: {_value(value)}"
        begin = "        "
    for what, text in placed.comments:
        yield from _comment(f"{what}: {text}", 8)


def _value(value: Any) -> str:  # noqa: ANN401 -- what a touchpoint's field holds
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(key)}: {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    written = scalar(text, in_brackets=True)
    return written if isinstance(plain_value(text), str) or written.startswith('"') else f'"{text}"'


def _word(key: str) -> str:
    return key if isinstance(plain_value(key), str) else f'"{key}"'


def _comment(text: str, indent: int) -> Iterator[str]:
    """A text as comments, one for each of its lines; what cannot be seen is shown as an escape."""
    for line in text.split("\n"):
        shown = terminal.encode(line)
        for start in range(0, max(1, len(shown)), _LONGEST_LINE):
            yield f"{' ' * indent}# {shown[start : start + _LONGEST_LINE]}".rstrip()


def _plain(text: str) -> str:
    return terminal.encode(" ".join(text.split()))
