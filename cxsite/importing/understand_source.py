"""A source file as journeys of this playbook, with all that is open or odd; nothing is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cxsite.importing.diagrams_to_journeys import journey_of_diagram
from cxsite.importing.extend_vocabulary import can_be_named
from cxsite.importing.journey_draft import Question, Understanding
from cxsite.importing.table_layout import understand
from cxsite.importing.tables_to_journeys import Vocabularies, journeys_of_layout
from cxsite.importing.vocabulary import Vocabulary, without_stage_number

if TYPE_CHECKING:
    from cxsite.importing.journey_draft import JourneyDraft, TouchpointDraft
    from cxsite.importing.options import ImportOptions
    from cxsite.importing.source_tables import SourceDocument, Table
    from cxsite.model.content import Content

_STATES: Final = {"ideal": "ideal", "to-be": "ideal", "current": "current", "as-is": "current"}


def understand_source(source: SourceDocument, content: Content, options: ImportOptions) -> Understanding:
    """What a source says, in the words of the playbook.

    Stages are matched with the playbook's; what it lacks is in `new_stages`, and a question unless the options add
    it. A journey without a persona asks for one.
    """
    found = Understanding()
    known = _vocabularies(content, options)
    for diagram in source.diagrams:
        if diagram.tasks:
            found.journeys.append(journey_of_diagram(diagram, known, found))
    for table in source.tables:
        _read_table(table, known, options, found)
    found.journeys = [journey for journey in found.journeys if journey.touchpoints]
    found.questions = list({(one.key, one.option): one for one in found.questions}.values())
    for number, journey in enumerate(found.journeys):
        _settle_head(journey, number, source, content, options, found)
        _settle_stages(journey, content, known, found)
        _settle_ratings(journey)
    _ask(found, content, options)
    return found


def _vocabularies(content: Content, options: ImportOptions) -> Vocabularies:
    names = content.names
    return Vocabularies(
        stages=Vocabulary(names["stage"], options.stages),
        channels=Vocabulary(names["channel"], options.channels),
        personas=Vocabulary(names["persona"], {}),
        metrics=Vocabulary(names["metric"], {}),
        teams=Vocabulary(names["team"], {}),
    )


def _read_table(table: Table, known: Vocabularies, options: ImportOptions, found: Understanding) -> None:
    layout = understand(table, options.columns)
    if layout is None or not any(layout.numbers_of(name) for name in ("stage", "name", "step")):
        if not table.is_empty:
            first = next(cell.text for row in table.rows for cell in row if cell.text)
            found.remark("table-left", name=table.name or "1", sample=first)
        return
    found.journeys += journeys_of_layout(layout, known, options, found)


def _settle_head(  # noqa: PLR0913, PLR0917
    journey: JourneyDraft,
    number: int,
    source: SourceDocument,
    content: Content,
    options: ImportOptions,
    found: Understanding,
) -> None:
    own = journey.title
    journey.title = (options.title if not number else "") or own or source.name.rpartition(".")[0] or source.name
    if own and own != journey.title:
        journey.comments.insert(0, own)
    journey.state = _STATES.get(options.state, "") or journey.state or "current"
    if options.personas:
        journey.personas = list(dict.fromkeys([*options.personas, *journey.personas]))
    missing = [persona for persona in options.personas if persona not in content.personas]
    for persona in missing:
        found.questions.append(Question("no-persona", "--persona ID", {"persona": persona}))


def _settle_stages(journey: JourneyDraft, content: Content, known: Vocabularies, found: Understanding) -> None:
    """Give each touchpoint the id of its stage; what the playbook lacks is collected with the stage before it."""
    before = ""
    unplaced = [draft for draft in journey.touchpoints if not draft.stage]
    if unplaced and content.playbook.stages:
        found.remark("no-stage", n=len(unplaced), stage=content.playbook.stages[0].name)
    titled = _titled_stages(journey, known)
    for draft in journey.touchpoints:
        if not draft.stage:
            draft.stage = before or next((stage.id for stage in content.playbook.stages), "")
            continue
        stage = known.stages.find_stage(draft.stage)
        if not stage and (stage := titled.get(draft.stage, "")):
            if stage != before:
                draft.comments.append(("stage", draft.stage))
        elif not stage:
            name = stage_name(draft.stage)
            if not can_be_named(name):
                draft.comments.append(("stage", draft.stage))
                draft.stage = before or next((stage.id for stage in content.playbook.stages), "")
                continue
            if name not in [one for one, _ in found.new_stages]:
                found.new_stages.append((name, before))
            before = draft.stage = name
            continue
        before = draft.stage = stage
    journey.goals = {
        known.stages.find_stage(stage) or titled.get(stage) or stage_name(stage): goal
        for stage, goal in journey.goals.items()
    }


def _titled_stages(journey: JourneyDraft, known: Vocabularies) -> dict[str, str]:
    """The stages whose headings say more than their names, by heading; none that two headings of the journey name."""
    headings = dict.fromkeys(draft.stage for draft in journey.touchpoints if draft.stage)
    stages = {heading: known.stages.find_stage(heading) for heading in headings}
    longer = {text: known.stages.find_titled_stage(text) for text, stage in stages.items() if not stage}
    taken = Counter([*stages.values(), *longer.values()])
    return {text: stage for text, stage in longer.items() if stage and taken[stage] == 1}


def stage_name(text: str) -> str:
    """The name of a stage as a playbook has it: without number, and not in capitals throughout."""
    name = " ".join(without_stage_number(text).split())
    return name.capitalize() if name.isupper() and len(name) > 3 else name  # noqa: PLR2004 -- short ones are names


def _settle_ratings(journey: JourneyDraft) -> None:
    """Where the rows of a table name who they are about, the touchpoint is theirs alone.

    One number stands for all where every persona that passes has the same.
    """
    for draft in journey.touchpoints:
        whose = [persona for persona in journey.personas if persona in draft.personas]
        if whose and len(whose) < len(journey.personas):
            draft.values["personas"] = whose
        for key in ("emotion", "importance"):
            rating = draft.values.get(key)
            everybody = set(whose or journey.personas)
            if isinstance(rating, dict) and set(rating) == everybody and len(set(rating.values())) == 1:
                draft.values[key] = next(iter(rating.values()))


def _ask(found: Understanding, content: Content, options: ImportOptions) -> None:
    if any(not journey.personas for journey in found.journeys):
        only = next(iter(content.personas)) if len(content.personas) == 1 else ""
        known = ", ".join(content.personas) or "–"
        found.questions.append(Question("persona", f"--persona {only or 'ID'}", {"persona": only, "known": known}))
    if options.add_vocabulary:
        return
    if found.new_stages:
        names = ", ".join(f"“{name}”" for name, _ in found.new_stages)
        found.questions.append(Question("stages", "--add-vocabulary", {"names": names, "n": len(found.new_stages)}))
    if found.new_channels:
        names = ", ".join(f"“{name}”" for name in found.new_channels)
        found.questions.append(Question("channels", "--add-vocabulary", {"names": names, "n": len(found.new_channels)}))


def touchpoints_by_stage(journey: JourneyDraft, order: list[str]) -> dict[str, list[TouchpointDraft]]:
    """The journey's touchpoints by stage, the stages in the given order."""
    stages: dict[str, list[TouchpointDraft]] = {stage: [] for stage in order}
    for draft in journey.touchpoints:
        stages.setdefault(draft.stage, []).append(draft)
    return {stage: drafts for stage, drafts in stages.items() if drafts}
