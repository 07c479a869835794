"""Decides whether the published site is up to date, by hashes of all inputs, before any content is read.

The inputs of a build are kept with its state: hashes of the content, the team's settings, theme and templates and this
program, the day and the commit; and size, modification time and inode number of the published files. Files of raw
answers are inputs, too. Nothing is kept for a site with answers of other machines, or one that MkDocs built, because
these have more inputs.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.i18n.today import get_today
from cxsite.incremental.build_inputs import add_files, hash_file_stats, hash_inputs, walk_files
from cxsite.incremental.state_files import site_state_path
from cxsite.installed import OF_PAGES, OF_THE_THEME, template_folders, versions
from cxsite.problems import CxsiteError
from cxsite.review.git import Git
from cxsite.seal import unseal_data, write_sealed
from cxsite.site.publishing.leftovers import find_leftovers
from cxsite.site.settings import hash_overrides, read_ordinary_file, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
                and kept["answers"] == (hash_answers(self.project, kept["data"], kept["allowed"]) or None)
            )
            return LastBuild(int(kept["pages"]), str(kept["note"])) if is_same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(
        self, day: date, zone: str, last: LastBuild, *, data: Sequence[str] = (), allowed: Sequence[str] = ()
    ) -> None:
        """Save the inputs of the build; `data` and `allowed` are as in `hash_answers`.

        Errors are ignored: they only make the next build slower.
        """
        described = {"format": _FORMAT, "name": self.name, "day": day.isoformat(), "zone": zone}
        described |= {"data": data, "allowed": allowed, "answers": hash_answers(self.project, data, allowed)}
        with suppress(OSError):
            values = {**described, "site": hash_file_stats(self.target), "pages": last.pages, "note": last.note}
            write_sealed(self._place, [json.dumps(values).encode()])

    @property
    def display_path(self) -> Path:
        """Return the target as shown to users: relative to the project's folder if it is inside."""
        return self.target.relative_to(self.project) if self.target.is_relative_to(self.project) else self.target

    @property
    def _place(self) -> Path:
        return site_state_path(self.project, self.target, "last")


def collect_inputs(project: Path, target: Path, *options: str) -> BuildInputs:
    """Collect the current inputs of a site at `target`, including `options` of the command.

    Raises CxsiteError if there are no templates.
    """
    templates = template_folders(project)
    try:
        settings = (value for config in sorted(project.glob("mkdocs*.yml")) for value in _settings(config))
        content = _hash_content(project / "content")
        texts = (content, _head(project), *versions(OF_THE_THEME + OF_PAGES), *settings, *options)
        return BuildInputs(project, target, hash_inputs(templates, *texts) if content else "")
    except (OSError, CxsiteError):  # reading the content reports it
        return BuildInputs(project, target, "")


def _settings(config: Path) -> Iterator[str]:
    found = read_settings(config)
    yield from (config.name, *found.sources, hash_overrides(found, config))
    if found.mermaid:
        yield hashlib.sha256(read_ordinary_file(found.mermaid)).hexdigest()


def _head(project: Path) -> str:
    """Return the commit up to which the home page shows changes; "" if there is none."""
    try:
        return Git(project).line("rev-parse", "--verify", "--quiet", "HEAD") or ""
    except CxsiteError:
        return ""


def _hash_content(folder: Path) -> str:
    """Return a hash of all content files; "" if there are special files, or files too large to be read."""
    files = [one for _, one in walk_files(folder)]
    if len(files) > _MOST_FILES or not all(one.is_file(follow_symlinks=False) for one in files):
        return ""
    if sum(one.stat(follow_symlinks=False).st_size for one in files) > _MOST_BYTES:
        return ""
    digest = hashlib.sha256()
    add_files(digest, folder)
    return digest.hexdigest()


def hash_answers(project: Path, data: Sequence[str], allowed: Sequence[str]) -> str:
    """Return a hash of the bytes of all files of answers; "" if other machines have them, or one is unreadable.

    `data` is that of sources, `allowed` are the folders outside the project that they may read.
    """
    if not data:
        return "none"
    from cxsite.measurement import data_access  # noqa: PLC0415 -- most playbooks have no answers
    from cxsite.measurement.csv_head import UnreadableError  # noqa: PLC0415

    access = data_access.DataAccess(project, tuple(allowed))
    digest, size = hashlib.sha256("".join(versions(("duckdb",))).encode()), 0
    try:
        for one in data:
            if data_access.is_address(one) or one.startswith(_TABLE):
                return ""
            for name, file in access.files(one):
                size += file.stat().st_size
                if size > _MOST_BYTES:
                    return ""
                digest.update(f"{one}\0{name}\0{size}\0".encode("utf-8", "surrogateescape"))
                digest.update(file.read_bytes())
    except (OSError, data_access.NotAllowed, UnreadableError):
        return ""
    return digest.hexdigest()
