"""The files that an import of journeys writes: all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas
from cxsite.authoring.schemas import modeline
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator
from cxsite.importing.extend_vocabulary import VocabularyEntry, extended_playbook, new_ids
from cxsite.importing.write_journey import JourneyWords, journey_text
from cxsite.reading.file_kinds import CONTENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.importing.journey_draft import TouchpointDraft, Understanding
    from cxsite.importing.options import ImportOptions
    from cxsite.model.content import Content

_EXAMPLES: Final = ("channels", "does", "thinks", "feels", "emotion", "importance", "standard")
_FOLDER: Final = "journeys"


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The paths of the files that were written, each with its number of touchpoints; what was added to the playbook."""

    journeys: Mapping[str, int]
    stages: Mapping[str, str]
    channels: Mapping[str, str]


def vocabulary_ids(found: Understanding, content: Content) -> tuple[dict[str, str], dict[str, str]]:
    """Ids for the stages and the channels that the playbook lacks, by name."""
    names = content.names
    stages = new_ids([name for name, _ in found.new_stages], names["stage"], "giai-doan")
    return stages, new_ids(found.new_channels, names["channel"], "kenh")


def extend_vocabulary(
    project: Path, found: Understanding, content: Content, options: ImportOptions
) -> tuple[dict[str, bytes | None], dict[str, str], dict[str, str]]:
    """Return playbook.yml with new stages and channels where the options add them, and their ids by name.

    The drafts then have these ids.
    """
    stages, channels = vocabulary_ids(found, content) if options.add_vocabulary else ({}, {})
    changes: dict[str, bytes | None] = {}
    if stages or channels:
        path = content.playbook.path
        data = (project / path).read_bytes()
        entries = [
            VocabularyEntry("stages", stages[name], name, stages.get(before, before))
            for name, before in found.new_stages
        ]
        entries += [VocabularyEntry("channels", key, name) for name, key in channels.items()]
        changes[path] = extended_playbook(path, data, entries)
    for journey in found.journeys:
        for draft in journey.touchpoints:
            draft.stage = stages.get(draft.stage, draft.stage)
        journey.goals = {stages.get(stage, stage): goal for stage, goal in journey.goals.items()}
        _add_channels(journey.touchpoints, channels)
    return changes, stages, channels


def write_journeys(
    project: Path, found: Understanding, content: Content, options: ImportOptions, source: str
) -> ImportedFiles:
    """Write a draft for each journey, and new stages and channels into playbook.yml where the options add them.

    Ids come from the titles, with `-2` where one is taken. Raises CxsiteError, with nothing written, where the disk
    refuses or playbook.yml cannot be added to.
    """
    changes, files = make_journey_files(project, found, content, options, source)
    replace_files(project, changes)
    return files


def make_journey_files(
    project: Path, found: Understanding, content: Content, options: ImportOptions, source: str
) -> tuple[dict[str, bytes | None], ImportedFiles]:
    """Return the new bytes of these files by path, and which they are. Nothing is written."""
    changes, stages, channels = extend_vocabulary(project, found, content, options)
    order = _stage_order(found, content, stages)
    words = Translator(content.sector_language(content.playbook.language), "importing")
    shown = JourneyWords(
        head=words("head", source=terminal.encode(" ".join(source.split()))),
        beside=words("beside"),
        examples=_examples(content),
    )
    modeled = modeline("journey") if has_schemas(project) else ""
    written: dict[str, int] = {}
    for journey in found.journeys:
        path = _free_path(project, journey.title, content, changes)
        changes[path] = (modeled + journey_text(journey, order, shown)).encode()
        written[path] = len(journey.touchpoints)
    return changes, ImportedFiles(written, stages, channels)


def _stage_order(found: Understanding, content: Content, stages: Mapping[str, str]) -> list[str]:
    """The playbook's stages in order, new ones behind the one that comes before them in the source."""
    order = [stage.id for stage in content.playbook.stages]
    for name, before in found.new_stages:
        after = stages.get(before, before)
        order.insert(order.index(after) + 1 if after in order else 0, stages.get(name, name))
    return order


def _add_channels(touchpoints: list[TouchpointDraft], channels: Mapping[str, str]) -> None:
    """Turn comments with the names of new channels into channels."""
    for draft in touchpoints:
        named = [channels[text] for _, text in draft.comments if text in channels]
        if named:
            draft.values["channels"] = list(dict.fromkeys([*draft.values.get("channels", []), *named]))
            draft.comments = [(label, text) for label, text in draft.comments if text not in channels]


def _free_path(project: Path, title: str, content: Content, changes: Mapping[str, object]) -> str:
    folder = project / CONTENT / _FOLDER
    taken = {path.stem.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    taken |= {old for journey in content.journeys.values() for old in journey.formerly}
    taken |= {Path(path).stem for path in changes if Path(path).parent.name == _FOLDER}
    key = new_ids([title], taken, "journey")[title]
    return f"{CONTENT}/{_FOLDER}/{key}.yml"


def _examples(content: Content) -> dict[str, str]:
    """The lines of the skeleton of a journey for the fields of a touchpoint, without their marks."""
    skeleton = resources.files("cxsite.authoring").joinpath("skeletons", content.playbook.language, "journey.yml")
    channel = next((channel.id for channel in content.playbook.channels), "")
    found: dict[str, str] = {}
    for line in skeleton.read_text(encoding="utf-8").split("\n"):
        bare = line.strip().removeprefix("# ").strip()
        key, colon, value = bare.partition(":")
        if colon and key in _EXAMPLES and key not in found and value.strip() not in ("", "|"):
            found[key] = bare.replace("__CHANNEL__", channel)
    return {key: line for key, line in found.items() if "__" not in line and (key != "channels" or channel)}
