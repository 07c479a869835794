"""The text of a journey's file from a draft: laid out as `cxsite format` does, with what had no place as comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.layout import lay_out
from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.escaping import terminal
from cxsite.importing.understand_source import touchpoints_by_stage
from cxsite.model.records.journey import Journey
from cxsite.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.importing.journey_draft import JourneyDraft, TouchpointDraft

_LONGEST_LINE: Final = 400
_ORDER: Final = (
    "id", "name", "personas", "channels", "owner", "duration", "actors", "does", "thinks", "feels", "quote", "emotion",
    "importance", "moment_of_truth", "standard", "backstage", "pain_points", "opportunities", "metrics",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JourneyWords:
    """What a file says in the playbook's language: its first comment, the word for an action's touchpoint, examples.

    `examples` are lines by field, written as comments at the first touchpoint for fields that the source has nowhere.
    """

    head: str
    beside: str
    examples: Mapping[str, str]


def journey_text(journey: JourneyDraft, stages: list[str], words: JourneyWords) -> str:
    """The text of a draft's file. `stages` are ids in the playbook's order."""
    text = "\n".join(_lines(journey, stages, words)) + "\n"
    return lay_out(text, Journey) or text


def _lines(journey: JourneyDraft, stages: list[str], words: JourneyWords) -> Iterator[str]:
    yield f"# {words.head}"
    for comment in journey.comments:
        yield from _comment(comment, 0)
    yield ""
    yield f"title: {_text(journey.title)}"
    yield "status: draft"
    yield f"personas: [{', '.join(map(_word, journey.personas))}]"
    yield f"state: {journey.state or 'current'}"
    if journey.scenario:
        yield "scenario:"
        yield from (f"  {key}: {_text(text)}" for key, text in journey.scenario.items())
    yield "stages:"
    used = {key for draft in journey.touchpoints for key in draft.values}
    missing = [line for key, line in words.examples.items() if key not in used]
    for stage, drafts in touchpoints_by_stage(journey, stages).items():
        yield f"  - stage: {_word(stage)}"
        if goal := journey.goals.get(stage):
            yield f"    goal: {_text(goal)}"
        yield "    touchpoints:"
        for draft in drafts:
            yield from _touchpoint(draft)
            yield from (f"        # {line}" for line in missing)
            missing = []
    if journey.actions:
        yield "actions:"
        for action in journey.actions:
            yield f"  - id: {_word(action.id)}"
            yield f"    title: {_text(action.title)}"
            yield f"    # {words.beside}: {action.beside}"


def _touchpoint(draft: TouchpointDraft) -> Iterator[str]:
    begin = "      - "
    for key in sorted(draft.values, key=_rank):
        lines = list(_entry(key, draft.values[key], 8))
        yield begin + lines[0].lstrip()
        yield from lines[1:]
        begin = "        "
    for label, text in draft.comments:
        yield from _comment(f"{label}: {text}" if label else text, 8)


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 -- what a touchpoint's field holds
    """A key with its value in block style; lists of ids stand in brackets."""
    space = " " * indent
    if isinstance(value, dict):
        yield f"{space}{key}: {{{', '.join(f'{_word(one)}: {number}' for one, number in value.items())}}}"
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{space}{key}:"
        for one in value:
            begin = f"{space}  - "
            for inner, text in one.items():
                yield f"{begin}{inner}: {_word(text) if inner == 'id' else _format_value(text)}"
                begin = f"{space}    "
    elif isinstance(value, list) and key in ("channels", "metrics", "personas"):
        yield f"{space}{key}: [{', '.join(map(_word, value))}]"
    elif isinstance(value, list):
        yield f"{space}{key}:"
        yield from (f"{space}  - {_text(one)}" for one in value)
    elif isinstance(value, str) and "\n" in value:
        yield f"{space}{key}: |"
        yield from (f"{space}  {line}".rstrip() for line in value.split("\n"))
    else:
        yield f"{space}{key}: {_format_value(value)}"


def _format_value(value: Any) -> str:  # noqa: ANN401 -- as above
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(value)


def _text(text: str) -> str:
    written = quote_scalar(text)
    return written if isinstance(plain_value(text), str) or written.startswith('"') else f'"{text}"'


def _word(key: str) -> str:
    return key if isinstance(plain_value(key), str) else f'"{key}"'


def _comment(text: str, indent: int) -> Iterator[str]:
    """A text as comments, one for each of its lines; what cannot be seen is shown as an escape."""
    for line in text.split("\n"):
        shown = terminal.encode(line)
        for start in range(0, max(1, len(shown)), _LONGEST_LINE):
            yield f"{' ' * indent}# {shown[start : start + _LONGEST_LINE]}".rstrip()
