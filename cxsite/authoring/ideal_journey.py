"""Creates the first text of an ideal journey from the stages and touchpoints of the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.i18n.catalogue import Translator
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.touchpoint import NextStep, Touchpoint


def write_ideal_journey(content: Content, current: str, title: str) -> str:
    """Return the ideal journey's text. Touchpoints keep their ids, so that each is compared with the current one.

    Comments show the current pain points and emotions of each. Raises CxsiteError if there is no such journey, or it is
    an ideal one.
    """
    journey = content.journeys.get(current)
    if journey is None:
        known = ", ".join(j.id for j in content.journeys.values() if not j.is_ideal) or "–"
        raise CxsiteError(
            "There is no journey “{current}” that can be read.",
            "Current journeys: {known}.",
            current=current,
            known=known,
        )
    if journey.is_ideal:
        raise CxsiteError(
            "“{current}” is itself an ideal journey.",
            "Name its baseline: {baseline}.",
            current=current,
            baseline=journey.baseline,
        )
    return (
        "\n".join(_lines(journey, title, Translator(content.sector_language(content.playbook.language), "skeletons")))
        + "\n"
    )


def _lines(journey: Journey, title: str, words: Translator) -> Iterator[str]:
    yield f"# {words('ideal.head', id=journey.id)}"
    yield f"# {words('ideal.replaces')}"
    yield ""
    yield f"title: {quote_scalar(title)}"
    yield "status: draft"
    yield f"personas: {_format_list(journey.personas)}"
    yield "state: ideal"
    yield f"baseline: {journey.id}"
    if journey.scenario is not None:
        yield "scenario:"
        yield from _written_lines(1, trigger=journey.scenario.trigger, outcome=journey.scenario.outcome)
    if journey.period is not None:
        yield f"period: {journey.period.text}"
    yield from _written_lines(0, owner=journey.owner)
    if journey.serves:
        yield f"serves: {_format_list(journey.serves)}"
    yield "stages:"
    for stage in journey.stages:
        yield from _stage(stage, words)


def _stage(stage: Stage, words: Translator) -> Iterator[str]:
    yield f"  - stage: {stage.stage}"
    yield from _written_lines(2, goal=stage.goal)
    yield "    touchpoints:" if stage.touchpoints else "    touchpoints: []"
    for touchpoint in stage.touchpoints:
        yield from _touchpoint(touchpoint.as_written, words)


def _touchpoint(touchpoint: Touchpoint, words: Translator) -> Iterator[str]:
    """Yield the lines of its own fields; fields of the library touchpoint apply here, too."""
    written = {"id": touchpoint.id, "use": touchpoint.use}
    first, *others = (f"{key}: {value}" for key, value in written.items() if value)
    yield f"      - {first}"
    yield from (f"        {line}" for line in others)
    yield from _written_lines(4, name=touchpoint.name)
    if touchpoint.personas:
        yield f"        personas: {_format_list(touchpoint.personas)}"
    if touchpoint.channels:
        yield f"        channels: {_format_list(touchpoint.channels)}"
    yield from (f"        # {line}" for line in _today(touchpoint, words))
    yield f"        # does: {words('ideal.does')}"
    yield f"        # standard: {words('ideal.standard')}"
    yield "        # emotion: 5"
    if any(step.label for step in touchpoint.next):
        yield "        next:"
        yield from (line for step in touchpoint.next for line in _next_step(step))
    elif touchpoint.next:
        yield f"        next: {_format_list(touchpoint.next_ids)}"
    for mark in ("moment_of_truth", "signature"):
        if getattr(touchpoint, mark):
            yield f"        {mark}: true"


def _next_step(step: NextStep) -> Iterator[str]:
    yield f"          - to: {quote_scalar(step.to)}"
    yield from _written_lines(6, label=step.label)


def _today(touchpoint: Touchpoint, words: Translator) -> Iterator[str]:
    reported = [touchpoint.does or ""]
    if touchpoint.emotion is not None:
        numbers = "–".join(map(str, dict.fromkeys(touchpoint.emotion.numbers)))
        reported.append(words("ideal.emotion", number=numbers))
    reported = [_one_line(text) for text in reported if text]
    if reported:
        yield words("ideal.today", experience="; ".join(reported))
    yield from (words("ideal.pain", text=_one_line(pain.text)) for pain in touchpoint.pain_points)


def _written_lines(level: int, **values: str | None) -> Iterator[str]:
    yield from (f"{'  ' * level}{key}: {quote_scalar(_one_line(value))}" for key, value in values.items() if value)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _format_list(values: Iterable[str]) -> str:
    return f"[{', '.join(quote_scalar(value, in_brackets=True) for value in values)}]"
