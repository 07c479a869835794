"""Reads `content/playbook.yml`, which also says in which languages everything else is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.i18n.today import is_known_zone
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.model.records.playbook import Playbook
from cxsite.problems import Problem
from cxsite.reading.file_kinds import CONTENT, PLAYBOOK
from cxsite.reading.files import YAML, ContentFile, read_text
from cxsite.reading.record_file import make_record
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from cxsite.model.records.source_location import Fields


def is_playbook(found: ContentFile) -> bool:
    """Return whether a file is the playbook's own."""
    return found.path in (f"{CONTENT}/{PLAYBOOK}{suffix}" for suffix in YAML)


def main_language(fields: Fields | None) -> str:
    """Return the first language that the playbook names; Vietnamese if it names none."""
    languages = fields.get("languages") if fields is not None else None
    first = languages[0] if isinstance(languages, list) and languages else None
    return first if first in LANGUAGES else LANGUAGES[0]


def read_playbook(
    found: ContentFile | None, language: str | None
) -> tuple[Playbook | None, Fields | None, list[Problem], str | None]:
    """Return the playbook, None if it is invalid, its fields, its problems, and its text, None if it cannot be read.

    Texts are read in `language`, by default the playbook's main one.
    """
    if found is None:
        return None, None, [ContentFile("", f"{CONTENT}/{PLAYBOOK}.yml").problem("CX020")], None
    text, problems = read_text(found)
    if text is None:
        return None, None, problems, None
    fields, problems = read_yaml(found.path, text)
    if fields is None:
        return None, None, problems, text
    main = main_language(fields)
    playbook, problems = make_record(fields, problems, Playbook, language or main, main)
    if playbook is not None and not is_known_zone(playbook.timezone):
        problems.append(_zone_problem(playbook))
    return playbook, fields, problems, text


def _zone_problem(playbook: Playbook) -> Problem:
    from zoneinfo import available_timezones  # noqa: PLC0415 -- lists a folder, only for a wrong zone

    known = suggest(playbook.timezone, sorted(available_timezones()))
    found = ContentFile("", playbook.path).problem("CX118", found=playbook.timezone, suggestion=known)
    return Problem(code=found.code, level=found.level, place=playbook.place("timezone"), values=found.values)
