"""Reads the whole content folder."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import slug
from cxsite.escaping.invisible import without_reversing
from cxsite.i18n.today import get_today
from cxsite.model.content import Content
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.model.records.hand_page import HandPage
from cxsite.model.records.observation import Observation, Withheld
from cxsite.model.records.playbook import Playbook
from cxsite.model.records.values import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from cxsite.problems import Place, Problem
from cxsite.reading.file_kinds import CONTENT, FOLDERS, KINDS, OBSERVATIONS, PAGES, PICTURES, PLAYBOOK, FileKind
from cxsite.reading.file_suffixes import IMAGES, find_misleading_suffix
from cxsite.reading.files import YAML, ContentFile, find_files, find_in_memory
from cxsite.reading.garbage_collection import collector_paused
from cxsite.reading.invisible_characters import invisible_in_page
from cxsite.reading.library_touchpoints import with_library
from cxsite.reading.observations import read_observations
from cxsite.reading.parse_cache import ParseCache
from cxsite.reading.playbook_file import is_playbook, main_language, read_playbook
from cxsite.reading.record_file import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxsite.model.records.record import FileMetadata


_ID: Final = re.compile(ID_PATTERN)
_ONLY_AT_TOP: Final = {PAGES: (".md",), OBSERVATIONS: (".csv",)}
"""Files that are not YAML and are read only from their folder itself, not from folders below it."""
_TITLE: Final = re.compile(r"^#\s+(.+?)\s*(?:\{[^}]*\})?\s*$", re.MULTILINE)


@dataclass(slots=True)
class _FolderReader:
    """Collects records and problems while the folder is read."""

    language: str
    main: str
    known: ParseCache
    records: dict[str, dict[str, FileMetadata]] = field(default_factory=lambda: {kind.folder: {} for kind in KINDS})
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
    observations: list[Observation | Withheld] = field(default_factory=list)
    pages: dict[str, HandPage] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    """The paths of all files, so that no advice overwrites one of them."""


def read(
    folder: Path, *, today: date | None = None, language: str | None = None, known: ParseCache | None = None
) -> tuple[Content, list[Problem]]:
    """Read the project's content in `folder`, and return it with all problems, sorted by place.

    `today` defaults to SOURCE_DATE_EPOCH's day, else to today in the playbook's time zone. `language` selects the
    language of texts; by default it is the playbook's first one, and its further languages are read into
    `translations`. A file in the cache `known` from an earlier call is not parsed again while its text is the same.
    Raises CxsiteError if there is no content folder.
    """
    with collector_paused():
        return _read_all(*find_files(folder, CONTENT), today, language, known or ParseCache())


def read_files(
    files: Mapping[str, bytes | None], *, today: date | None = None, language: str | None = None
) -> tuple[Content, list[Problem]]:
    """Do the same for files in memory, by their path relative to the project (`content/personas/lan.yml`).

    None is a link that leads out of `content/`.
    """
    with collector_paused():
        return _read_all(*find_in_memory(files, CONTENT), today, language, ParseCache())


def _read_all(
    found: list[ContentFile], problems: list[Problem], today: date | None, language: str | None, known: ParseCache
) -> tuple[Content, list[Problem]]:
    content, reported = _read_in_language(found, problems, today, language, known)
    further = () if language else content.playbook.further_languages
    translations = {other: _read_in_language(found, problems, content.today, other, known)[0] for other in further}
    known.forget_others(content.texts)
    return (replace(content, translations=translations) if translations else content), reported


def _read_in_language(
    found: list[ContentFile], problems: list[Problem], today: date | None, language: str | None, known: ParseCache
) -> tuple[Content, list[Problem]]:
    playbook_file = next((one for one in found if is_playbook(one)), None)
    playbook, fields, trouble, text = read_playbook(playbook_file, language)
    main = main_language(fields)
    present = frozenset(one.path for one in found)
    reading = _FolderReader(language or main, main, known, problems=[*problems, *trouble], present=present)
    if playbook_file is not None and text is not None:
        reading.texts[playbook_file.path] = text
    if playbook is None:
        reading.unreadable.add((PLAYBOOK, PLAYBOOK))
        playbook = Playbook(title=PLAYBOOK)
    for one in found:
        if one is not playbook_file:
            _take_file(reading, one)
    for problem in problems:
        _note_unreadable(reading, problem.place.path)
    zone = playbook.timezone
    content = _content(reading, playbook, today or get_today(zone))
    return content, sorted(reading.problems, key=lambda problem: problem.order)


def _content(reading: _FolderReader, playbook: Playbook, today: date) -> Content:
    records: dict[str, Any] = {name: dict(sorted(of.items())) for name, of in reading.records.items()}
    records["journeys"] = with_library(
        records["journeys"], records["touchpoints"], reading.known.joined, reading.language
    )
    return Content(
        today=today,
        playbook=playbook,
        **records,
        observations=tuple(row for row in reading.observations if isinstance(row, Observation)),
        withheld=tuple(row for row in reading.observations if isinstance(row, Withheld)),
        pages=dict(sorted(reading.pages.items())),
        pictures=frozenset(unicodedata.normalize("NFC", name) for name in reading.pictures.values()),
        unreadable=frozenset(reading.unreadable),
        texts=reading.texts,
    )


def _take_file(reading: _FolderReader, found: ContentFile) -> None:
    folder, suffix = found.folder, found.suffix
    kind = next((kind for kind in KINDS if kind.folder == folder), None)
    if kind is not None and suffix in YAML:
        _take_record(reading, found, kind)
    elif folder == OBSERVATIONS and suffix == ".csv":
        _take_observations(reading, found)
    elif folder == PAGES and suffix == ".md":
        _take_page(reading, found)
    elif folder == PICTURES and suffix in IMAGES:
        _take_picture(reading, found)
    elif (suffix in YAML and folder not in FOLDERS) or _is_misplaced(folder, suffix):
        outer = folder.split("/")[0]
        near = suggest(outer, FOLDERS) if outer else suggest(found.stem, (PLAYBOOK,))
        values = _find_existing(reading, f"{CONTENT}/{near}/{found.stem}" if outer else f"{CONTENT}/{PLAYBOOK}")
        reading.problems.append(found.problem("CX019", **values, folder=folder, suggestion=near))
        _note_unreadable(reading, f"{CONTENT}/{near}/{found.stem}.yml")
    elif problem := find_misleading_suffix(found.path, found.folder, reading.present):
        reading.problems.append(problem)


def _is_misplaced(folder: str, suffix: str) -> bool:
    """Return whether a page or a table of figures is below its folder, or in one with a mistyped name."""
    outer, _, below = folder.partition("/")
    wanted = next(
        (name for name, endings in _ONLY_AT_TOP.items() if suffix in endings and _is_likely_folder(outer, name)), ""
    )
    return bool(wanted) and (outer != wanted or bool(below))


def _is_likely_folder(outer: str, name: str) -> bool:
    return bool(outer) and suggest(outer, FOLDERS) == name


def _find_existing(reading: _FolderReader, target: str) -> dict[str, str]:
    """Return the file that exists at the path to which another should move, if there is one."""
    other = next((target + suffix for suffix in YAML if target + suffix in reading.present), "")
    return {"taken": "playbook" if target == f"{CONTENT}/{PLAYBOOK}" else "file", "other": other} if other else {}


def _free_id(reading: _FolderReader, found: ContentFile, name: str) -> str:
    """Return the name, or the first with a number appended that no file next to it has."""
    folder = found.path.rpartition("/")[0]
    taken = {path.rpartition(".")[0] for path in reading.present}
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next((one for one in (name, *numbered) if f"{folder}/{one}" not in taken), name)


def _note_unreadable(reading: _FolderReader, path: str) -> None:
    """Record that a file exists but cannot be read, or is in a folder with a mistyped name."""
    folder, _, name = path.partition("/")[2].rpartition("/")
    for kind in KINDS:
        if kind.folder == folder:
            reading.unreadable.add((kind.name, PurePosixPath(name).stem))


def _has_good_name(reading: _FolderReader, found: ContentFile, kind: str) -> bool:
    """Return whether the file's name is an id that no other file of its kind has; report the problem otherwise."""
    name = found.stem
    if name.lower() in RESERVED_IDS:
        reading.problems.append(found.problem("CX111", found=name))
    elif not _ID.match(name) or len(name) > ID_LENGTH:
        reading.problems.append(found.problem("CX018", found=name, suggestion=_free_id(reading, found, slug(name))))
        reading.unreadable.add((kind, slug(name)))
    elif (kind, name) in reading.paths:
        reading.problems.append(found.problem("CX017", id=name, other=reading.paths[kind, name]))
    else:
        reading.paths[kind, name] = found.path
        return True
    reading.unreadable.add((kind, name))
    return False


def _take_record(reading: _FolderReader, found: ContentFile, kind: FileKind) -> None:
    name = found.stem
    good = _has_good_name(reading, found, kind.name)
    text = _take_text(reading, found)
    if text is None:
        reading.unreadable.add((kind.name, name))
        return
    read_as = f"{kind.name} {reading.language} {reading.main}"
    record, problems = reading.known.get_or_make(
        found.path, read_as, text, lambda: read_record(found.path, text, kind.model, reading.language, reading.main)
    )
    reading.problems += problems
    if record is None:
        reading.unreadable.add((kind.name, name))
    elif good:
        reading.records[kind.folder][name] = record


def _take_text(reading: _FolderReader, found: ContentFile) -> str | None:
    text, problems = reading.known.read_text(found)
    reading.problems += problems
    if text is not None:
        reading.texts[found.path] = text
    return text


def _take_observations(reading: _FolderReader, found: ContentFile) -> None:
    text = _take_text(reading, found)
    problems: list[Problem] = []
    if text is not None:
        rows, problems = reading.known.get_or_make(
            found.path, OBSERVATIONS, text, lambda: read_observations(found.path, text)
        )
        reading.observations += rows
        reading.problems += problems
    if text is None or problems:
        reading.unreadable.add((OBSERVATIONS, found.stem))


def _take_page(reading: _FolderReader, found: ContentFile) -> None:
    name, language = _page_name(found, reading.main)
    good = language != reading.main or _has_good_name(reading, found, "page")
    text = _take_text(reading, found)
    reading.problems += invisible_in_page(found.path, text or "")
    known = reading.pages.get(name)
    if text is None or not good or (known is not None and known.language == reading.language):
        return
    if known is None or language in (reading.language, reading.main):
        text = without_reversing(text)
        heading = _TITLE.search(text)
        title, place = heading[1] if heading else name, Place(found.path)
        reading.pages[name] = HandPage(id=name, title=title, markdown=text, language=language, place=place)


def _page_name(found: ContentFile, main: str) -> tuple[str, str]:
    """Return a page's id and language: `cach-lam.en.md` is `cach-lam` in English."""
    name, _, language = found.stem.rpartition(".")
    return (name, language) if language in LANGUAGES and _ID.match(name) else (found.stem, main)


def _take_picture(reading: _FolderReader, found: ContentFile) -> None:
    name = PurePosixPath(found.path).name
    other = reading.pictures.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
    if other != name:
        same = unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", name)
        values = {"alike": "accents"} if same else {}
        reading.problems.append(found.problem("CX022", other=f"{CONTENT}/{PICTURES}/{other}", **values))
