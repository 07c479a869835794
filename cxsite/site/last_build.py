"""Decides whether the published site is up to date, by hashes of all inputs, before any content is read.

The inputs of a build are kept with its state: hashes of the content, the team's settings, theme and templates and this
program, the day and the commit; and size, modification time and inode number of the published files. Files of raw
answers are inputs, too. Nothing is kept for a site with answers of other machines, or one that MkDocs built, because
these have more inputs.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.i18n.today import get_today
from cxsite.incremental.build_inputs import hash_inputs
from cxsite.incremental.file_stats import hash_file_stats
from cxsite.incremental.state_path import state_path
from cxsite.installed import OF_PAGES, OF_THE_THEME, template_folders, versions
from cxsite.problems import CxsiteError
from cxsite.review.git import Git
from cxsite.seal import seal_data, unseal_data
from cxsite.site.ordinary_file import read_ordinary_file
from cxsite.site.publishing.leftovers import find_leftovers
from cxsite.site.settings import find_overrides, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

_FORMAT: Final = 2
_TABLE: Final = "table:"
_MOST_FILES: Final = 100_000
_MOST_BYTES: Final = 1 << 28


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The report of a build: the number of pages, and its notes."""

    pages: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerInputs:
    """What sources read: their `data`, and the folders outside the project that they may read."""

    data: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def hash_files(self, project: Path) -> str:
        """Return a hash of the bytes of all files of answers; "" if other machines have them, or one is unreadable."""
        from cxsite.measurement import data_access  # noqa: PLC0415 -- most playbooks have no answers
        from cxsite.measurement.csv_head import UnreadableError  # noqa: PLC0415

        access = data_access.DataAccess(project, self.allowed)
        digest, size = hashlib.sha256("".join(versions(("duckdb",))).encode()), 0
        try:
            for data in self.data:
                if data_access.is_address(data) or data.startswith(_TABLE):
                    return ""
                for name, file in access.files(data):
                    size += file.stat().st_size
                    if size > _MOST_BYTES:
                        return ""
                    digest.update(f"{data}\0{name}\0{size}\0".encode("utf-8", "surrogateescape"))
                    digest.update(file.read_bytes())
        except (OSError, data_access.NotAllowed, UnreadableError):
            return ""
        return digest.hexdigest()


NO_ANSWERS: Final = AnswerInputs()


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """The inputs of a site at `target`. `name` is a hash of all of them, empty if they cannot all be known."""

    project: Path
    target: Path
    name: str

    def find_last_build(self, as_of: date | None) -> LastBuild | None:
        """Return the report of the last build if the next one would publish the same; None if that is not certain."""
        try:
            kept: dict[str, Any] = json.loads(unseal_data(self._place.read_bytes()) or b"")
            is_same = (
                (kept["format"], kept["name"]) == (_FORMAT, self.name or None)
                and kept["day"] == (as_of or get_today(kept["zone"])).isoformat()
                and not find_leftovers(self.target)
                and kept["site"] == hash_file_stats(self.target)
                and self._has_answers(kept)
            )
            return LastBuild(int(kept["pages"]), str(kept["note"])) if is_same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _has_answers(self, kept: Mapping[str, Any]) -> bool:
        """Return whether the files of answers are those of the last build."""
        answers = AnswerInputs(tuple(kept["data"]), tuple(kept["allowed"]))
        return not answers.data or kept["answers"] == (answers.hash_files(self.project) or None)

    def keep(self, day: date, zone: str, last: LastBuild, answers: AnswerInputs = NO_ANSWERS) -> None:
        """Save the inputs of the build. Errors are ignored: they only make the next build slower."""
        described = {"format": _FORMAT, "name": self.name, "day": day.isoformat(), "zone": zone}
        described |= {"data": answers.data, "allowed": answers.allowed}
        described["answers"] = answers.hash_files(self.project) if answers.data else ""
        try:
            values = {**described, "site": hash_file_stats(self.target), "pages": last.pages, "note": last.note}
            pending = self._place.with_suffix(f".{os.getpid()}")
            pending.write_bytes(seal_data(json.dumps(values).encode()))
            pending.replace(self._place)
        except OSError:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)

    @property
    def display_path(self) -> Path:
        """Return the target as shown to users: relative to the project's folder if it is inside."""
        return self.target.relative_to(self.project) if self.target.is_relative_to(self.project) else self.target

    @property
    def _place(self) -> Path:
        return state_path(self.project / "build" / ".state", self.target, "last")


def collect_inputs(project: Path, target: Path, *options: str) -> BuildInputs:
    """Collect the current inputs of a site at `target`, including `options` of the command.

    Raises CxsiteError if there are no templates.
    """
    templates = template_folders(project)
    try:
        settings = (value for config in sorted(project.glob("mkdocs*.yml")) for value in _settings(config))
        content = _content(project / "content")
        texts = (content, _head(project), *versions(OF_THE_THEME + OF_PAGES), *settings, *options)
        return BuildInputs(project, target, hash_inputs(templates, *texts) if content else "")
    except (OSError, CxsiteError):  # reading the content reports it
        return BuildInputs(project, target, "")


def _settings(config: Path) -> Iterator[str]:
    found = read_settings(config)
    yield from (config.name, *found.sources)
    yield from (part for pair in find_overrides(found, config) for part in pair)
    if found.mermaid:
        yield hashlib.sha256(read_ordinary_file(found.mermaid)).hexdigest()


def _head(project: Path) -> str:
    """Return the commit up to which the home page shows changes; "" if there is none."""
    try:
        return Git(project).line("rev-parse", "--verify", "--quiet", "HEAD") or ""
    except CxsiteError:
        return ""


def _content(folder: Path) -> str:
    """Return a hash of all content files; "" if there are special files, or files too large to be read."""
    digest, count, size = hashlib.sha256(), 0, 0
    for inside, one in sorted(_entries(str(folder), ""), key=lambda pair: pair[0]):
        if not one.is_file(follow_symlinks=False):
            return ""
        count, size = count + 1, size + one.stat(follow_symlinks=False).st_size
        if count > _MOST_FILES or size > _MOST_BYTES:
            return ""
        with open(one.path, "rb") as file:  # noqa: PTH123 -- thousands of them
            data = file.read(_MOST_BYTES)
        digest.update(f"{inside}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _entries(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder except folders, with relative paths."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _entries(one.path, f"{inside}{one.name}/")
            else:
                yield f"{inside}{one.name}", one
