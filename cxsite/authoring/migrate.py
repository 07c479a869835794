"""Migrates a playbook from an older version of the format to the current one; comments and layout are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from cxsite.authoring.key_order import top_of
from cxsite.authoring.layout import comments
from cxsite.authoring.text_edits import TextEdit, apply_edits, find_offsets, span_offsets
from cxsite.model.facts.applicable_plays import fits, fits_any
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.model.records.playbook import FORMAT_VERSION
from cxsite.model.records.source_location import Fields, Items
from cxsite.model.records.strategy import AppliesTo, Play
from cxsite.problems import CxsiteError, Place
from cxsite.reading import read
from cxsite.reading.validation import validate_record
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.model.records.playbook import Playbook

_MOST_PLACES: Final = 5
"""The most places of unreadable files that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlay:
    """A play whose `applies_to` means something else in version 2.

    `kinds` are the fields that it uses. `before` are the keys of the touchpoints where it applies in version 1, where
    one matching kind is enough; `now` are those where it would apply in version 2 without a rewrite, because all kinds
    must match. `is_rewritten` means that it was rewritten as a list of single kinds, which keeps its meaning.
    """

    place: Place
    title: str
    kinds: tuple[str, ...]
    before: tuple[str, ...]
    now: tuple[str, ...]
    is_rewritten: bool


@dataclass(slots=True)
class Migration:
    """The playbook's version, new bytes by path, and the plays whose meaning changes."""

    version: int
    changes: dict[str, bytes] = field(default_factory=dict)
    plays: list[ChangedPlay] = field(default_factory=list)


def plan_migration(project: Path, *, today: date | None = None) -> Migration:
    """Plan the changes of the project's files. Writes nothing; `changes` is empty if everything is current.

    Raises CxsiteError if a file cannot be read, because its content is unknown then.
    """
    content, problems = read(project, today=today)
    if content.unreadable:
        places = ", ".join(str(problem.place) for problem in problems[:_MOST_PLACES])
        raise CxsiteError(
            "These files cannot be read, so nothing was migrated: {places}.",
            "Fix them first; `cxsite validate` shows what is wrong.",
            places=places,
        )
    migration = Migration(content.playbook.version)
    if content.playbook.version == FORMAT_VERSION:
        return migration
    for play in content.plays.values():
        _migrate_play(play, content, project, migration)
    path = content.playbook.path
    edit = _version_edit(content.playbook, content.texts[path])
    migration.changes[path] = apply_edits((project / path).read_bytes(), [edit])
    return migration


def _version_edit(playbook: Playbook, text: str) -> TextEdit:
    if "version" in playbook.model_fields_set:
        return TextEdit(*find_offsets(text, playbook.place("version")), str(FORMAT_VERSION))
    if playbook.source is not None and "version" in playbook.source.places:  # the key has no value
        colon = text.index(":", find_offsets(text, playbook.key_place("version"))[1])
        return TextEdit(colon + 1, colon + 1, f" {FORMAT_VERSION}")
    line = f"version: {FORMAT_VERSION}"
    first, whole = playbook.key_place(), playbook.place()
    start, _ = find_offsets(text, whole)
    if text[start] == "{":
        return TextEdit(start + 1, start + 1, f"{line}, ")
    above = find_offsets(text, Place(first.path, top_of(text.split("\n"), first.line - 1) + 1, 1))[0]
    return TextEdit(above, above, f"{' ' * (first.column - 1)}{line}\n")


def _migrate_play(play: Play, content: Content, project: Path, migration: Migration) -> None:
    """Rewrite one mapping of several kinds as a list of mappings of one kind each."""
    written = play.source.get("applies_to") if play.source is not None else None
    if not isinstance(written, Fields) or len(play.applies_to[0].places) < 2:  # noqa: PLR2004 -- one kind means the same
        return
    entry, text = play.applies_to[0], content.texts[play.path]
    data = apply_edits((project / play.path).read_bytes(), _split_edits(written, text))
    is_rewritten = _keeps_meaning(play, text, data)
    if is_rewritten:
        migration.changes[play.path] = data
    migration.plays.append(
        ChangedPlay(
            place=play.key_place("applies_to"),
            title=play.title,
            kinds=tuple(name for name in AppliesTo.model_fields if getattr(entry, name)),
            before=tuple(placed.key for placed in content.placed_touchpoints if fits_any(entry, placed)),
            now=tuple(placed.key for placed in content.placed_touchpoints if fits(entry, placed)),
            is_rewritten=is_rewritten,
        )
    )


def _split_edits(written: Fields, text: str) -> Iterable[TextEdit]:
    whole = span_offsets(text, written.span)
    if text[whole[0]] == "{":
        return _split_in_braces(written, text, whole)
    return _split_in_lines(written, text)


def _split_in_braces(written: Fields, text: str, whole: tuple[int, int]) -> Iterator[TextEdit]:
    """Rewrite `{a: [x], b: [y]}` as `[{a: [x]}, {b: [y]}]`."""
    yield TextEdit(whole[0], whole[0], "[")
    keys = list(written)  # without empty keys: each of them stays with the kind before it
    for before, key in pairwise(keys):
        end = span_offsets(text, written.value_span(before))[1]
        start = span_offsets(text, written.key_span(key))[0]
        yield TextEdit(end, end, "}")
        yield TextEdit(start, start, "{")
    yield TextEdit(whole[1], whole[1], "]")


def _split_in_lines(written: Fields, text: str) -> Iterator[TextEdit]:
    """Put a dash before each kind, and move the further lines of its value two columns to the right.

    A key without a value has no effect: it stays with the kind before it.
    """
    lines = text.split("\n")
    starts = [*accumulate((len(line) + 1 for line in lines), initial=0)]
    first, first_filled = next(iter(written.places)), next(iter(written))
    for key, (line, column, *_) in written.places.items():
        begins = key == first or (key in written and key != first_filled)
        yield TextEdit(starts[line] + column, starts[line] + column, "- " if begins else "  ")
        for number in range(line + 1, _last_line(written, key, text) + 1):
            if lines[number].strip():
                yield TextEdit(starts[number], starts[number], "  ")


def _last_line(written: Fields, key: str, text: str) -> int:
    """Return the last line (from 0) of the value of a key."""
    value = written.get(key)
    line, _, _, *span = written.places[key]
    if not span:
        return line
    start, _ = span_offsets(text, written.value_span(key))
    return value.places[-1][2] if isinstance(value, Items) and value and text[start] != "[" else span[2]


def _keeps_meaning(play: Play, text: str, data: bytes) -> bool:
    """Return whether the rewritten file has an entry for each kind, and everything else is unchanged, with comments."""
    made = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    fields, problems = read_yaml(play.path, made)
    if fields is None or problems:
        return False
    again, _ = validate_record(fields, Play, LANGUAGES[0])
    if again is None:
        return False
    kinds = [(kind, ids) for entry in again.applies_to for kind, ids in entry.places.items()]
    alone = all(len(entry.places) == 1 for entry in again.applies_to)
    others = {key: value for key, value in fields.items() if key != "applies_to"}
    before = {key: value for key, value in (play.source or {}).items() if key != "applies_to"}
    is_same = sorted(kinds) == sorted(play.applies_to[0].places.items()) and others == before
    return alone and is_same and comments(made) == comments(text)
