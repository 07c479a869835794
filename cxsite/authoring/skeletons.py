"""Creates new files from skeletons: one for each kind, with comments and with ids of the playbook."""

from __future__ import annotations

from datetime import timedelta
from importlib import resources
from typing import TYPE_CHECKING, Final

from cxsite.authoring.ideal_journey import write_ideal_journey
from cxsite.authoring.layout import lay_out
from cxsite.authoring.schema_files import has_schemas
from cxsite.authoring.schemas import modeline
from cxsite.authoring.skeleton_comments import annotate
from cxsite.authoring.titles import check_title
from cxsite.authoring.write_new import write_new
from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.escaping.fold import LONGEST_ID, slug
from cxsite.problems import CxsiteError
from cxsite.reading.file_kinds import CONTENT, KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.reading.file_kinds import FileKind

_WORDS: Final = ("persona", "journey", "touchpoint", "action", "play", "goal", "metric", "research", "source")
_KINDS: Final = {kind.name.removeprefix("library "): kind for kind in KINDS}
NEW: Final = {word: _KINDS[word] for word in _WORDS}
"""The kinds that `cxsite new` can write, by their name."""
_NAMED: Final = ("persona", "journey", "stage", "channel", "team", "metric", "goal", "library touchpoint")
_YEAR: Final = timedelta(days=365)


def write_skeleton(project: Path, kind: str, title: str, content: Content, *, ideal: str = "") -> str:
    """Write a new file of a kind and return its path; its id is made from the title, with `-2` if it is taken.

    `ideal` is the current journey for which an ideal one is written. Raises CxsiteError if the title is invalid, if
    something that the file must name does not exist yet, or if writing fails.
    """
    plain = check_title(title)
    text = write_ideal_journey(content, ideal, plain) if ideal else make_skeleton(kind, plain, content)
    return write_text(project, kind, plain, text, content)


def write_text(project: Path, kind: str, title: str, text: str, content: Content) -> str:
    """Write the text of a new file of a kind under an id made from its title, and return its path.

    If the project has schemas, its first line names the schema. It is formatted as by `cxsite format`. Raises
    CxsiteError if the title is invalid or writing fails.
    """
    plain = check_title(title)
    head = modeline(kind) if has_schemas(project) else ""
    laid = lay_out(head + text, NEW[kind].model) or head + text
    return _write(project, NEW[kind], slug(plain, fallback=kind), laid, content)


def make_skeleton(kind: str, title: str, content: Content) -> str:
    """Return the text of a new file: required keys are filled in, others are commented out, every key is explained."""
    if kind == "journey":
        refuse_unready(content)
    language = content.playbook.language
    text = _source(language, kind) + _source(language, "_every_file")
    if not content.playbook.channels:
        text = text.replace("        channels: [__CHANNEL__]", "        # channels: [__CHANNEL__]")
    for mark, value in _values(content, title).items():
        text = text.replace(f"__{mark}__", value)
    return annotate(text, NEW[kind].model, content.sector_language(language)).replace(
        "__OTHER_STAGES__\n", _other_stages(content)
    )


def _source(language: str, name: str) -> str:
    folder = resources.files("cxsite.authoring").joinpath("skeletons", language)
    return folder.joinpath(f"{name}.yml").read_text(encoding="utf-8")


def _values(content: Content, title: str) -> dict[str, str]:
    names = content.names
    known = {kind.split()[0].upper(): next(iter(names[kind]), f"{kind.split()[0]}-id") for kind in _NAMED}
    dates = {"TODAY": content.today.isoformat(), "NEXT_YEAR": (content.today + _YEAR).isoformat()}
    return {**known, **dates, "TITLE": quote_scalar(title)}


def _other_stages(content: Content) -> str:
    return "".join(f"  - stage: {stage.id}\n    touchpoints: []\n" for stage in content.playbook.stages[1:])


def refuse_unready(content: Content) -> None:
    """Raise CxsiteError if there is no persona or no stage for a journey."""
    if not content.personas:
        raise CxsiteError("There is no persona yet who could take this journey.", "First: cxsite new persona NAME")
    if not content.playbook.stages:
        raise CxsiteError(
            "content/playbook.yml has no stages yet.",
            "List them there first: stages: [{{id: purchase, name: Purchase}}]",
        )


def _write(project: Path, kind: FileKind, wanted: str, text: str, content: Content) -> str:
    folder = project / CONTENT / kind.folder
    taken = _find_taken_ids(folder, kind, content)
    number = 1
    while True:
        name = wanted if number == 1 else f"{wanted[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
        if name not in taken and write_new(folder / f"{name}.yml", text):
            return f"{CONTENT}/{kind.folder}/{name}.yml"
        number += 1


def _find_taken_ids(folder: Path, kind: FileKind, content: Content) -> frozenset[str]:
    """Return the current and former ids of this kind, ignoring case and file suffix."""
    files = {path.stem.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    former = {old for record in getattr(content, kind.folder).values() for old in record.formerly}
    return frozenset(files | former)
